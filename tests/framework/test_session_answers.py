"""A test session takes an answer as a server does: in pieces, closed once, its mistakes raised (PEP 3333)."""

import http.client
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import requests

from alcazar.testing import Session

from .raw_apps import App, Body, Environ, answering

pytestmark = pytest.mark.chapter(5)


def test_what_the_app_raises_reaches_the_caller() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        raise KeyError(environ["PATH_INFO"])

    with pytest.raises(KeyError, match="/nowhere"):
        Session(app).get("/nowhere")


@pytest.mark.parametrize("first", [b"half", b""])
def test_what_a_body_raises_reaches_the_caller_and_the_body_is_closed(first: bytes) -> None:
    def chunks() -> Iterator[bytes]:
        yield first
        raise OSError("disk full")

    body = Body()
    body.chunks = chunks()
    with pytest.raises(OSError, match="disk full") as caught:
        Session(body).get("/")
    assert (caught.type, body.closed) == (OSError, 1)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_body_is_closed_once(method: str) -> None:
    body = Body(b"one", b"two")
    Session(body).request(method, "/").close()
    assert body.closed == 1


def test_the_body_of_a_redirect_is_closed_once() -> None:
    body = Body(b"moved")

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        old = environ["PATH_INFO"] == "/old"
        start_response("302 Found" if old else "200 OK", [("Location", "/new")] if old else [])
        return body if old else [b"new"]

    assert Session(app).get("/old").text == "new"
    assert body.closed == 1


def test_a_head_request_has_headers_and_no_body() -> None:
    response = Session(answering(b"text", headers=[("Content-Length", "4")])).head("/")
    assert (response.content, response.headers["content-length"]) == (b"", "4")


def test_write_sends_before_what_is_returned() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])(b"written, ")
        return [b"returned"]

    assert Session(app).get("/").text == "written, returned"


def test_an_app_may_be_a_generator() -> None:
    def app(environ: Environ, start_response: Any) -> Iterator[bytes]:
        write = start_response("201 Created", [])
        yield b"one, "
        write(b"two, ")
        yield b"three"

    response = Session(app).get("/")
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
    response = Session(answer_then_fail(b"")).get("/")
    assert (response.status_code, response.reason, "X-First" in response.headers) == (500, "Oops", False)


def test_an_error_after_the_headers_left_is_raised() -> None:
    with pytest.raises(ValueError, match="too late"):
        Session(answer_then_fail(b"half")).get("/")


def test_start_response_twice_is_an_error() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        start_response("404 Not Found", [])
        return []

    with pytest.raises(RuntimeError, match="twice"):
        Session(app).get("/")


def test_an_answer_without_start_response_is_an_error() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        return [b"text"]

    with pytest.raises(RuntimeError, match="without calling start_response"):
        Session(app).get("/")


@pytest.mark.parametrize(("body", "kind"), [(["text"], "str"), (b"bytes", "int"), ([None], "NoneType")])
def test_a_body_of_anything_but_bytes_is_an_error(body: Any, kind: str) -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return body  # type: ignore[no-any-return]  # a mistake, made on purpose

    with pytest.raises(TypeError, match=f"made of bytes, not of {kind}"):
        Session(app).get("/")


@pytest.mark.parametrize(
    ("status", "value", "said"),
    [("200 OK", 5, "Content-Length takes text, not 5"), (200, "5", "status takes text, not 200")],
)
def test_a_status_or_header_of_anything_but_text_is_an_error(status: Any, value: Any, said: str) -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response(status, [("Content-Length", value)])
        return [b"Hello"]

    with pytest.raises(TypeError, match=said):
        Session(app).get("/")


def test_a_body_shorter_than_its_content_length_is_an_error() -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        Session(answering(b"text", headers=[("Content-Length", "9")])).get("/")


def test_a_body_longer_than_its_content_length_is_cut() -> None:
    assert Session(answering(b"text", headers=[("Content-Length", "3")])).get("/").text == "tex"


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_what_has_no_body_has_none(status: str) -> None:
    assert Session(answering(b"text", status=status)).get("/").content == b""


@pytest.mark.parametrize("status", ["OK", "", "20 OK", "2000 OK"])
def test_a_status_without_a_number_of_three_digits_is_an_error(status: str) -> None:
    with pytest.raises(http.client.BadStatusLine):
        Session(answering(status=status)).get("/")


def test_a_header_that_no_server_could_send_is_an_error() -> None:
    with pytest.raises(UnicodeEncodeError):
        Session(answering(headers=[("X-Price", "5 €")])).get("/")
