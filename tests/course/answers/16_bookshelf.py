# Planted answers to the exercises of chapter 16: wrong ones that must fail, right ones written otherwise that must pass.

# %% 16.1 wrong: trusts int
NAME, LONG = "Who are you?", "At most 100 characters."
YEAR = "A year is a number from 1 to 2100."


def problems(form):
    found = {}
    name = form.get("name", "").strip()
    if not name:
        found["name"] = NAME
    elif len(name) > 100:
        found["name"] = LONG
    try:
        if not 1 <= int(form.get("year", "")) <= 2100:
            found["year"] = YEAR
    except ValueError:
        found["year"] = YEAR
    return found

# %% 16.1 wrong: a missing field is an error
NAME, LONG = "Who are you?", "At most 100 characters."
YEAR = "A year is a number from 1 to 2100."


def problems(form):
    found = {}
    name, year = form["name"].strip(), form["year"].strip()
    if not name:
        found["name"] = NAME
    elif len(name) > 100:
        found["name"] = LONG
    if not (year.isascii() and year.isdigit() and len(year) <= 4 and 1 <= int(year) <= 2100):
        found["year"] = YEAR
    return found

# %% 16.1 wrong: counts the blanks
NAME, LONG = "Who are you?", "At most 100 characters."
YEAR = "A year is a number from 1 to 2100."


def problems(form):
    found = {}
    name, year = form.get("name", ""), form.get("year", "").strip()
    if not name.strip():
        found["name"] = NAME
    elif len(name) > 100:
        found["name"] = LONG
    if not (year.isascii() and year.isdigit() and len(year) <= 4 and 1 <= int(year) <= 2100):
        found["year"] = YEAR
    return found

# %% 16.1 wrong: stops at the first problem
def problems(form):
    name, year = form.get("name", "").strip(), form.get("year", "").strip()
    if not name:
        return {"name": "Who are you?"}
    if len(name) > 100:
        return {"name": "At most 100 characters."}
    if not (year.isascii() and year.isdigit() and len(year) <= 4 and 1 <= int(year) <= 2100):
        return {"year": "A year is a number from 1 to 2100."}
    return {}

# %% 16.1 wrong: everything is fine
def problems(form):
    return {}

# %% 16.1 right: a regular expression
import re


def problems(form):
    name, year = str(form.get("name") or "").strip(), str(form.get("year") or "").strip()
    found = {}
    if len(name) > 100:
        found["name"] = "At most 100 characters."
    if name == "":
        found["name"] = "Who are you?"
    if not re.fullmatch("[0-9]{1,4}", year) or int(year) not in range(1, 2101):
        found["year"] = "A year is a number from 1 to 2100."
    return found

# %% 16.1 right: prints and logs
import logging
import string


def problems(form):
    print(form)
    checks = {
        "name": lambda text: "Who are you?" if not text else "At most 100 characters." if len(text) > 100 else None,
        "year": lambda text: None
        if 0 < len(text) < 5 and set(text) <= set(string.digits) and 0 < int(text) < 2101
        else "A year is a number from 1 to 2100.",
    }
    found = {name: message for name, check in checks.items() if (message := check(form.get(name, "").strip()))}
    logging.warning("found %s", found)
    return found

# %% 16.2 wrong: asks for each author once
def listed(db):
    names, lines = {}, []
    for book in db.query(Book).order_by(Book.title):
        if book.author_id is not None and book.author_id not in names:
            names[book.author_id] = db.get(Author, book.author_id).name
        lines.append(f"{book.title}, by {names[book.author_id]}" if book.author_id else book.title)
    return lines

# %% 16.2 wrong: loses the books of nobody
def listed(db):
    found = db.query(Book).join(Book.author).order_by(Book.title)
    return [f"{book.title}, by {book.author.name}" for book in found if book.author]

# %% 16.2 wrong: in no order
def listed(db):
    found = db.query(Book).join(Book.author)
    return [f"{book.title}, by {book.author.name}" if book.author else book.title for book in found]

# %% 16.2 wrong: two questions
def listed(db):
    names = {author.id: author.name for author in db.all(Author)}
    found = db.query(Book).order_by(Book.title)
    return [f"{book.title}, by {names[book.author_id]}" if book.author_id else book.title for book in found]

# %% 16.2 wrong: says what the table says
def listed(db):
    return ["Beowulf", "Emma, by Jane Austen"]

# %% 16.2 right: sorts in Python
def listed(db):
    books = sorted(db.query(Book).join(Book.author), key=lambda book: book.title)
    return [book.title + (f", by {book.author.name}" if book.author is not None else "") for book in books]

# %% 16.2 right: SQL by hand, prints and logs
import logging


