"""What a handler returns: nothing, or a response of its own."""

import pytest

from alcazar import Alcazar, Response
from alcazar_kit.client import session

pytestmark = pytest.mark.chapter(4)


def client(handler):
    """Return a client of an app whose one page is this handler's."""
    app = Alcazar()
    app.add_route("/", handler)
    return session(app)


def test_a_handler_that_returns_nothing_has_filled_its_response():
    def page(req, resp):
        resp.status_code = 201
        resp.text = "filled"

    answer = client(page).get("/")
    assert (answer.status_code, answer.text) == (201, "filled")


def test_a_response_that_is_returned_is_sent_and_the_other_is_not():
    def page(req, resp):
        resp.headers["X-Filled"] = "yes"
        resp.text = "filled"
        return Response("returned", status=202)

    answer = client(page).get("/")
    assert (answer.status_code, answer.text) == (202, "returned")
    assert "X-Filled" not in answer.headers


def test_a_handler_may_return_the_response_that_it_was_given():
    def page(req, resp):
        resp.text = "filled"
        return resp

    assert client(page).get("/").text == "filled"


def test_a_method_of_a_class_may_return_a_response():
    class Page:
        def get(self, req, resp):
            return Response("returned")

    assert client(Page).get("/").text == "returned"


@pytest.mark.parametrize("returned", ["Hello", b"Hello", "", 0, False, 404, {"a": 1}, ["a"], ("Hello", 200), Response])
def test_anything_else_is_an_error_that_shows_it_and_says_what_to_do(returned):
    with pytest.raises(TypeError) as refusal:
        client(lambda req, resp: returned).get("/")
    assert str(refusal.value) == f"a handler fills resp, or returns a Response, not {returned!r}"


def test_a_generator_function_is_noticed_too():
    def page(req, resp):
        yield b"never asked for"

    with pytest.raises(TypeError, match="generator"):
        client(page).get("/")
