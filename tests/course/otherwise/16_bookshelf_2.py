"""Right answers to the exercises of chapter 16, by people who like other parts of Python than the model answers use."""

# %% 16.1 right: a dataclass of rules, German, match
from dataclasses import dataclass, field

NAME = "Who are you?"
LONG = "At most 100 characters."
YEAR = "A year is a number from 1 to 2100."


@dataclass
class Formular:
    felder: dict
    fehler: dict = field(default_factory=dict)

    def wert(self, feld, /):
        return (self.felder.get(feld) or "").strip()

    def pruefe(self):
        match len(self.wert("name")):
            case 0:
                self.fehler["name"] = NAME
            case laenge if laenge > 100:
                self.fehler |= {"name": LONG}
        jahr = self.wert("year")
        if any(zeichen not in "0123456789" for zeichen in jahr) or len(jahr) not in range(1, 5):
            self.fehler["year"] = YEAR
        elif int(jahr, base=10) not in range(1, 2101):
            self.fehler["year"] = YEAR
        return self.fehler


def problems(form):
    return Formular(felder=dict(form)).pruefe()

# %% 16.3 right: all of them, in a list of pages
def page_of(query, asked, size):
    books = [book.title for book in query]
    sheets = [books[i : i + size] for i in range(0, len(books), size)] or [[]]
    try:
        wanted = int(asked)
    except ValueError:
        wanted = 1
    else:
        if wanted < 1:
            wanted = 1
        elif wanted > len(sheets):
            wanted = len(sheets)
    return sheets[wanted - 1], wanted, len(sheets)

# %% 16.4 right: an attribute of a local of the thread
import threading


class Greeting(Middleware):
    def __init__(self, app, *args, **kwargs):
        super().__init__(app, *args, **kwargs)
        self._mine = threading.local()

    def process_request(self, req):
        self._mine.name = req.GET.get("name") or "stranger"

    def process_response(self, req, resp):
        resp.headers["X-Hello"] = self._mine.name


app = Alcazar()


@app.route("/")
def home(req, resp):
    ...


app.add_middleware(Greeting)

# %% 16.5 right: a class of its own, a lock, early returns
from threading import RLock


def create_app(db):
    app = Alcazar()
    door = RLock()

    @app.route("/books/{number:d}")
    class Page:
        def get(self, req, resp, number):
            found = db.get(Book, number)
            resp.json = dict(title=found.title, version=found.version)

        def post(self, req, resp, number):
            version = req.POST.get("version", "").strip()
            if not version.isdecimal():
                resp.status_code = 409
                return
            with door, db.transaction():
                book = db.get(Book, number)
                if book.version != int(version):
                    resp.status_code = 409
                    return
                book.title = req.POST["title"]
                book.version += 1
                db.update(book)
            resp.json = {"version": book.version, "title": book.title}

    return app


app = create_app(shelf(("Emma", "Jane Austen")))

# %% 16.6 right: a closed call, walrus, Response of its own
%%build alcazar/csrf.py
"""A token that forms bring back, so that no other site's page can send them. It knows no logins."""

from secrets import token_urlsafe

from .middleware import Middleware
from .response import Response


class Csrf(Middleware):
    """Refuses what changes something, unless it brings the token back that the visitor was given."""

    changing = {"POST", "PUT", "PATCH", "DELETE"}

    def __call__(self, request):
        new = not (token := request.cookies.get("csrf", ""))
        if request.method in self.changing and (new or token not in self.brought(request)):
            return Response(status=403)
        request.environ["csrf.token"] = token = token or token_urlsafe(32)
        response = self.app(request)
        if new:
            response.set_cookie("csrf", token, path="/")
        return response

    @staticmethod
    def brought(request):
        return [request.POST.get("csrf"), request.headers.get("X-CSRF")]
