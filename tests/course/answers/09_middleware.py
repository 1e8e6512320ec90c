# Planted answers to the exercises of chapter 9: wrong ones that must fail, right ones written otherwise that must pass.

# %% 9.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["/", "/moon", "/B-answers", "/C-answers", "/A-raises", "/B-raises-late"],
    "CBA-abc",
)

# %% 9.1 wrong: believes that the first one added is the outermost
predicted = {
    "/": "ABC-cba",
    "/moon": "Not Foundcba",
    "/B-answers": "AB-ba",
    "/C-answers": "ABC-cba",
    "/A-raises": "No-",
    "/B-raises-late": "No-a",
}

# %% 9.1 wrong: believes that who answers is not asked on the way out
predicted = {
    "/": "CBA-abc",
    "/moon": "Not Foundabc",
    "/B-answers": "CB-c",
    "/C-answers": "C-",
    "/A-raises": "No-bc",
    "/B-raises-late": "No-c",
}

# %% 9.1 wrong: believes that who raises writes all the same
predicted = {
    "/": "CBA-abc",
    "/moon": "Not Foundabc",
    "/B-answers": "CB-bc",
    "/C-answers": "C-c",
    "/A-raises": "No-abc",
    "/B-raises-late": "No-bc",
}

# %% 9.1 wrong: believes that layers miss errors
predicted = {
    "/": "CBA-abc",
    "/moon": "Not Found",
    "/B-answers": "CB-bc",
    "/C-answers": "C-c",
    "/A-raises": "No-",
    "/B-raises-late": "No-",
}

# %% 9.1 wrong: believes that all layers see a short circuit
predicted = {
    "/": "CBA-abc",
    "/moon": "Not Foundabc",
    "/B-answers": "CB-abc",
    "/C-answers": "C-abc",
    "/A-raises": "No-bc",
    "/B-raises-late": "No-c",
}

# %% 9.1 right: page by page
predicted = {}
predicted["/"] = "CBA-abc"
predicted["/B-answers"], predicted["/C-answers"] = "CB-bc", "C-c"
predicted.update({"/A-raises": "No-bc", "/B-raises-late": "No-c"})
predicted.setdefault("/moon", "Not Found" + "abc")

# %% 9.1 right: asks the app, prints and logs
import logging


class Letter(Middleware):
    def __init__(self, app, letter):
        super().__init__(app)
        self.letter = letter

    def process_request(self, req):
        req.way = getattr(req, "way", "") + self.letter
        if req.path == f"/{self.letter}-answers":
            return Response(text=f"{req.way}-")
        if req.path == f"/{self.letter}-raises":
            raise HTTPError(403, "No-")

    def process_response(self, req, resp):
        if req.path == f"/{self.letter}-raises-late":
            raise HTTPError(403, "No-")
        resp.text += self.letter.lower()


app = Alcazar()
for letter in "ABC":
    app.add_middleware(Letter, letter=letter)


@app.route("/")
@app.route("/B-raises-late")
def page(req, resp):
    resp.text = f"{req.way}-"


predicted = {}
for path in ["/", "/moon", "/B-answers", "/C-answers", "/A-raises", "/B-raises-late"]:
    predicted[path] = app.respond(Request.blank(path)).text
    print(path, predicted[path])
    logging.warning("%s was asked for", path)

# %% 9.2 wrong: overrides what is there
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        resp.headers.update(self.headers)


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 wrong: pages that are there alone
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        if resp.status_code == 200:
            for name, value in self.headers.items():
                resp.headers.setdefault(name, value)


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 wrong: knows one header
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        resp.headers.setdefault("X-Frame-Options", "DENY")


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 wrong: minds upper case
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        there = [name for name, value in resp.headerlist]
        for name, value in self.headers.items():
            if name not in there:
                resp.headers[name] = value


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 wrong: one dict for all layers
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


HEADERS = {}


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        HEADERS.update(headers)

    def process_response(self, req, resp):
        for name, value in HEADERS.items():
            resp.headers.setdefault(name, value)


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 wrong: forgets what it lies around
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        self.headers = headers

    def process_response(self, req, resp):
        for name, value in self.headers.items():
            resp.headers.setdefault(name, value)


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 wrong: is never laid around the app
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        for name, value in self.headers.items():
            resp.headers.setdefault(name, value)

