"""Asks an app for one path, as a server does that checks the standard (PEP 3333) on both sides."""

from typing import Any, NamedTuple
from urllib.parse import unquote
from wsgiref.types import WSGIApplication
from wsgiref.validate import validator

from .calling import call


class Page(NamedTuple):
    """What a client sees of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: WSGIApplication, path: str, method: str = "GET", **headers: Any) -> Page:
    """Return the answer to a request; headers as in ``if_none_match='"a"'``, the path percent-encoded or not."""
    given = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    path = unquote(path, "latin-1") if path.isascii() else path.encode().decode("latin-1")
    answer = call(validator(app), REQUEST_METHOD=method, PATH_INFO=path, **given)
    return Page(int(answer.status[:3]), dict(answer.headers), answer.body)
