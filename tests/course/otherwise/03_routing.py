"""Right answers to chapter 3 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 3.1 right: beginner, one line at a time
predicted = {"GET /books/new": "/books/new"}

a = "GET /books/no-7"
predicted[a] = "/books/no-{number:d}"
b = "GET /books/7"
predicted[b] = "/books/{name}"  # both fit! but name was first
c = "GET /Books/new"
predicted[c] = "/{shelf}/{name:l}"
d = "GET /Books/7"
predicted[d] = 404
e = "GET /books/new/"
predicted[e] = 404

# %% 3.1 right: Java programmer, constants, and update of a map
class Patterns:
    NAME = "/books/{name}"
    NO_NUMBER = "/books/no-{number:d}"
    NEW = "/books/new"
    SHELF = "/{shelf}/{name:l}"
    NONE = 404


predicted: dict[str, str | int] = dict()
predicted.update({"GET /books/new": Patterns.NEW})
predicted.update({"GET /books/no-7": Patterns.NO_NUMBER, "GET /books/7": Patterns.NAME})
predicted.update({"GET /Books/new": Patterns.SHELF})
for path in ("/Books/7", "/books/new/"):
    predicted["GET " + path] = Patterns.NONE

# %% 3.2 right: beginner, takes any text and looks at its letters
app = Alcazar()


@app.route("/books/{number}")
def book(req, resp, number):
    print("asked for", number)
    only_digits = True
    i = 0
    while i < len(number):
        if number[i] not in "0123456789":
            only_digits = False
        i = i + 1
    if only_digits:
        resp.text = "Book " + number
    else:
        resp.status_code = 404
        resp.text = "There is no book like that"

# %% 3.2 right: Java programmer, a controller whose bound method is the handler
import logging


class BookController:
    ROUTE: str = "/books/{bookNumber:d}"

    def __init__(self, application: Alcazar) -> None:
        self._log = logging.getLogger(self.__class__.__name__)
        application.add_route(self.ROUTE, self.showBook)

    def showBook(self, request, response, bookNumber: int) -> None:
        self._log.info("book %d", bookNumber)
        response.text = "Book %d" % bookNumber


app = Alcazar()
BookController(app)

# %% 3.3 right: beginner, leaves slashes out before asking
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    paths = {}
    for i in range(len(titles)):
        title = titles[i]
        has_slash = False
        for letter in title:
            if letter == "/":
                has_slash = True
        if has_slash:
            continue
        path = app.url_for("book", title=title)
        print(title, path)
        paths[title] = path
    return paths

# %% 3.3 right: Java programmer, a class handler and a try with else
import logging


class BookPage:
    def get(self, request, response, title: str) -> None:
        response.text = title


app = Alcazar()
app.add_route("/books/{title}", BookPage, name="BookPage")


class LinkBuilder:
    _LOGGER = logging.getLogger("LinkBuilder")

    def __init__(self, application: Alcazar, routeName: str) -> None:
        self._application = application
        self._routeName = routeName

    def build(self, titles: list[str]) -> dict[str, str]:
        result: dict[str, str] = {}
        for title in titles:
            try:
                path = self._application.url_for(self._routeName, title=title)
            except ValueError:
                self._LOGGER.warning("No page for %s", title)
            else:
                result[title] = path
        return result


def links(titles):
    return LinkBuilder(app, "BookPage").build(titles)

# %% 3.4 right: beginner, isdigit instead of a type
app = Alcazar()


@app.route("/tags/{tag}/{page}")
def tagged(req, resp, tag, page):
    # tag is decoded already
    if page.isdigit() == False:
        resp.status_code = 404
        resp.text = "No such page: " + page
    else:
        number = int(page)
        text = tag
        text += ", page "
        text += str(number)
        print(text)
        resp.text = text

# %% 3.4 right: Java programmer, catches what int raises
import logging


class TagController:
    NOT_FOUND: int = 404

    @staticmethod
    def handle(request, response, tag: str, page: str) -> None:
        try:
            pageNumber: int = int(page, 10)
        except ValueError as exception:
            logging.getLogger(__name__).debug("no page", exc_info=exception)
            response.status_code = TagController.NOT_FOUND
        else:
            response.text = "{0}, page {1}".format(tag, pageNumber)


app = Alcazar()
app.add_route("/tags/{tag}/{page}", TagController.handle, name="tagged")

# %% 3.5 right: beginner, adds digit by digit, every second one times three
app = Alcazar()


def check_isbn(text):
    total = 0
    position = 1
    for digit in text:
        value = int(digit)
        if position % 2 == 0:
            value = value * 3
        total = total + value
        position = position + 1
    print(text, total)
    if total % 10 != 0:
        raise ValueError("this is no ISBN: " + text)
    return text


app.add_converter("isbn", "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]", check_isbn)


@app.route("/isbn/{number:isbn}")
def show_book(req, resp, number):
    resp.text = "ISBN " + number


@app.route("/lend/{number:isbn}/to/{who}")
def lend(req, resp, number, who):
    resp.text = number + " to " + who

# %% 3.5 right: Java programmer, a value object that the path makes
from dataclasses import dataclass


@dataclass(frozen=True)
class Isbn:
    """An International Standard Book Number of thirteen digits."""

    value: str

    LENGTH = 13

    def __post_init__(self) -> None:
        if len(self.value) != self.LENGTH or not self.value.isdecimal():
            raise ValueError(f"not {self.LENGTH} digits: {self.value}")
        if self._checksum() != 0:
            raise ValueError(f"wrong check digit: {self.value}")

    def _checksum(self) -> int:
        return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(self.value)) % 10

    def __str__(self) -> str:
        return self.value


class LibraryApplication(Alcazar):
    def __init__(self) -> None:
        super().__init__()
        self.add_converter("isbn", r"\d+", Isbn)
        self.add_route("/isbn/{isbn:isbn}", self.onBook)
        self.add_route("/lend/{isbn:isbn}/to/{reader}", self.onLend)

    def onBook(self, request, response, isbn: Isbn) -> None:
        response.text = f"ISBN {isbn}"

    def onLend(self, request, response, isbn: Isbn, reader: str) -> None:
        response.text = f"{isbn} to {reader}"


app = LibraryApplication()

# %% 3.6 right: beginner, try in a while loop
def handler(req, resp, **values):
    resp.text = "ok"


def clashes(patterns):
    app = Alcazar()
    found = []
    number = 0
    while number < len(patterns):
        pattern = patterns[number]
        try:
            app.add_route(pattern, handler)
        except DuplicateRouteError as error:
            print("refused:", error)
            pair = (error.pattern, error.existing)
            found.append(pair)
        number += 1
    return found

# %% 3.6 right: Java programmer, a registrar that collects collisions
import logging
from typing import NamedTuple


class Collision(NamedTuple):
    refused: str
    existing: str


class RouteRegistrar:
    def __init__(self) -> None:
        self._application = Alcazar()
        self._collisions: list[Collision] = []

    @staticmethod
    def _createHandler(pattern: str):
        class Handler:
            def get(self, request, response, **values) -> None:
                response.text = pattern

        return Handler

    def register(self, pattern: str) -> None:
        try:
            self._application.add_route(pattern, self._createHandler(pattern))
        except DuplicateRouteError as duplicate:
            self._collisions.append(Collision(refused=pattern, existing=duplicate.existing))
            logging.getLogger("RouteRegistrar").error("%s", duplicate)

    @property
    def collisions(self) -> list[tuple[str, str]]:
        return [(collision.refused, collision.existing) for collision in self._collisions]


def clashes(patterns):
    registrar = RouteRegistrar()
    for pattern in patterns:
        registrar.register(pattern)
    return registrar.collisions

# %% 3.7 right: beginner, nested ifs and a second match
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; 404 where there is none."""
        response = Response()
        path = request.route_path
        match = self.router.match(path)
        if match is None:
            found = False
            if len(path) > 1:
                if path[-1] == "/":
                    shorter = path[0 : len(path) - 1]
                    second_match = self.router.match(shorter)
                    if second_match is not None:
                        found = True
            if found:
                where = quote(shorter)
                if request.query_string != "":
                    where = where + "?" + request.query_string
                print("redirect to " + where)
                response.redirect(where, 308)
            else:
                response.status_code = 404
                response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response

