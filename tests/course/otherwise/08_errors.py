"""Right answers to chapter 8 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 8.1 right: beginner, a tuple for each
predicted = {"GET /key": (500, "lookup")}

# and now GET /value, GET /tea, POST /tea, GET /moved and GET /nowhere
status = 500
name = "anything"
predicted["GET /value"] = (status, name)
status = 418
name = "http"
predicted["GET /tea"] = (status, name)
status = 405  # only GET is allowed, and a 405 is an HTTPError too
predicted["POST /tea"] = (status, name)
status = 404
predicted["GET /nowhere"] = (status, name)
predicted["GET /moved"] = (410, "moved")  # the handler failed, so the framework says it
print(predicted)

# %% 8.1 right: Java programmer, a data class that becomes a tuple
from dataclasses import astuple, dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Prediction:
    status: int
    handlerName: str

    def toTuple(self) -> tuple[int, str]:
        return astuple(self)


class ErrorHandlerNames:
    ANYTHING, LOOKUP, HTTP = "anything", "lookup", "http"


_predictions = {
    "GET /key": Prediction(500, ErrorHandlerNames.LOOKUP),
    "GET /value": Prediction(500, ErrorHandlerNames.ANYTHING),
    "GET /tea": Prediction(418, ErrorHandlerNames.HTTP),
    "POST /tea": Prediction(int(HTTPStatus.METHOD_NOT_ALLOWED), ErrorHandlerNames.HTTP),
    "GET /moved": Prediction(int(HTTPStatus.GONE), "moved"),
    "GET /nowhere": Prediction(int(HTTPStatus.NOT_FOUND), ErrorHandlerNames.HTTP),
}
predicted = {request: prediction.toTuple() for request, prediction in _predictions.items()}

# %% 8.2 right: beginner, two loops that look
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    found = False
    for key in books:
        if key == number:
            found = True
    if found == False:
        message = "There is no book " + str(number)
        raise HTTPError(404, message)
    title = books[number]
    for one in lent:
        if one == number:
            message = title + " is lent"
            raise HTTPError(409, message)
    lent.add(number)
    print(lent)
    return title


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 right: Java programmer, exceptions of the domain and handlers that map them
import logging

books = {1: "Emma", 2: "Persuasion"}
lent = set()


class LibraryException(Exception):
    """The base of what can go wrong in the library."""


class BookNotFoundException(LibraryException):
    def __init__(self, number: int) -> None:
        super().__init__(f"There is no book {number}")


class BookAlreadyLentException(LibraryException):
    def __init__(self, title: str) -> None:
        super().__init__(f"{title} is lent")


class LoanService:
    @staticmethod
    def take(number: int) -> str:
        title = books.get(number)
        if title is None:
            raise BookNotFoundException(number)
        if number in lent:
            raise BookAlreadyLentException(title)
        lent.add(number)
        return title


class LoanController:
    STATUSES = {BookNotFoundException: 404, BookAlreadyLentException: 409}

    def post(self, request, response, number: int) -> None:
        response.text = f"{LoanService.take(number)} is yours"
        response.status_code = 201

    @classmethod
    def onLibraryException(cls, request, response, exception: LibraryException) -> None:
        logging.getLogger("LoanController").info("%s", exception)
        response.status_code = cls.STATUSES[type(exception)]
        response.text = str(exception)


take = LoanService.take
app = Alcazar()
app.add_route("/books/{number:d}/loan", LoanController)
app.add_exception_handler(LoanController.onLibraryException, LibraryException)

# %% 8.3 right: beginner, isinstance and replace
app = Alcazar()
passwords = {"ada": "hunter2"}


def make_safe(text):
    text = text.replace("&", "&amp;")
    text = text.replace("<", "&lt;")
    text = text.replace(">", "&gt;")
    text = text.replace('"', "&quot;")
    return text


def on_exception(req, resp, exception):
    if isinstance(exception, HTTPError):
        resp.status_code = exception.status
        message = make_safe(exception.message)
    else:
        print("oh no", exception)
        resp.status_code = 500
        message = "Something broke"
    html = "<h1>" + message + "</h1>"
    resp.html = html


app.add_exception_handler(on_exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 right: Java programmer, two handlers, each for a class, and a page class
import html
import logging

app = Alcazar()
passwords = {"ada": "hunter2"}


class ErrorPage:
    def __init__(self, headline: str) -> None:
        self._headline = headline

    def __str__(self) -> str:
        return "<h1>{0}</h1>".format(html.escape(self._headline, quote=True))


class ExceptionMapper:
    LOGGER = logging.getLogger("ExceptionMapper")

    @staticmethod
    def onHttpError(request, response, exception: HTTPError) -> None:
        response.html = str(ErrorPage(str(exception)))

    @classmethod
    def onUnexpected(cls, request, response, exception: Exception) -> None:
        cls.LOGGER.error("unexpected", exc_info=exception)
        response.html = str(ErrorPage("Something broke"))


app.add_exception_handler(ExceptionMapper.onHttpError, HTTPError)
app.add_exception_handler(ExceptionMapper.onUnexpected)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.4 right: beginner, a loop over some paths and four asserts
def closed(status=503, text="Back soon", headers={"Retry-After": "120"}, only=None):
    app = Alcazar()
    app.add_exception_handler(lambda req, resp, error: setattr(resp, "text", text), HTTPError)

    def close(req, resp, path=""):
        if only in (None, req.path):
            raise HTTPError(status, text, headers)

    app.add_route("/", close)
    app.add_route("/{path:path}", close)
    return app


def test_closed(app):
    client = app.session()
    paths = ["/", "/books", "/books/42", "/about-us"]
    for path in paths:
        answer = client.get(path)
        print(path, answer.status_code)
        assert answer.status_code == 503
        assert answer.text != ""
        assert "Retry-After" in answer.headers
        seconds = answer.headers["Retry-After"]
        count = 0
        for letter in seconds:
            assert letter in "0123456789"
            count = count + 1
        assert count > 0


def verdict(app):
    try:
        test_closed(app)
    except AssertionError:
        return "fails"
    return "passes"

# %% 8.4 right: Java programmer, a verifier with fail and a parsed header
import logging


def closed(status=503, text="Back soon", headers={"Retry-After": "120"}, only=None):
    app = Alcazar()
    app.add_exception_handler(lambda req, resp, error: setattr(resp, "text", text), HTTPError)

    def close(req, resp, path=""):
        if only in (None, req.path):
            raise HTTPError(status, text, headers)

    app.add_route("/", close)
    app.add_route("/{path:path}", close)
    return app


class ClosedShopVerifier:
    PATHS = ("/", "/index.html", "/shop/cart")

    def __init__(self, application) -> None:
        self._client = application.session(raise_errors=False)
        self._logger = logging.getLogger("ClosedShopVerifier")

    @staticmethod
    def _assertEquals(expected, actual) -> None:
        if expected != actual:
            raise AssertionError(f"expected {expected!r}, but was {actual!r}")

    def _assertWholeNumber(self, value: str | None) -> None:
        try:
            seconds = int(value)
        except (TypeError, ValueError) as exception:
            raise AssertionError(f"no whole number: {value!r}") from exception
        else:
            assert seconds >= 0
        finally:
            self._logger.debug("Retry-After: %s", value)

    def verify(self) -> None:
        for path in self.PATHS:
            response = self._client.get(path)
            self._assertEquals(503, response.status_code)
            self._assertEquals(True, bool(response.text.strip()))
            self._assertWholeNumber(response.headers.get("Retry-After"))


def test_closed(app):
    ClosedShopVerifier(app).verify()


def verdict(app):
    try:
        test_closed(app)
    except AssertionError:
        return "fails"
    return "passes"

# %% 8.5 right: beginner, counts with a global and answers an HTTPError by hand
counter = 0


def number_errors(app):
    global counter
    counter = 0
    journal = []

    def on_error(req, resp, exception):
        global counter
        if isinstance(exception, HTTPError):
            resp.text = str(exception)
        else:
            counter = counter + 1
            line = req.method + " " + req.path
            kind = type(exception).__name__
            entry = (counter, line, kind)
            print(entry)
            journal.append(entry)
            resp.text = "Something broke. Please quote " + str(counter) + "."

    app.add_exception_handler(on_error)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 right: Java programmer, a journal class, and the framework's handler for HTTPError
import itertools
import logging
import threading

from alcazar.error_handlers import http_error_handler


class ErrorJournal:
    MESSAGE = "Something broke. Please quote {number}."

    def __init__(self) -> None:
        self._numbers = itertools.count(start=1)
        self._lock = threading.RLock()
        self.entries: list[tuple[int, str, str]] = []

    def register(self, application: Alcazar) -> None:
        application.add_exception_handler(self.onException, Exception)
        application.add_exception_handler(http_error_handler, HTTPError)

    def onException(self, request, response, exception: Exception) -> None:
        with self._lock:
            number = next(self._numbers)
            self.entries.append((number, f"{request.method} {request.path}", exception.__class__.__name__))
        logging.getLogger("ErrorJournal").error("%d", number, exc_info=exception)
        response.text = self.MESSAGE.format(number=number)


def number_errors(app):
    journal = ErrorJournal()
    journal.register(app)
    return journal.entries


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.6 right: beginner, asks for both and compares the numbers
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    json_quality = 0.0
    plain_quality = 0.0
    for offer in request.accept.acceptable_offers(["application/json", "text/plain"]):
        name = offer[0]
        quality = offer[1]
        if name == "application/json":
            json_quality = quality
        elif name == "text/plain":
            plain_quality = quality
    print(json_quality, plain_quality)
    if json_quality > plain_quality:
        words = response.status.split(" ")
        title = " ".join(words[1:])
        problem = {}
        problem["status"] = response.status_code
        problem["title"] = title
        problem["detail"] = str(exception)
        response.json = problem
        response.content_type = "application/problem+json"
    else:
        response.body = str(exception).encode()

# %% 8.6 right: Java programmer, a problem of a data class and a negotiator
%%build alcazar/error_handlers.py
import json
import logging
from dataclasses import asdict, dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class ProblemDetails:
    """What RFC 9457 says of a problem."""

    status: int
    title: str
    detail: str

    CONTENT_TYPE = "application/problem+json"

    @staticmethod
    def fromError(error: HTTPError) -> "ProblemDetails":
        """Make one of an exception."""
        return ProblemDetails(error.status, HTTPStatus(error.status).phrase, str(error))

    def writeTo(self, response: Response) -> None:
        """Fill a response."""
        response.body = json.dumps(asdict(self), indent=2).encode("utf-8")
        response.content_type = self.CONTENT_TYPE


class ContentNegotiator:
    """Knows what a client likes."""

    @staticmethod
    def prefersJson(request: Request) -> bool:
        """Say whether JSON is liked better than plain text."""
        offers = dict(request.accept.acceptable_offers(["text/plain", "application/json"]))
        return offers.get("application/json", 0) > offers.get("text/plain", 0)


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    if isinstance(exception, HTTPError) and ContentNegotiator.prefersJson(request):
        logging.getLogger(__name__).debug("problem")
        ProblemDetails.fromError(exception).writeTo(response)
    else:
        response.body = str(exception).encode()

# %% 8.4 right: someone thorough, other methods and odd paths
def closed(status=503, text="Back soon", headers={"Retry-After": "120"}, only=None):
    app = Alcazar()
    app.add_exception_handler(lambda req, resp, error: setattr(resp, "text", text), HTTPError)
    def close(req, resp, path=""):
        if only in (None, req.path):
            raise HTTPError(status, text, headers)
    app.add_route("/", close)
    app.add_route("/{path:path}", close)
    return app
def test_closed(app):
    for path in ["", "/", "/a", "/a/b/c/", "/books?page=2", "/caf%C3%A9"]:
        for method in ("GET", "POST", "DELETE"):
            r = app.session().request(method, path)
            assert r.status_code == 503 and r.headers.get("retry-after", "").isdecimal() and r.content
def verdict(app):
    try:
        test_closed(app)
    except AssertionError:
        return "fails"
    return "passes"

# %% 8.6 right: someone who knows WebOb, best_match
%%build alcazar/error_handlers.py
from http.client import responses
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    best = request.accept.best_match(["text/plain", "application/json"], default_match="text/plain")
    if best == "application/json":
        response.json = dict(detail=str(exception), title=responses[response.status_int], status=response.status_int)
        response.content_type = "application/problem+json"
    else:
        response.body = str(exception).encode()

# %% 8.6 right: someone in a hurry, two qualities
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    if (request.accept.quality("application/json") or 0) > (request.accept.quality("text/plain") or 0):
        response.json = {"status": exception.status, "title": response.status.partition(" ")[2], "detail": exception.message}
        response.headers["Content-Type"] = "application/problem+json"
    else:
        response.body = str(exception).encode()
