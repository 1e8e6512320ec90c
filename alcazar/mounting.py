"""An app under a prefix of another. What is mounted may be any WSGI application (PEP 3333)."""

import re
from typing import Any
from wsgiref.types import WSGIApplication, WSGIEnvironment

from .request import Request
from .response import Response


class Mount:
    """A handler that passes requests on to another app, which sees the path without the prefix.

    Raises:
        TypeError: the app can't be called.
        ValueError: the prefix is none.
    """

    def __init__(self, prefix: str, app: WSGIApplication) -> None:
        if not callable(app):
            raise TypeError(f"{app!r} can't be mounted: it is no app")
        if not (isinstance(prefix, str) and re.fullmatch("(/[^/{}]+)+", prefix)):
            raise ValueError(f"a prefix is a path such as '/shop', without fields or a slash too many, not {prefix!r}")
        self.prefix = prefix
        self.app = app

    def moved(self, environ: WSGIEnvironment) -> WSGIEnvironment:
        """Return the environ with the prefix moved from the path to the script's name, as PEP 3333 describes them."""
        prefix = self.prefix.encode().decode("latin-1")
        script_name, path = environ.get("SCRIPT_NAME", ""), environ["PATH_INFO"]
        return {**environ, "SCRIPT_NAME": script_name + prefix, "PATH_INFO": path.removeprefix(prefix)}

    def __call__(self, request: Request, _response: Response, **_values: Any) -> Response:
        """Answer with what the mounted app answers."""
        moved = Request(self.moved(request.environ))
        status, headers, body, _ = moved.call_application(self.app, catch_exc_info=True)
        return Response(status=status, headerlist=list(headers), app_iter=body)
