"""Static files: a client may ask for a part (RFC 9110, section 14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar import Alcazar

from .asking import ask
from .static_folder import make_folder

pytestmark = pytest.mark.chapter(7)

DIGITS = b"0123456789"
LATER = "Fri, 01 Jan 2100 00:00:00 GMT"

PARTS = {
    "bytes=0-0": (0, 0),
    "bytes=0-3": (0, 3),
    "bytes=3-5": (3, 5),
    "bytes=9-9": (9, 9),
    "bytes=4-": (4, 9),
    "bytes=0-": (0, 9),
    "bytes=0-9": (0, 9),
    "bytes=8-99": (8, 9),
    f"bytes=8-{'9' * 20}": (8, 9),
    "bytes=-1": (9, 9),
    "bytes=-3": (7, 9),
    "bytes=-10": (0, 9),
    "bytes=-99": (0, 9),
    "BYTES=1-2": (1, 2),
    "bytes=001-002": (1, 2),
}
BEYOND = ["bytes=10-", "bytes=10-10", "bytes=99-100", "bytes=-0", f"bytes={'9' * 20}-"]
NONSENSE = [
    *("", "bytes", "5-2", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2x", "bytes=--1", "bytes=1--2"),
    *("bytes=-1-2", "bytes= 1-2", "bytes =1-2", "bytes=+1-2", "bytes=0x1-2", "bytes=1.0-2", "bytes=\u00b2-"),
    *("lines=1-2", "bytes=0-1,3-4", "bytes=0-1,", f"bytes={'9' * 5000}-", f"bytes=-{'9' * 5000}"),
]


@pytest.fixture
def app(tmp_path):
    folder = make_folder(tmp_path)
    (folder / "digits.bin").write_bytes(DIGITS)
    (folder / "empty.bin").touch()
    return Alcazar(static_dir=folder)


@pytest.fixture
def tag(app):
    return ask(app, "/static/digits.bin").headers["ETag"]


@pytest.mark.parametrize("header", PARTS)
def test_a_part_is_sent_when_it_is_asked_for(app, header):
    first, last = PARTS[header]
    page = ask(app, "/static/digits.bin", range=header)
    assert (page.status, page.body) == (206, DIGITS[first : last + 1])
    assert page.headers["Content-Range"] == f"bytes {first}-{last}/10"
    assert page.headers["Content-Length"] == str(last - first + 1)


def test_a_part_has_the_headers_of_the_whole(app):
    whole, part = ask(app, "/static/digits.bin"), ask(app, "/static/digits.bin", range="bytes=1-2")
    for name in ("ETag", "Last-Modified", "Content-Type", "Accept-Ranges", "Cache-Control"):
        assert part.headers[name] == whole.headers[name]


def test_a_file_says_that_its_parts_can_be_had(app):
    page = ask(app, "/static/digits.bin")
    assert page.headers["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in page.headers


@pytest.mark.parametrize("header", BEYOND)
def test_a_part_beyond_the_end_is_416_and_says_where_the_end_is(app, header):
    page = ask(app, "/static/digits.bin", range=header)
    assert page.status == 416
    assert page.headers["Content-Range"] == "bytes */10"
    assert page.headers["Content-Length"] == str(len(page.body))
    assert DIGITS not in page.body


@pytest.mark.parametrize("header", NONSENSE)
def test_what_makes_no_sense_or_asks_for_several_parts_counts_as_not_sent(app, header):
    page = ask(app, "/static/digits.bin", range=header)
    assert (page.status, page.body) == (200, DIGITS)


@pytest.mark.parametrize("header", ["bytes=0-0", "bytes=0-", "bytes=-1", "bytes=5-", "bytes=-0"])
def test_an_empty_file_has_no_parts(app, header):
    page = ask(app, "/static/empty.bin", range=header)
    assert (page.status, page.body) == (200, b"")


@pytest.mark.parametrize("header", ["bytes=1-2", "bytes=99-"])
def test_head_knows_no_parts(app, header):
    page = ask(app, "/static/digits.bin", "HEAD", range=header)
    assert (page.status, page.headers["Content-Length"], page.body) == (200, "10", b"")


def test_a_part_of_the_version_that_the_client_has_is_sent(app, tag):
    assert ask(app, "/static/digits.bin", range="bytes=1-2", if_range=tag).status == 206


@pytest.mark.parametrize("condition", ['"other"', "W/{}", LATER, "", "*", "{}, {}"])
def test_a_client_with_another_version_gets_the_whole_file(app, tag, condition):
    for header in ("bytes=1-2", "bytes=99-"):
        page = ask(app, "/static/digits.bin", range=header, if_range=condition.format(tag, tag))
        assert (page.status, page.body) == (200, DIGITS)


def test_a_date_is_no_proof_of_the_version_that_a_client_has_a_part_of(app):
    date = ask(app, "/static/digits.bin").headers["Last-Modified"]
    assert ask(app, "/static/digits.bin", range="bytes=1-2", if_range=date).status == 200


def test_conditions_come_before_parts(app, tag):
    assert ask(app, "/static/digits.bin", range="bytes=1-2", if_none_match=tag).status == 304
    assert ask(app, "/static/digits.bin", range="bytes=99-", if_none_match=tag).status == 304
    assert ask(app, "/static/digits.bin", range="bytes=99-", if_match='"other"').status == 412
    assert ask(app, "/static/digits.bin", range="bytes=1-2", if_match=tag).status == 206


@given(size=st.integers(1, 50), cut=st.integers(1, 60))
def test_two_parts_make_the_whole(tmp_path_factory, size, cut):
    folder = tmp_path_factory.mktemp("static")
    (folder / "a.bin").write_bytes(whole := bytes(range(size)))
    app = Alcazar(static_dir=folder)
    first, rest = (ask(app, "/static/a.bin", range=header) for header in (f"bytes=0-{cut - 1}", f"bytes={cut}-"))
    assert first.status == 206
    assert rest.status == (206 if cut < size else 416)
    assert first.body + rest.body * (cut < size) == whole


@given(
    st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=20) | st.from_regex(r"bytes=[0-9, -]*")
)
def test_no_header_makes_the_server_stumble(tmp_path_factory, header):
    folder = tmp_path_factory.mktemp("static")
    (folder / "a.bin").write_bytes(DIGITS)
    headers = dict.fromkeys(
        ("range", "if_match", "if_none_match", "if_modified_since", "if_unmodified_since"), header.strip()
    )
    for name in headers:
        assert ask(Alcazar(static_dir=folder), "/static/a.bin", **{name: headers[name]}).status < 500
