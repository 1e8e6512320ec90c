"""A middleware that lets only the site's own pages change anything."""

from urllib.parse import urlsplit

from alcazar import HTTPError, Middleware, Request

SAFE = {"GET", "HEAD", "OPTIONS"}


class SameOrigin(Middleware):
    """Refuses what another site's page sends: browsers say in ``Origin`` where a form comes from (RFC 6454)."""

    def process_request(self, request: Request) -> None:
        """Let a request pass that changes nothing, or comes from here, or from no browser.

        Raises:
            HTTPError: 403, for the others.
        """
        origin = request.headers.get("Origin")
        if request.method not in SAFE and origin is not None and urlsplit(origin).netloc != request.host:
            raise HTTPError(403, "This form was sent from another site")
