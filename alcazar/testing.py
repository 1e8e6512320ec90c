"""A test session: requests' own session, answered by a WSGI app in this process. It opens no socket, to any host.

It stands on requests-wsgi-adapter, writes the bytes that a server would send (PEP 3333), and lets Python's own HTTP
client read them: streams, gzip, repeated headers and errors are then what they are behind a server.
"""

import http.client
import io
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment

import requests
import urllib3
import webob
from requests.adapters import BaseAdapter, HTTPAdapter
from wsgiadapter import WSGIAdapter

from .error_handlers import UNANSWERED

BASE_URL = "http://testserver"


class Session(requests.Session):
    """A requests session bound to one app: relative URLs join its base URL, other hosts are out of reach."""

    def __init__(self, app: WSGIApplication, base_url: str = BASE_URL, *, raise_errors: bool = True) -> None:
        super().__init__()
        self.base_url = base_url.rstrip("/") + "/"
        self.trust_env = False  # the proxies and passwords of this machine
        self.adapters.clear()
        self.mount(self.base_url, Adapter(app, raise_errors))

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Prepare the request, its URL taken relative to the base URL."""
        request.url = urljoin(self.base_url, request.url)
        return super().prepare_request(request)

    def get_adapter(self, url: str) -> BaseAdapter:
        """Return what answers this URL.

        Raises:
            requests.ConnectionError: the URL leads to another host.
        """
        try:
            return super().get_adapter(url)
        except requests.exceptions.InvalidSchema:
            message = f"{url} is out of reach: this session knows {self.base_url} alone."
            raise requests.ConnectionError(message) from None

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return where the response redirects to; None where it doesn't, or leads to another host."""
        target = super().get_redirect_target(resp)
        reached = target and urljoin(resp.url, target).lower().startswith(self.base_url.lower())
        return target if reached else None


class Adapter(WSGIAdapter):
    """Carries a request to the app and its answer back."""

    def __init__(self, app: WSGIApplication, raise_errors: bool) -> None:
        super().__init__(app)
        self.raise_errors = raise_errors

    def send(self, request: requests.PreparedRequest, stream: bool = False, **_options: Any) -> requests.Response:
        """Call the app; what it raises is raised here. Its body is read at once, unless it is streamed."""
        unanswered: list[Exception] = []
        told = {UNANSWERED: unanswered} if self.raise_errors else {}
        answer = iter(Answer(self.app, environ(request) | told))
        file = io.BufferedReader(Stream(answer)) if stream else io.BytesIO(b"".join(answer))
        response = HTTPAdapter.build_response(self, request, received(file, request.method))
        if unanswered:
            response.close()
            raise unanswered[0]
        return response


def environ(request: requests.PreparedRequest) -> WSGIEnvironment:
    """Describe a request as a server would, its whole body at hand."""
    url, body = urldefrag(str(request.url)).url, read(request.body)
    headers = {"Host": urlsplit(url).netloc}
    for name, value in request.headers.items():
        headers[name] = value if isinstance(value, str) else value.decode("latin-1")
    if headers.pop("Transfer-Encoding", None):
        headers["Content-Length"] = str(len(body))
    server: Any = {"SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": io.BytesIO(body)}
    asked: WSGIEnvironment = webob.Request.blank(url, server, method=request.method, headers=headers).environ
    return asked


def read(body: Any) -> bytes:
    """Return a request's body as bytes: it comes as bytes, text, a file, or an iterable of either."""
    body = body.read() if hasattr(body, "read") else body or b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, (bytes, bytearray, memoryview)) else b"".join(map(read, body))


def head(status: str, headers: list[tuple[str, str]]) -> bytes:
    """Return a status and headers as they are sent (RFC 9112).

    Raises:
        TypeError: one of them is not text.
    """
    for name, value in [("status", status), *headers]:
        if not isinstance(value, str):
            raise TypeError(f"{name} takes text, not {value!r}")
    return "\r\n".join([f"HTTP/1.1 {status}", *map(": ".join, headers), "", ""]).encode("latin-1")


class Answer:
    """An app's answer to one request: iterating it calls the app, and gives the bytes that a server would send."""

    def __init__(self, app: WSGIApplication, environ: WSGIEnvironment) -> None:
        self.app, self.environ = app, environ
        self.started, self.sending, self.unsent = False, False, bytearray()

    def __iter__(self) -> Generator[bytes, None, None]:
        body = self.app(self.environ, self.start_response)
        try:
            for chunk in body:
                self.write(chunk)
                if chunk:
                    yield self.take()
            yield self.take()
        finally:
            getattr(body, "close", bool)()

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """Take status and headers, for the first time or because of an error; return ``write``."""
        if exc_info and self.sending:
            raise exc_info[1].with_traceback(exc_info[2])
        if self.started and not exc_info:
            raise RuntimeError("The app called start_response twice, the second time without exc_info.")
        self.started, self.unsent = True, bytearray(head(status, headers))
        return self.write

    def write(self, data: Any) -> None:
        """Send a piece of the body; with the first one the head leaves."""
        if not isinstance(data, bytes):
            raise TypeError(f"A body is made of bytes, not of {type(data).__name__}: {data!r}")
        self.unsent += data
        self.sending |= bool(data)

    def take(self) -> bytes:
        """Return what is to be sent now."""
        if not self.started:
            raise RuntimeError("The app answered without calling start_response.")
        taken, self.unsent = bytes(self.unsent), bytearray()
        return taken


def received(file: Any, method: str | None) -> urllib3.HTTPResponse:
    """Return what an HTTP client reads out of the bytes of an answer."""
    socket: Any = SimpleNamespace(makefile=lambda _mode: file)
    answer = http.client.HTTPResponse(socket, method=method)
    answer.begin()
    headers = urllib3.HTTPHeaderDict(answer.msg.items())
    return urllib3.HTTPResponse(answer, headers, answer.status, answer.version, reason=answer.reason,
                                preload_content=False, original_response=answer, request_method=method)  # fmt: skip


class Stream(io.RawIOBase):
    """An answer's bytes, to be read as a file; the app is asked for no more than is read."""

    def __init__(self, chunks: Generator[bytes, None, None]) -> None:
        self.chunks, self.unread = chunks, memoryview(b"")

    def readable(self) -> bool:
        """Say that it can be read; a file can do nothing unless it says so."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what the app sent last, or sends next; nothing means that it has ended."""
        self.unread = self.unread or memoryview(next(self.chunks, b""))
        size = min(len(buffer), len(self.unread))
        buffer[:size], self.unread = self.unread[:size], self.unread[size:]
        return size

    def close(self) -> None:
        """Let the app go, whether or not it has ended."""
        super().close()
        self.chunks.close()
