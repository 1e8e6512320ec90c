"""Calls an app as a WSGI server does (PEP 3333), with nothing of a client's comforts in between."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults


class Answer(NamedTuple):
    """What an app gives its server."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


def environ(**given: Any) -> WSGIEnvironment:
    """Return what a server tells an app about a request; what is not given is as for ``GET /``."""
    asked = {"SCRIPT_NAME": "", "PATH_INFO": "/", "QUERY_STRING": "", **given}
    setup_testing_defaults(asked)
    return asked


def start(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[list[Any], Iterable[bytes]]:
    """Call the app, and return how often and with what it started a response, and its body, not yet read."""
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        started.append((status, headers))
        return bytes

    return started, app(environ, start_response)


def call(app: WSGIApplication, **given: Any) -> Answer:
    """Call the app, and return its whole answer."""
    started, body = start(app, environ(**given))
    try:
        whole = b"".join(body)
    finally:
        getattr(body, "close", bool)()
    ((status, headers),) = started
    return Answer(status, headers, whole)
