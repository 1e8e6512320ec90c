"""What tests of middleware and mounting lay around an app, or have it answer by."""

from alcazar import Middleware


class Stamp(Middleware):
    """Writes its name into a header, behind those that are there."""

    def __init__(self, app, name="seen"):
        super().__init__(app)
        self.name = name

    def process_response(self, req, resp):
        resp.headers["X-Stamp"] = resp.headers.get("X-Stamp", "") + self.name


def fail(*_args, **_values):
    """Raise, as a handler, a method of a layer or an app."""
    raise LookupError("the inside")


def says(text):
    """Return an exception handler that answers with this text."""

    def handler(req, resp, error):
        resp.text = text

    return handler
