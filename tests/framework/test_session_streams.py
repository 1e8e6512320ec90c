"""A test session streams what it is asked to stream, and lets the app go (PEP 3333)."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar.testing import Answer, Session, Stream

from .raw_apps import Body, Environ, answering

pytestmark = pytest.mark.chapter(5)


def test_a_stream_is_read_as_it_comes() -> None:
    body = Body(b"one", b"two", b"three")
    response = Session(body).get("/", stream=True)
    chunks = response.iter_content(3)
    assert (next(chunks), body.taken, body.closed) == (b"one", 1, 0)
    assert (b"".join(chunks), body.closed) == (b"twothree", 1)


def test_a_stream_that_is_left_is_closed() -> None:
    body = Body(b"one", b"two")
    with Session(body).get("/", stream=True):
        assert body.closed == 0
    assert (body.taken, body.closed) == (1, 1)


@pytest.mark.parametrize("size", [None, 1, 4, 10_000])
@pytest.mark.parametrize("stream", [True, False])
def test_iter_content_ends(size: int | None, stream: bool) -> None:
    response = Session(answering(b"one", b"", b"two")).get("/", stream=stream)
    assert b"".join(response.iter_content(size)) == b"onetwo"


@given(chunks=st.lists(st.binary(max_size=20), max_size=10), size=st.integers(1, 50), stream=st.booleans())
def test_any_body_arrives_whole_however_it_is_read(chunks: list[bytes], size: int, stream: bool) -> None:
    response = Session(answering(*chunks)).get("/", stream=stream)
    assert b"".join(response.iter_content(size)) == b"".join(chunks)


def test_a_long_piece_is_streamed_whole() -> None:
    piece = bytes(range(256)) * 4000
    assert b"".join(Session(answering(piece)).get("/", stream=True).iter_content(1000)) == piece


def test_a_stream_that_is_closed_lets_the_app_go_at_once() -> None:
    body = Body(b"one", b"two")
    answer = iter(Answer(body, {}))
    next(answer)
    Stream(answer).close()
    assert body.closed == 1


def test_what_a_streamed_app_raises_at_first_reaches_the_caller() -> None:
    def app(environ: Environ, start_response: Any) -> Iterator[bytes]:
        raise KeyError("early")
        yield b""

    with pytest.raises(KeyError, match="early"):
        Session(app).get("/", stream=True)
