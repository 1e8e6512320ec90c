"""The kit's way to ask an app: the finished framework's own test session, chapter 5's. It adds nothing to it."""

from wsgiref.types import WSGIApplication

from requests import Session

from .finished import finished

BASE_URL = "http://testserver"


def session(app: WSGIApplication, *, raise_errors: bool = True) -> Session:
    """Return a new session whose requests are answered by ``app``: ``session(app).get("/books")``.

    Args:
        app: any WSGI app.
        raise_errors: raise the exceptions that no exception handler of an Alcazar app answers, and not answer them by
            a 500. An app of another kind raises or answers as it does.

    Raises:
        KitError: the finished framework's session can't be had.
    """
    made: Session = finished("testing", "Session")(app, BASE_URL, raise_errors=raise_errors)
    return made
