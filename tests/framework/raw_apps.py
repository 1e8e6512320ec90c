"""WSGI apps without a framework, to see what a test session makes of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Environ = dict[str, Any]
App = Callable[[Environ, Any], Iterable[bytes]]


def answering(*chunks: bytes, status: str = "200 OK", headers: Iterable[tuple[str, str]] = ()) -> App:
    """An app that always answers this."""

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response(status, [("Content-Type", "text/plain; charset=utf-8"), *headers])
        return list(chunks)

    return app


class Body:
    """A body that counts how often it is closed and what was taken from it."""

    def __init__(self, *chunks: bytes) -> None:
        self.chunks, self.taken, self.closed = iter(chunks), 0, 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.taken += 1
            yield chunk

    def close(self) -> None:
        self.closed += 1

    def __call__(self, _: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self
