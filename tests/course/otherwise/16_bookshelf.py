"""Right answers to the exercises of chapter 16, by two people with habits of their own.

One is terse and functional: comprehensions over rules, lambdas, the walrus, ``match``. The other comes from data science
and Flask: SQL of their own, tables of rules, ``json.dumps``, chunks, prints and logging.
"""

# %% 16.1 right: functional, the year first, what is empty is dropped
import re

NAME = "Who are you?"
LONG = "At most 100 characters."
YEAR = "A year is a number from 1 to 2100."


def problems(form):
    name, year = (form.get(field, "").strip() for field in ("name", "year"))
    known = re.fullmatch("[0-9]{1,4}", year) and 1 <= int(year) <= 2100
    said = ("year", "" if known else YEAR), ("name", LONG if len(name) > 100 else "" if name else NAME)
    return {field: message for field, message in said if message}


# %% 16.1 right: data scientist, rules in a dict
NAME = "Who are you?"
LONG = "At most 100 characters."
YEAR = "A year is a number from 1 to 2100."


def is_year(text):
    return 1 <= len(text) <= 4 and set(text) <= set("0123456789") and 0 < int(text) < 2101


RULES = {
    "name": [(lambda text: len(text) > 0, NAME), (lambda text: len(text) <= 100, LONG)],
    "year": [(is_year, YEAR)],
}


def problems(form):
    found = {}
    for field, rules in RULES.items():
        value = (form.get(field) or "").strip()
        for is_right, message in rules:
            if not is_right(value):
                print(f"{field}={value!r}: {message}")
                found[field] = message
                break
    return found


# %% 16.2 right: functional, one comprehension over a join
listed = lambda db: [
    f"{book.title}{f', by {book.author.name}' if book.author else ''}"
    for book in sorted(db.query(Book).join(Book.author), key=lambda book: book.title)
]

# %% 16.2 right: data scientist, SQL
def listed(db):
    statement = f"""
        SELECT {Book._name}.title, {Author._name}.name
        FROM {Book._name} LEFT JOIN {Author._name} ON {Author._name}.id = {Book._name}.author_id
        ORDER BY {Book._name}.title, {Book._name}.id
    """
    result = []
    for title, name in db.conn.fetch(statement):
        result.append(title if name is None else f"{title}, by {name}")
    print(*result, sep="\n")
    return result


# %% 16.3 right: functional, min of max
import re


def page_of(query, asked, size):
    pages = max(1, -(-query.count() // size))
    number = min(max(1, int(asked)), pages) if re.fullmatch("-?[0-9]+", asked) else 1
    return [book.title for book in query.limit(size).offset(size * (number - 1))], number, pages


# %% 16.3 right: data scientist, takes all titles and cuts them
def chunks(values, size):
    return [values[start : start + size] for start in range(0, len(values), size)] or [[]]


def page_of(query, asked, size):
    pages = dict(enumerate(chunks([book.title for book in query], size), start=1))
    try:
        number = int(asked)
    except ValueError as _:
        number = 1
    number = sorted([1, number, len(pages)])[1]
    print(f"page {number} of {len(pages)}")
    return pages[number], number, len(pages)


# %% 16.4 right: functional, nothing is kept
class Greeting(Middleware):
    process_response = lambda self, req, resp: resp.headers.update({"X-Hello": req.GET.get("name", "stranger")})


(app := Alcazar()).add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 right: Flask habitué, something like g, for each thread
import logging
import threading

logger = logging.getLogger("greeting")
g = threading.local()


class Greeting(Middleware):
    def process_request(self, req):
        g.name = req.params.get("name", "stranger")
        logger.info("%s in %s", g.name, threading.current_thread().name)

    def process_response(self, req, resp):
        resp.headers["X-Hello"] = g.name


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.5 right: functional, the transaction around a comparison of texts
def create_app(db):
    app = Alcazar()
    shown = lambda book: {"title": book.title, "version": book.version}
    app.route("/books/{number:d}", methods=["GET"], name="book")(
        lambda req, resp, number: setattr(resp, "json", shown(db.get(Book, number)))
    )

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        with db.transaction():
            match db.get(Book, number), req.POST:
                case Book(version=version) as book, {"version": said, "title": title} if said == str(version):
                    book.title, book.version = title, version + 1
                    db.update(book)
                case _:
                    raise HTTPError(409)
        resp.json = shown(book)

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 right: data scientist, an UPDATE that says whether it found its version, and json.dumps
import json

SAVE = "UPDATE book SET title = :title, version = version + 1 WHERE id = :id AND version = :version"


def to_dict(book):
    return {name: getattr(book, name) for name in ("title", "version")}


def create_app(db):
    app = Alcazar()

    def send(resp, book, **kwargs):
        resp.text = json.dumps({**to_dict(book), **kwargs})
        resp.content_type = "application/json"

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        send(resp, db.get(Book, number))

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        try:
            version = int(req.POST["version"])
        except (KeyError, ValueError):
            raise HTTPError(409, "Which version?") from None
        result = db.conn.run(SAVE, {"title": req.POST["title"], "id": number, "version": version})
        print(f"{result.rowcount} row changed")
        if not result.rowcount:
            resp.status_code = 409
            resp.text = "Somebody else was faster"
            return
        send(resp, db.get(Book, number))

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.6 right: functional, the cookie is compared with what is brought
%%build alcazar/csrf.py
"""A token that forms bring back, so that no other site's page can send them. It knows no logins."""

from secrets import compare_digest, token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    """Refuses what changes something, unless it brings the token back that the visitor was given."""

    def process_request(self, req):
        req.environ["csrf.token"] = token = req.cookies.get("csrf") or token_urlsafe()
        brought = req.headers.get("X-CSRF") or req.POST.get("csrf") if req.method not in {"GET", "HEAD", "OPTIONS"} else token
        if not (brought and compare_digest(*(text.encode() for text in (brought, token)))):
            raise HTTPError(403)

    process_response = lambda self, req, resp: (
        resp.set_cookie("csrf", req.environ["csrf.token"]) if "csrf" not in req.cookies else None
    )

# %% 16.6 right: Flask habitué, a dict of what the visitor sends, and a response instead of an error
%%build alcazar/csrf.py
"""A token that forms bring back, so that no other site's page can send them. It knows no logins."""

import logging
import uuid

from .middleware import Middleware
from .response import Response

logger = logging.getLogger(__name__)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class Csrf(Middleware):
    """Refuses what changes something, unless it brings the token back that the visitor was given."""

    cookie_name = "csrf"

    def process_request(self, req):
        """Know the visitor, or give them a token; look whether what changes something brings it back."""
        token = req.cookies.get(self.cookie_name, "")
        req.environ["csrf.token"] = token or uuid.uuid4().hex
        if req.method in SAFE:
            return None
        brought = {"field": req.POST.get("csrf"), "header": req.headers.get("X-CSRF")}
        if token and token in brought.values():
            return None
        logger.warning("%s %s brings %s", req.method, req.path, brought)
        return Response(text="Forbidden", status=403)

    def process_response(self, req, resp):
        """Let the visitor keep the token."""
        if self.cookie_name not in req.cookies:
            resp.set_cookie(self.cookie_name, value=req.environ["csrf.token"])
