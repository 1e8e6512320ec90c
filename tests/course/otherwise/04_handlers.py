"""Right answers to chapter 4 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 4.1 right: beginner, two lists side by side
questions = ["GET /shelf", "SORT /shelf", "HEAD /shelf", "PUT /shelf", "PATCH /book", "OPTIONS /loan", "HEAD /loan", "OPTIONS /nowhere"]
statuses = [200, 405, 200, 405, 200, 204, 405, 404]

predicted = {}
i = 0
while i < len(questions):
    predicted[questions[i]] = statuses[i]
    i = i + 1
print(len(predicted), "predictions")

# %% 4.1 right: Java programmer, the standard library's statuses as ints
from http import HTTPStatus


class StatusPredictor:
    _TABLE = {
        "GET /shelf": HTTPStatus.OK,
        "SORT /shelf": HTTPStatus.METHOD_NOT_ALLOWED,
        "HEAD /shelf": HTTPStatus.OK,
        "PUT /shelf": HTTPStatus.METHOD_NOT_ALLOWED,
        "PATCH /book": HTTPStatus.OK,
        "OPTIONS /loan": HTTPStatus.NO_CONTENT,
        "HEAD /loan": HTTPStatus.METHOD_NOT_ALLOWED,
        "OPTIONS /nowhere": HTTPStatus.NOT_FOUND,
    }

    @classmethod
    def toMap(cls) -> dict[str, int]:
        return {request: status.value for request, status in cls._TABLE.items()}


predicted = StatusPredictor.toMap()

# %% 4.2 right: beginner, one function and a chain of ifs
app = Alcazar()
slips = {}


@app.route("/slips/{name}", methods=["GET", "PUT", "DELETE"])
def slip(req, resp, name):
    # is it there?
    is_there = False
    for key in slips:
        if key == name:
            is_there = True
    print(req.method, name, is_there)
    if req.method == "GET":
        if is_there:
            resp.text = slips[name]
        else:
            resp.status_code = 404
            resp.text = "no slip"
    elif req.method == "PUT":
        slips[name] = req.text
        if is_there:
            resp.status_code = 204
        else:
            resp.status_code = 201
    elif req.method == "DELETE":
        if is_there:
            del slips[name]
            resp.status_code = 204
        else:
            resp.status_code = 404
            resp.text = "no slip"

# %% 4.2 right: Java programmer, a resource class over a store, by add_route
import logging


class SlipNotFoundException(Exception):
    """There is no slip of that name."""


class SlipStore:
    def __init__(self) -> None:
        self._slips: dict[str, str] = {}

    def find(self, name: str) -> str:
        try:
            return self._slips[name]
        except KeyError:
            raise SlipNotFoundException(name) from None

    def save(self, name: str, text: str) -> bool:
        isNew = name not in self._slips
        self._slips[name] = text
        return isNew

    def remove(self, name: str) -> None:
        self.find(name)
        del self._slips[name]


class SlipResource:
    store = SlipStore()
    log = logging.getLogger("SlipResource")

    def get(self, request, response, name: str) -> None:
        try:
            response.text = self.store.find(name)
        except SlipNotFoundException:
            response.status_code = 404

    def put(self, request, response, name: str) -> None:
        created = self.store.save(name, request.body.decode("utf-8"))
        response.status_code = 201 if created else 204

    def delete(self, request, response, name: str) -> None:
        try:
            self.store.remove(name)
        except SlipNotFoundException as exception:
            self.log.warning("no slip %s", exception)
            response.status_code = 404
        else:
            response.status_code = 204


app = Alcazar()
app.add_route("/slips/{name}", SlipResource)

# %% 4.3 right: beginner, a global dict
app = Alcazar()
counts = {}


@app.route("/visits/{page}")
class Visits:
    def get(self, req, resp, page):
        global counts
        if page in counts:
            number = counts[page]
        else:
            number = 0
        resp.text = page + ": " + str(number)

    def post(self, req, resp, page):
        global counts
        if page not in counts:
            counts[page] = 0
        counts[page] = counts[page] + 1
        print(counts)
        resp.status_code = 204

# %% 4.3 right: Java programmer, a thread-safe singleton and two handlers
import threading
from collections import Counter


class VisitCounter:
    _instance: "VisitCounter | None" = None
    _lock = threading.Lock()

    @classmethod
    def getInstance(cls) -> "VisitCounter":
        with cls._lock:
            if cls._instance is None:
                cls._instance = cls()
            return cls._instance

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def increment(self, page: str) -> None:
        with self._lock:
            self._counts[page] += 1

    def get(self, page: str) -> int:
        return self._counts[page]


class VisitController:
    def show(self, req, resp, page: str) -> None:
        resp.text = f"{page}: {VisitCounter.getInstance().get(page)}"

    def count(self, req, resp, page: str) -> None:
        VisitCounter.getInstance().increment(page)
        resp.status = 204


controller = VisitController()
app = Alcazar()
app.add_route("/visits/{page}", controller.show, methods=["GET"])
app.add_route("/visits/{page}", controller.count, methods=["POST"])

# %% 4.4 right: beginner, two loops and a flag
shelf, boaster = Alcazar(), Alcazar()
shelf.add_route("/", lambda req, resp: None, methods=["GET", "POST"])


@boaster.route("/", methods=METHODS)
def boast(req, resp):
    resp.allow = ["GET", "HEAD", "OPTIONS", "PUT"]
    resp.status_code = 405 if req.method in ("PUT", "POST", "PATCH", "DELETE") else 200


def honest(app, path):
    """Say whether OPTIONS names just the methods that a path answers."""
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    named = answers["OPTIONS"].allow
    if named is None:
        return False
    good = True
    for method in METHODS:
        status = answers[method].status_code
        if status == 405:
            if method in named:
                good = False
            # does the 405 say the same?
            other = answers[method].allow
            if other is None:
                good = False
            else:
                for name in other:
                    if name not in named:
                        good = False
                for name in named:
                    if name not in other:
                        good = False
        else:
            if method not in named:
                good = False
    for name in named:
        if name not in METHODS:
            good = False
    print("honest?", good)
    return good

# %% 4.4 right: Java programmer, an auditor that reads the header itself
import logging
from dataclasses import dataclass, field

shelf, boaster = Alcazar(), Alcazar()
shelf.add_route("/", lambda req, resp: None, methods=["GET", "POST"])


@boaster.route("/", methods=METHODS)
def boast(req, resp):
    resp.allow = ["GET", "HEAD", "OPTIONS", "PUT"]
    resp.status_code = 405 if req.method in ("PUT", "POST", "PATCH", "DELETE") else 200


@dataclass
class AllowAuditor:
    application: object
    path: str
    logger: logging.Logger = field(default=logging.getLogger("AllowAuditor"))

    @staticmethod
    def parseAllow(response) -> frozenset[str] | None:
        header = response.headers.get("Allow")
        if header is None:
            return None
        return frozenset(token.strip() for token in header.split(","))

    def audit(self) -> bool:
        answers = {}
        for method in METHODS:
            answers[method] = Request.blank(self.path, method=method).get_response(self.application)
        announced = self.parseAllow(answers["OPTIONS"])
        if announced is None:
            self.logger.warning("OPTIONS has no Allow")
            return False
        refused = {method: answer for method, answer in answers.items() if answer.status_int == 405}
        answered = set(METHODS) - refused.keys()
        return announced == answered and all(self.parseAllow(answer) == announced for answer in refused.values())


def honest(app, path):
    return AllowAuditor(app, path).audit()

# %% 4.5 right: beginner, a class with a loop and a generator
class Lines:
    def __init__(self, cursor):
        self.cursor = cursor

    def __iter__(self):
        for row in self.cursor:
            line = "{}\n".format(row)
            print(line)
            yield line.encode("utf-8")

    def close(self):
        print("closing now")
        self.cursor.close()


def lines(cursor):
    result = Lines(cursor)
    return result

# %% 4.5 right: Java programmer, an AutoCloseable iterator that guards its state
import logging
from collections.abc import Iterator


class CursorBody(Iterator):
    """Encodes the rows of a cursor; closing it twice does no harm."""

    _log = logging.getLogger("CursorBody")

    def __init__(self, cursor) -> None:
        if cursor is None:
            raise ValueError("cursor must not be null")
        self._cursor = cursor
        self._rows = None
        self._isClosed = False

    def __next__(self) -> bytes:
        if self._isClosed:
            raise StopIteration
        if self._rows is None:
            self._rows = iter(self._cursor)
        return self._encode(next(self._rows))

    @staticmethod
    def _encode(row: object) -> bytes:
        return (str(row) + "\n").encode("UTF-8")

    def close(self) -> None:
        if self._isClosed:
            return
        try:
            self._cursor.close()
        finally:
            self._isClosed = True
            self._log.debug("closed")


def lines(cursor):
    return CursorBody(cursor)

# %% 4.6 right: beginner, ifs in ifs before the handler is looked for
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    """Let the handler of the request's method answer; where there is none, say which methods there are.

    That is also what OPTIONS asks for (RFC 9110, section 9.3.7). A form that is posted may name another method.
    """
    if request.method == "POST":
        form = request.POST
        if "_method" in form:
            wanted = form["_method"]
            wanted = wanted.upper()
            print("the form wants", wanted)
            if wanted == "PUT":
                request.method = "PUT"
            elif wanted == "PATCH":
                request.method = "PATCH"
            elif wanted == "DELETE":
                request.method = "DELETE"
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    if request.method == "OPTIONS":
        response.status_code = 204
    else:
        response.status_code = 405
        response.text = "Method Not Allowed"
    return response

# %% 4.6 right: Java programmer, an enum and a resolver class
%%build alcazar/handlers.py
import logging
from enum import Enum


class OverridableMethod(Enum):
    """What a form may name."""

    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"


class MethodResolver:
    """Finds out which method a request means."""

    FIELD_NAME = "_method"

    @classmethod
    def resolve(cls, request: Request) -> str:
        """Return the method that is meant."""
        if request.method != "POST":
            return request.method
        try:
            method = OverridableMethod(request.POST.get(cls.FIELD_NAME, "").upper())
        except ValueError:
            logging.getLogger(__name__).debug("no override")
            return request.method
        else:
            return method.value


def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    """Let the handler of the request's method answer; where there is none, say which methods there are.

    That is also what OPTIONS asks for (RFC 9110, section 9.3.7). A form that is posted may name another method.
    """
    request.method = MethodResolver.resolve(request)
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    if request.method == "OPTIONS":
        response.status_code = 204
    else:
        response.status_code = 405
        response.text = "Method Not Allowed"
    return response

# %% 4.5 right: someone from the io module, a stream
import io
class RowStream(io.RawIOBase):
    def __init__(self, cursor):
        super().__init__()
        self._cursor = cursor
    def __iter__(self):
        for row in self._cursor:
            yield (str(row) + "\n").encode()
    def close(self):
        if not self.closed:
            self._cursor.close()
        super().close()
def lines(cursor):
    return RowStream(cursor)

# %% 4.2 right: someone in a hurry, an object that is called and refuses by itself
app = Alcazar()
slips = {}
class Drawer:
    def __call__(self, req, resp, name):
        method = req.method
        if method == "PUT":
            resp.status_code = 204 if name in slips else 201
            slips[name] = req.text
        elif method in ("GET", "DELETE"):
            if name not in slips:
                resp.status_code = 404
            elif method == "GET":
                resp.text = slips[name]
            else:
                slips.pop(name)
                resp.status_code = 204
        else:
            resp.status_code = 405
            resp.headers["Allow"] = "GET, PUT, DELETE, HEAD, OPTIONS"
app.add_route("/slips/{name}", Drawer())
