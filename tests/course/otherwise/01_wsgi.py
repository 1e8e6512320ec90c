"""Right answers to chapter 1 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 1.1 right: beginner, one key after the other
predicted = {"REQUEST_METHOD": "POST"}

# the path comes decoded
path = "/two words"
predicted["PATH_INFO"] = path
# the query does not!!
query = "by=a" + "%26" + "b"
predicted["QUERY_STRING"] = query
# c a f = 3 bytes and é = 2 bytes
laenge = 3
laenge = laenge + 2
predicted["CONTENT_LENGTH"] = str(laenge)
predicted["HTTP_X_SHELF"] = "top"
print(predicted)

# %% 1.1 right: Java programmer, an enum of names and a builder
from enum import Enum


class EnvironKey(Enum):
    METHOD = "REQUEST_METHOD"
    PATH = "PATH_INFO"
    QUERY = "QUERY_STRING"
    LENGTH = "CONTENT_LENGTH"
    SHELF = "HTTP_X_SHELF"


class PredictionBuilder:
    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def put(self, key: EnvironKey, value: str) -> "PredictionBuilder":
        self._values[key.value] = value
        return self

    def build(self) -> dict[str, str]:
        return dict(self._values)


predicted = (
    PredictionBuilder()
    .put(EnvironKey.METHOD, "POST")
    .put(EnvironKey.PATH, "/two words")
    .put(EnvironKey.QUERY, "by=a%26b")
    .put(EnvironKey.LENGTH, str(len("café".encode("UTF-8"))))
    .put(EnvironKey.SHELF, "top")
    .build()
)

# %% 1.2 right: beginner, string concatenation and a list that grows
def app(environ, start_response):
    price = environ["PATH_INFO"].strip("/")
    print("price is", price)
    text = price + " €"
    body = text.encode("utf-8")
    length = 0
    for byte in body:
        length = length + 1
    headers = []
    headers.append(("Content-type", "text/plain; charset=utf-8"))
    headers.append(("Content-length", "{}".format(length)))
    start_response("200 OK", headers)
    result = []
    result.append(body)
    return result

# %% 1.2 right: Java programmer, an application class with constants
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final


class PriceTagApplication:
    """Answers with the price that the path names."""

    ENCODING: Final[str] = "UTF-8"
    _logger = logging.getLogger("PriceTagApplication")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        priceText: str = self._formatPrice(environ.get("PATH_INFO", "/")[1:])
        payload: bytes = priceText.encode(self.ENCODING)
        self._logger.debug("Sending %d bytes", len(payload))
        start_response(
            "200 OK",
            [("Content-Length", str(len(payload))), ("Content-Type", f"text/plain;charset={self.ENCODING}")],
        )
        return iter((payload,))

    @staticmethod
    def _formatPrice(price: str) -> str:
        return f"{price} \N{EURO SIGN}"


app = PriceTagApplication()

# %% 1.3 right: beginner, if and elif for the length, a while loop that counts
def app(environ, start_response):
    if "CONTENT_LENGTH" not in environ:
        length = 0
    elif environ["CONTENT_LENGTH"] == "":
        length = 0
    else:
        length = int(environ["CONTENT_LENGTH"])
    text = environ["wsgi.input"].read(length).decode("utf-8")
    # count
    words = text.split()
    count = 0
    i = 0
    while i < len(words):
        if words[i] != "":
            count += 1
        i += 1
    answer = str(count) + " words"
    answer = answer.encode("utf-8")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(answer)))])
    return [answer]

# %% 1.3 right: Java programmer, a service, an exception handler and a finally
import logging
from dataclasses import dataclass


@dataclass(frozen=True)
class WordCount:
    value: int

    def toBytes(self) -> bytes:
        return ("%d words" % self.value).encode("utf-8")


class WordCountService:
    LOG = logging.getLogger(__name__)

    @staticmethod
    def parseLength(environ: dict) -> int:
        try:
            length = int(environ.get("CONTENT_LENGTH", 0))
        except (TypeError, ValueError):
            length = 0
        else:
            if length < 0:
                raise ValueError("length must not be negative")
        finally:
            WordCountService.LOG.debug("length parsed")
        return length

    @classmethod
    def count(cls, environ: dict) -> WordCount:
        body = environ["wsgi.input"].read(cls.parseLength(environ))
        return WordCount(len(body.split()))


def app(environ, start_response):
    body = WordCountService.count(environ).toBytes()
    headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
    start_response("200 OK", list(headers.items()))
    return (body,)

# %% 1.4 right: beginner, copies the headers one by one
def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Hello"]


def stamp(app, name, value):
    """Return a WSGI app that answers as ``app`` does, with one header more."""

    def stamped(environ, start_response):
        def my_start_response(status, headers, exc_info=None):
            new_headers = []
            for header in headers:
                new_headers.append(header)
            new_headers.append((name, value))
            print("status is " + status)
            if exc_info is None:
                result = start_response(status, new_headers)
            else:
                result = start_response(status, new_headers, exc_info)
            return result

        return app(environ, my_start_response)

    return stamped


app = stamp(hello, "X-Shelf", "top")

# %% 1.4 right: Java programmer, a decorator class of the pattern book
from abc import ABC, abstractmethod


class WsgiDecorator(ABC):
    def __init__(self, delegate):
        if not callable(delegate):
            raise TypeError("delegate must be callable")
        self._delegate = delegate

    @abstractmethod
    def decorate(self, headers):
        raise NotImplementedError

    def __call__(self, environ, startResponse):
        def startResponseDecorated(status, headers, excInfo=None):
            return startResponse(status, self.decorate(headers), excInfo)

        return self._delegate(environ, startResponseDecorated)


class StampDecorator(WsgiDecorator):
    def __init__(self, delegate, name: str, value: str):
        super().__init__(delegate)
        self._name, self._value = name, value

    def decorate(self, headers):
        return [*headers, (self._name, self._value)]


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Hello"]


def stamp(app, name, value):
    return StampDecorator(app, name, value)


app = stamp(hello, "X-Shelf", "top")

# %% 1.5 right: beginner, a flag, two excepts and a loop over the pieces
def is_wsgi(app):
    """Say whether an app answers a request by the rules of PEP 3333."""
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)

    def start_response(status, headers, exc_info=None):
        return lambda piece: None

    ok = True
    body = None
    try:
        checked_app = validator(app)
        body = checked_app(environ, start_response)
        pieces = []
        for piece in body:
            pieces.append(piece)
    except AssertionError as problem:
        print("broke a rule:", problem)
        ok = False
    except Exception as problem:
        print("raised:", problem)
        ok = False
    if body is not None:
        try:
            body.close()
        except Exception:
            ok = False
    if ok == True:
        return True
    else:
        return False

# %% 1.5 right: Java programmer, a validator class, try with else and finally
from contextlib import closing as autoClose


class WsgiComplianceChecker:
    def __init__(self, application) -> None:
        self._application = validator(application)
        self._environ: dict = {}
        setup_testing_defaults(self._environ)
        self._environ["QUERY_STRING"] = ""

    @staticmethod
    def _startResponse(status, headers, excInfo=None):
        def write(data: bytes) -> None:
            pass

        return write

    def isCompliant(self) -> bool:
        result = False
        try:
            with autoClose(self._application(self._environ, self._startResponse)) as body:
                for _ in body:
                    pass
        except Exception:
            result = False
        else:
            result = True
        finally:
            del self._environ
        return result


def is_wsgi(app) -> bool:
    return WsgiComplianceChecker(app).isCompliant()

# %% 1.6 right: beginner, if and else with two bodies
%%build alcazar/app.py
class Alcazar:
    ...

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        body = b"Hello from Alcazar"
        length = len(body)
        method = environ["REQUEST_METHOD"]
        if method == "HEAD":
            body = b""  # nothing!
        else:
            body = body
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        headers.append(("Content-Length", str(length)))
        start_response("200 OK", headers)
        return [body]

# %% 1.6 right: Java programmer, private methods and a property
%%build alcazar/app.py
import logging

LOGGER = logging.getLogger("alcazar.app")


class Alcazar:
    ...

    GREETING: bytes = b"Hello from Alcazar"

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers of every answer."""
        return [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(self.GREETING)))]

    @staticmethod
    def _isHead(environ: WSGIEnvironment) -> bool:
        return environ.get("REQUEST_METHOD", "GET").upper() == "HEAD"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        start_response("200 OK", self.headers)
        LOGGER.debug("%s", environ.get("PATH_INFO"))
        return [] if self._isHead(environ) else [self.GREETING]

# %% 1.2 right: someone in a hurry, a reason of their own and a quoted charset
def app(environ, start_response):
    body = f"{environ['PATH_INFO'].strip('/')} €".encode()
    start_response("200 Here you are", [("content-type", 'Text/Plain; charset="UTF-8"'), ("content-length", str(len(body)))])
    yield body

# %% 1.4 right: someone in a hurry, a generator that hands on close
def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Hello"]

def stamp(app, name, value):
    def stamped(environ, start_response):
        def start(status, headers, *more):
            return start_response(status, [(name, value)] + list(headers), *more)
        body = app(environ, start)
        try:
            yield from body
        finally:
            if hasattr(body, "close"):
                body.close()
    return stamped

app = stamp(hello, "X-Shelf", "top")

# %% 1.5 right: someone in a hurry, print for the write that nobody calls
def is_wsgi(app):
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    def start_response(status, headers, exc_info=None):
        return print
    try:
        with closing(validator(app)(environ, start_response)) as body:
            b"".join(body)
    except (AssertionError, Exception) as problem:
        return not isinstance(problem, BaseException)
    return True
