"""Right answers to chapter 9 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 9.1 right: beginner, joins the letters as they come
predicted = {"/": "CBA-abc"}

way_in = "C" + "B" + "A"
# nobody is at home, but the layers write all the same
text = "Not Found"
for letter in "abc":
    text = text + letter
predicted["/moon"] = text
predicted["/B-answers"] = "CB" + "-" + "bc"
predicted["/C-answers"] = "C" + "-" + "c"
predicted["/A-raises"] = "No-" + "bc"  # a never sees its own error
predicted["/B-raises-late"] = "No-" + "c"
print(way_in, predicted)

# %% 9.1 right: Java programmer, a simulation of the onion
class Layer:
    def __init__(self, letter: str, inner: "Layer | None") -> None:
        self.letter = letter
        self.inner = inner

    def process(self, path: str, way: str) -> str:
        way += self.letter
        if path == f"/{self.letter}-raises":
            return "No-"
        if path == f"/{self.letter}-answers":
            text = way + "-"
        elif self.inner is not None:
            text = self.inner.process(path, way)
        elif path in ("/", "/B-raises-late"):
            text = way + "-"
        else:
            text = "Not Found"
        if path == f"/{self.letter}-raises-late":
            return "No-"
        return text + self.letter.lower()


onion = Layer("C", Layer("B", Layer("A", None)))
predicted: dict[str, str] = {}
for path in ("/", "/moon", "/B-answers", "/C-answers", "/A-raises", "/B-raises-late"):
    predicted[path] = onion.process(path, "")

# %% 9.2 right: beginner, compares names in small letters
class Defaults(Middleware):
    """Gives every response some headers, unless it has them."""

    def __init__(self, app, headers):
        super().__init__(app)
        self.my_headers = headers

    def process_response(self, req, resp):
        for name in self.my_headers:
            there = False
            for other in resp.headers:
                if other.lower() == name.lower():
                    there = True
            if not there:
                print("adding", name)
                resp.headers[name] = self.my_headers[name]


app = Alcazar()
app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"

# %% 9.2 right: Java programmer, overrides the call and copies what he is given
import logging
from collections.abc import Mapping


class Defaults(Middleware):
    """Gives every response some headers, unless it has them."""

    _LOG = logging.getLogger("Defaults")

    def __init__(self, app, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(app)
        self._headers = dict(headers) if headers is not None else {}

    def __call__(self, request: Request) -> Response:
        response = super().__call__(request)
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)
        self._LOG.debug("%d defaults", len(self._headers))
        return response


class Site(Alcazar):
    def __init__(self) -> None:
        super().__init__()
        self.add_route("/", self.onHome)
        self.add_route("/map", self.onMap)
        self.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

    def onHome(self, request, response) -> None:
        response.text = "Welcome"

    def onMap(self, request, response) -> None:
        response.text = "We are here"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"


app = Site()

# %% 9.3 right: beginner, keeps the name on the request
class Visitor(Middleware):
    def process_request(self, req):
        name = "you"
        for key in req.cookies:
            if key == "name":
                name = req.cookies[key]
        print("visitor is", name)
        req.visitor = name

    def process_response(self, req, resp):
        name = req.visitor
        resp.headers["X-Visitor"] = name


def site(between):
    app = Alcazar()
    app.add_middleware(Visitor)

    @app.route("/")
    def home(req, resp):
        resp.text = f"Hello {req.visitor}"

    @app.route("/slow")
    def slow(req, resp):
        app.respond(Request.blank("/", headers={"Cookie": f"name={between}"}))
        resp.text = f"Hello at last, {req.visitor}"

    return app


app = site("bob")

# %% 9.3 right: Java programmer, stateless, and read from the cookie each time
import logging
from typing import ClassVar


class Visitor(Middleware):
    DEFAULT_NAME: ClassVar[str] = "you"
    HEADER: ClassVar[str] = "X-Visitor"

    @classmethod
    def _nameOf(cls, request: Request) -> str:
        return request.cookies.get("name", cls.DEFAULT_NAME)

    def process_request(self, request: Request) -> None:
        request.visitor = self._nameOf(request)

    def process_response(self, request: Request, response: Response) -> Response:
        response.headers[self.HEADER] = self._nameOf(request)
        logging.getLogger("Visitor").debug("%s", request.path)
        return response


def site(between):
    app = Alcazar()
    app.add_middleware(Visitor)

    @app.route("/")
    def home(req, resp):
        resp.text = f"Hello {req.visitor}"

    @app.route("/slow")
    def slow(req, resp):
        app.respond(Request.blank("/", headers={"Cookie": f"name={between}"}))
        resp.text = f"Hello at last, {req.visitor}"

    return app


app = site("bob")

# %% 9.4 right: beginner, one environ for each fault
def sound(move):
    good = True
    # 1: an empty name
    environ = {}
    environ["SCRIPT_NAME"] = ""
    environ["PATH_INFO"] = "/shop/books"
    environ["REQUEST_METHOD"] = "GET"
    after = move(environ, "/shop")
    if "REQUEST_METHOD" not in after:
        good = False
    if after["SCRIPT_NAME"] != "/shop":
        good = False
    if after["PATH_INFO"] != "/books":
        good = False
    if environ["SCRIPT_NAME"] != "" or environ["PATH_INFO"] != "/shop/books":
        good = False
    # 2: a name that is there already
    environ = {"SCRIPT_NAME": "/town", "PATH_INFO": "/shop/posh"}
    after = move(environ, "/shop")
    if after["SCRIPT_NAME"] != "/town/shop":
        good = False
    if after["PATH_INFO"] != "/posh":  # the letters s h o p stay
        good = False
    # 3: twice the same
    environ = {"SCRIPT_NAME": "", "PATH_INFO": "/shop/shop/books"}
    after = move(environ, "/shop")
    if after["PATH_INFO"] != "/shop/books":
        good = False
    print(good)
    return good

# %% 9.4 right: Java programmer, a table of cases and a frozen copy
import copy
import logging
from dataclasses import dataclass


@dataclass(frozen=True)
class MountCase:
    prefix: str
    scriptName: str
    pathInfo: str
    expectedScriptName: str
    expectedPathInfo: str

    def check(self, move) -> None:
        environ = {
            "SCRIPT_NAME": self.scriptName, "PATH_INFO": self.pathInfo, "QUERY_STRING": "page=2", "wsgi.version": (1, 0)
        }
        before = copy.deepcopy(environ)
        after = move(environ, self.prefix)
        assert environ == before, "the environ was changed"
        expected = {**before, "SCRIPT_NAME": self.expectedScriptName, "PATH_INFO": self.expectedPathInfo}
        assert after == expected, after


class MountSpecification:
    CASES = [
        MountCase("/blog", "", "/blog", "/blog", ""),
        MountCase("/blog", "", "/blog/", "/blog", "/"),
        MountCase("/blog", "/site", "/blog/posts/7", "/site/blog", "/posts/7"),
        MountCase("/blog", "", "/blog/a/blog/b", "/blog", "/a/blog/b"),
        MountCase("/a/b", "/c", "/a/b/a/b", "/c/a/b", "/a/b"),
        MountCase("/shop", "", "/shop/hops", "/shop", "/hops"),
    ]

    @classmethod
    def isSatisfiedBy(cls, move) -> bool:
        try:
            for case in cls.CASES:
                case.check(move)
        except (AssertionError, KeyError) as failure:
            logging.getLogger("MountSpecification").info("%r", failure)
            return False
        else:
            return True


def sound(move):
    return MountSpecification.isSatisfiedBy(move)

# %% 9.5 right: beginner, copies the environ key by key
def override(app):
    def new_app(environ, start_response):
        new_environ = {}
        for key in environ:
            new_environ[key] = environ[key]
        if environ["REQUEST_METHOD"] == "POST":
            if "HTTP_X_HTTP_METHOD_OVERRIDE" in environ:
                wanted = environ["HTTP_X_HTTP_METHOD_OVERRIDE"]
                print("wanted:", wanted)
                if wanted == "PUT" or wanted == "PATCH" or wanted == "DELETE":
                    new_environ["REQUEST_METHOD"] = wanted
        result = app(new_environ, start_response)
        return result

    return new_app


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 right: Java programmer, a WSGI middleware class
import logging
from typing import Any


class MethodOverrideMiddleware:
    """Lets a header name the method of a POST."""

    ALLOWED = frozenset({"PUT", "PATCH", "DELETE"})
    KEY = "HTTP_X_HTTP_METHOD_OVERRIDE"

    def __init__(self, application) -> None:
        if application is None:
            raise ValueError("application must not be null")
        self._application = application

    def _methodOf(self, environ: dict[str, Any]) -> str:
        method = environ["REQUEST_METHOD"]
        override = environ.get(self.KEY, "").strip().upper()
        return override if method == "POST" and override in self.ALLOWED else method

    def __call__(self, environ: dict[str, Any], startResponse):
        method = self._methodOf(environ)
        logging.getLogger("MethodOverrideMiddleware").debug(method)
        return self._application(dict(environ, REQUEST_METHOD=method), startResponse)


def override(app):
    return MethodOverrideMiddleware(app)


class BookController:
    def any(self, request, response, number: int) -> None:
        response.text = "%s of %d" % (request.method, number)


books = Alcazar()
books.add_route("/books/{number:d}", BookController().any)

app = override(books)

# %% 9.6 right: beginner, a dict of lists that is tidied up
%%build alcazar/rate_limit.py
"""A limit to how often a client may ask. It counts in this process alone."""

import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    """Lets each client ask so many times within so many seconds."""

    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        client = req.remote_addr
        if client not in self.times:
            self.times[client] = []
        old_times = self.times[client]
        new_times = []
        for t in old_times:
            if now - t < self.seconds:
                new_times.append(t)
        self.times[client] = new_times
        if len(new_times) >= self.most:
            first = new_times[0]
            wait = first + self.seconds - now
            whole = int(wait)
            if whole < wait:
                whole = whole + 1
            print("too many", client, whole)
            raise HTTPError(429, "Not so fast", {"Retry-After": str(whole)})
        new_times.append(now)

# %% 9.6 right: Java programmer, a window class, a lock and a response that is returned
%%build alcazar/rate_limit.py
"""A limit to how often a client may ask. It counts in this process alone."""

import logging
import math
import threading
import time
from collections import defaultdict, deque
from typing import Callable, Optional

from .handlers import Responder
from .middleware import Middleware
from .request import Request
from .response import Response


class SlidingWindow:
    """When one client asked, not longer ago than the window reaches."""

    def __init__(self, capacity: int, seconds: float) -> None:
        self._capacity = capacity
        self._seconds = seconds
        self._timestamps: deque[float] = deque()

    def tryAcquire(self, now: float) -> Optional[int]:
        """Return None where there is room, else how long to wait."""
        while self._timestamps and self._timestamps[0] <= now - self._seconds:
            self._timestamps.popleft()
        if len(self._timestamps) < self._capacity:
            self._timestamps.append(now)
            return None
        return math.ceil(self._timestamps[0] + self._seconds - now)


class RateLimit(Middleware):
    """Lets each client ask so many times within so many seconds."""

    TOO_MANY_REQUESTS = 429
    _logger = logging.getLogger("RateLimit")

    def __init__(self, app: Responder, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(app)
        if most < 1 or seconds <= 0:
            raise ValueError("most and seconds must be positive")
        self._clock = clock
        self._lock = threading.Lock()
        self._windows: dict[str, SlidingWindow] = defaultdict(lambda: SlidingWindow(most, seconds))

    def process_request(self, request: Request) -> Optional[Response]:
        with self._lock:
            delay = self._windows[request.remote_addr].tryAcquire(self._clock())
        if delay is None:
            return None
        self._logger.warning("%s has to wait", request.remote_addr)
        response = Response(status=self.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(delay)
        return response

# %% 9.4 right: someone thorough, environs of requests
def sound(move):
    for name, path, prefix, rest in [("", "/shop/posh", "/shop", "/posh"), ("/a", "/shop", "/shop", ""), ("/shop", "/shop/shop", "/shop", "/shop")]:
        environ = Request.blank(path, environ={"SCRIPT_NAME": name}, POST={"a": "b"}).environ
        environ["PATH_INFO"] = path
        copy = dict(environ)
        after = move(environ, prefix)
        if environ != copy:
            return False
        for key in environ:
            if key in ("SCRIPT_NAME", "PATH_INFO"):
                continue
            if key not in after or after[key] is not environ[key]:
                return False
        if after["SCRIPT_NAME"] + after["PATH_INFO"] != name + path or after["PATH_INFO"] != rest:
            return False
    return True

# %% 9.5 right: someone who knows WebOb, copies the request
def override(app):
    def overridden(environ, start_response):
        request = Request(environ)
        wanted = request.headers.get("X-HTTP-Method-Override")
        if request.method == "POST" and wanted in ("PUT", "PATCH", "DELETE"):
            request = request.copy()
            request.method = wanted
        return request.get_response(app)(request.environ, start_response)
    return overridden
books = Alcazar()
@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"
app = override(books)

# %% 9.5 right: someone lenient, small letters too, and no header further in
def override(app):
    def overridden(environ, start_response):
        environ = dict(environ)
        wanted = environ.pop("HTTP_X_HTTP_METHOD_OVERRIDE", "").upper()
        if environ["REQUEST_METHOD"] == "POST" and wanted in {"PUT", "PATCH", "DELETE"}:
            environ["REQUEST_METHOD"] = wanted
        return app(environ, start_response)
    return overridden
books = Alcazar()
@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"
app = override(books)

# %% 9.6 right: someone in a hurry, one list for all and the call itself
%%build alcazar/rate_limit.py
import math
import time
from .middleware import Middleware
from .response import Response


class RateLimit(Middleware):
    """Lets each client ask so many times within so many seconds."""

    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock, self.asked = most, seconds, clock, []

    def __call__(self, request):
        now = self.clock()
        mine = [when for who, when in self.asked if who == request.remote_addr and when > now - self.seconds]
        if len(mine) < self.most:
            self.asked.append((request.remote_addr, now))
            return self.app(request)
        answer = Response(status="429 Too Many Requests")
        answer.retry_after = math.ceil(mine[-self.most] + self.seconds - now)
        return answer

# %% 9.3 right: someone from WSGI, keeps it in the environ
class Visitor(Middleware):
    def process_request(self, req):
        req.environ["site.visitor"] = req.visitor = req.cookies.get("name") or "you"
    def process_response(self, req, resp):
        resp.headers.add("X-Visitor", req.environ["site.visitor"])
def site(between):
    app = Alcazar()
    app.add_middleware(Visitor)
    @app.route("/")
    def home(req, resp):
        resp.text = f"Hello {req.visitor}"
    @app.route("/slow")
    def slow(req, resp):
        app.respond(Request.blank("/", headers={"Cookie": f"name={between}"}))
        resp.text = f"Hello at last, {req.visitor}"
    return app
app = site("bob")