# %% 9.2 wrong: writes into the handlers instead
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"
    resp.headers["X-Frame-Options"] = "DENY"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)

# %% 9.2 wrong: names are compared letter by letter
class Defaults(Middleware):
    """Gives every response some headers, unless it has them."""

    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        for name in self.headers.keys() - set(resp.headers.keys()):
            resp.headers[name] = self.headers[name]


app = Alcazar()
app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"

# %% 9.2 right: looks first, prints and logs
import logging

app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        for name in self.headers:
            if name not in resp.headers:
                print("adding", name)
                logging.warning("%s was missing", name)
                resp.headers[name] = self.headers[name]


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 right: by a new response
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def process_response(self, req, resp):
        response = resp.copy()
        response.headers.update({name: value for name, value in self.headers.items() if name not in resp.headers})
        return response


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.2 right: overrides __call__
app = Alcazar()


@app.route("/")
def home(req, resp):
    resp.text = "Welcome"


@app.route("/map")
def map(req, resp):
    resp.text = "We are here"
    resp.headers["X-Frame-Options"] = "SAMEORIGIN"


class Defaults(Middleware):
    def __init__(self, app, headers):
        super().__init__(app)
        self.headers = headers

    def __call__(self, request):
        response = self.app(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response


app.add_middleware(Defaults, headers={"X-Frame-Options": "DENY"})

# %% 9.3 wrong: forgets after each request
class Visitor(Middleware):
    name = "you"

    def process_request(self, req):
        if "name" in req.cookies:
            self.name = req.cookies["name"]
        req.visitor = self.name

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = self.name
        self.name = "you"


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

# %% 9.3 wrong: asks anew, and keeps it in the same place
class Visitor(Middleware):
    def process_request(self, req):
        self.name = req.cookies.get("name", "you")
        req.visitor = self.name

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = self.name


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

# %% 9.3 wrong: keeps it with the class
class Visitor(Middleware):
    name = "you"

    def process_request(self, req):
        Visitor.name = req.cookies.get("name", "you")
        req.visitor = Visitor.name

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = Visitor.name


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

# %% 9.3 wrong: mends the header alone
class Visitor(Middleware):
    name = "you"

    def process_request(self, req):
        if "name" in req.cookies:
            self.name = req.cookies["name"]
        req.visitor = self.name

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = req.visitor


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

# %% 9.3 wrong: knows Ada
class Visitor(Middleware):
    def process_request(self, req):
        req.visitor = "ada" if "name" in req.cookies else "you"

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = req.visitor


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

# %% 9.3 right: reads the cookie twice
class Visitor(Middleware):
    def process_request(self, req):
        req.visitor = self.name(req)

    def process_response(self, req, resp):
        resp.headers["X-Visitor"] = self.name(req)

    def name(self, req):
        return req.cookies["name"] if "name" in req.cookies else "you"


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

# %% 9.3 right: in the environ, prints and logs
import logging


class Visitor(Middleware):
    def process_request(self, req):
        req.visitor = req.environ["visitor"] = req.cookies.get("name") or "you"
        print("hello", req.visitor)

    def process_response(self, req, resp):
        logging.warning("bye %s", req.visitor)
        resp.headers["X-Visitor"] = req.environ["visitor"]


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

# %% 9.3 right: in a variable
class Visitor(Middleware):
    def __call__(self, request):
        request.visitor = name = request.cookies.get("name", "you")
        response = self.app(request)
        response.headers["X-Visitor"] = name
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

# %% 9.4 wrong: an empty name, and a path that holds the prefix once
def sound(move):
    before = {"SCRIPT_NAME": "", "PATH_INFO": "/shop/books", "REQUEST_METHOD": "GET"}
    given = dict(before)
    right = {"SCRIPT_NAME": "/shop", "PATH_INFO": "/books", "REQUEST_METHOD": "GET"}
    return move(given, "/shop") == right and given == before

# %% 9.4 wrong: forgets what it handed over
def sound(move):
    after = move({"SCRIPT_NAME": "/site", "PATH_INFO": "/shop/posh/shop", "REQUEST_METHOD": "GET"}, "/shop")
    return after == {"SCRIPT_NAME": "/site/shop", "PATH_INFO": "/posh/shop", "REQUEST_METHOD": "GET"}

# %% 9.4 wrong: two variables are all
def sound(move):
    before = {"SCRIPT_NAME": "/site", "PATH_INFO": "/shop/posh/shop"}
    given = dict(before)
    return move(given, "/shop") == {"SCRIPT_NAME": "/site/shop", "PATH_INFO": "/posh/shop"} and given == before

# %% 9.4 wrong: trusts everyone
def sound(move):
    return True

# %% 9.4 wrong: trusts the one that it knows
def sound(move):
    return move is moved

# %% 9.4 right: asks the mount itself
def sound(move):
    for prefix in ("/shop", "/a/b"):
        environ = {"SCRIPT_NAME": "/x", "PATH_INFO": f"{prefix}{prefix}/p", "QUERY_STRING": "q=1"}
        copy = environ.copy()
        if move(environ, prefix) != moved(copy, prefix) or environ != copy:
            return False
    return True

# %% 9.4 right: case by case, prints and logs
import logging


def sound(move):
    environ = {"SCRIPT_NAME": "/site", "PATH_INFO": "/shop/hops/shop", "REQUEST_METHOD": "PUT"}
    after = move(environ, "/shop")
    print(after)
    logging.warning("judging")
    return all([
        after.get("SCRIPT_NAME") == "/site/shop",
        after.get("PATH_INFO") == "/hops/shop",
        after.get("REQUEST_METHOD") == "PUT",
        environ["SCRIPT_NAME"] == "/site",
        environ["PATH_INFO"] == "/shop/hops/shop",
    ])

# %% 9.5 wrong: takes any method
def override(app):
    def wrapped(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "POST")
            environ = {**environ, "REQUEST_METHOD": method}
        return app(environ, start_response)

    return wrapped


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 wrong: a link can delete
def override(app):
    def wrapped(environ, start_response):
        method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE")
        if method in ("PUT", "PATCH", "DELETE"):
            environ["REQUEST_METHOD"] = method
        return app(environ, start_response)

    return wrapped


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 wrong: DELETE alone
def override(app):
    def wrapped(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST" and environ.get("HTTP_X_HTTP_METHOD_OVERRIDE") == "DELETE":
            environ["REQUEST_METHOD"] = "DELETE"
        return app(environ, start_response)

    return wrapped


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 wrong: the header by its own name
def override(app):
    def wrapped(environ, start_response):
        method = environ.get("X-HTTP-Method-Override")
        if environ["REQUEST_METHOD"] == "POST" and method in ("PUT", "PATCH", "DELETE"):
            environ["REQUEST_METHOD"] = method
        return app(environ, start_response)

    return wrapped


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 wrong: any of the other methods
def override(app):
    def wrapped(environ, start_response):
        method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE")
        if environ["REQUEST_METHOD"] == "POST" and method in ("GET", "HEAD", "PUT", "PATCH", "DELETE"):
            environ["REQUEST_METHOD"] = method
        return app(environ, start_response)

    return wrapped


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 wrong: writes what the handler would
def override(app):
    def wrapped(environ, start_response):
        method = environ["REQUEST_METHOD"]
        if method == "POST":
            method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "POST")
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{method} of {environ['PATH_INFO'].split('/')[-1]}".encode()]

    return wrapped


app = override(None)

# %% 9.5 right: in the environ that came, prints and logs
import logging


def override(app):
    def wrapped(environ, start_response):
        method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "")
        if environ["REQUEST_METHOD"] == "POST" and method in {"PUT", "PATCH", "DELETE"}:
            print("as", method)
            logging.warning("a form said %s", method)
            environ["REQUEST_METHOD"] = method
        return app(environ, start_response)

    return wrapped


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.5 right: a class, by WebOb
class Override:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        request = Request(environ)
        method = request.headers.get("X-HTTP-Method-Override")
        if request.method == "POST" and method in ["DELETE", "PATCH", "PUT"]:
            request.method = method
        return self.app(request.environ, start_response)


