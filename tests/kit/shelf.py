"""A small WSGI app, and a way to see what the kit displays, for the tests of show and checks."""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
App = Callable[[Environ, Any], Iterable[bytes]]

PAGES: dict[str, tuple[str, list[tuple[str, str]], bytes]] = {
    "/": ("200 OK", [("Content-Type", "text/plain; charset=utf-8")], "Hello from Alcazár".encode()),
    "/html": ("200 OK", [("Content-Type", "text/html")], b"<h1>Books</h1>\n<p>\x1b[31mred</p>"),
    "/json": ("201 Created", [("Content-Type", "application/json")], b'{"b": 1,\n "a": "x"}'),
    "/png": ("200 OK", [("Content-Type", "image/png")], bytes(1024)),
    "/latin": ("200 OK", [("Content-Type", "text/plain; charset=latin-1")], "é".encode("latin-1")),
    "/old": ("302 Found", [("Location", "http://testserver/new")], b""),
    "/away": ("302 Found", [("Location", "http://other.test/")], b""),
    "/empty": ("204 No Content", [], b""),
    "/fine": ("299 Rather Fine", [], b"x"),
    "/long": ("200 OK", [("Content-Type", "text/plain")], b"a" * 12_345),
    "/cookies": (
        "200 OK",
        [("Set-Cookie", "b=2; Path=/"), ("Set-Cookie", "a=1"), ("Set-Cookie", "c=; Max-Age=0")],
        b"",
    ),
    "/methods": ("405 NOPE", [("Allow", "POST, GET"), ("Content-Type", "text/plain")], b"no"),
}


def shelf(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """Answer with a page, raise KeyError for an unknown one; ``/echo`` says what came, ``/quit`` exits."""
    path = environ["PATH_INFO"]
    if path == "/quit":
        raise SystemExit(3)
    if path == "/echo":
        start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "seen=1")])
        cookies, body = environ.get("HTTP_COOKIE", "-"), environ["wsgi.input"].read().decode() or "-"
        return [f"{environ['REQUEST_METHOD']} cookies={cookies} body={body}".encode()]
    status, headers, text = PAGES[path]
    start_response(status, list(headers))
    return [text]


def answering(text: str, status: str = "200 OK") -> App:
    """Return an app that always answers this."""

    def app(_: Environ, start_response: Any) -> Iterable[bytes]:
        start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
        return [text.encode()]

    return app
