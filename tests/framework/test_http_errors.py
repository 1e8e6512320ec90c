"""HTTPError: an error answer that is raised, from wherever it is noticed."""

import copy
import pickle
from http import HTTPStatus
from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, HTTPError, Request

from .calling import call
from .errors import raising
from .handlers import quiet

pytestmark = pytest.mark.chapter(8)


def test_the_message_is_the_phrase_of_the_status_unless_it_is_given():
    assert [str(HTTPError(404)), str(HTTPError(404, "No such book"))] == ["Not Found", "No such book"]


def test_a_status_without_a_phrase_has_a_message_too():
    assert str(HTTPError(499)) == "Error 499"


def test_it_carries_its_status_message_and_headers():
    error = HTTPError(503, "Back soon", {"Retry-After": "120"})
    assert (error.status, error.message, error.headers) == (503, "Back soon", {"Retry-After": "120"})


def test_headers_that_change_later_do_not_change_the_error():
    headers = {"Retry-After": "120"}
    error = HTTPError(503, headers=headers)
    headers.clear()
    assert error.headers == {"Retry-After": "120"}


@pytest.mark.parametrize("status", [0, 40, 200, 302, 399, 600, -404, "404", None, True])
def test_a_status_that_is_no_errors_is_refused(status):
    with pytest.raises(ValueError, match=f"from 400 to 599, not {status!r}"):
        HTTPError(status)


@pytest.mark.parametrize("status", [400, 418, 499, 500, 599])
def test_every_status_of_an_error_is_taken(status):
    assert HTTPError(status).status == status


def test_a_status_may_come_from_the_standard_library():
    answer = call(raising(HTTPError(HTTPStatus.CONFLICT)))
    assert (answer.status, answer.body) == ("409 Conflict", b"Conflict")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_a_copy_says_the_same(again):
    error = again(HTTPError(503, "Back soon", {"Retry-After": "120"}))
    assert (error.status, str(error), error.headers) == (503, "Back soon", {"Retry-After": "120"})


def test_an_error_that_a_handler_raises_is_the_answer():
    answer = call(validator(raising(HTTPError(410, "Sold"))))
    assert (answer.status, answer.body) == ("410 Gone", b"Sold")
    assert dict(answer.headers)["Content-Type"] == "text/plain; charset=UTF-8"


def test_an_error_is_caught_however_deep_it_is_raised():
    app = Alcazar()

    def find(depth):
        if not depth:
            raise HTTPError(404, "Deep down")
        find(depth - 1)

    @app.route("/")
    def handler(req, resp):
        find(100)

    assert call(app).body == b"Deep down"


def test_what_was_filled_in_before_is_not_sent():
    assert "Set-Cookie" not in dict(call(raising(HTTPError(404))).headers)


def test_the_headers_of_an_error_are_sent():
    answer = call(validator(raising(HTTPError(401, headers={"WWW-Authenticate": "Basic"}))))
    assert dict(answer.headers)["WWW-Authenticate"] == "Basic"


def test_an_error_may_name_another_content_type():
    app = raising(HTTPError(422, '{"title": "is empty"}', {"Content-Type": "application/json"}))
    answer = call(validator(app))
    assert (dict(answer.headers)["Content-Type"], answer.body) == ("application/json", b'{"title": "is empty"}')


def test_a_message_is_sent_as_text_whatever_it_looks_like():
    answer = call(raising(HTTPError(400, "<b>é</b>\r\nSet-Cookie: a=b")))
    assert answer.body.decode() == "<b>é</b>\r\nSet-Cookie: a=b"
    assert {"Content-Type", "Content-Length"} == {name for name, _ in answer.headers}


def test_another_exception_may_be_the_message():
    assert call(raising(HTTPError(400, ValueError("no number")))).body == b"no number"


def test_an_error_to_head_has_no_body():
    answer = call(validator(raising(HTTPError(410))), REQUEST_METHOD="HEAD")
    assert (answer.status, answer.body) == ("410 Gone", b"")


def test_an_unknown_path_raises_404():
    app = Alcazar()
    with pytest.raises(HTTPError) as raised:
        app.answer(Request.blank("/nowhere"))
    assert raised.value.status == 404


def test_a_wrong_method_raises_405_with_allow():
    app = Alcazar()
    app.add_route("/", quiet, methods=["GET"])
    with pytest.raises(HTTPError) as raised:
        app.answer(Request.blank("/", method="POST"))
    assert (raised.value.status, raised.value.headers) == (405, {"Allow": "GET, HEAD, OPTIONS"})


def test_a_missing_file_raises_404(tmp_path):
    app = Alcazar(static_dir=tmp_path)
    with pytest.raises(HTTPError) as raised:
        app.answer(Request.blank("/static/no.css"))
    assert raised.value.status == 404


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/nowhere", "404 Not Found"),
    ("GET", "/static/no.css", "404 Not Found"),
    ("POST", "/", "405 Method Not Allowed"),
    ("TRACE", "/", "405 Method Not Allowed"),
])  # fmt: skip
def test_no_error_of_the_framework_leaves_it_as_an_exception(tmp_path, method, path, status):
    app = Alcazar(static_dir=tmp_path)
    app.add_route("/", quiet, methods=["GET"])
    answer = call(validator(app), REQUEST_METHOD=method, PATH_INFO=path)
    assert (answer.status, answer.body.decode()) == (status, status[4:])
