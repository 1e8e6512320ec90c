"""Middleware: layers around the app, each of which sees every request and every response. It knows no routes."""

from .handlers import Responder
from .request import Request
from .response import Response


class Middleware:
    """A layer around the app. Override one of its two methods, or both.

    One object serves all requests, in all threads: what belongs to a request is kept on the request.

    Args:
        app: what the layer lies around: the app, or the layer that was added before.

    Example:
        >>> class Stamp(Middleware):
        ...     def process_response(self, req, resp):
        ...         resp.headers["X-Stamp"] = "seen"
    """

    def __init__(self, app: Responder) -> None:
        self.app = app

    def __call__(self, request: Request) -> Response:
        """Answer a request: on the way in, within, on the way out.

        Raises:
            TypeError: one of the methods has returned something else than a response.
        """
        response = checked(self.process_request(request)) or self.app(request)
        return checked(self.process_response(request, response)) or response

    def process_request(self, request: Request) -> Response | None:
        """Look at a request on its way in; a response that is returned answers it, and nothing further in is asked."""

    def process_response(self, request: Request, response: Response) -> Response | None:
        """Look at a response on its way out; one that is returned takes its place."""


def checked(returned: Response | None) -> Response | None:
    """Return what a layer's method has returned: a response, or nothing.

    Raises:
        TypeError: it is neither.
    """
    if not isinstance(returned, Response | None):
        raise TypeError(f"a middleware's methods return a Response, or nothing, not {returned!r}")
    return returned
