"""A response's body: bytes, or an iterable of bytes that is sent piece by piece."""

import io
from wsgiref.validate import validator

import pytest

from alcazar import Response
from alcazar_kit.client import session

from .calling import call, environ, start

pytestmark = pytest.mark.chapter(2)

IMAGE = b"\x89PNG\x00\xff"


def served(response, method="GET"):
    """Return what a client gets of the response."""
    return session(validator(response)).request(method, "/", allow_redirects=False)


def test_a_body_of_bytes_is_sent_as_it_is():
    response = Response()
    response.content_type = "image/png"
    response.body = IMAGE
    answer = served(response)
    assert (answer.content, answer.headers["Content-Type"]) == (IMAGE, "image/png")
    assert answer.headers["Content-Length"] == str(len(IMAGE))


def test_a_body_leaves_the_content_type_alone():
    response = Response()
    response.html = "<p>before</p>"
    response.body = b"<p>after</p>"
    answer = served(response)
    assert (answer.text, answer.headers["Content-Type"]) == ("<p>after</p>", "text/html; charset=UTF-8")
    assert answer.headers["Content-Length"] == "12"


def test_the_content_type_of_a_body_can_be_set_afterwards():
    response = Response()
    response.body = IMAGE
    response.content_type = "image/png"
    assert served(response).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("kind", [list, tuple, iter, lambda pieces: (piece for piece in pieces)])
def test_an_iterable_is_sent_piece_by_piece(kind):
    response = Response()
    response.body = kind([b"one, ", b"two, ", b"three"])
    assert list(start(response, environ())[1]) == [b"one, ", b"two, ", b"three"]


def test_a_generator_keeps_to_the_standard_and_has_no_length():
    response = Response()
    response.text = "a text before it"
    response.body = (b"%d " % number for number in range(3))
    answer = served(response)
    assert answer.content == b"0 1 2 "
    assert "Content-Length" not in answer.headers


def test_bytes_after_a_generator_have_a_length_again():
    response = Response()
    response.body = iter([b"never sent"])
    response.body = b"sent"
    answer = served(response)
    assert (answer.content, answer.headers["Content-Length"]) == (b"sent", "4")


def test_a_generator_makes_a_piece_only_when_it_is_asked_for():
    made = []

    def pieces():
        for number in range(3):
            made.append(number)
            yield b"%d" % number

    response = Response()
    response.body = pieces()
    body = iter(start(response, environ())[1])
    assert made == []
    assert next(body) == b"0"
    assert made == [0]


def test_a_generator_is_closed_when_the_client_goes_away():
    closed = []

    def pieces():
        try:
            yield b"one"
            yield b"two"
        finally:
            closed.append(True)

    response = Response()
    response.body = pieces()
    _, body = start(response, environ())
    next(iter(body))
    body.close()
    assert closed == [True]


def test_a_generator_that_was_read_is_still_sent():
    response = Response()
    response.body = iter([b"one, ", b"two"])
    assert response.body == response.body == b"one, two"
    assert response.text == "one, two"
    assert served(response).content == b"one, two"


def test_text_as_a_body_is_refused_with_the_words_to_use():
    response = Response()
    response.text = "before"
    with pytest.raises(TypeError, match=r"bytes.*'Emma'.*text, html or json"):
        response.body = "Emma"
    assert served(response).text == "before"


@pytest.mark.parametrize("status_code", [204, 304])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_status_without_body_sends_none_of_it(status_code, method):
    response = Response()
    response.status_code = status_code
    response.text = "not to be sent"
    response.headers["X-Answer"] = "42"
    answer = served(response, method)
    assert (answer.status_code, answer.content) == (status_code, b"")
    assert not {"Content-Type", "Content-Length"} & set(answer.headers)
    assert answer.headers["X-Answer"] == "42"


@pytest.mark.parametrize("status_code", [204, 304])
def test_a_status_without_body_sends_no_generator_either(status_code):
    made = []
    response = Response()
    response.body = (made.append(number) or b"x" for number in range(3))
    response.status_code = status_code
    assert served(response).content == b""
    assert made == []


@pytest.mark.parametrize("status_code", [200, 201, 400, 404, 500])
def test_each_other_status_has_a_body(status_code):
    response = Response()
    response.status_code = status_code
    response.text = "to be sent"
    assert served(response).text == "to be sent"


def test_an_empty_body_is_fine():
    response = Response()
    response.body = b""
    answer = served(response)
    assert (answer.content, answer.headers["Content-Length"]) == (b"", "0")


@pytest.mark.parametrize("value", [None, 42])
def test_what_is_no_body_is_refused(value):
    response = Response()
    with pytest.raises(TypeError, match="bytes"):
        response.body = value


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_any_kind_of_bytes_is_a_body(kind):
    response = Response()
    response.body = kind(b"four")
    assert call(response).body == b"four"


@pytest.mark.parametrize("status_code", [204, 304])
def test_a_body_that_is_not_sent_is_closed_all_the_same(status_code):
    response = Response()
    response.body = file = io.BytesIO(b"x")
    response.status_code = status_code
    _, body = start(response, environ())
    assert list(body) == []
    getattr(body, "close", bool)()
    assert file.closed