override = Override


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(books)

# %% 9.6 wrong: one limit for all
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        times = [time for time in self.times.get("all", []) if now - time < self.seconds]
        if len(times) >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(math.ceil(times[0] + self.seconds - now))})
        self.times["all"] = [*times, now]

# %% 9.6 wrong: counts what it refuses
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        times = [time for time in self.times.get(req.remote_addr, []) if now - time < self.seconds]
        self.times[req.remote_addr] = [*times, now]
        if len(times) >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(math.ceil(times[0] + self.seconds - now))})

# %% 9.6 wrong: never forgets
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now, times = self.clock(), self.times.setdefault(req.remote_addr, [])
        if len(times) >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(math.ceil(times[0] + self.seconds - now))})
        times.append(now)

# %% 9.6 wrong: a new window every few seconds
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        window, count = self.times.get(req.remote_addr, (now, 0))
        if now - window >= self.seconds:
            window, count = now, 0
        if count >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(math.ceil(window + self.seconds - now))})
        self.times[req.remote_addr] = window, count + 1

# %% 9.6 wrong: says nothing of when
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        times = [time for time in self.times.get(req.remote_addr, []) if now - time < self.seconds]
        if len(times) >= self.most:
            raise HTTPError(429)
        self.times[req.remote_addr] = [*times, now]

