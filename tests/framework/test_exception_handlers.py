"""Exception handlers: what an app answers in its own words."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, HTTPError, Response

from .calling import call
from .errors import raising, saying, slip

pytestmark = pytest.mark.chapter(8)


class LentError(HTTPError):
    """An error of an app's own."""

    def __init__(self, until):
        super().__init__(409, "It is lent")
        self.until = until


def test_a_handler_answers_for_every_exception_unless_it_names_a_class():
    app = raising(AttributeError("x"))
    app.add_exception_handler(saying("handled"))
    assert [call(app).body, call(app, PATH_INFO="/nowhere").body] == [b"handled", b"handled"]


def test_a_handler_sees_the_request_and_the_exception():
    app = raising(LentError("Monday"))

    def on_lent(req, resp, exception):
        resp.text = f"{req.path}: {exception.until}"

    app.add_exception_handler(on_lent, LentError)
    assert call(app).body == b"/: Monday"


@pytest.mark.parametrize(
    ("exception", "status"), [(LentError("Monday"), "409 Conflict"), (KeyError(), "500 Internal Server Error")]
)
def test_the_status_is_the_exceptions(exception, status):
    app = raising(exception)
    app.add_exception_handler(saying("handled"))
    assert call(validator(app)).status == status


def test_the_headers_are_the_exceptions():
    app = raising(HTTPError(503, headers={"Retry-After": "7"}))
    app.add_exception_handler(saying("handled"))
    assert dict(call(validator(app)).headers)["Retry-After"] == "7"


def test_a_handler_may_set_another_status():
    app = raising(KeyError("x"))

    def on_key(req, resp, exception):
        resp.status_code = 404

    app.add_exception_handler(on_key, KeyError)
    assert call(app).status == "404 Not Found"


def test_a_handler_may_return_a_response():
    app = raising(KeyError("x"))

    def on_key(req, resp, exception):
        return Response(text="its own", status=418)

    app.add_exception_handler(on_key)
    assert call(app)[::2] == ("418 I'm a teapot", b"its own")


@pytest.mark.parametrize("classes", [(LookupError, KeyError, Exception), (Exception, LookupError, KeyError)])
def test_the_nearest_class_wins_in_whatever_order_they_were_added(classes):
    app = raising(KeyError("x"))
    for class_ in classes:
        app.add_exception_handler(saying(class_.__name__), class_)
    assert call(app).body == b"KeyError"


def test_of_two_bases_the_one_named_first_is_nearer():
    class BothError(LookupError, ValueError):
        pass

    app = raising(BothError())
    app.add_exception_handler(saying("ValueError"), ValueError)
    app.add_exception_handler(saying("LookupError"), LookupError)
    assert call(app).body == b"LookupError"


def test_a_handler_answers_for_no_other_class():
    app = raising(HTTPError(410))
    app.add_exception_handler(saying("handled"), LookupError)
    assert call(app).body == b"Gone"


def test_the_last_handler_for_a_class_replaces_the_one_before():
    app = raising(KeyError("x"))
    app.add_exception_handler(saying("first"), KeyError)
    app.add_exception_handler(saying("second"), KeyError)
    assert call(app).body == b"second"


def test_the_handlers_of_one_app_are_not_anothers():
    app, other = raising(HTTPError(410)), raising(HTTPError(410))
    other.add_exception_handler(saying("handled"))
    assert call(app).body == b"Gone"


def test_what_can_not_be_called_is_no_handler():
    with pytest.raises(TypeError, match="'sorry' is no exception handler: it can't be called"):
        Alcazar().add_exception_handler("sorry")


@pytest.mark.parametrize("class_", [404, "KeyError", KeyError("x"), int, BaseException, KeyboardInterrupt, None])
def test_a_handler_is_for_a_class_of_exceptions(class_):
    with pytest.raises(TypeError, match="for a class of exceptions, not for"):
        Alcazar().add_exception_handler(saying("handled"), class_)


def test_a_handler_that_fails_is_a_500(caplog):
    app = raising(KeyError("first"))
    app.add_exception_handler(slip)
    answer = call(validator(app))
    assert (answer.status, answer.body) == ("500 Internal Server Error", b"Internal Server Error")
    assert isinstance(caplog.records[0].exc_info[1], IndexError)
    assert str(caplog.records[0].exc_info[1].__context__) == "'first'"


def test_a_handler_that_returns_what_is_no_response_is_a_500():
    app = raising(KeyError("x"))

    def on_key(req, resp, exception):
        return "sorry"

    app.add_exception_handler(on_key)
    assert call(app).status == "500 Internal Server Error"


def test_a_handler_may_raise_an_error_instead():
    app = raising(PermissionError("/srv/secret"))

    def on_permission(req, resp, exception):
        raise HTTPError(403, "Not for you")

    app.add_exception_handler(on_permission, PermissionError)
    assert call(app)[::2] == ("403 Forbidden", b"Not for you")


def test_an_error_that_can_not_be_said_is_a_500():
    class SpeechlessError(HTTPError):
        def __str__(self):
            raise ValueError("no words")

    answer = call(validator(raising(SpeechlessError(404))))
    assert (answer.status, answer.body) == ("500 Internal Server Error", b"Internal Server Error")


def test_a_handler_for_exceptions_answers_for_a_group_of_them():
    app = raising(ExceptionGroup("two", [KeyError("a"), ValueError("b")]))
    app.add_exception_handler(saying("one of them"), KeyError)
    app.add_exception_handler(saying("the group"), ExceptionGroup)
    assert call(app).body == b"the group"