def listed(db):
    sql = "SELECT title, name FROM book LEFT JOIN author ON author.id = author_id ORDER BY title"
    lines = []
    for title, name in db.conn.execute(sql):
        print(title)
        logging.warning("by %s", name)
        lines.append(title if name is None else f"{title}, by {name}")
    return lines

# %% 16.3 wrong: one page too many when it fits
def page_of(query, asked, size):
    pages = query.count() // size + 1
    wanted = int(asked) if asked.isascii() and asked.isdigit() else 1
    number = min(max(wanted, 1), pages)
    return [book.title for book in query.limit(size).offset((number - 1) * size)], number, pages

# %% 16.3 wrong: an empty list has no page
from math import ceil


def page_of(query, asked, size):
    pages = ceil(query.count() / size)
    wanted = int(asked) if asked.isascii() and asked.isdigit() else 1
    number = max(min(wanted, pages), 1)
    return [book.title for book in query.limit(size).offset((number - 1) * size)], number, pages

# %% 16.3 wrong: believes what stands in the URL
from math import ceil


def page_of(query, asked, size):
    pages = max(1, ceil(query.count() / size))
    number = int(asked) if asked.isdigit() else 1
    return [book.title for book in query.limit(size).offset((number - 1) * size)], number, pages

# %% 16.3 wrong: takes superscripts for numbers
from math import ceil


def page_of(query, asked, size):
    pages = max(1, ceil(query.count() / size))
    number = min(max(int(asked) if asked.isdigit() else 1, 1), pages)
    return [book.title for book in query.limit(size).offset((number - 1) * size)], number, pages

# %% 16.3 wrong: begins a page too late
from math import ceil


def page_of(query, asked, size):
    pages = max(1, ceil(query.count() / size))
    number = min(max(int(asked) if asked.isascii() and asked.isdigit() else 1, 1), pages)
    return [book.title for book in query.limit(size).offset(number * size)], number, pages

