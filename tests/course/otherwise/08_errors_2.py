"""Right answers to the exercises of chapter 8, by two people with habits of their own.

One is terse and functional: lambdas, ``match``, generators that throw, ``itertools.count``. The other comes from data
science and Flask: ``json.dumps``, ``http.HTTPStatus``, dicts of records, helpers, prints.
"""

# %% 8.1 right: functional, two dicts are merged
class Moved(LookupError): ...


def lookup(req, resp, exception):
    match exception:
        case Moved():
            raise HTTPError(410, "moved")
        case _:
            resp.text = "lookup"


app = Alcazar()
predicted = {"GET /key": (500, "lookup"), "GET /value": (500, "anything"), "GET /moved": (410, "moved")} | {
    f"{request}": (status, "http") for request, status in [("GET /tea", 418), ("POST /tea", 405), ("GET /nowhere", 404)]
}

# %% 8.1 right: data scientist, builds the same app and asks it
class Moved(LookupError):
    pass


def answers_with(name):
    def handler(req, resp, exception):
        if isinstance(exception, Moved):
            raise HTTPError(410, "moved")
        resp.text = name

    return handler


def raises(exception):
    def handler(req, resp):
        raise exception

    return handler


app = Alcazar()
for name, kind in {"anything": Exception, "lookup": LookupError, "http": HTTPError}.items():
    app.add_exception_handler(answers_with(name), kind)
for path, exception in {"/key": KeyError("a"), "/value": ValueError("b"), "/moved": Moved("c")}.items():
    app.add_route(path, raises(exception))
app.add_route("/tea", raises(HTTPError(418)), methods=["GET"])

client = app.session(raise_errors=False)
predicted = {}
for request in ["GET /key", "GET /value", "GET /tea", "POST /tea", "GET /moved", "GET /nowhere"]:
    result = client.request(*request.split())
    predicted[request] = (result.status_code, result.text)
    print(f"{request:15} {result.status_code} {result.text}")

# %% 8.2 right: functional, a generator throws
books = {1: "Emma", 2: "Persuasion"}
lent = set()
refuse = lambda *said: (_ for _ in ()).throw(HTTPError(*said))
take = lambda number: (
    refuse(404, f"There is no book {number}")
    if number not in books
    else refuse(409, f"{books[number]} is lent")
    if number in lent
    else (lent.add(number), books[number])[1]
)

app = Alcazar()
app.route("/books/{number:d}/loan", methods=["POST"])(
    lambda req, resp, number: [setattr(resp, "text", f"{take(number)} is yours"), setattr(resp, "status_code", 201)][0]
)

# %% 8.2 right: data scientist, records in a dict of dicts
import logging

logger = logging.getLogger("loans")
books = {1: "Emma", 2: "Persuasion"}
loans = {}


def take(number):
    try:
        title = books[number]
    except KeyError as problem:
        raise HTTPError(status=404, message=f"There is no book {number}") from problem
    record = loans.setdefault(number, {"title": title, "count": 0})
    if record["count"]:
        logger.warning("%s is lent already", title)
        raise HTTPError(status=409, message=f"{title} is lent")
    record["count"] += 1
    print(loans)
    return title


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201


# %% 8.3 right: functional, match and a handler for each class
from html import escape

app = Alcazar()
passwords = {"ada": "hunter2"}
page = lambda said: lambda req, resp, exception: setattr(resp, "html", f"<h1>{escape(said(exception))}</h1>")
app.add_exception_handler(page(str), HTTPError)
app.add_exception_handler(page(lambda _: "Something broke"))


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


app.route("/accounts/{name}")(lambda req, resp, name: setattr(resp, "text", f"{name}: {len(passwords[name])} letters"))

# %% 8.3 right: Flask habitué, markupsafe and a dict of answers
import logging

from markupsafe import Markup

logger = logging.getLogger("site")
app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception, *args, **kwargs):
    answer = {"status": 500, "message": "Something broke"}
    if isinstance(exception, HTTPError):
        answer = {"status": exception.status, "message": exception.message}
    else:
        logger.error("%s: %r", req.path, exception)
    resp.status_code = answer["status"]
    resp.html = str(Markup("<h1>{message}</h1>").format(**answer))


