"""The application: from a WSGI call to a request, a handler and a response. How each works is told elsewhere."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from .request import Request
from .response import Response
from .routing import FIELD, Converter, Handler, Router


class Alcazar:
    """A WSGI application that sends each path to its handler.

    Example:
        >>> app = Alcazar()
        >>> @app.route("/books/{number:d}")
        ... def book(req, resp, number):
        ...     resp.text = f"Book {number}"
    """

    def __init__(self) -> None:
        self.router = Router()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        response = self.answer(Request(environ))
        return response(environ, start_response)

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; 404 where there is none."""
        response = Response()
        match = self.router.match(request.route_path)
        if match is None:
            response.status_code = 404
            response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response

    def route(self, pattern: str, *, name: str | None = None) -> Callable[[Handler], Handler]:
        """Register the decorated handler for the paths of a pattern.

        Args:
            pattern: such as ``/books/{number:d}``; see :class:`~alcazar.routing.Pattern`.
            name: for :meth:`url_for`; the handler's own name unless given.

        Raises:
            TypeError: the pattern is no text, or the handler can't be called.
            ValueError: the pattern can't be read, or the name is taken.
            DuplicateRouteError: another pattern matches the same paths.
        """
        if not isinstance(pattern, str):
            raise TypeError(f"a route takes a pattern first, as in @app.route('/books'), not {pattern!r}")

        def register(handler: Handler) -> Handler:
            self.add_route(pattern, handler, name=name)
            return handler

        return register

    def add_route(self, pattern: str, handler: Handler, *, name: str | None = None) -> None:
        """Register a handler without a decorator; arguments and errors are those of :meth:`route`."""
        self.router.add(pattern, handler, name)

    def url_for(self, name: str, /, **values: Any) -> str:
        """Return the path of the route with this name, its fields filled with the values.

        Raises:
            LookupError: no route has the name.
            ValueError: the values are not those that its pattern takes.
        """
        return self.router.url_for(name, **values)

    def add_converter(self, name: str, pattern: str, convert: Callable[[str], Any] = str) -> None:
        """Teach the app's later patterns a type of field.

        Args:
            name: what stands behind the colon in ``{day:name}``.
            pattern: the regular expression that the field's text has to match.
            convert: makes a value of the text; ``ValueError`` says that it is none.

        Raises:
            ValueError: no field could name such a type.
            re.error: the pattern is no regular expression.
        """
        if not FIELD.fullmatch(f"{{name:{name}}}"):
            raise ValueError(f"{name!r} can't name a type: it takes letters, digits and _, a letter first")
        self.router.converters[name] = Converter(re.compile(pattern), convert)
