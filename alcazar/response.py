"""The response: WebOb's, with a shorthand for each kind of body. It doesn't know what was asked for."""

import json
from collections.abc import Iterable
from functools import partialmethod
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIEnvironment

import webob

BODILESS = frozenset({204, 304})


class Response(webob.Response):
    """What the client is sent.

    ``text``, ``html`` and ``json`` set the body and its content type; set ``content_type``
    afterwards to say otherwise. ``body`` takes bytes, or an iterable of bytes that is sent piece
    by piece.

    Example:
        >>> response = Response()
        >>> response.json = {"number": 42}
        >>> response.body
        b'{"number": 42}'
    """

    default_content_type = "text/plain"

    @property
    def text(self) -> str:
        """The body as text; setting it makes the content type ``text/plain``."""
        return self.body.decode(self.charset or "utf-8")

    @text.setter
    def text(self, text: str) -> None:
        self._set(text, "text/plain")

    def _set(self, text: str, content_type: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"text and html take text, not {text!r}")
        body = text.encode()
        self.content_type = content_type
        self.body = body

    @property
    def html(self) -> str:
        """The body as text; setting it makes the content type ``text/html``."""
        return self.text

    @html.setter
    def html(self, html: str) -> None:
        self._set(html, "text/html")

    @property
    def json(self) -> Any:
        """The body read as JSON; setting it makes the content type ``application/json``."""
        return json.loads(self.body)

    @json.setter
    def json(self, value: Any) -> None:
        self._set(json.dumps(value, ensure_ascii=False, allow_nan=False), "application/json")

    set_cookie = partialmethod(webob.Response.set_cookie, httponly=True, samesite="Lax")

    def redirect(self, location: str, status_code: int = 302) -> None:
        """Send the client on to ``location``."""
        self.status_code = status_code
        self.location = quote(location, safe="!#$%&'()*+,/:;=?@[]~")

    @property
    def body(self) -> bytes:
        """The body as bytes, read to its end; setting it takes bytes, or an iterable of bytes to send in pieces."""
        return super().body

    @body.setter
    def body(self, body: bytes | Iterable[bytes]) -> None:
        if isinstance(body, str) or not isinstance(body, Iterable):
            raise TypeError(f"body takes bytes, or an iterable of bytes, not {body!r}: set text, html or json")
        if isinstance(body, bytes | bytearray | memoryview):
            body = bytes(body)
            self.app_iter, self.content_length = [body], len(body)
        else:
            self.app_iter = body

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the response, as PEP 3333 asks of an application."""
        if self.status_code in BODILESS:
            del self.content_type, self.content_length
            environ = {**environ, "REQUEST_METHOD": "HEAD"}
        return super().__call__(environ, start_response)
