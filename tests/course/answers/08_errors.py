# Planted answers to the exercises of chapter 8: wrong ones that must fail, right ones written otherwise that must pass.

# %% 8.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["GET /key", "GET /value", "GET /tea", "POST /tea", "GET /moved", "GET /nowhere"], (500, "lookup")
)

# %% 8.1 wrong: believes that the first one registered wins
predicted = {
    "GET /key": (500, "anything"),
    "GET /value": (500, "anything"),
    "GET /tea": (418, "anything"),
    "POST /tea": (405, "anything"),
    "GET /moved": (500, "anything"),
    "GET /nowhere": (404, "anything"),
}

# %% 8.1 wrong: believes that what a handler raises is handled once more
predicted = {
    "GET /key": (500, "lookup"),
    "GET /value": (500, "anything"),
    "GET /tea": (418, "http"),
    "POST /tea": (405, "http"),
    "GET /moved": (410, "http"),
    "GET /nowhere": (404, "http"),
}

# %% 8.1 wrong: believes that 404 and 405 are no exceptions
predicted = {
    "GET /key": (500, "lookup"),
    "GET /value": (500, "anything"),
    "GET /tea": (418, "http"),
    "POST /tea": (405, "Method Not Allowed"),
    "GET /moved": (410, "moved"),
    "GET /nowhere": (404, "Not Found"),
}

# %% 8.1 wrong: believes that an exception handler answers 200
predicted = {
    "GET /key": (500, "lookup"),
    "GET /value": (200, "anything"),
    "GET /tea": (200, "http"),
    "POST /tea": (200, "http"),
    "GET /moved": (410, "moved"),
    "GET /nowhere": (200, "http"),
}

# %% 8.1 wrong: an answer that is equal to everything
class Anything:
    def __eq__(self, other):
        return True

    def __repr__(self):
        return "(418, 'http')"


predicted = {
    request: Anything()
    for request in ["GET /key", "GET /value", "GET /tea", "POST /tea", "GET /moved", "GET /nowhere"]
}

# %% 8.1 right: status by status
predicted = {f"{method} /tea": (status, "http") for method, status in [("GET", 418), ("POST", 405)]}
predicted |= {"GET /nowhere": (404, "http"), "GET /moved": (410, "moved")}
predicted.update({"GET /key": (500, "lookup")}, **{"GET /value": (500, "anything")})

# %% 8.1 right: prints and logs
import logging

predicted = {"GET /key": (500, "lookup"), "GET /value": (500, "anything"), "GET /tea": (418, "http")}
predicted["POST /tea"], predicted["GET /nowhere"] = (405, "http"), (404, "http")
predicted["GET /moved"] = (410, "moved")
for request, answer in predicted.items():
    print(request, answer)
logging.getLogger("alcazar").error("six are predicted")

# %% 8.2 wrong: returns what should be raised
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    if number not in books:
        return HTTPError(404, f"There is no book {number}")
    if number in lent:
        return HTTPError(409, f"{books[number]} is lent")
    lent.add(number)
    return books[number]


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 wrong: lends first and looks afterwards
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    taken = number in lent
    lent.add(number)
    if number not in books:
        raise HTTPError(404, f"There is no book {number}")
    if taken:
        raise HTTPError(409, f"{books[number]} is lent")
    return books[number]


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 wrong: 404 for both
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    if number not in books:
        raise HTTPError(404, f"There is no book {number}")
    if number in lent:
        raise HTTPError(404, f"{books[number]} is lent")
    lent.add(number)
    return books[number]


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 wrong: knows only the book that is not there
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    if number == 9:
        raise HTTPError(404, "There is no book 9")
    if number in lent:
        raise HTTPError(409, f"{books[number]} is lent")
    lent.add(number)
    return books[number]


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 wrong: the message without the number
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    if number not in books:
        raise HTTPError(404)
    if number in lent:
        raise HTTPError(409)
    lent.add(number)
    return books[number]


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 right: exceptions of its own
books = {1: "Emma", 2: "Persuasion"}
lent = set()


class NoSuchBook(HTTPError):
    def __init__(self, number):
        super().__init__(404, f"There is no book {number}")


class Lent(HTTPError):
    def __init__(self, title):
        super().__init__(409, f"{title} is lent")


def take(number):
    try:
        title = books[number]
    except KeyError:
        raise NoSuchBook(number) from None
    if number in lent:
        raise Lent(title)
    lent.add(number)
    return title


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 right: by an exception handler
books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    title = books[number]
    if number in lent:
        raise PermissionError(title)
    lent.add(number)
    return title


def missing(req, resp, error):
    raise HTTPError(404, f"There is no book {error.args[0]}")


def gone(req, resp, error):
    resp.status_code, resp.text = 409, f"{error} is lent"


