"""Handlers: which of them answers which method, and what comes of it. It matches no path."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .exceptions import HTTPError
from .request import Request
from .response import Response

Handler = Callable[..., object]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})
Responder = Callable[[Request], Response]


def _method_of(class_: type, name: str) -> Handler:
    """Return a handler that makes an object of the class for each request and calls this method of it."""

    def handler(request: Request, response: Response, /, **values: Any) -> object:
        return getattr(class_(), name)(request, response, **values)

    return handler


def _methods_of(class_: type) -> dict[str, Handler]:
    """Return a handler for each of the methods that a class has."""
    names = {method: method.lower() for method in METHODS if callable(getattr(class_, method.lower(), None))}
    if not names:
        raise TypeError(f"{class_!r} answers nothing: it has none of the methods {', '.join(METHODS).lower()}")
    return {method: _method_of(class_, name) for method, name in names.items()}


def _listed(methods: Iterable[str] | None) -> list[str]:
    """Return the methods that a function answers, in capitals."""
    if methods is None:
        return [method for method in METHODS if method not in AUTOMATIC]
    if isinstance(methods, str) or not isinstance(methods, Iterable):
        raise TypeError(f"methods takes a list, as in methods=['GET'], not {methods!r}")
    listed = [str(method).upper() for method in methods]
    if not listed or not set(listed) <= set(METHODS):
        raise ValueError(f"methods takes some of {', '.join(METHODS)}, not {listed}")
    return listed


def by_method(handler: Handler, methods: Iterable[str] | None = None) -> dict[str, Handler]:
    """Return a handler for each method that it answers.

    Args:
        handler: a function, or a class whose methods ``get``, ``post`` … answer those of HTTP.
        methods: those that a function answers, all but the automatic ones unless given; ignored for a class.

    Raises:
        TypeError: the handler can't be called, the methods are no list, or the class has none of them.
        ValueError: a method is not one of ``METHODS``, or there is none.
    """
    if not callable(handler):
        raise TypeError(f"{handler!r} is no handler: it can't be called")
    if isinstance(handler, type):
        return _methods_of(handler)
    return dict.fromkeys(_listed(methods), handler)


def find(handlers: Mapping[str, Handler], method: str) -> Handler | None:
    """Return the handler of a method, None where there is none; GET's answers HEAD too (RFC 9110, section 9.3.2)."""
    if method == "HEAD" and "HEAD" not in handlers:
        method = "GET"
    return handlers.get(method)


def allowed(handlers: Mapping[str, Handler]) -> list[str]:
    """Return the methods that a path answers, with those that it answers by itself (RFC 9110, section 10.2.1)."""
    automatic = AUTOMATIC if "GET" in handlers else {"OPTIONS"}
    return sorted(automatic | handlers.keys())


def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    """Let the handler of the request's method answer; where there is none, say which methods there are.

    That is also what OPTIONS asks for (RFC 9110, section 9.3.7).

    Raises:
        HTTPError: 405, which names the methods that there are.
    """
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    if request.method != "OPTIONS":
        raise HTTPError(405, headers={"Allow": ", ".join(allowed(handlers))})
    response.allow = allowed(handlers)
    response.status_code = 204
    return response


def filled(response: Response, returned: object) -> Response:
    """Return the response that a handler has returned, or else the one that it was given to fill.

    Raises:
        TypeError: it has returned something else.
    """
    if returned is None:
        return response
    if not isinstance(returned, Response):
        raise TypeError(f"a handler fills resp, or returns a Response, not {returned!r}")
    return returned


def renamed(handler: Handler, names: Sequence[str]) -> Handler:
    """Return a handler that passes the values of a path on by these names, in order, whatever theirs are."""

    def renaming(request: Request, response: Response, /, **values: Any) -> object:
        return handler(request, response, **dict(zip(names, values.values(), strict=True)))

    return renaming
