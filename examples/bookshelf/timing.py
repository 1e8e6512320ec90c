"""A middleware that says how long each answer took to make."""

from time import perf_counter

from alcazar import Middleware, Request, Response


class Timing(Middleware):
    """Adds the header that browsers show in their network tools, in milliseconds (W3C Server Timing)."""

    def __call__(self, request: Request) -> Response:
        """Answer a request, and say how long that took."""
        start = perf_counter()
        response = super().__call__(request)
        response.headers["Server-Timing"] = f"app;dur={(perf_counter() - start) * 1000:.1f}"
        return response
