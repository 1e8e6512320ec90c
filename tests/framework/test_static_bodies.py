"""Static files: sent in blocks, and closed exactly once, whatever happens."""

import os
from pathlib import Path

import pytest

from alcazar import Alcazar, Request, Response
from alcazar.static import StaticFiles

from .calling import environ, start
from .static_folder import CSS, make_folder

pytestmark = pytest.mark.chapter(7)

LARGE = bytes(range(256)) * 1000
REQUESTS = {
    "a whole file": {},
    "HEAD": {"REQUEST_METHOD": "HEAD"},
    "304": {"HTTP_IF_NONE_MATCH": "*"},
    "412": {"HTTP_IF_MATCH": '"other"'},
    "206": {"HTTP_RANGE": "bytes=1-100000"},
    "416": {"HTTP_RANGE": "bytes=999999-"},
    "404": {"PATH_INFO": "/static/gone.bin"},
    "a folder": {"PATH_INFO": "/static/css"},
}


@pytest.fixture
def folder(tmp_path):
    folder = make_folder(tmp_path)
    (folder / "large.bin").write_bytes(LARGE)
    return folder


@pytest.fixture
def app(folder):
    return Alcazar(static_dir=folder)


def body_of(app, **given):
    """Return the body of an answer, not yet read, with what closes it."""
    body = start(app, environ(**{"PATH_INFO": "/static/large.bin", **given}))[1]
    return body, getattr(body, "close", bool)


def open_files():
    """Return how many files this process has open, where the system tells."""
    files = Path("/proc/self/fd")
    return len(list(files.iterdir())) if files.is_dir() else 0


@pytest.mark.parametrize("given", REQUESTS.values(), ids=REQUESTS)
@pytest.mark.parametrize("blocks", [0, 1, 100])
def test_a_file_is_closed_however_much_of_it_is_read(app, given, blocks):
    before = open_files()
    body, close = body_of(app, **given)
    for _ in zip(range(blocks), body, strict=False):
        pass
    close()
    assert open_files() == before


def test_a_large_file_is_sent_in_blocks(app):
    body, close = body_of(app)
    blocks = list(body)
    close()
    assert b"".join(blocks) == LARGE
    assert max(map(len, blocks)) <= 64 * 1024


def test_a_large_part_is_sent_in_blocks(app):
    body, close = body_of(app, HTTP_RANGE="bytes=100-200099")
    blocks = list(body)
    close()
    assert b"".join(blocks) == LARGE[100:200100]
    assert max(map(len, blocks)) <= 64 * 1024


def test_a_file_that_grows_while_it_is_sent_is_sent_as_long_as_was_said(app, folder):
    body, close = body_of(app)
    with (folder / "large.bin").open("ab") as file:
        file.write(b"more")
    sent = b"".join(body)
    close()
    assert sent == LARGE


def test_a_file_that_shrinks_while_it_is_sent_breaks_off_and_is_closed(app, folder):
    body, close = body_of(app)
    next(iter(body))
    os.truncate(folder / "large.bin", 70_000)
    with pytest.raises(OSError, match="lost"):
        list(body)
    close()


def test_a_file_that_is_replaced_while_it_is_sent_is_sent_as_it_was(app, folder):
    body, close = body_of(app)
    first = next(iter(body))
    (folder / "new.bin").write_bytes(CSS)
    try:
        (folder / "new.bin").replace(folder / "large.bin")
    except PermissionError:
        pytest.skip("this system replaces no open file")
    finally:
        rest = b"".join(body)
        close()
    assert first + rest == LARGE


def test_the_body_can_be_read_before_it_is_sent(folder):
    response = Response()
    StaticFiles(folder)(Request(environ()), response, "main.css")
    assert response.body == CSS
    assert response.text == CSS.decode()
