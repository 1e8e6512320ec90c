"""Redirects: a response that sends the client on."""

import io
from contextlib import suppress
from wsgiref.handlers import SimpleHandler
from wsgiref.validate import validator

import pytest

from alcazar import Request, Response
from alcazar_kit.client import session

from .calling import environ

pytestmark = pytest.mark.chapter(2)


def redirected(*args, **kwargs):
    """Return what a client gets that does not follow."""
    response = Response()
    response.redirect(*args, **kwargs)
    return session(validator(response)).get("/old/page", allow_redirects=False)


def test_a_redirect_is_a_302_with_a_location_and_no_body():
    answer = redirected("/new")
    assert (answer.status_code, answer.reason, answer.content) == (302, "Found", b"")
    assert answer.headers["Location"] in {"/new", "http://testserver/new"}


@pytest.mark.parametrize("status_code", [301, 303, 307, 308])
def test_a_redirect_can_have_another_status(status_code):
    assert redirected("/new", status_code).status_code == status_code
    assert redirected("/new", status_code=status_code).status_code == status_code


def test_a_redirect_can_lead_to_another_site():
    assert redirected("https://example.org/a?b=c").headers["Location"] == "https://example.org/a?b=c"


def test_a_redirect_keeps_the_query():
    assert redirected("/new?page=2&tag=a").headers["Location"].endswith("/new?page=2&tag=a")


def test_a_client_follows_a_redirect_to_where_it_leads():
    def app(environ, start_response):
        request, response = Request(environ), Response()
        if request.path_info == "/old":
            response.redirect("/new")
        else:
            response.text = f"at {request.path_info}"
        return response(environ, start_response)

    answer = session(validator(app)).get("/old")
    assert (answer.status_code, answer.text) == (200, "at /new")


def test_a_location_can_not_smuggle_a_header_in():
    with suppress(ValueError):  # refused, or made harmless
        answer = redirected("/new\r\nSet-Cookie: theme=dark")
        assert "Set-Cookie" not in answer.headers
        assert not {"\r", "\n"} & set(answer.headers["Location"])


@pytest.mark.parametrize("location", ["/año", "/€", "https://example.org/a b"])
def test_a_server_can_send_any_location(location):
    response = Response()
    response.redirect(location)
    sent, errors = io.BytesIO(), io.StringIO()
    SimpleHandler(io.BytesIO(), sent, errors, environ()).run(response)
    head = sent.getvalue().partition(b"\r\n\r\n")[0]
    assert b"302 Found" in head
    assert b"Location: " in head
    assert head.isascii()