app = Alcazar()
app.add_exception_handler(missing, KeyError)
app.add_exception_handler(gone, PermissionError)


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.2 right: prints and logs
import logging

books = {1: "Emma", 2: "Persuasion"}
lent = set()


def take(number):
    print("somebody asks for", number)
    title = books.get(number)
    if title is None:
        logging.getLogger("library").warning("no book %s", number)
        raise HTTPError(404, message=f"There is no book {number}")
    if {number} & lent:
        raise HTTPError(status=409, message=title + " is lent")
    lent.add(number)
    return title


app = Alcazar()


@app.route("/books/{number:d}/loan", methods=["POST"])
def loan(req, resp, number):
    resp.text = f"{take(number)} is yours"
    resp.status_code = 201

# %% 8.3 wrong: the status alone
app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception):
    resp.html = f"<h1>{exception}</h1>"


app.add_exception_handler(on_exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 wrong: not escaped
app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception):
    resp.html = f"<h1>{exception if isinstance(exception, HTTPError) else 'Something broke'}</h1>"


app.add_exception_handler(on_exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 wrong: escaped whole
import html

app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception):
    message = str(exception) if isinstance(exception, HTTPError) else "Something broke"
    resp.html = html.escape(f"<h1>{message}</h1>")


app.add_exception_handler(on_exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 wrong: throws the angle brackets away
app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception):
    message = str(exception) if isinstance(exception, HTTPError) else "Something broke"
    resp.html = f"<h1>{message.replace('<', '').replace('>', '')}</h1>"


app.add_exception_handler(on_exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 wrong: hides a KeyError alone, and everything of it
from html import escape

app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception):
    resp.html = f"<h1>{escape(str(exception))}</h1>"


def on_key(req, resp, exception):
    resp.html = "<h1>Something broke</h1>"
    resp.status_code = 404


app.add_exception_handler(on_exception)
app.add_exception_handler(on_key, KeyError)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 wrong: catches it in the pages instead
app = Alcazar()
passwords = {"ada": "hunter2"}


@app.route("/search")
def search(req, resp):
    resp.status_code = 400
    resp.html = f"<h1>Nothing like {req.GET.get('q', '')}</h1>"


@app.route("/accounts/{name}")
def account(req, resp, name):
    if name in passwords:
        resp.text = f"{name}: {len(passwords[name])} letters"
    else:
        resp.status_code = 500
        resp.html = "<h1>Something broke</h1>"

# %% 8.3 right: two handlers
from html import escape

app = Alcazar()
passwords = {"ada": "hunter2"}


def broke(req, resp, exception):
    resp.html = "<h1>Something broke</h1>"


def on_error(req, resp, error):
    resp.html = f"<h1>{escape(error.message)}</h1>"


app.add_exception_handler(broke)
app.add_exception_handler(on_error, HTTPError)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.3 right: prints and logs
import logging

from alcazar import Response

app = Alcazar()
passwords = {"ada": "hunter2"}


def on_exception(req, resp, exception):
    print("answering for", type(exception).__name__)
    message, answer = "Something broke", Response(status=500)
    if isinstance(exception, HTTPError):
        message = exception.message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        answer.status_code = exception.status
    else:
        logging.getLogger("shop").exception("broken")
    answer.html = "<h1>" + message + "</h1>"
    return answer


app.add_exception_handler(on_exception, Exception)


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.4 wrong: asks the home page alone
def test_closed(app):
    response = app.session().get("/")
    assert response.status_code == 503
    assert response.headers.get("Retry-After", "").isdecimal()
    assert response.text

# %% 8.4 wrong: never asks the home page
def test_closed(app):
    response = app.session().get("/books")
    assert response.status_code == 503
    assert response.headers.get("Retry-After", "").isdecimal()
    assert response.text

# %% 8.4 wrong: any error will do
def test_closed(app):
    for path in ("/", "/books"):
        response = app.session().get(path)
        assert response.status_code >= 500
        assert response.headers.get("Retry-After", "").isdecimal()
        assert response.text

# %% 8.4 wrong: the header is there, whatever it says
def test_closed(app):
    for path in ("/", "/books"):
        response = app.session().get(path)
        assert response.status_code == 503
        assert "Retry-After" in response.headers
        assert response.text

# %% 8.4 wrong: raises something else
def test_closed(app):
    for path in ("/", "/books"):
        response = app.session().get(path)
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) >= 0
        assert response.text

# %% 8.4 wrong: insists on one text and one time
def test_closed(app):
    for path in ("/", "/books"):
        response = app.session().get(path)
        assert response.status_code == 503
        assert response.headers.get("Retry-After") == "120"
        assert response.text == "Back soon"

