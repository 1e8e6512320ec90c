"""Cookies: set by a response, sent back by the client, read from a request."""

from wsgiref.validate import validator

import pytest

from alcazar import Request, Response
from alcazar_kit.client import session

pytestmark = pytest.mark.chapter(2)


def parts(*args, **kwargs):
    """Set a cookie, and return the parts of its header."""
    response = Response()
    response.set_cookie(*args, **kwargs)
    return session(validator(response)).get("/").headers["Set-Cookie"].split("; ")


def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites_unless_said_otherwise():
    assert parts("theme", "dark") == ["theme=dark", "Path=/", "HttpOnly", "SameSite=Lax"]


def test_a_cookie_can_be_within_reach_of_scripts():
    assert parts("theme", "dark", httponly=False) == ["theme=dark", "Path=/", "SameSite=Lax"]


@pytest.mark.parametrize("samesite", ["Strict", "Lax"])
def test_a_cookie_can_be_kept_from_other_sites_more_or_less(samesite):
    assert f"SameSite={samesite}" in parts("theme", "dark", samesite=samesite)


def test_a_cookie_can_leave_its_site_to_the_browser():
    assert parts("theme", "dark", samesite=None) == ["theme=dark", "Path=/", "HttpOnly"]


def test_a_cookie_has_the_age_the_path_and_the_safety_that_are_asked_for():
    found = parts("theme", "dark", max_age=60, path="/shop", secure=True)
    assert {"theme=dark", "Max-Age=60", "Path=/shop", "secure", "HttpOnly", "SameSite=Lax"} <= set(found)


def test_two_cookies_are_two_headers():
    response = Response()
    response.set_cookie("theme", "dark")
    response.set_cookie("page", "2")
    assert len(response.headers.getall("Set-Cookie")) == 2
    assert dict(session(validator(response)).get("/").cookies) == {"theme": "dark", "page": "2"}


@pytest.fixture
def keeper():
    """A client of an app that keeps a word in a cookie: ``?set=…`` sets it, ``?delete=`` deletes it."""

    def app(environ, start_response):
        request, response = Request(environ), Response()
        response.json = request.cookies.get("word")
        if "set" in request.GET:
            response.set_cookie("word", request.GET["set"])
        if "delete" in request.GET:
            response.delete_cookie("word")
        return response(environ, start_response)

    return session(validator(app))


@pytest.mark.parametrize("value", ["dark", "2026-01-31T12:00", "a=b&c|d%20", ""])
def test_a_cookie_comes_back_as_it_was_set(keeper, value):
    assert keeper.get("/").json() is None
    keeper.get("/", params={"set": value})
    assert keeper.get("/").json() == value


def test_a_deleted_cookie_does_not_come_back(keeper):
    keeper.get("/?set=dark")
    keeper.get("/?delete=")
    assert keeper.get("/").json() is None
