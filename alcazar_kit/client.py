"""A test session: requests' own session, answered by a WSGI app in this process. It opens no socket, to any host.

It stands on requests-wsgi-adapter and gives urllib3 a real response to read, so that streams, gzip, repeated headers
and errors behave as they do behind a server (PEP 3333).
"""

import io
import sys
from collections.abc import Iterable
from itertools import starmap
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse
from wsgiadapter import WSGIAdapter

BASE_URL = "http://testserver"


def session(app: WSGIApplication) -> "Session":
    """Return a new session whose requests are answered by ``app``: ``session(app).get("/books")``."""
    return Session(app)


class Session(requests.Session):
    """A requests session bound to one app: relative URLs join its base URL, other hosts are out of reach."""

    def __init__(self, app: WSGIApplication, base_url: str = BASE_URL) -> None:
        super().__init__()
        self.base_url = base_url.rstrip("/") + "/"
        self.trust_env = False
        self.adapters.clear()
        self.mount(self.base_url, Adapter(app))

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
        return target if target and urljoin(resp.url, target).startswith(self.base_url) else None


class Adapter(WSGIAdapter):
    """Carries a request to the app and its answer back."""

    def send(self, request: requests.PreparedRequest, stream: bool = False, **_options: Any) -> requests.Response:
        """Call the app; what it raises is raised here. Its body is read at once, unless it is streamed."""
        answer: Any = Answer(self.app, self.environ(request))
        if request.method == "HEAD":
            answer.close()
        elif not stream:
            answer.load()
        status, _, reason = answer.status.partition(" ")
        raw = HTTPResponse(answer, answer.msg, int(status), 11, reason=reason, preload_content=False,
                           original_response=answer, request_method=request.method)  # fmt: skip
        return HTTPAdapter.build_response(self, request, raw)

    def environ(self, request: requests.PreparedRequest) -> WSGIEnvironment:
        """Describe the request as a server would, its whole body at hand."""
        url, body = urlsplit(str(request.url)), read(request.body)
        headers = request.headers.copy()
        if headers.pop("Transfer-Encoding", None):
            headers["Content-Length"] = str(len(body))
        return {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(url.path, "latin-1"),
            "QUERY_STRING": url.query,
            "SERVER_NAME": url.hostname,
            "SERVER_PORT": str(url.port or (443 if url.scheme == "https" else 80)),
            "SERVER_PROTOCOL": self.server_protocol,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": url.netloc,
            **dict(starmap(variable, headers.items())),
            "wsgi.version": self.wsgi_version,
            "wsgi.url_scheme": url.scheme,
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": self.multithread,
            "wsgi.multiprocess": self.multiprocess,
            "wsgi.run_once": self.run_once,
        }


class Answer(io.RawIOBase):
    """An app's answer to one request, for urllib3 to read as if a server had sent it."""

    def __init__(self, app: WSGIApplication, environ: WSGIEnvironment) -> None:
        self.status, self.msg = "", HTTPHeaderDict()
        self.unread, self.headers_sent = bytearray(), False
        self.body: Iterable[bytes] = ()
        try:
            self.body = app(environ, self.start_response)
            self.chunks = iter(self.body)
            self.fill()
            if not self.status:
                raise RuntimeError("The app answered without calling start_response.")
        except BaseException:
            self.close()
            raise

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """Take status and headers, for the first time or because of an error; return ``write``."""
        if exc_info and self.headers_sent:
            raise exc_info[1].with_traceback(exc_info[2])
        if self.status and not exc_info:
            raise RuntimeError("The app called start_response twice, the second time without exc_info.")
        if not isinstance(status, str):
            raise TypeError(f"A status is text, such as '200 OK', not {status!r}.")
        for name, value in headers:
            if not isinstance(name, str) or not isinstance(value, str):
                raise TypeError(f"A header is a name and a value, both text, not {name!r} and {value!r}.")
        self.status, self.msg = status, HTTPHeaderDict(headers)
        return self.write

    def write(self, data: Any) -> None:
        """Send a piece of the body; with the first one the headers leave."""
        if not isinstance(data, bytes):
            raise TypeError(f"A body is made of bytes, not of {type(data).__name__}: {data!r}")
        self.unread += data
        self.headers_sent |= bool(data)

    def fill(self) -> None:
        """Take chunks from the app until there is something to read, or no more to come."""
        while not self.unread and (chunk := next(self.chunks, self)) is not self:
            self.write(chunk)

    def load(self) -> None:
        """Take the whole body from the app and let the app go."""
        try:
            for chunk in self.chunks:
                self.write(chunk)
        finally:
            self.release()

    def readinto(self, buffer: Any) -> int:
        """Read what is at hand; the end closes the file, as http.client's does. A file needs no more than this."""
        self.fill()
        size = min(len(buffer), len(self.unread))
        buffer[:size] = self.unread[:size]
        del self.unread[:size]
        if not size:
            self.close()
        return size

    def close(self) -> None:
        super().close()
        self.release()

    def isclosed(self) -> bool:
        return self.closed

    def release(self) -> None:
        """Close the app's iterable, once."""
        body, self.body, self.chunks = self.body, (), iter(())
        getattr(body, "close", bool)()


def read(body: Any) -> bytes:
    """Return a request's body as bytes: it comes as bytes, text, a file, or an iterable of either."""
    body = body.read() if hasattr(body, "read") else body or b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, (bytes, bytearray, memoryview)) else b"".join(map(read, body))


def variable(name: str, value: str | bytes) -> tuple[str, str]:
    """Return a header as the environ has it: ``X-Real-Ip`` is ``HTTP_X_REAL_IP`` there, its value is text."""
    name = name.upper().replace("-", "_")
    name = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
    return name, value if isinstance(value, str) else value.decode("latin-1")
