"""Apps that fail, and exception handlers, for tests of errors."""

from alcazar import Alcazar


def raising(exception, **options):
    """An app that raises this exception for each path, whatever it is asked for."""
    app = Alcazar(**options)

    def handler(req, resp, rest=""):
        resp.set_cookie("half", "done")
        raise exception

    app.add_route("/", handler, methods=["GET", "POST"])
    app.add_route("/{rest:path}", handler, methods=["GET", "POST"])
    return app


def saying(text):
    """An exception handler that answers with this text."""

    def handler(req, resp, exception):
        resp.text = text

    return handler


def slip(req, resp, exception):
    """Fail, as an exception handler with a slip does."""
    raise IndexError("a slip")