# %% 9.6 wrong: rounds down
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        times = [time for time in self.times.get(req.remote_addr, []) if now - time < self.seconds]
        if len(times) >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(int(times[0] + self.seconds - now))})
        self.times[req.remote_addr] = [*times, now]

# %% 9.6 wrong: a second too long
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        times = [time for time in self.times.get(req.remote_addr, []) if now - time <= self.seconds]
        if len(times) >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(math.ceil(times[0] + self.seconds - now))})
        self.times[req.remote_addr] = [*times, now]

# %% 9.6 wrong: refuses nobody
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

# %% 9.6 wrong: a wait of whole seconds, and one more
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
        self.visits = {}

    def process_request(self, req):
        now = self.clock()
        recent = [then for then in self.visits.get(req.remote_addr, []) if then > now - self.seconds]
        if len(recent) >= self.most:
            raise HTTPError(429, headers={"Retry-After": str(int(recent[0] + self.seconds - now) + 1)})
        self.visits[req.remote_addr] = [*recent, now]

# %% 9.6 right: by a deque, answers by a response, prints and logs
%%build alcazar/rate_limit.py
import logging
import math
import time
from collections import defaultdict, deque

from .middleware import Middleware
from .response import Response


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = defaultdict(deque)

    def process_request(self, req):
        now, times = self.clock(), self.times[req.environ["REMOTE_ADDR"]]
        while times and times[0] + self.seconds <= now:
            times.popleft()
        if len(times) < self.most:
            times.append(now)
            return None
        print("too fast")
        logging.warning("%s is too fast", req.remote_addr)
        wait = math.ceil(times[0] + self.seconds - now)
        return Response(text="Not so fast", status=429, headerlist=[("Retry-After", f"{wait}")])

# %% 9.6 right: keeps when there is room again
%%build alcazar/rate_limit.py
import math
import time

from .exceptions import HTTPError
from .middleware import Middleware


class RateLimit(Middleware):
    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.times = {}

    def process_request(self, req):
        now = self.clock()
        room = [end for end in self.times.get(req.remote_addr, ()) if end > now]
        self.times[req.remote_addr] = room
        if len(room) >= self.most:
            raise HTTPError(429, "Slow down", {"Retry-After": str(-int((now - min(room)) // 1))})
        room.append(now + self.seconds)


# %% 9.4 right: an accent
def sound(move):
    environ = {"SCRIPT_NAME": "", "PATH_INFO": "/caf\xc3\xa9/caf\xc3\xa9/menu", "x": 1}
    before = dict(environ)
    after = move(environ, "/café")
    if environ != before or after != {"SCRIPT_NAME": "/caf\xc3\xa9", "PATH_INFO": "/caf\xc3\xa9/menu", "x": 1}:
        return False
    return move({"SCRIPT_NAME": "/a", "PATH_INFO": "/shop/posh"}, "/shop") == {"SCRIPT_NAME": "/a/shop", "PATH_INFO": "/posh"}

# %% 9.4 right: without SCRIPT_NAME
def sound(move):
    environ = {"PATH_INFO": "/shop/shop/posh", "x": 1}
    before = dict(environ)
    after = move(environ, "/shop")
    if environ != before or after != {"SCRIPT_NAME": "/shop", "PATH_INFO": "/shop/posh", "x": 1}:
        return False
    return move({"SCRIPT_NAME": "/a", "PATH_INFO": "/shop/posh"}, "/shop") == {"SCRIPT_NAME": "/a/shop", "PATH_INFO": "/posh"}
