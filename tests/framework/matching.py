"""What an app makes of a pattern and a path. How it finds its routes is no concern of these tests."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import WSGIApplication
from wsgiref.validate import validator

from alcazar import Alcazar

from .calling import call


def status(app: WSGIApplication, path: str | bytes) -> int:
    """Return the status of a GET for a decoded path: text, or the bytes that a client's escapes stood for."""
    raw = path.encode() if isinstance(path, str) else path
    return int(call(validator(app), PATH_INFO=raw.decode("latin-1")).status.split()[0])


def matched(pattern: str, path: str | bytes, app: Alcazar | None = None) -> dict[str, Any] | None:
    """Return the values that the pattern's handler is called with for a path; None where it is not called."""
    calls: list[dict[str, Any]] = []

    def handler(req: Any, resp: Any, **values: Any) -> None:
        calls.append(values)

    app = app or Alcazar()
    app.add_route(pattern, handler)
    assert status(app, path) == (200 if calls else 404)
    return calls[0] if calls else None


def winner(patterns: Iterable[str], path: str) -> str | None:
    """Return which of the patterns, registered in this order, answers the path."""
    winners: list[str] = []
    app = Alcazar()
    for pattern in patterns:

        def handler(req: Any, resp: Any, pattern: str = pattern, **values: Any) -> None:
            winners.append(pattern)

        app.add_route(pattern, handler)
    assert status(app, path) == (200 if winners else 404)
    return winners[0] if winners else None
