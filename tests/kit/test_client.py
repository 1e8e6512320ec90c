"""The test session behaves as a server would, and mends what its adapter gets wrong."""

import gzip
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.validate import validator

import pytest
import requests

from alcazar_kit.client import BASE_URL, Session, session

Environ = dict[str, Any]
App = Callable[[Environ, Any], Iterable[bytes]]


def answering(*chunks: bytes, status: str = "200 OK", headers: Iterable[tuple[str, str]] = ()) -> App:
    """An app that always answers this."""

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response(status, [("Content-Type", "text/plain; charset=utf-8"), *headers])
        return list(chunks)

    return app


def environ_of(method: str = "GET", url: str = "/", **options: Any) -> Environ:
    """The environ that an app gets for a request, its body read into ``body``."""
    seen: Environ = {}

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start_response("204 No Content", [])
        return []

    session(app).request(method, url, **options)
    return seen


class Upload:
    """What can be read and has a length, and no more: as large uploads are sent."""

    def __len__(self) -> int:
        return 6

    def read(self) -> bytes:
        return b"upload"


class Body:
    """A body that counts how often it is closed and what was taken from it."""

    def __init__(self, *chunks: bytes) -> None:
        self.chunks, self.taken, self.closed = iter(chunks), 0, 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.taken += 1
            yield chunk

    def close(self) -> None:
        self.closed += 1

    def __call__(self, _: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self


@pytest.mark.parametrize("url", ["/books", "books", f"{BASE_URL}/books"])
def test_a_relative_url_joins_the_base_url(url: str) -> None:
    response = session(answering(b"All our books")).get(url)
    assert (response.text, response.url) == ("All our books", f"{BASE_URL}/books")


def test_another_base_url_is_allowed() -> None:
    response = Session(answering(b"x"), "https://books.test").get("/a")
    assert response.url == "https://books.test/a"


@pytest.mark.parametrize("url", [
    "http://testserver.evil/", "http://testserver:81/", "http://me@testserver/", "https://testserver/", "//other/",
])  # fmt: skip
def test_another_host_is_refused(url: str) -> None:
    with pytest.raises(requests.ConnectionError, match=r"out of reach: this session knows http://testserver/ alone"):
        session(answering(b"x")).get(url)


def test_what_the_app_raises_reaches_the_caller() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        raise KeyError(environ["PATH_INFO"])

    with pytest.raises(KeyError, match="/nowhere"):
        session(app).get("/nowhere")


@pytest.mark.parametrize("first", [b"half", b""])
def test_what_a_body_raises_reaches_the_caller_and_the_body_is_closed(first: bytes) -> None:
    def chunks() -> Iterator[bytes]:
        yield first
        raise OSError("disk full")

    body = Body()
    body.chunks = chunks()
    with pytest.raises(OSError, match="disk full") as caught:
        session(body).get("/")
    assert (caught.type, body.closed) == (OSError, 1)


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

    assert session(validator(app)).request(url="/a?b=c", **options).status_code == 200


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


def test_wsgi_errors_is_the_text_stream_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert environ_of()["wsgi.errors"] is sys.stderr


def test_nothing_is_printed_for_an_error_status(capfd: pytest.CaptureFixture[str]) -> None:
    session(answering(b"no", status="500 Internal Server Error")).get("/")
    assert capfd.readouterr() == ("", "")


def test_the_input_can_be_read_by_line_and_iterated() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [environ["wsgi.input"].readline(2), *environ["wsgi.input"]]

    assert session(app).post("/", data="one\ntwo\n").content == b"one\ntwo\n"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_body_is_closed_once(method: str) -> None:
    body = Body(b"one", b"two")
    session(body).request(method, "/").close()
    assert body.closed == 1


def test_the_body_of_a_redirect_is_closed_once() -> None:
    body = Body(b"moved")

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        old = environ["PATH_INFO"] == "/old"
        start_response("302 Found" if old else "200 OK", [("Location", "/new")] if old else [])
        return body if old else [b"new"]

    assert session(app).get("/old").text == "new"
    assert body.closed == 1


def test_a_stream_is_read_as_it_comes() -> None:
    body = Body(b"one", b"two", b"three")
    response = session(body).get("/", stream=True)
    chunks = response.iter_content(3)
    assert (next(chunks), body.taken, body.closed) == (b"one", 1, 0)
    assert (b"".join(chunks), body.closed) == (b"twothree", 1)


def test_a_stream_that_is_left_is_closed() -> None:
    body = Body(b"one", b"two")
    with session(body).get("/", stream=True):
        assert body.closed == 0
    assert (body.taken, body.closed) == (1, 1)


@pytest.mark.parametrize("size", [None, 1, 4, 10_000])
@pytest.mark.parametrize("stream", [True, False])
def test_iter_content_ends(size: int | None, stream: bool) -> None:
    response = session(answering(b"one", b"", b"two")).get("/", stream=stream)
    assert b"".join(response.iter_content(size)) == b"onetwo"


def test_a_head_request_has_headers_and_no_body() -> None:
    response = session(answering(b"text", headers=[("Content-Length", "4")])).head("/")
    assert (response.content, response.headers["content-length"]) == (b"", "4")


def test_write_sends_before_what_is_returned() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])(b"written, ")
        return [b"returned"]

    assert session(app).get("/").text == "written, returned"


