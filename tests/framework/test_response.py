"""A response: its text, HTML or JSON, its status and its headers. A response can be served by itself."""

from itertools import permutations
from wsgiref.validate import validator

import pytest
import webob

from alcazar import Alcazar, Response
from alcazar_kit.client import session

pytestmark = pytest.mark.chapter(2)

SHORTHANDS = {
    "text": ("Años", "Años".encode(), "text/plain; charset=UTF-8"),
    "html": ("<p>Años</p>", "<p>Años</p>".encode(), "text/html; charset=UTF-8"),
    "json": ({"título": [1, None]}, '{"título": [1, null]}'.encode(), "application/json"),
}


def served(response):
    """Return what a client gets of the response."""
    return session(validator(response)).get("/", allow_redirects=False)


@pytest.mark.parametrize("name", SHORTHANDS)
def test_a_shorthand_sets_the_body_and_its_type(name):
    value, body, content_type = SHORTHANDS[name]
    response = Response()
    setattr(response, name, value)
    answer = served(response)
    assert answer.content == body
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize("name", SHORTHANDS)
def test_a_shorthand_can_be_read_back(name):
    response = Response()
    setattr(response, name, SHORTHANDS[name][0])
    assert getattr(response, name) == SHORTHANDS[name][0]


@pytest.mark.parametrize("name", SHORTHANDS)
def test_each_shorthand_can_be_read_as_text(name):
    response = Response()
    setattr(response, name, SHORTHANDS[name][0])
    assert response.text == response.html == SHORTHANDS[name][1].decode()


@pytest.mark.parametrize(("first", "last"), list(permutations(SHORTHANDS, 2)))
def test_the_last_shorthand_wins(first, last):
    response = Response()
    setattr(response, first, SHORTHANDS[first][0])
    setattr(response, last, SHORTHANDS[last][0])
    answer = served(response)
    assert answer.content == SHORTHANDS[last][1]
    assert answer.headers["Content-Type"] == SHORTHANDS[last][2]
    assert answer.headers["Content-Length"] == str(len(SHORTHANDS[last][1]))


@pytest.mark.parametrize("name", SHORTHANDS)
def test_a_content_type_that_is_set_afterwards_stays(name):
    response = Response()
    setattr(response, name, SHORTHANDS[name][0])
    response.content_type = "text/markdown"
    answer = served(response)
    assert answer.headers["Content-Type"].split(";")[0] == "text/markdown"
    assert answer.content == SHORTHANDS[name][1]


@pytest.mark.parametrize("value", [None, 0, "", [], {}, "Años", [{"a": [1.5, True, None]}]])
def test_what_is_set_as_json_arrives_as_it_was(value):
    response = Response()
    response.json = value
    assert served(response).json() == value


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object(), {"at": {("a", "b"): 1}}])
def test_what_json_has_no_word_for_is_a_type_error(value):
    response = Response()
    response.text = "before"
    with pytest.raises(TypeError):
        response.json = value
    assert served(response).text == "before"
    assert served(response).headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_json_does_not_know_is_a_value_error(number):
    response = Response()
    with pytest.raises(ValueError, match="JSON"):
        response.json = {"price": number}


def test_a_response_that_nobody_filled_is_an_empty_200():
    answer = served(Response())
    assert (answer.status_code, answer.reason, answer.content) == (200, "OK", b"")
    assert answer.headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert answer.headers["Content-Length"] == "0"


@pytest.mark.parametrize(
    ("number", "words"), [(201, "Created"), (404, "Not Found"), (418, "I'm a teapot"), (503, "Service Unavailable")]
)
def test_a_status_code_brings_its_words(number, words):
    response = Response()
    response.status_code = number
    assert (served(response).status_code, served(response).reason) == (number, words)


def test_a_header_is_sent_as_it_was_set_last():
    response = Response()
    response.headers["X-Answer"] = "41"
    response.headers["x-answer"] = "42"
    assert served(response).headers["X-Answer"] == "42"


def test_a_shorthand_keeps_status_and_headers():
    response = Response()
    response.status_code = 201
    response.headers["X-Answer"] = "42"
    response.text = "made"
    answer = served(response)
    assert (answer.status_code, answer.headers["X-Answer"], answer.text) == (201, "42", "made")


def test_a_response_can_be_sent_twice():
    response = Response()
    response.html = "<p>again</p>"
    assert served(response).text == served(response).text == "<p>again</p>"


def test_a_response_answers_head_with_the_headers_alone():
    response = Response()
    response.text = "Hello"
    answer = session(validator(response)).head("/")
    assert answer.content == b""
    assert answer.headers["Content-Length"] == "5"


def test_an_app_sends_the_response_that_it_answers_with():
    class Teapot(Alcazar):
        def answer(self, request):
            response = Response()
            response.status_code = 418
            response.text = f"{request.method} short and stout"
            return response

    answer = session(validator(Teapot())).post("/")
    assert (answer.status_code, answer.text) == (418, "POST short and stout")


def test_a_response_is_webobs():
    assert isinstance(Response(), webob.Response)


@pytest.mark.parametrize("name", ["text", "html"])
@pytest.mark.parametrize("value", [None, 42, b"bytes"])
def test_what_is_no_text_is_refused_and_changes_nothing(name, value):
    response = Response()
    response.json = {}
    with pytest.raises(TypeError, match="text"):
        setattr(response, name, value)
    assert response.content_type == "application/json"
