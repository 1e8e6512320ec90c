"""What a test session tells the app is what a server would (PEP 3333)."""

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.validate import validator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar.testing import Session

from .raw_apps import Environ

pytestmark = pytest.mark.chapter(5)


def environ_of(method: str = "GET", url: str = "/", **options: Any) -> Environ:
    """The environ that an app gets for a request, its body read into ``body``."""
    seen: Environ = {}

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start_response("204 No Content", [])
        return []

    Session(app).request(method, url, **options)
    return seen


class Upload:
    """What can be read and has a length, and no more: as large uploads are sent."""

    def __len__(self) -> int:
        return 6

    def read(self) -> bytes:
        return b"upload"


@pytest.mark.parametrize("options", [
    {"method": "GET"},
    {"method": "HEAD"},
    {"method": "OPTIONS"},
    {"method": "POST", "data": b"bytes"},
    {"method": "POST", "data": "text é"},
    {"method": "POST", "data": {"title": "Emma"}},
    {"method": "PUT", "json": {"title": "Emma"}},
    {"method": "POST", "data": io.BytesIO(b"a file")},
    {"method": "POST", "data": iter([b"a", b"generator"])},
    {"method": "POST", "files": {"cover": b"png"}},
    {"method": "GET", "cookies": {"theme": "dark"}, "headers": {"X-Bytes": b"yes"}},
], ids=lambda options: "-".join([options["method"], *sorted(options.keys() - {"method"})]))  # fmt: skip
@pytest.mark.filterwarnings("error")
def test_a_request_is_valid_wsgi(options: Any) -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"].read(3)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else b"fine"]

    assert Session(validator(app)).request(url="/a?b=c", **options).status_code == 200


@pytest.mark.parametrize(("data", "length", "body"), [
    (b"bytes", "5", b"bytes"),
    ("é", "2", "é".encode()),
    (bytearray(b"array"), "5", b"array"),
    ({"title": "Emma & co"}, "17", b"title=Emma+%26+co"),
    (io.BytesIO(b"a file"), "6", b"a file"),
    (Upload(), "6", b"upload"),
    (io.StringIO("a text file"), "11", b"a text file"),
    (iter([b"a ", "generator"]), "11", b"a generator"),
])  # fmt: skip
def test_a_body_arrives_whole_with_its_length(data: Any, length: str, body: bytes) -> None:
    environ = environ_of("POST", data=data)
    assert (environ["CONTENT_LENGTH"], environ["body"]) == (length, body)
    assert "HTTP_TRANSFER_ENCODING" not in environ


def test_the_environ_is_a_servers() -> None:
    environ = environ_of("GET", "/caf%C3%A9/a%2Fb?q=%C3%A9&q=2", headers={"X-Real-Ip": "10.0.0.1"})
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/café/a/b"
    wanted = {
        "QUERY_STRING": "q=%C3%A9&q=2", "SCRIPT_NAME": "", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "HTTP_HOST": "testserver", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_REAL_IP": "10.0.0.1", "wsgi.url_scheme": "http",
    }  # fmt: skip
    assert {key: environ[key] for key in wanted} == wanted
    assert not {"CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_CONTENT_TYPE"} & set(environ)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
def test_the_app_is_told_the_method(method: str) -> None:
    assert environ_of(method)["REQUEST_METHOD"] == method


def test_wsgi_errors_is_the_text_stream_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert environ_of()["wsgi.errors"] is sys.stderr


def test_the_input_can_be_read_by_line_and_iterated() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [environ["wsgi.input"].readline(2), *environ["wsgi.input"]]

    assert Session(app).post("/", data="one\ntwo\n").content == b"one\ntwo\n"


def test_the_passwords_of_the_machine_are_not_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine testserver login me password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert "HTTP_AUTHORIZATION" not in environ_of()


def test_a_fragment_stays_with_the_client() -> None:
    environ = environ_of(url="/books?page=2#top")
    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/books", "page=2")


def test_a_host_of_the_callers_own_is_sent() -> None:
    assert environ_of(headers={"host": "books.test"})["HTTP_HOST"] == "books.test"


@given(body=st.binary(max_size=200), text=st.text(st.characters(codec="utf-8"), max_size=50))
def test_any_body_and_query_arrive_as_they_were_sent(body: bytes, text: str) -> None:
    environ = environ_of("POST", data=body, params={"q": text})
    assert environ["body"] == body
    assert parse_qs(environ["QUERY_STRING"], keep_blank_values=True) == {"q": [text]}
