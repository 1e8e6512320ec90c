"""Streams through handlers: sent piece by piece, closed exactly once, whatever was asked for."""

import io
from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, Response
from alcazar_kit.client import session

from .calling import call, environ, start

pytestmark = pytest.mark.chapter(4)


class Body:
    """A body that counts what is asked for and how often it is closed."""

    def __init__(self):
        self.taken = self.closed = 0

    def __iter__(self):
        for piece in (b"one ", b"two ", b"three"):
            self.taken += 1
            yield piece

    def close(self):
        self.closed += 1


def streaming(body, status_code=200):
    """Return an app whose page is this body."""
    app = Alcazar()

    @app.route("/", methods=["GET", "POST"])
    def page(req, resp):
        resp.status_code = status_code
        resp.body = body

    return app


@pytest.mark.parametrize(("method", "sent"), [("GET", b"one two three"), ("HEAD", b""), ("POST", b"one two three")])
def test_a_body_is_sent_and_closed_once(method, sent):
    body = Body()
    answer = call(streaming(body), REQUEST_METHOD=method)
    assert (answer.status, answer.body, body.closed) == ("200 OK", sent, 1)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_stream_keeps_to_the_standard(method):
    body = Body()
    answer = session(validator(streaming(body))).request(method, "/")
    assert "Content-Length" not in answer.headers
    assert body.closed == 1


def test_head_takes_no_piece_of_it():
    body = Body()
    call(streaming(body), REQUEST_METHOD="HEAD")
    assert body.taken == 0


def test_the_first_piece_is_sent_before_the_second_is_made():
    body = Body()
    pieces = iter(start(streaming(body), environ())[1])
    assert (next(pieces), body.taken) == (b"one ", 1)
    assert (next(pieces), body.taken) == (b"two ", 2)


def test_a_client_that_goes_away_closes_it_once():
    body = Body()
    _, sending = start(streaming(body), environ())
    next(iter(sending))
    sending.close()
    assert (body.taken, body.closed) == (1, 1)


@pytest.mark.parametrize("method", ["OPTIONS", "DELETE"])
def test_what_no_handler_answers_touches_no_stream(method):
    body = Body()
    call(streaming(body), REQUEST_METHOD=method)
    assert (body.taken, body.closed) == (0, 0)


@pytest.mark.parametrize("status_code", [204, 304])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_status_without_body_closes_it_all_the_same(method, status_code):
    body = Body()
    answer = call(streaming(body, status_code), REQUEST_METHOD=method)
    assert (answer.body, body.taken, body.closed) == (b"", 0, 1)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_file_is_a_body(method, tmp_path):
    path = tmp_path / "log.bin"
    path.write_bytes(bytes(range(256)) * 100)
    file = path.open("rb")
    answer = call(streaming(file), REQUEST_METHOD=method)
    assert answer.body == (path.read_bytes() if method == "GET" else b"")
    assert file.closed


def test_a_generator_runs_its_end_when_the_client_goes_away():
    ended = []

    def pieces():
        try:
            yield b"one"
            yield b"two"
        finally:
            ended.append(True)

    _, sending = start(streaming(pieces()), environ())
    next(iter(sending))
    sending.close()
    assert ended == [True]


def test_a_streaming_response_may_be_returned():
    body = Body()
    app = Alcazar()
    app.add_route("/", lambda req, resp: Response(app_iter=body))
    assert call(app).body == b"one two three"
    assert body.closed == 1


def test_an_error_halfway_reaches_the_server_and_the_body_is_closed():
    closed = []

    def pieces():
        try:
            yield b"one"
            raise OSError("the disk is gone")
        finally:
            closed.append(True)

    with pytest.raises(OSError, match="disk"):
        call(streaming(pieces()))
    assert closed == [True]


@pytest.mark.parametrize("body", [b"", [], iter([]), io.BytesIO()])
def test_an_empty_body_is_fine(body):
    answer = session(validator(streaming(body))).get("/")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_handler_may_send_204_and_nothing(method):
    app = Alcazar()

    @app.route("/")
    def page(req, resp):
        resp.status_code = 204

    answer = session(validator(app)).request(method, "/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert not {"Content-Type", "Content-Length"} & set(answer.headers)
