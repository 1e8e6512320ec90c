"""Handlers that tests register where it matters that one answers, not what it does."""

from collections.abc import Callable
from typing import Any


def quiet(req: Any, resp: Any, **values: Any) -> None:
    """Leave the response as it is: an empty 200."""


def echo(req: Any, resp: Any, **values: Any) -> None:
    """Answer with the values that came from the path."""
    resp.json = values


def said(text: str) -> Callable[..., None]:
    """Return a handler that answers with this text."""

    def handler(req: Any, resp: Any, **values: Any) -> None:
        resp.text = text

    return handler
