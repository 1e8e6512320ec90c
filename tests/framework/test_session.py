"""A test session behaves as a browser would, towards one app and no other host."""

import gzip
from collections.abc import Iterable
from typing import Any

import pytest
import requests

from alcazar.testing import BASE_URL, Session

from .raw_apps import Environ, answering

pytestmark = pytest.mark.chapter(5)


@pytest.mark.parametrize("url", ["/books", "books", f"{BASE_URL}/books"])
def test_a_relative_url_joins_the_base_url(url: str) -> None:
    response = Session(answering(b"All our books")).get(url)
    assert (response.text, response.url) == ("All our books", f"{BASE_URL}/books")


def test_another_base_url_is_allowed() -> None:
    response = Session(answering(b"x"), "https://books.test").get("/a")
    assert response.url == "https://books.test/a"


@pytest.mark.parametrize("url", [
    "http://testserver.evil/", "http://testserver:81/", "http://me@testserver/", "https://testserver/", "//other/",
])  # fmt: skip
def test_another_host_is_refused(url: str) -> None:
    with pytest.raises(requests.ConnectionError, match=r"out of reach: this session knows http://testserver/ alone"):
        Session(answering(b"x")).get(url)


def test_nothing_is_printed_for_an_error_status(capfd: pytest.CaptureFixture[str]) -> None:
    Session(answering(b"no", status="500 Internal Server Error")).get("/")
    assert capfd.readouterr() == ("", "")


def test_headers_are_case_insensitive_and_repeated_ones_kept() -> None:
    response = Session(answering(headers=[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Name", "y")])).get("/")
    assert response.headers["x-NAME"] == "y"
    assert response.raw.headers.getlist("set-cookie") == ["a=1", "b=2"]
    assert response.cookies.get_dict() == {"a": "1", "b": "2"}


def test_cookies_are_kept_for_the_next_request_of_one_session() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Set-Cookie", "a=1; Path=/")])
        return [environ.get("HTTP_COOKIE", "none").encode()]

    client = Session(app)
    assert [client.get("/").text, client.get("/").text, Session(app).get("/").text] == ["none", "a=1", "none"]


def test_a_custom_reason_is_kept() -> None:
    response = Session(answering(status="299 Rather Fine")).get("/")
    assert (response.status_code, response.reason) == (299, "Rather Fine")


def test_gzip_is_decoded() -> None:
    app = answering(gzip.compress(b"text"), headers=[("Content-Encoding", "gzip")])
    assert Session(app).get("/").text == "text"


def test_redirects_are_followed_unless_asked_not_to() -> None:
    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        old = environ["PATH_INFO"] == "/old"
        start_response("303 See Other" if old else "200 OK", [("Location", "/new")] if old else [])
        return [environ["REQUEST_METHOD"].encode()]

    assert Session(app).post("/old").text == "GET"
    assert Session(app).post("/old", allow_redirects=False).status_code == 303


@pytest.mark.parametrize("place", ["http://other.test/", "//testserver.evil/", "https://testserver/"])
def test_a_redirect_to_another_host_is_returned_not_followed(place: str) -> None:
    response = Session(answering(status="302 Found", headers=[("Location", place)])).get("/")
    assert (response.status_code, response.headers["Location"]) == (302, place)
