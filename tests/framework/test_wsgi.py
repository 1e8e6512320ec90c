"""An app as a WSGI server sees it (PEP 3333), whatever it answers."""

import io
from concurrent.futures import ThreadPoolExecutor
from wsgiref.handlers import SimpleHandler
from wsgiref.validate import validator

import pytest

from alcazar import Alcazar
from alcazar_kit.client import session

from .calling import call, environ, start

pytestmark = pytest.mark.chapter(1)


def test_an_app_says_its_status_once_and_in_words():
    status, _, _ = call(Alcazar())
    number, words = status.split(" ", 1)
    assert number in {"200", "404"}
    assert words.strip()


def test_headers_are_a_list_of_pairs_of_text():
    _, headers, _ = call(Alcazar())
    assert type(headers) is list
    assert headers
    assert all(type(pair) is tuple and [type(part) for part in pair] == [str, str] for pair in headers)


def test_an_app_answers_in_plain_text():
    _, headers, body = call(Alcazar())
    assert dict(headers)["Content-Type"].lower() == "text/plain; charset=utf-8"
    assert body.decode("utf-8").strip()


def test_the_content_length_is_that_of_the_body():
    _, headers, body = call(Alcazar())
    assert dict(headers)["Content-Length"] == str(len(body))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_an_app_keeps_to_the_standard_with_each_method(method):
    response = session(validator(Alcazar())).request(method, "/")
    assert response.status_code < 500


def test_an_app_may_leave_a_posted_body_unread():
    response = session(validator(Alcazar())).post("/", data=b"x" * 1_000_000)
    assert response.status_code in {200, 404}


def test_an_app_answers_where_the_server_leaves_out_what_is_optional():
    optional = {"HTTP_HOST", "SCRIPT_NAME", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH", "REMOTE_ADDR"}
    bare = {name: value for name, value in environ().items() if name not in optional}
    started, body = start(Alcazar(), bare)
    assert b"".join(body)
    assert len(started) == 1


def test_no_call_leaves_a_trace_in_the_next():
    app = Alcazar()
    status, headers, body = call(app)
    expected = (status, list(headers), body)
    headers.append(("X-Seen", "yes"))
    assert call(app, REQUEST_METHOD="POST", QUERY_STRING="page=2") == expected
    assert call(app) == expected


def test_an_answer_may_be_dropped_unread():
    app = Alcazar()
    _, body = start(app, environ())
    getattr(body, "close", bool)()
    assert call(app).body


def test_threads_may_share_an_app():
    app = Alcazar()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: call(app), range(200)))
    assert all(answer == answers[0] for answer in answers)


def test_any_server_can_send_what_an_app_answers():
    sent, errors = io.BytesIO(), io.StringIO()
    SimpleHandler(io.BytesIO(), sent, errors, environ()).run(Alcazar())
    head, _, body = sent.getvalue().partition(b"\r\n\r\n")
    assert head.splitlines()[0].split()[1] in {b"200", b"404"}
    assert f"Content-Length: {len(body)}".encode() in head.splitlines()
    assert errors.getvalue() == ""


def test_a_function_can_stand_around_an_app():
    inner = Alcazar()

    def outer(environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, ("X-Around", "yes")])

        return inner(environ, start)

    assert session(validator(outer)).get("/").headers["X-Around"] == "yes"