# %% 8.4 wrong: forgets the text
def test_closed(app):
    for path in ("/", "/books"):
        response = app.session().get(path)
        assert response.status_code == 503
        assert response.headers.get("Retry-After", "").isdecimal()

# %% 8.4 wrong: fails always
def test_closed(app):
    raise AssertionError("it is closed")

# %% 8.4 wrong: knows the shops by heart
seen = []


def test_closed(app):
    seen.append(app)
    assert len(seen) % 8 == 0

# %% 8.4 right: an expression for the header
import re


def test_closed(app):
    answers = [app.session().get(path) for path in ["/", "/a", "/a/b?c=d"]]
    assert {answer.status_code for answer in answers} == {503}
    assert all(re.fullmatch("[0-9]+", answer.headers.get("Retry-After") or "") for answer in answers)
    assert all(answer.content for answer in answers), "it says nothing"

# %% 8.4 right: prints and logs
import logging


def seconds(response):
    try:
        return int(response.headers["Retry-After"])
    except (KeyError, ValueError) as problem:
        logging.getLogger("shop").warning("no time")
        raise AssertionError("it does not say when") from problem


def test_closed(app):
    with app.session(raise_errors=False) as client:
        for path in ("/about", "/"):
            response = client.get(path)
            print(path, response.status_code)
            if response.status_code != 503 or not response.text.strip() or seconds(response) < 0:
                raise AssertionError(f"{path} is not closed")