# %% 3.7 right: Java programmer, small methods and early returns
%%build alcazar/app.py
import logging
from typing import Optional
from urllib.parse import quote, urlunsplit


class Alcazar:
    ...

    PERMANENT_REDIRECT = 308

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; 404 where there is none."""
        response = Response()
        match = self.router.match(request.route_path)
        if match is not None:
            match.handler(request, response, **match.values)
            return response
        alternative = self._findAlternative(request)
        if alternative is not None:
            response.redirect(alternative, status_code=self.PERMANENT_REDIRECT)
            return response
        return self._notFound(response)

    def _findAlternative(self, request: Request) -> Optional[str]:
        """Return the URL without its last slash, None where nothing answers it."""
        path = request.route_path
        if not path.endswith("/") or self.router.match(path.removesuffix("/")) is None:
            return None
        logging.getLogger("alcazar").info("one slash too many")
        return urlunsplit(("", "", quote(path[:-1]), request.query_string, ""))

    @staticmethod
    def _notFound(response: Response) -> Response:
        response.status_code = 404
        response.text = "Not Found"
        return response

# %% 3.3 right: someone in a hurry, the titles sorted first
app = Alcazar()
@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title
def links(titles):
    paths = {}
    for title in sorted(titles):
        if "/" not in title:
            paths[title] = app.url_for("book", title=title)
    return paths

# %% 3.5 right: someone in a hurry, an int and two lambdas
app = Alcazar()
def isbn(text):
    total = 0
    for i in range(0, 13):
        total += int(text[i]) if i % 2 == 0 else 3 * int(text[i])
    if len(text) != 13 or total % 10 > 0:
        raise ValueError
    return int(text)
app.add_converter("isbn", "[0-9]{13}", isbn)
app.add_route("/isbn/{n:isbn}", lambda req, resp, n: setattr(resp, "text", "ISBN " + str(n)))
app.add_route("/lend/{n:isbn}/to/{who}", lambda req, resp, n, who: setattr(resp, "text", "{} to {}".format(n, who)))

# %% 3.7 right: someone who knows WebOb, an absolute location
%%build alcazar/app.py
class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; 404 where there is none."""
        response = Response()
        path = request.route_path
        match = self.router.match(path)
        if match is None and path.endswith("/") and self.router.match(path[:-1]):
            response.status = 308
            response.location = request.path_url[:-1] + ("?" + request.query_string if request.query_string else "")
        elif match is None:
            response.status_code = 404
            response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response
