"""What one request and its answer were: plain data, taken from a WSGI app in this process. It draws no picture."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from requests import Session

from ..client import BASE_URL, session
from .ask import Ask, ask

MOST_BYTES = 5_000_000
TEXTUAL = re.compile(r"text/|application/(.*\+)?(json|xml|javascript|ecmascript|x-www-form-urlencoded)$|image/svg")


class BodyTooLongError(Exception):
    """The app sends more than a notebook should hold; the rest of its body was not asked for."""


@dataclass(frozen=True)
class Exchange:
    """A request, and the answer or the error that came of it."""

    ask: Ask
    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    error: BaseException | None = None

    def header(self, name: str) -> list[str]:
        """Return every value of this header, in the order in which the app gave them."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def media_type(self) -> str:
        """The type of the body without its parameters: ``text/html``."""
        return "".join(self.header("Content-Type")[:1]).partition(";")[0].strip().lower()

    @property
    def location(self) -> str | None:
        """Where it redirects to, as a path where that is on the same host; None where there is no Location."""
        places = self.header("Location")
        return (places[0].removeprefix(BASE_URL) or "/") if places else None

    @property
    def text(self) -> str | None:
        """The body as text, None where it isn't text."""
        if TEXTUAL.match(self.media_type):
            return self.body.decode(_known(self.charset), "replace")
        try:
            text = self.body.decode()
        except UnicodeDecodeError:
            return None
        return text if not self.media_type or not text else None

    @property
    def charset(self) -> str | None:
        """The charset that the answer declares, in lower case; None where it declares none."""
        match = re.search(r"charset=\"?([^\s;\"]+)", "".join(self.header("Content-Type")[:1]), re.IGNORECASE)
        return match[1].lower() if match else None


def exchanges(app: WSGIApplication, requests: Iterable[str | Ask], *, raise_errors: bool = True) -> Iterator[Exchange]:
    """Send the requests to the app one by one, in one session: a cookie that it sets comes with the next request.

    Redirects are not followed. What can't be called answers each request with a ``TypeError``.

    Args:
        app: any WSGI app.
        requests: such as ``"GET /books"``, or what :func:`ask` returns.
        raise_errors: have an Alcazar app raise what no exception handler answers. Where it sends a 500 instead, what
            it logs of that is kept out of the cell's output, unless the program has set up logging.

    Raises:
        KitError: something among ``requests`` is no request.
    """
    asks = [request if isinstance(request, Ask) else ask(request) for request in requests]
    quiet = nullcontext if raise_errors else _unlogged
    with session(_bounded(app), raise_errors=raise_errors) as client:
        client.headers.update({"User-Agent": "alcazar-kit", "Accept-Encoding": "gzip, deflate"})
        for each in asks:
            with quiet():
                answered = _exchange(client, each)
            yield answered


def _exchange(client: Session, ask: Ask) -> Exchange:
    try:
        response = client.request(
            ask.method, BASE_URL + ask.target, data=ask.data, json=ask.json,
            headers=dict(ask.headers or {}), cookies=dict(ask.cookies or {}), allow_redirects=False,
        )  # fmt: skip
    except (Exception, SystemExit) as error:  # noqa: BLE001 - an app may raise anything
        return Exchange(ask, error=error)
    headers = tuple((str(name), str(value)) for name, value in response.raw.headers.items())
    return Exchange(ask, response.status_code, response.reason, headers, response.content)


def _bounded(app: WSGIApplication) -> WSGIApplication:
    """Return the app, stopped when its body goes beyond what can be shown."""

    def bounded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        if not callable(app):
            raise TypeError(f"{app!r} is no app: a WSGI app is called with environ and start_response.")
        body, size = app(environ, start_response), 0
        try:
            for chunk in body:
                size += len(chunk) if isinstance(chunk, bytes) else 0
                if size > MOST_BYTES:
                    raise BodyTooLongError(f"stopped after {MOST_BYTES:,} bytes")
                yield chunk
        finally:
            getattr(body, "close", bool)()

    return bounded


@contextmanager
def _unlogged() -> Iterator[None]:
    """Have the log records that no handler takes go nowhere, where Python would print them."""
    usual, logging.lastResort = logging.lastResort, logging.NullHandler()
    try:
        yield
    finally:
        logging.lastResort = usual


def _known(charset: str | None) -> str:
    try:
        "".encode(charset or "utf-8")
    except LookupError:
        return "utf-8"
    return charset or "utf-8"


def as_json(text: str, *, canonical: bool = False) -> str | None:
    """Return JSON in one line, with sorted keys where it is to be ``canonical``; None where the text is no JSON."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=canonical)
    except (ValueError, RecursionError):
        return None