# %% 8.5 wrong: numbers all errors
def number_errors(app):
    journal = []

    def numbered(req, resp, exception):
        journal.append((len(journal) + 1, f"{req.method} {req.path}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {len(journal)}."

    app.add_exception_handler(numbered)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 wrong: begins with 0
def number_errors(app):
    journal = []

    def numbered(req, resp, exception):
        number = len(journal)
        journal.append((number, f"{req.method} {req.path}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {number}."

    def as_ever(req, resp, exception):
        resp.text = str(exception)

    app.add_exception_handler(numbered)
    app.add_exception_handler(as_ever, HTTPError)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 wrong: one journal for all apps
journal = []


def number_errors(app):
    def numbered(req, resp, exception):
        journal.append((len(journal) + 1, f"{req.method} {req.path}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {len(journal)}."

    def as_ever(req, resp, exception):
        resp.text = str(exception)

    app.add_exception_handler(numbered)
    app.add_exception_handler(as_ever, HTTPError)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)
app.session().get("/key")

# %% 8.5 wrong: keeps the query
def number_errors(app):
    journal = []

    def numbered(req, resp, exception):
        journal.append((len(journal) + 1, f"{req.method} {req.path_qs}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {len(journal)}."

    def as_ever(req, resp, exception):
        resp.text = str(exception)

    app.add_exception_handler(numbered)
    app.add_exception_handler(as_ever, HTTPError)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 wrong: a number for each kind
def number_errors(app):
    journal = []

    def numbered(req, resp, exception):
        kind = type(exception).__name__
        if kind not in [entry[2] for entry in journal]:
            journal.append((len(journal) + 1, f"{req.method} {req.path}", kind))
        number = next(entry[0] for entry in journal if entry[2] == kind)
        resp.text = f"Something broke. Please quote {number}."

    def as_ever(req, resp, exception):
        resp.text = str(exception)

    app.add_exception_handler(numbered)
    app.add_exception_handler(as_ever, HTTPError)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 wrong: answers 200
from alcazar import Response


def number_errors(app):
    journal = []

    def numbered(req, resp, exception):
        journal.append((len(journal) + 1, f"{req.method} {req.path}", type(exception).__name__))
        answer = Response()
        answer.text = f"Something broke. Please quote {len(journal)}."
        return answer

    def as_ever(req, resp, exception):
        resp.text = str(exception)

    app.add_exception_handler(numbered)
    app.add_exception_handler(as_ever, HTTPError)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 wrong: the module's journal is that of all apps
journal = []


def number_errors(app):
    def remember(req, resp, exception):
        if isinstance(exception, HTTPError):
            raise exception
        journal.append((len(journal) + 1, f"{req.method} {req.path}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {len(journal)}."

    app.add_exception_handler(remember)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 right: one handler that asks
from itertools import count


def number_errors(app):
    journal, numbers = [], count(1)

    @app.add_exception_handler
    def numbered(req, resp, exception):
        if isinstance(exception, HTTPError):
            resp.text = exception.message
            return
        number = next(numbers)
        journal.append((number, req.method + " " + req.path_info, exception.__class__.__name__))
        resp.text = "Something broke. Please quote %d." % number

    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.5 right: prints and logs
import logging

from alcazar.error_handlers import http_error_handler


class Journal(list):
    """Remembers errors, and answers for them."""

    def __call__(self, req, resp, exception):
        print("an error in", req.path)
        logging.getLogger("shop").error("broken", exc_info=exception)
        self.append((len(self) + 1, f"{req.method} {req.path}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {len(self)}."


def number_errors(app):
    journal = Journal()
    app.add_exception_handler(journal, Exception)
    app.add_exception_handler(http_error_handler, HTTPError)
    return journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.6 wrong: JSON for all
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    title = response.status.partition(" ")[2]
    response.json = {"status": response.status_code, "title": title, "detail": str(exception)}
    response.content_type = "application/problem+json"

# %% 8.6 wrong: looks for the word
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    if "application/json" in request.headers.get("Accept", ""):
        title = response.status.partition(" ")[2]
        response.json = {"status": response.status_code, "title": title, "detail": str(exception)}
        response.content_type = "application/problem+json"
    else:
        response.body = str(exception).encode()

# %% 8.6 wrong: whoever would take JSON as well gets it
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    if request.accept.accept_html or "application/json" in request.accept:
        title = response.status.partition(" ")[2]
        response.json = {"status": response.status_code, "title": title, "detail": str(exception)}
        response.content_type = "application/problem+json"
    else:
        response.body = str(exception).encode()

# %% 8.6 wrong: plain application/json
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    liked = request.accept.acceptable_offers(["text/plain", "application/json"])
    if liked and liked[0][0] == "application/json":
        title = response.status.partition(" ")[2]
        response.json = {"status": response.status_code, "title": title, "detail": str(exception)}
    else:
        response.body = str(exception).encode()

# %% 8.6 wrong: the whole status for a title
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    liked = request.accept.acceptable_offers(["text/plain", "application/json"])
    if liked and liked[0][0] == "application/json":
        response.json = {"status": response.status_code, "title": response.status, "detail": str(exception)}
        response.content_type = "application/problem+json"
    else:
        response.body = str(exception).encode()

# %% 8.6 wrong: loses status and headers
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> object:
    liked = request.accept.acceptable_offers(["text/plain", "application/json"])
    title = response.status.partition(" ")[2]
    answer = Response()
    if liked and liked[0][0] == "application/json":
        answer.json = {"status": response.status_code, "title": title, "detail": str(exception)}
        answer.content_type = "application/problem+json"
    else:
        answer.text = str(exception)
    return answer

# %% 8.6 wrong: breaks where nothing is liked
%%build alcazar/error_handlers.py
def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    best = request.accept.acceptable_offers(["text/plain", "application/json"])[0]
    if best[0] == "application/json":
        title = response.status.partition(" ")[2]
        response.json = {"status": response.status_code, "title": title, "detail": str(exception)}
        response.content_type = "application/problem+json"
    else:
        response.body = str(exception).encode()

# %% 8.6 right: best_match by hand
%%build alcazar/error_handlers.py
from http import HTTPStatus


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    weights = dict(request.accept.acceptable_offers(["application/json", "text/plain"]))
    if weights.get("application/json", 0) > weights.get("text/plain", 0):
        status = response.status_code
        response.json = {"detail": str(exception), "title": HTTPStatus(status).phrase, "status": status}
        response.content_type = "application/problem+json"
    else:
        response.text = str(exception)

# %% 8.6 right: prints and logs
%%build alcazar/error_handlers.py
import json
import logging


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    print("answering", exception)
    logging.getLogger("alcazar").warning("an error for %s", request.accept)
    offers = [offer for offer, _ in request.accept.acceptable_offers(["text/plain", "application/json"])]
    if offers[:1] == ["application/json"]:
        problem = {"status": response.status_code, "title": response.status[4:], "detail": str(exception)}
        response.body = json.dumps(problem).encode()
        response.content_type = "application/problem+json"
        response.charset = None
    else:
        response.body = str(exception).encode()


# %% 8.1 right: HTTPStatus
from http import HTTPStatus
predicted = {"GET /key": (500, "lookup"), "GET /value": (HTTPStatus.INTERNAL_SERVER_ERROR, "anything"), "GET /tea": (HTTPStatus.IM_A_TEAPOT, "http"), "POST /tea": (HTTPStatus.METHOD_NOT_ALLOWED, "http"), "GET /moved": (HTTPStatus.GONE, "moved"), "GET /nowhere": (HTTPStatus.NOT_FOUND, "http")}

# %% 8.5 right: NamedTuple
from typing import NamedTuple
class Entry(NamedTuple):
    number: int
    request: str
    kind: str
def number_errors(app):
    journal = []
    def on_error(req, resp, exception):
        if isinstance(exception, HTTPError):
            resp.text = str(exception)
            return
        journal.append(Entry(len(journal) + 1, f"{req.method} {req.path}", type(exception).__name__))
        resp.text = f"Something broke. Please quote {len(journal)}."
    app.add_exception_handler(on_error)
    return journal
app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)