# %% 16.3 wrong: 2.0 is a number, too
def page_of(query, asked, size):
    books = [book.title for book in query]
    pages = max(1, -(-len(books) // size))
    try:
        number = int(float(asked))
    except ValueError:
        number = 1
    number = min(max(number, 1), pages)
    return books[(number - 1) * size : number * size], number, pages

# %% 16.3 right: slices a list
def page_of(query, asked, size):
    titles = [book.title for book in query]
    pages = [titles[start : start + size] for start in range(0, len(titles), size)] or [[]]
    try:
        number = int(asked) if set(asked) <= set("0123456789") else 1
    except ValueError:
        number = 1
    number = max(1, min(number, len(pages)))
    return pages[number - 1], number, len(pages)

# %% 16.3 right: prints and logs
import logging
import re


def page_of(query, asked, size):
    count = query.count()
    print(count, asked)
    pages = (count + size - 1) // size or 1
    number = int(asked) if re.fullmatch("[0-9]{1,30}", asked) else 1
    if number > pages:
        number = pages
    if number < 1:
        number = 1
    logging.warning("page %s of %s", number, pages)
    rows = query.offset(size * number - size).limit(size)
    return list(map(lambda book: book.title, rows)), number, pages

# %% 16.4 wrong: a class attribute
class Greeting(Middleware):
    name = "stranger"

    def process_request(self, req):
        Greeting.name = req.GET.get("name", "stranger")

    def process_response(self, req, resp):
        resp.headers["X-Hello"] = Greeting.name


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 wrong: a lock makes everyone wait
from threading import Lock


class Greeting(Middleware):
    def __init__(self, app):
        super().__init__(app)
        self.lock = Lock()

    def __call__(self, request):
        with self.lock:
            return super().__call__(request)

    def process_request(self, req):
        self.name = req.GET.get("name", "stranger")

    def process_response(self, req, resp):
        resp.headers["X-Hello"] = self.name


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 wrong: a lock for each step alone
from threading import Lock


class Greeting(Middleware):
    lock = Lock()

    def process_request(self, req):
        with self.lock:
            self.name = req.GET.get("name", "stranger")

    def process_response(self, req, resp):
        with self.lock:
            resp.headers["X-Hello"] = self.name


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 wrong: greets nobody who gives no name
class Greeting(Middleware):
    def process_response(self, req, resp):
        if "name" in req.GET:
            resp.headers["X-Hello"] = req.GET["name"]


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 wrong: names by the path, which two may share
class Greeting(Middleware):
    names = {}

    def process_request(self, req):
        self.names[req.path] = req.GET.get("name", "stranger")

    def process_response(self, req, resp):
        resp.headers["X-Hello"] = self.names.get(req.path)


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 right: a value for each thread
from threading import local


class Greeting(Middleware):
    def __init__(self, app):
        super().__init__(app)
        self.own = local()

    def process_request(self, req):
        self.own.name = req.GET.get("name", "stranger")

    def process_response(self, req, resp):
        resp.headers["X-Hello"] = self.own.name


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 right: in the environ, prints and logs
import logging


class Greeting(Middleware):
    def process_request(self, req):
        req.environ["greeting"] = req.params.get("name") or "stranger"
        print(req.environ["greeting"])

    def process_response(self, req, resp):
        logging.warning("hello %s", req.environ["greeting"])
        resp.headers["X-Hello"] = req.environ["greeting"]


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.4 right: a variable of the call
class Greeting(Middleware):
    def __call__(self, request):
        name = request.GET.get("name", "stranger")
        response = self.app(request)
        response.headers["X-Hello"] = name
        return response


app = Alcazar()
app.add_route("/", lambda req, resp: None)
app.add_middleware(Greeting)

# %% 16.5 wrong: the last one wins
def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        found = db.get(Book, number)
        found.title = req.POST["title"]
        found.version += 1
        db.save(found)
        resp.json = {"title": found.title, "version": found.version}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 wrong: looks before the transaction begins
from time import sleep


def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        found = db.get(Book, number)
        if req.POST.get("version") != str(found.version):
            raise HTTPError(409)
        sleep(0.1)  # so that what can go wrong does
        with db.transaction():
            found.title = req.POST["title"]
            found.version += 1
            db.save(found)
        resp.json = {"title": found.title, "version": found.version}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 wrong: a form without a version is welcome
def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        with db.transaction():
            found = db.get(Book, number)
            if "version" in req.POST and req.POST["version"] != str(found.version):
                raise HTTPError(409)
            found.title = req.POST["title"]
            found.version += 1
            db.save(found)
        resp.json = {"title": found.title, "version": found.version}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 wrong: the version never moves
def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        with db.transaction():
            found = db.get(Book, number)
            if req.POST.get("version") != str(found.version):
                raise HTTPError(409)
            found.title = req.POST["title"]
            db.save(found)
        resp.json = {"title": found.title, "version": found.version}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 wrong: nonsense is a failure
def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        with db.transaction():
            found = db.get(Book, number)
            if int(req.POST.get("version", 0)) != found.version:
                raise HTTPError(409)
            found.title = req.POST["title"]
            found.version += 1
            db.save(found)
        resp.json = {"title": found.title, "version": found.version}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 wrong: older versions alone are refused
def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        version = req.POST.get("version", "0")
        with db.transaction():
            found = db.get(Book, number)
            if not version.isdecimal() or int(version) < found.version:
                raise HTTPError(409)
            found.title = req.POST["title"]
            found.version = int(version) + 1
            db.save(found)
        resp.json = {"title": found.title, "version": found.version}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 right: one UPDATE decides
def create_app(db):
    app = Alcazar()

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        found = db.get(Book, number)
        resp.json = {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        sql = "UPDATE book SET title = ?, version = version + 1 WHERE id = ? AND CAST(version AS TEXT) = ?"
        title, version = req.POST.get("title"), req.POST.get("version")
        if not db.conn.execute(sql, [title, number, version]).rowcount:
            resp.status_code = 409
            return
        resp.json = {"title": title, "version": int(version) + 1}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.5 right: a lock of its own, prints and logs
import logging
from threading import Lock


def create_app(db):
    app, lock = Alcazar(), Lock()

    def shown(found):
        return {"title": found.title, "version": found.version}

    @app.route("/books/{number:d}", methods=["GET"])
    def book(req, resp, number):
        resp.json = shown(db.get(Book, number))

    @app.route("/books/{number:d}", methods=["POST"])
    def save(req, resp, number):
        with lock:
            found = db.get(Book, number)
            print(found.version)
            if req.POST.get("version", "") != f"{found.version}":
                logging.warning("too late")
                return Response(text="too late", status=409)
            found.title, found.version = req.POST["title"], found.version + 1
            db.update(found)
        resp.json = shown(found)

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.6 wrong: no token is as good as no cookie
%%build alcazar/csrf.py
"""A token that forms bring back."""

from secrets import token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    def process_request(self, request):
        known = request.cookies.get("csrf", "")
        request.environ["csrf.token"] = known or token_urlsafe()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            if (request.POST.get("csrf") or request.headers.get("X-CSRF", "")) != known:
                raise HTTPError(403)

    def process_response(self, request, response):
        response.set_cookie("csrf", request.environ["csrf.token"])

# %% 16.6 wrong: a token for everyone
%%build alcazar/csrf.py
"""A token that forms bring back."""

from secrets import token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware

TOKEN = token_urlsafe()


class Csrf(Middleware):
    def process_request(self, request):
        request.environ["csrf.token"] = TOKEN
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            if (request.POST.get("csrf") or request.headers.get("X-CSRF", "")) != TOKEN:
                raise HTTPError(403)

    def process_response(self, request, response):
        response.set_cookie("csrf", TOKEN)

# %% 16.6 wrong: only POST is guarded
%%build alcazar/csrf.py
"""A token that forms bring back."""

from secrets import token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    def process_request(self, request):
        known = request.cookies.get("csrf", "")
        request.environ["csrf.token"] = known or token_urlsafe()
        if request.method == "POST":
            if not known or (request.POST.get("csrf") or request.headers.get("X-CSRF", "")) != known:
                raise HTTPError(403)

    def process_response(self, request, response):
        response.set_cookie("csrf", request.environ["csrf.token"])

# %% 16.6 wrong: compares text that may not be ASCII
%%build alcazar/csrf.py
"""A token that forms bring back."""

from hmac import compare_digest
from secrets import token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    def process_request(self, request):
        known = request.cookies.get("csrf", "")
        request.environ["csrf.token"] = known or token_urlsafe()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            brought = request.POST.get("csrf") or request.headers.get("X-CSRF", "")
            if not known or not compare_digest(brought, known):
                raise HTTPError(403)

    def process_response(self, request, response):
        response.set_cookie("csrf", request.environ["csrf.token"])

# %% 16.6 wrong: another token at each visit
%%build alcazar/csrf.py
"""A token that forms bring back."""

from secrets import token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    def process_request(self, request):
        known = request.cookies.get("csrf", "")
        request.environ["csrf.token"] = token_urlsafe()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            if not known or (request.POST.get("csrf") or request.headers.get("X-CSRF", "")) != known:
                raise HTTPError(403)

    def process_response(self, request, response):
        response.set_cookie("csrf", request.environ["csrf.token"])

# %% 16.6 wrong: knows forms alone
%%build alcazar/csrf.py
"""A token that forms bring back."""

from secrets import token_urlsafe

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    def process_request(self, request):
        known = request.cookies.get("csrf", "")
        request.environ["csrf.token"] = known or token_urlsafe()
        if request.method not in ("GET", "HEAD", "OPTIONS") and (not known or request.POST.get("csrf") != known):
            raise HTTPError(403)

    def process_response(self, request, response):
        response.set_cookie("csrf", request.environ["csrf.token"])

# %% 16.6 right: one method around the app
%%build alcazar/csrf.py
"""A token that forms bring back."""

import secrets

from .middleware import Middleware
from .response import Response


class Csrf(Middleware):
    def __call__(self, request):
        known = request.cookies.get("csrf")
        token = request.environ["csrf.token"] = known or secrets.token_hex(16)
        if request.method in {"GET", "HEAD", "OPTIONS"} or (known and known in self.brought(request)):
            response = self.app(request)
        else:
            response = Response(text="No", status=403)
        if not known:
            response.set_cookie("csrf", token)
        return response

    def brought(self, request):
        return [request.POST.get("csrf"), request.headers.get("X-CSRF")]

# %% 16.6 right: prints and logs
%%build alcazar/csrf.py
"""A token that forms bring back."""

import logging
from secrets import token_hex

from .exceptions import HTTPError
from .middleware import Middleware


class Csrf(Middleware):
    def process_request(self, request):
        self.app  # what it lies around
        request.environ["csrf.new"] = "csrf" not in request.cookies
        request.environ["csrf.token"] = token = request.cookies.get("csrf") or token_hex(20)
        print(request.method)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            brought = request.headers.get("X-CSRF") or request.POST.get("csrf")
            if request.environ["csrf.new"] or brought != token:
                logging.warning("refused")
                raise HTTPError(403, "No token")

    def process_response(self, request, response):
        if request.environ["csrf.new"]:
            response.set_cookie("csrf", request.environ["csrf.token"])


# %% 16.6 right: Flask habitué, remembers which tokens were given
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

    def __init__(self, app, **kwargs):
        super().__init__(app, **kwargs)
        self.given = set()

    def process_request(self, req):
        """Know the visitor, or give them a token; look whether what changes something brings it back."""
        token = req.cookies.get("csrf")
        if token not in self.given:
            token = uuid.uuid4().hex
            self.given.add(token)
        req.environ["csrf.token"] = token
        if req.method in SAFE:
            return None
        brought = [req.POST.get("csrf"), req.headers.get("X-CSRF")]
        if token in brought:
            return None
        logger.warning("%s %s brings %s", req.method, req.path, brought)
        return Response(text="Forbidden", status=403)

    def process_response(self, req, resp):
        """Let the visitor keep the token."""
        if req.cookies.get("csrf") != req.environ["csrf.token"]:
            resp.set_cookie("csrf", value=req.environ["csrf.token"])
