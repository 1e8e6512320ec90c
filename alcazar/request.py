"""The request: WebOb's view of the environ. It reads what the client sent and answers nothing."""

import webob


class Request(webob.Request):
    """What the client asked for.

    WebOb reads it from the environ: ``method``, ``headers``, ``cookies``, ``GET`` (the query),
    ``POST`` (a form), ``json``, ``body``.
    """

    @property
    def route_path(self) -> str:
        """The path that routes are matched against, decoded; empty, which no pattern matches, where it is not UTF-8.

        PEP 3333 hands the path over as Latin-1, whatever it is.
        """
        path: str = self.environ.get("PATH_INFO", "")
        try:
            return path.encode("latin-1").decode("utf-8") or "/"
        except UnicodeDecodeError:
            return ""
