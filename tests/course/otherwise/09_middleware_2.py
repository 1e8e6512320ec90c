"""Right answers to the exercises of chapter 9, by two people with habits of their own.

One is terse and functional: lambdas, closures, ``partial``, the walrus. The other comes from data science and Flask:
classes with ``__call__``, deques and dicts of them, loops over cases, oracles, prints.
"""

# %% 9.1 right: functional, letters are put together
on_the_way_in = "".join(reversed("ABC"))
predicted = {"/": f"{on_the_way_in}-abc"} | dict(
    [("/moon", "Not Foundabc"), ("/B-answers", "CB-bc"), ("/C-answers", "C-c"), ("/A-raises", "No-bc"), ("/B-raises-late", "No-c")]
)

# %% 9.1 right: data scientist, builds the layers and asks
class Letter(Middleware):
    def __init__(self, app, letter, **kwargs):
        super().__init__(app, **kwargs)
        self.letter = letter

    def process_request(self, req):
        req.way = getattr(req, "way", "") + self.letter
        print("in ", req.way)
        if req.path == f"/{self.letter}-answers":
            return Response(text=f"{req.way}-")
        if req.path == f"/{self.letter}-raises":
            raise HTTPError(403, "No-")

    def process_response(self, req, resp):
        print("out", self.letter)
        if req.path == f"/{self.letter}-raises-late":
            raise HTTPError(403, "No-")
        resp.text += self.letter.lower()


app = Alcazar()
for _ in "ABC":
    app.add_middleware(Letter, letter=_)


@app.route("/")
@app.route("/B-raises-late")
def page(req, resp):
    resp.text = f"{req.way}-"


client = app.session()
predicted = {}
for path in "/ /moon /B-answers /C-answers /A-raises /B-raises-late".split():
    result = client.get(path)
    predicted[path] = result.text

# %% 9.2 right: functional, setdefault for each pair
class Defaults(Middleware):
    __init__ = lambda self, app, headers: (Middleware.__init__(self, app), setattr(self, "pairs", [*headers.items()]))[0]
    process_response = lambda self, req, resp: [resp.headers.setdefault(*pair) for pair in self.pairs] and None or None


def says(text, **more):
    return lambda req, resp: (setattr(resp, "text", text), resp.headers.update(more))[1]


(app := Alcazar()).add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})
app.add_route("/", says("Welcome"), name="home")
app.add_route("/map", says("We are here", **{"X-Frame-Options": "SAMEORIGIN"}), name="map")

# %% 9.2 right: Flask habitué, returns a response of its own making
class Defaults(Middleware):
    """Gives every response some headers, unless it has them."""

    def __init__(self, *args, **kwargs):
        self.headers = kwargs.pop("headers", {})
        super().__init__(*args, **kwargs)

    def process_response(self, req, resp):
        there = {name.lower() for name in resp.headers.keys()}
        result = resp.copy()
        for name, value in self.headers.items():
            if name.lower() not in there:
                result.headers[name] = value
        print(f"{req.path}: {dict(result.headers)}")
        return result


app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map", name="map")
def show_map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


app.add_middleware(Defaults, **{"headers": {"X-Frame-Options": "DENY"}})

# %% 9.3 right: functional, two lambdas and nothing kept
Visitor = type(
    "Visitor",
    (Middleware,),
    {
        "process_request": lambda self, req: setattr(req, "visitor", req.cookies.get("name") or "you"),
        "process_response": lambda self, req, resp: resp.headers.update({"X-Visitor": req.visitor}),
    },
)


def site(between):
    app = Alcazar()
    app.add_middleware(Visitor)
    app.route("/")(lambda req, resp: setattr(resp, "text", f"Hello {req.visitor}"))

    @app.route("/slow")
    def slow(req, resp):
        app.respond(Request.blank("/", headers={"Cookie": f"name={between}"}))
        resp.text = f"Hello at last, {req.visitor}"

    return app


app = site("bob")

# %% 9.3 right: Flask habitué, keeps it in the environ
import logging

logger = logging.getLogger("visitors")
KEY = "site.visitor"


class Visitor(Middleware):
    default = "you"

    def process_request(self, req):
        req.environ[KEY] = name = dict(req.cookies).get("name", self.default)
        logger.info("%s visits %s", name, req.path)

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = req.environ[KEY]


