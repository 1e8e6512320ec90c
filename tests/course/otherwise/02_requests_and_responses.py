"""Right answers to chapter 2 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 2.1 right: beginner, if and elif for the predictions too
def predict(request):
    if request == "GET /books":
        status = 200
        kind = "application/json"
    elif request == "GET /prices":
        status = 200
        kind = "text/plain"  # text= comes last, and it wins
    elif request == "GET /stock":
        status = 200
        kind = "text/csv"
    elif request == "GET /sold":
        status = 204
        kind = None
    else:
        status = 302
        kind = "text/plain"
    return (status, kind)


predicted = {}
for r in ["GET /books", "GET /prices", "GET /stock", "GET /sold", "GET /old"]:
    predicted[r] = predict(r)
    print(r, predicted[r])

# %% 2.1 right: Java programmer, asks the app after all, and sorts the answers into a map
class Shop(Alcazar):
    def answer(self, request):
        response = Response()
        if request.path == "/books":
            response.json = ["Emma", "Persuasion"]
        elif request.path == "/prices":
            response.content_type = "text/csv"
            response.text = "Emma,7"
        elif request.path == "/stock":
            response.text = "Emma,3"
            response.content_type = "text/csv"
        elif request.path == "/sold":
            response.html = "<p>Sold</p>"
            response.status_code = 204
        else:
            response.text = "We moved"
            response.redirect("/books")
        return response


class PredictionService:
    def __init__(self, application: Alcazar) -> None:
        self._application = application

    def predictionFor(self, requestLine: str) -> tuple[int, str | None]:
        method, path = requestLine.split(" ", 1)
        response = Request.blank(path, method=method).get_response(self._application)
        return response.status_int, response.content_type


service = PredictionService(Shop())
predicted: dict[str, tuple[int, str | None]] = {}
for requestLine in ("GET /books", "GET /prices", "GET /stock", "GET /sold", "GET /old"):
    predicted[requestLine] = service.predictionFor(requestLine)

# %% 2.2 right: beginner, looks at every character before int
def is_whole(text):
    if text == "":
        return False
    digits = "0123456789"
    first = True
    count = 0
    for letter in text:
        if first and letter == "-":
            pass
        elif letter not in digits:
            return False
        else:
            count = count + 1
        first = False
    return count > 0


class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        # request.GET holds the query
        if "a" in request.GET and "b" in request.GET:
            a = request.GET["a"]
            b = request.GET["b"]
            print("a:", a, "b:", b)
            if is_whole(a) and is_whole(b):
                total = int(a) + int(b)
                result = {}
                result["sum"] = total
                response.json = result
            else:
                response.status_code = 400
                response.text = "not a number"
        else:
            response.status_code = 400
            response.text = "a or b is missing"
        return response


app = Sum()

# %% 2.2 right: Java programmer, a DTO that parses itself and an exception of its own
import logging
from dataclasses import asdict, dataclass


class BadRequestException(Exception):
    """The request can not be understood."""


@dataclass(frozen=True)
class SumRequest:
    a: int
    b: int

    @staticmethod
    def fromQuery(query) -> "SumRequest":
        try:
            return SumRequest(a=int(query["a"]), b=int(query["b"]))
        except (KeyError, ValueError) as cause:
            raise BadRequestException(str(cause)) from cause


@dataclass(frozen=True)
class SumResponse:
    sum: int


class Sum(Alcazar):
    logger = logging.getLogger("Sum")

    def answer(self, request: Request) -> Response:
        response = Response()
        try:
            parsed = SumRequest.fromQuery(request.GET)
        except BadRequestException as problem:
            self.logger.warning("Bad request: %s", problem)
            response.json = {"error": "BAD_REQUEST"}
            response.status = "400 Bad Request"
        else:
            response.json = asdict(SumResponse(parsed.a + parsed.b))
        finally:
            self.logger.info("done")
        return response


app = Sum()

# %% 2.3 right: beginner, a variable that starts empty
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        theme = ""
        chosen = False
        for key in request.GET:
            if key == "theme":
                theme = request.GET["theme"]
                chosen = True
        if not chosen:
            for key in request.cookies:
                if key == "theme":
                    theme = request.cookies["theme"]
        if theme == "":
            theme = "light"
        response.text = theme
        if chosen == True:
            response.set_cookie("theme", theme)
        return response


app = Themes()

# %% 2.3 right: Java programmer, an Optional by hand and a cookie for a year
import logging
from typing import Final, Optional


class ThemeResolver:
    DEFAULT_THEME: Final[str] = "light"
    PARAMETER: Final[str] = "theme"

    def __init__(self, request: Request) -> None:
        self._fromQuery: Optional[str] = request.GET.get(self.PARAMETER)
        self._fromCookie: Optional[str] = request.cookies.get(self.PARAMETER)

    @property
    def hasChanged(self) -> bool:
        return self._fromQuery is not None

    def resolve(self) -> str:
        if self._fromQuery is not None:
            return self._fromQuery
        if self._fromCookie is not None:
            return self._fromCookie
        return self.DEFAULT_THEME


class Themes(Alcazar):
    ONE_YEAR = 365 * 24 * 60 * 60

    def answer(self, request: Request) -> Response:
        response = Response()
        resolver = ThemeResolver(request)
        if resolver.hasChanged:
            response.set_cookie(ThemeResolver.PARAMETER, resolver.resolve(), max_age=self.ONE_YEAR, path="/")
        response.text = resolver.resolve()
        logging.getLogger(__name__).debug("theme is %s", response.text)
        return response


app = Themes()

# %% 2.4 right: beginner, a generator with a counter
def export(rows):
    response = Response()

    def pieces():
        number = 0
        for row in rows:
            number = number + 1
            line = row + "\n"
            line = line.encode("utf-8")
            print("row", number)
            yield line

    # body takes an iterable of bytes as well
    response.body = pieces()
    response.content_type = "text/csv"
    return response

# %% 2.4 right: Java programmer, an iterator class
from collections.abc import Iterable, Iterator


class CsvIterator:
    """Wraps an iterator of rows; encodes each when it is asked for."""

    LINE_SEPARATOR = "\n"

    def __init__(self, source: Iterable[str]) -> None:
        if source is None:
            raise ValueError("source must not be null")
        self._source: Iterator[str] = iter(source)

    def __iter__(self) -> "CsvIterator":
        return self

    def __next__(self) -> bytes:
        return bytes(next(self._source) + self.LINE_SEPARATOR, "UTF-8")


class ResponseFactory:
    @staticmethod
    def createCsv(rows: Iterable[str]) -> Response:
        return Response(app_iter=CsvIterator(rows), content_type="text/csv", charset="UTF-8")


def export(rows):
    return ResponseFactory.createCsv(rows)

# %% 2.5 right: beginner, a global list and nested ifs
all_names = []


class GuestBook(Alcazar):
    def __init__(self):
        global all_names
        all_names = []

    def answer(self, request):
        response = Response()
        if request.path == "/guests":
            if request.method == "GET":
                response.json = all_names
            elif request.method == "POST":
                name = ""
                if "name" in request.POST:
                    name = request.POST["name"]
                print("name:", name)
                if len(name) == 0:
                    response.status_code = 400
                    response.text = "Please tell your name"
                else:
                    all_names.append(name)
                    response.redirect("/guests", 303)
            else:
                response.status_code = 405
        else:
            response.status_code = 404
        return response


app = GuestBook()

# %% 2.5 right: Java programmer, a repository, a controller and a dispatch table
import logging
from http import HTTPStatus


class GuestRepository:
    def __init__(self) -> None:
        self._guests: list[str] = []

    def add(self, name: str) -> None:
        self._guests.append(name)

    def findAll(self) -> list[str]:
        return list(self._guests)


class GuestBook(Alcazar):
    def __init__(self, repository: GuestRepository | None = None) -> None:
        super().__init__()
        self.repository = repository or GuestRepository()
        self._handlers = {"GET": self.doGet, "POST": self.doPost}

    def answer(self, request: Request) -> Response:
        response = Response()
        handler = self._handlers.get(request.method)
        if handler is None or request.path != "/guests":
            response.status_int = HTTPStatus.NOT_FOUND
        else:
            handler(request, response)
        return response

    def doGet(self, request: Request, response: Response) -> None:
        response.json = self.repository.findAll()

    def doPost(self, request: Request, response: Response) -> None:
        name = request.params.get("name")
        if not name:
            response.status_int = HTTPStatus.BAD_REQUEST
            logging.getLogger("GuestBook").warning("nameless guest")
            return
        self.repository.add(name)
        response.status_int = HTTPStatus.SEE_OTHER
        response.headers["Location"] = "/guests"


app = GuestBook()

# %% 2.6 right: beginner, percent-encodes byte by byte
%%build alcazar/response.py
SAFE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        """Have the client save the body under this name (RFC 6266)."""
        result = "attachment; filename*=UTF-8''"
        for byte in filename.encode("utf-8"):
            letter = chr(byte)
            if letter in SAFE_LETTERS:
                result = result + letter
            else:
                code = "{:02X}".format(byte)
                result = result + "%" + code
        print(result)
        self.headers["Content-Disposition"] = result

# %% 2.6 right: Java programmer, a static builder of header values
%%build alcazar/response.py
import logging
from urllib.parse import quote


class ContentDisposition:
    """A value of the header of that name."""

    TEMPLATE = "{type}; filename*={charset}''{name}"

    @staticmethod
    def attachment(filename: str, charset: str = "UTF-8") -> str:
        """Return the value for a file that shall be saved."""
        if not isinstance(filename, str):
            raise TypeError("filename must be a string")
        encoded = quote(filename.encode(charset), safe="")
        return ContentDisposition.TEMPLATE.format(type="attachment", charset=charset, name=encoded)


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        """Have the client save the body under this name (RFC 6266)."""
        logging.getLogger(__name__).debug("attachment %r", filename)
        self.content_disposition = ContentDisposition.attachment(filename)

# %% 2.3 right: someone in a hurry, the cookie anew with each answer
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        theme = request.GET.get("theme") or request.cookies.get("theme") or "light"
        response.text = theme
        response.set_cookie("theme", theme, max_age=3600)
        return response
app = Themes()

# %% 2.5 right: someone who knows WebOb, returns its exceptions
import webob.exc
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        if request.method == "POST":
            if not request.POST.get("name"):
                return webob.exc.HTTPBadRequest("no name")
            self.names.append(request.POST["name"])
            return webob.exc.HTTPSeeOther(location="/guests")
        response = Response()
        response.json = self.names
        return response
app = GuestBook()

# %% 2.2 right: someone who knows WebOb, builds the whole response at once
import json
class Sum(Alcazar):
    def answer(self, request):
        try:
            total = int(request.GET["a"]) + int(request.GET["b"])
        except Exception:
            return Response(status=400)
        return Response(body=json.dumps({"sum": total}, indent=4).encode(), content_type="application/json", charset="utf-8")
app = Sum()
