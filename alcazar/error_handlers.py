"""Exceptions become responses here, and nowhere else. How the debug page looks is told in ``debug_page``."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from .exceptions import HTTPError
from .handlers import Responder, filled
from .request import Request
from .response import Response

ExceptionHandler = Callable[[Request, Response, Any], object]
logger = logging.getLogger("alcazar")
UNANSWERED = "alcazar.unanswered"


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:  # noqa: ARG001 - all take it
    """Tell the client what the error says, as plain text unless its headers name another type."""
    response.body = str(exception).encode()


def asked(request: Request) -> str:
    """Return a request in a line of ASCII, without its query; a path may hold any bytes (PEP 3333), line ends too."""
    path = request.environ.get("SCRIPT_NAME", "") + request.environ.get("PATH_INFO", "")
    return f"{request.method} {quote(path, encoding='latin-1')}"


def production_exception_handler(request: Request, response: Response, exception: Exception) -> None:
    """Log an exception, and tell the client nothing of it; a test session has it raised instead."""
    if UNANSWERED in request.environ:
        request.environ[UNANSWERED].append(exception)
    else:
        logger.error("%s failed", asked(request), exc_info=exception)
    response.text = "Internal Server Error"


def debug_exception_handler(request: Request, response: Response, exception: Exception) -> None:
    """Show where an exception came from, with the source and the values there: for developers alone."""
    from .debug_page import render  # only developers pay for it

    query = f"?{request.query_string}" if request.query_string else ""
    response.html = render(exception, asked(request) + query)


class ErrorHandlers:
    """The app's exception handlers, each for a class of exceptions; they turn exceptions into responses."""

    def __init__(self, *, debug: bool = False) -> None:
        self.debug = debug
        self.by_class: dict[type[Exception], ExceptionHandler] = {}

    def guard(self, respond: Responder) -> Responder:
        """Return a function that does what ``respond`` does, and answers also where that raises."""

        def guarded(request: Request) -> Response:
            try:
                return respond(request)
            except Exception as exception:  # noqa: BLE001 - whatever it is, it becomes a response
                return self.answer(request, exception)

        return guarded

    def add(self, handler: ExceptionHandler, exception_class: type[Exception] = Exception) -> None:
        """Let a handler answer for exceptions of this class, unless another answers for a nearer one.

        Raises:
            TypeError: the handler can't be called, or what it is for is no class of exceptions.
        """
        if not callable(handler):
            raise TypeError(f"{handler!r} is no exception handler: it can't be called")
        if not (isinstance(exception_class, type) and issubclass(exception_class, Exception)):
            raise TypeError(f"an exception handler is for a class of exceptions, not for {exception_class!r}")
        self.by_class[exception_class] = handler

    def find(self, exception: Exception) -> ExceptionHandler:
        """Return the app's handler for the nearest class of an exception, or else the framework's own."""
        for class_ in type(exception).__mro__:
            if class_ in self.by_class:
                return self.by_class[class_]
        return self.default(exception)

    def default(self, exception: Exception) -> ExceptionHandler:
        """Return the framework's own handler for an exception."""
        if isinstance(exception, HTTPError):
            return http_error_handler
        return debug_exception_handler if self.debug else production_exception_handler

    def answer(self, request: Request, exception: Exception) -> Response:
        """Return the response to an exception; one that its handler raises is answered by the framework's own."""
        try:
            return handled(self.find(exception), request, exception)
        except Exception as another:  # noqa: BLE001 - handlers may raise anything too
            return handled(self.default(another), request, another)


def handled(handler: ExceptionHandler, request: Request, exception: Exception) -> Response:
    """Return what the handler answers; the status and the headers are the exception's, unless it sets others."""
    response = Response()
    response.status_code = 500
    if isinstance(exception, HTTPError):
        response.status_code = exception.status
        response.headers.update(exception.headers.items())
    return filled(response, handler(request, response, exception))