def site(between):
    app = Alcazar()
    app.add_middleware(Visitor)

    @app.route("/")
    def home(req, resp):
        resp.text = f"Hello {req.environ[KEY]}"

    @app.route("/slow")
    def slow(req, resp):
        _ = app.respond(Request.blank("/", headers={"Cookie": f"name={between}"}))
        resp.text = f"Hello at last, {req.environ[KEY]}"

    return app


app = site("bob")

# %% 9.4 right: functional, one comparison of dicts
from types import MappingProxyType


def sound(move):
    before = {"SCRIPT_NAME": "/hops", "PATH_INFO": "/shop/hops/shop/1", "QUERY_STRING": "a=/shop", "x": [1]}
    given = before.copy()
    return (move(given, "/shop"), given) == (before | {"SCRIPT_NAME": "/hops/shop", "PATH_INFO": "/hops/shop/1"}, before)


# %% 9.4 right: data scientist, holds it against the mount on many environs
import copy
import itertools


def sound(move):
    names = ["", "/site", "/shop", "/a/b"]
    paths = ["/shop", "/shop/", "/shop/books", "/shop/shop", "/shop/hops/poh", "/shop/a/shop/b"]
    checked = 0
    for name, path in itertools.product(names, paths):
        environ = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": name, "PATH_INFO": path, "QUERY_STRING": "page=2"}
        given = copy.deepcopy(environ)
        result = move(given, "/shop")
        if result != moved(environ, "/shop") or given != environ:
            print(f"after {checked} environs: {environ} became {result}")
            return False
        checked += 1
    return True


# %% 9.5 right: functional, a lambda in a lambda
override = lambda app: lambda environ, start_response: app(
    {**environ, "REQUEST_METHOD": method}
    if environ["REQUEST_METHOD"] == "POST"
    and (method := environ.get("HTTP_X_HTTP_METHOD_OVERRIDE")) in ("PUT", "PATCH", "DELETE")
    else environ,
    start_response,
)
books = Alcazar()
books.route("/books/{number:d}")(lambda req, resp, number: setattr(resp, "text", f"{req.method} of {number}"))
app = override(books)

# %% 9.5 right: Flask habitué, a class around wsgi_app
class MethodOverride:
    allowed = frozenset(["PUT", "PATCH", "DELETE"])

    def __init__(self, wsgi_app, header="X-HTTP-Method-Override"):
        self.wsgi_app = wsgi_app
        self.key = "HTTP_" + header.upper().replace("-", "_")

    def __call__(self, environ, start_response):
        wanted = environ.get(self.key, "")
        if environ["REQUEST_METHOD"] == "POST" and wanted in self.allowed:
            print(f"POST goes on as {wanted}")
            environ["REQUEST_METHOD"] = wanted
        yield from self.wsgi_app(environ, start_response)


def override(app, **kwargs):
    return MethodOverride(app, **kwargs)


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.6 right: functional, the times of each client in a dict of tuples
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
        self.most, self.seconds, self.clock, self.times = most, seconds, clock, {}

    def process_request(self, req):
        now = self.clock()
        recent = tuple(t for t in self.times.get(req.remote_addr, ()) if now - t < self.seconds)
        if full := len(recent) >= self.most:
            wait = math.ceil(recent[-self.most] + self.seconds - now)
        self.times[req.remote_addr] = recent if full else (*recent, now)
        if full:
            raise HTTPError(429, headers={"Retry-After": str(wait)})

# %% 9.6 right: Flask habitué, deques in a defaultdict, a lock, and a response
%%build alcazar/rate_limit.py
"""A limit to how often a client may ask. It counts in this process alone."""

import logging
import math
import time
from collections import defaultdict, deque
from threading import Lock

from .middleware import Middleware
from .response import Response

logger = logging.getLogger(__name__)


class RateLimit(Middleware):
    """Lets each client ask so many times within so many seconds."""

    def __init__(self, app, most=10, seconds=60, clock=time.monotonic, **kwargs):
        super().__init__(app, **kwargs)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.hits = defaultdict(lambda: deque(maxlen=most))
        self.lock = Lock()

    def process_request(self, req):
        """Refuse a client that asks too often."""
        with self.lock:
            now, hits = self.clock(), self.hits[req.remote_addr]
            if len(hits) == self.most and now < hits[0] + self.seconds:
                seconds_left = hits[0] + self.seconds - now
                logger.warning("%s has to wait %.1f s", req.remote_addr, seconds_left)
                result = Response(text="Too Many Requests\n", status=429)
                result.retry_after = math.ceil(seconds_left)
                return result
            hits.append(now)