def test_an_app_may_be_a_generator() -> None:
    def app(environ: Environ, start_response: Any) -> Iterator[bytes]:
        write = start_response("201 Created", [])
        yield b"one, "
        write(b"two, ")
        yield b"three"

    response = session(app).get("/")
    assert (response.status_code, response.text) == (201, "one, two, three")


def answer_then_fail(chunk: bytes) -> App:
    def app(environ: Environ, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [("X-First", "yes")])
        yield chunk
        try:
            raise ValueError("too late")
        except ValueError:
            start_response("500 Oops", [], sys.exc_info())
        yield b"sorry"

    return app


def test_an_error_before_the_body_replaces_status_and_headers() -> None:
    response = session(answer_then_fail(b"")).get("/")
    assert (response.status_code, response.reason, "X-First" in response.headers) == (500, "Oops", False)


def test_an_error_after_the_headers_left_is_raised() -> None:
    with pytest.raises(ValueError, match="too late"):
        session(answer_then_fail(b"half")).get("/")


def test_start_response_twice_is_an_error() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        start_response("404 Not Found", [])
        return []

    with pytest.raises(RuntimeError, match="twice"):
        session(app).get("/")


def test_an_answer_without_start_response_is_an_error() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        return [b"text"]

    with pytest.raises(RuntimeError, match="without calling start_response"):
        session(app).get("/")


@pytest.mark.parametrize(("body", "kind"), [(["text"], "str"), (b"bytes", "int"), ([None], "NoneType")])
def test_a_body_of_anything_but_bytes_is_an_error(body: Any, kind: str) -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return body  # type: ignore[no-any-return]  # a mistake, made on purpose

    with pytest.raises(TypeError, match=f"made of bytes, not of {kind}"):
        session(app).get("/")


@pytest.mark.parametrize(
    ("status", "value", "said"),
    [("200 OK", 5, "both text, not 'Content-Length' and 5"), (200, "5", "A status is text, such as '200 OK', not 200")],
)
def test_a_status_or_header_of_anything_but_text_is_an_error(status: Any, value: Any, said: str) -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response(status, [("Content-Length", value)])
        return [b"Hello"]

    with pytest.raises(TypeError, match=said):
        session(app).get("/")


def test_a_body_shorter_than_its_content_length_is_an_error() -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        session(answering(b"text", headers=[("Content-Length", "9")])).get("/")


def test_headers_are_case_insensitive_and_repeated_ones_kept() -> None:
    response = session(answering(headers=[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Name", "y")])).get("/")
    assert response.headers["x-NAME"] == "y"
    assert response.raw.headers.getlist("set-cookie") == ["a=1", "b=2"]
    assert response.cookies.get_dict() == {"a": "1", "b": "2"}


def test_cookies_are_kept_for_the_next_request_of_one_session() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Set-Cookie", "a=1; Path=/")])
        return [environ.get("HTTP_COOKIE", "none").encode()]

    client = session(app)
    assert [client.get("/").text, client.get("/").text, session(app).get("/").text] == ["none", "a=1", "none"]


def test_a_custom_reason_is_kept() -> None:
    response = session(answering(status="299 Rather Fine")).get("/")
    assert (response.status_code, response.reason) == (299, "Rather Fine")


def test_gzip_is_decoded() -> None:
    app = answering(gzip.compress(b"text"), headers=[("Content-Encoding", "gzip")])
    assert session(app).get("/").text == "text"


def test_redirects_are_followed_unless_asked_not_to() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        old = environ["PATH_INFO"] == "/old"
        start_response("303 See Other" if old else "200 OK", [("Location", "/new")] if old else [])
        return [environ["REQUEST_METHOD"].encode()]

    assert session(app).post("/old").text == "GET"
    assert session(app).post("/old", allow_redirects=False).status_code == 303


@pytest.mark.parametrize("place", ["http://other.test/", "//testserver.evil/", "https://testserver/"])
def test_a_redirect_to_another_host_is_returned_not_followed(place: str) -> None:
    response = session(answering(status="302 Found", headers=[("Location", place)])).get("/")
    assert (response.status_code, response.headers["Location"]) == (302, place)


def test_the_passwords_of_the_machine_are_not_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine testserver login me password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert "HTTP_AUTHORIZATION" not in environ_of()