app.add_exception_handler(on_exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"


# %% 8.4 right: functional, one assertion for all paths
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
    assert all(
        (r.status_code, r.headers.get("Retry-After", "").isdecimal(), r.text != "") == (503, True, True)
        for r in map(app.session().get, ("/", "/books", "/books/7?page=2", "/a/b/c/d"))
    )


def verdict(app):
    try:
        test_closed(app)
    except AssertionError:
        return "fails"
    return "passes"


# %% 8.4 right: data scientist, a helper, messages, and int() for the number
def closed(status=503, text="Back soon", headers={"Retry-After": "120"}, only=None):
    app = Alcazar()
    app.add_exception_handler(lambda req, resp, error: setattr(resp, "text", text), HTTPError)

    def close(req, resp, path=""):
        if only in (None, req.path):
            raise HTTPError(status, text, headers)

    app.add_route("/", close)
    app.add_route("/{path:path}", close)
    return app


def is_whole_number(text):
    try:
        return int(text) >= 0
    except (TypeError, ValueError):
        return False


def test_closed(app):
    client = app.session()
    for path in ["/", "/somewhere", "/some/where/else"]:
        for method in ("get", "post"):
            result = getattr(client, method)(path)
            print(method, path, result.status_code, dict(result.headers))
            assert result.status_code == 503, f"{path}: {result.status_code}"
            assert "Retry-After" in result.headers, f"{path}: no Retry-After"
            assert is_whole_number(result.headers["Retry-After"]), f"{path}: {result.headers['Retry-After']!r}"
            assert len(result.content) > 0, f"{path}: no text"


def verdict(app):
    try:
        test_closed(app)
    except AssertionError as _:
        return "fails"
    return "passes"


# %% 8.5 right: functional, numbers from itertools.count
from itertools import count


def number_errors(app):
    journal, numbers = [], count(1)

    def quote(req, resp, exception):
        match exception:
            case HTTPError(message=said):
                resp.text = said
            case _:
                journal.append((number := next(numbers), f"{req.method} {req.path}", type(exception).__name__))
                resp.text = f"Something broke. Please quote {number}."

    app.add_exception_handler(quote)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 right: Flask habitué, a class with __call__ and a record of each exception
import logging

from alcazar.error_handlers import http_error_handler


class Journal:
    def __init__(self):
        self.entries = []

    def __call__(self, req, resp, exception):
        record = {
            "number": len(self.entries) + 1,
            "request": " ".join([req.method, req.path]),
            "kind": exception.__class__.__name__,
        }
        self.entries.append(tuple(record.values()))
        logging.getLogger("journal").info("%(number)s: %(kind)s at %(request)s", record)
        resp.status_code = 500
        resp.text = "Something broke. Please quote {number}.".format(**record)


def number_errors(app):
    handler = Journal()
    app.add_exception_handler(handler, Exception)
    app.add_exception_handler(http_error_handler, HTTPError)
    return handler.entries


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.6 right: functional, the best offer is unpacked
%%build alcazar/error_handlers.py
from http import HTTPStatus


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    match request.accept.acceptable_offers(["text/plain", "application/json"]):
        case [("application/json", _), *_]:
            status = response.status_code
            response.json = dict(status=status, title=HTTPStatus(status).phrase, detail=str(exception))
            response.content_type = "application/problem+json"
        case _:
            response.body = str(exception).encode()

# %% 8.6 right: data scientist, weights in a dict and json.dumps, keys in another order
%%build alcazar/error_handlers.py
import json


def weights(request: Request) -> dict[str, float]:
    """Return how well the client likes each of our types."""
    result = dict.fromkeys(["application/json", "text/plain"], 0.0)
    result.update(dict(request.accept.acceptable_offers(list(result))))
    return result


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    liked = weights(request)
    if liked["application/json"] > liked["text/plain"]:
        code, _, title = response.status.partition(" ")
        problem = {"title": title, "detail": f"{exception}", "status": int(code)}
        response.body = json.dumps(problem, indent=2).encode("utf-8")
        response.content_type = "application/problem+json"
        response.charset = None
    else:
        response.body = f"{exception}".encode("utf-8")
