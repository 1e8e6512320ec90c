"""What nobody expected: a log for us, a word for the client, and the exception itself for a test."""

import logging
from urllib.parse import unquote_to_bytes
from wsgiref.validate import validator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar import Alcazar, HTTPError, Request
from alcazar.error_handlers import ErrorHandlers, asked, debug_exception_handler, production_exception_handler
from alcazar.testing import Session

from .calling import call, environ, start
from .errors import raising, saying, slip

pytestmark = pytest.mark.chapter(8)

FAILURE = KeyError("no hunter2")


def test_the_client_is_told_nothing_of_the_inside():
    answer = call(validator(raising(FAILURE)))
    assert (answer.status, answer.body) == ("500 Internal Server Error", b"Internal Server Error")
    assert answer.headers == [("Content-Type", "text/plain; charset=UTF-8"), ("Content-Length", "21")]


def test_the_log_has_the_request_and_the_exception(caplog):
    call(raising(FAILURE), PATH_INFO="/books", REQUEST_METHOD="POST")
    (record,) = caplog.records
    assert (record.name, record.levelno, record.getMessage()) == ("alcazar", logging.ERROR, "POST /books failed")
    assert str(record.exc_info[1]) == "'no hunter2'"


def test_the_log_has_no_query(caplog):
    call(raising(FAILURE), PATH_INFO="/books", QUERY_STRING="token=1")
    assert "token" not in caplog.records[0].getMessage()


def test_an_error_that_was_raised_on_purpose_is_not_logged(caplog):
    call(raising(HTTPError(404)))
    assert caplog.records == []


@given(st.binary(), st.sampled_from(["", "/shop"]))
def test_a_request_is_one_line_of_ascii_whatever_its_path(path, prefix):
    text = path.decode("latin-1")
    line = asked(Request(environ(PATH_INFO=f"/{text}", SCRIPT_NAME=prefix)))
    assert line.isascii()
    assert line.isprintable()
    assert unquote_to_bytes(line.removeprefix("GET ")) == prefix.encode() + b"/" + path


def test_a_path_that_is_no_text_is_logged_as_well(caplog):
    app = Alcazar()
    app.add_exception_handler(slip)
    assert call(app, PATH_INFO="/caf\xe9").status == "500 Internal Server Error"
    assert caplog.records[0].getMessage() == "GET /caf%E9 failed"


@pytest.mark.parametrize("exception", [RecursionError, MemoryError, AssertionError, StopIteration, GeneratorExit])
def test_an_exception_of_any_kind_is_a_500_and_what_ends_a_program_is_not(exception):
    if issubclass(exception, Exception):
        assert call(raising(exception())).status == "500 Internal Server Error"
    else:
        with pytest.raises(exception):
            call(raising(exception()))


@pytest.mark.parametrize("exception", [KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("debug", [True, False])
def test_what_stops_the_process_is_let_through(exception, debug):
    app = raising(exception(), debug=debug)
    app.add_exception_handler(saying("caught"))
    with pytest.raises(exception):
        call(app)


def test_an_exception_within_a_group_that_stops_the_process_is_let_through():
    app = raising(BaseExceptionGroup("two", [KeyError("a"), KeyboardInterrupt()]))
    with pytest.raises(BaseExceptionGroup):
        call(app)


def test_debug_is_off_unless_it_is_asked_for():
    assert (Alcazar().debug, ErrorHandlers().debug, Alcazar(debug=True).debug) == (False, False, True)


def test_debug_can_be_switched_later():
    app = raising(FAILURE)
    app.debug = True
    assert b"hunter2" in call(app).body
    app.debug = False
    assert call(app).body == b"Internal Server Error"


def test_an_exception_is_raised_into_a_test():
    with pytest.raises(KeyError, match="no hunter2"):
        raising(FAILURE).session().get("/")


def test_a_test_may_ask_for_what_a_server_sends():
    response = raising(FAILURE).session(raise_errors=False).get("/")
    assert (response.status_code, response.text) == (500, "Internal Server Error")


def test_a_session_of_its_own_raises_as_well():
    with pytest.raises(KeyError):
        Session(raising(FAILURE)).get("/")


def test_an_error_that_was_raised_on_purpose_is_answered_in_a_test_too():
    assert raising(HTTPError(410)).session().get("/").status_code == 410


def test_an_exception_that_a_handler_answers_is_not_raised_into_a_test():
    app = raising(FAILURE)
    app.add_exception_handler(saying("sorry"), KeyError)
    response = app.session().get("/")
    assert (response.status_code, response.text) == (500, "sorry")


def test_what_an_exception_handler_raises_is_raised_into_a_test():
    app = raising(FAILURE)
    app.add_exception_handler(slip)
    with pytest.raises(IndexError):
        app.session().get("/")


def test_debug_answers_a_test_with_its_page():
    assert "hunter2" in raising(FAILURE, debug=True).session().get("/").text


def test_an_exception_that_a_test_gets_was_not_logged(caplog):
    with pytest.raises(KeyError):
        raising(FAILURE).session().get("/")
    assert caplog.records == []


def test_a_body_that_fails_while_it_is_sent_fails_at_the_server():
    app = Alcazar(debug=True)

    @app.route("/")
    def handler(req, resp):
        resp.body = (b"%d" % (2 // n) for n in (1, 0))

    started, body = start(app, environ())
    pieces = iter(body)
    assert (next(pieces), started[0][0]) == (b"2", "200 OK")
    with pytest.raises(ZeroDivisionError):
        next(pieces)


def test_the_frameworks_own_handlers_may_be_used_by_an_app():
    app = raising(FAILURE)
    app.add_exception_handler(production_exception_handler, LookupError)
    app.add_exception_handler(debug_exception_handler, ValueError)
    assert call(app).body == b"Internal Server Error"
