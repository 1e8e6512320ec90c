# Planted answers to the exercises of chapter 1: wrong ones that must fail, right ones written otherwise that must pass.

# %% 1.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_LENGTH", "HTTP_X_SHELF"], "POST"
)

# %% 1.1 wrong: the path still encoded
predicted = {
    "REQUEST_METHOD": "POST",
    "PATH_INFO": "/two%20words",
    "QUERY_STRING": "by=a%26b",
    "CONTENT_LENGTH": "5",
    "HTTP_X_SHELF": "top",
}

# %% 1.1 wrong: the query decoded
predicted = {
    "REQUEST_METHOD": "POST",
    "PATH_INFO": "/two words",
    "QUERY_STRING": "by=a&b",
    "CONTENT_LENGTH": "5",
    "HTTP_X_SHELF": "top",
}

# %% 1.1 wrong: a length that is a number
predicted = {
    "REQUEST_METHOD": "POST",
    "PATH_INFO": "/two words",
    "QUERY_STRING": "by=a%26b",
    "CONTENT_LENGTH": 5,
    "HTTP_X_SHELF": "top",
}

# %% 1.1 wrong: counts characters
predicted = {
    "REQUEST_METHOD": "POST",
    "PATH_INFO": "/two words",
    "QUERY_STRING": "by=a%26b",
    "CONTENT_LENGTH": "4",
    "HTTP_X_SHELF": "top",
}

# %% 1.1 right: counts the bytes, and more keys than asked for
predicted = {"REQUEST_METHOD": "POST"}
predicted.update(PATH_INFO="/two words", QUERY_STRING="by=a%26b", HTTP_X_SHELF="top", SCRIPT_NAME="")
predicted["CONTENT_LENGTH"] = str(len("café".encode()))

# %% 1.1 right: prints and logs
import logging

predicted = {"REQUEST_METHOD": "POST", "PATH_INFO": "/two words", "QUERY_STRING": "by=a%26b"}
predicted |= {"CONTENT_LENGTH": "5", "HTTP_X_SHELF": "top"}
for key, value in predicted.items():
    print(key, value)
    logging.getLogger("environ").warning("%s is %s", key, value)

# %% 1.1 right: lets an app look
predicted = {}


def look(environ, start_response):
    predicted.update(environ)
    start_response("200 OK", [])
    return []


show(look, ask("POST /two%20words?by=a%26b", headers={"X-Shelf": "top"}, data="café".encode()))

# %% 1.2 wrong: only the table's prices
def app(environ, start_response):
    body = {"/42": "42 €", "/7": "7 €"}.get(environ["PATH_INFO"], "").encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.2 wrong: counts characters
def app(environ, start_response):
    text = f"{environ['PATH_INFO'].strip('/')} €"
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))])
    return [text.encode()]

# %% 1.2 wrong: says no length
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{environ['PATH_INFO'].strip('/')} €".encode()]

# %% 1.2 wrong: says HTML
def app(environ, start_response):
    body = f"{environ['PATH_INFO'].strip('/')} €".encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.2 wrong: does not say that it is UTF-8
def app(environ, start_response):
    body = f"{environ['PATH_INFO'].strip('/')} €".encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.2 wrong: another encoding than it says
def app(environ, start_response):
    body = f"{environ['PATH_INFO'].strip('/')} €".encode("cp1252")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.2 wrong: leaves the slash on
def app(environ, start_response):
    body = f"{environ['PATH_INFO']} €".encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.2 right: in pieces, with the charset in capitals
def app(environ, start_response):
    pieces = [environ["PATH_INFO"].rpartition("/")[2].encode("ascii"), b" ", "€".encode("utf-8")]
    length = sum(map(len, pieces))
    start_response("200 OK", [("content-length", str(length)), ("content-type", "text/plain; charset=UTF-8")])
    return pieces

# %% 1.2 right: prints and logs
import logging


def app(environ, start_response):
    price = environ["PATH_INFO"].lstrip("/")
    print("price", price, file=environ["wsgi.errors"])
    print("price", price)
    logging.getLogger("prices").error("asked for %s", price)
    body = bytes(price + " €", "utf-8")
    start_response("200 OK", [("Content-Type", "text/plain;charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.2 right: a class with state
class PriceTag:
    """An app that remembers nothing but its currency."""

    def __init__(self, currency):
        self.currency = currency

    def headers(self, body):
        yield "Content-Type", "text/plain; charset=utf-8"
        yield "Content-Length", f"{len(body):d}"
        yield "X-Powered-By", "patience"

    def __call__(self, environ, start_response):
        body = f"{int(environ['PATH_INFO'][1:])} {self.currency}".encode()
        start_response("200 OK", list(self.headers(body)))
        yield body


app = PriceTag("€")

# %% 1.3 wrong: only the table's texts
def app(environ, start_response):
    said = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    body = {b"so far so good": b"4 words", b"": b"0 words"}.get(said, b"10 words")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.3 wrong: still breaks without a body
def app(environ, start_response):
    words = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).split()
    body = f"{len(words)} words".encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.3 wrong: still returns text
def app(environ, start_response):
    words = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).split()
    body = f"{len(words)} words"
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return body

# %% 1.3 wrong: bytes, but not in a list
def app(environ, start_response):
    words = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).split()
    body = f"{len(words)} words".encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return body

# %% 1.3 wrong: still seven bytes
def app(environ, start_response):
    words = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).split()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "7")])
    return [f"{len(words)} words".encode()]

# %% 1.3 wrong: counts spaces
def app(environ, start_response):
    said = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    body = f"{said.count(b' ') + 1} words".encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.3 wrong: listens to POST alone
def app(environ, start_response):
    said = b""
    if environ["REQUEST_METHOD"] == "POST":
        said = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    body = f"{len(said.split())} words".encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.3 wrong: splits at blanks alone
def app(environ, start_response):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    words = environ["wsgi.input"].read(length).decode().split(" ")
    body = f"{len(words) if words != [''] else 0} words".encode()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.3 wrong: seven or eight
def app(environ, start_response):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    words = environ["wsgi.input"].read(length).split()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "8" if len(words) > 10 else "7")])
    return [f"{len(words)} words".encode()]

# %% 1.3 right: asks forgiveness
def app(environ, start_response):
    try:
        length = int(environ["CONTENT_LENGTH"])
    except (KeyError, ValueError):
        length = 0
    said = str(environ["wsgi.input"].read(length), "utf-8")
    answer = bytes(f"{len(said.split())} words", "utf-8")
    start_response("200 OK", [("Content-Length", f"{len(answer)}"), ("Content-Type", "text/plain; charset=utf-8")])
    return [answer]

# %% 1.3 right: prints and logs
import logging


def app(environ, start_response):
    length = int(environ.get("CONTENT_LENGTH") or "0")
    print("length", length)
    words = environ["wsgi.input"].read(length).split()
    logging.warning("heard %r", words)
    body = b"%d words" % len(words)
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# %% 1.3 right: in pieces
def app(environ, start_response):
    remaining = environ.get("CONTENT_LENGTH", "")
    words = environ["wsgi.input"].read(int(remaining)).split() if remaining.isdigit() else []
    count = str(len(words)).encode()
    headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(count) + len(b" words"))}
    start_response("200 OK", list(headers.items()))
    yield count
    yield b" words"

# %% 1.4 wrong: always the table's header
def stamp(app, name, value):
    def stamped(environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, ("X-Shelf", "top")], exc_info)

        return app(environ, start)

    return stamped

# %% 1.4 wrong: grows the app's own list
def stamp(app, name, value):
    def stamped(environ, start_response):
        def start(status, headers, exc_info=None):
            headers.append((name, value))
            return start_response(status, headers, exc_info)

        return app(environ, start)

    return stamped

# %% 1.4 wrong: loses the other headers
def stamp(app, name, value):
    def stamped(environ, start_response):
        return app(environ, lambda status, headers, exc_info=None: start_response(status, [(name, value)], exc_info))

    return stamped

# %% 1.4 wrong: starts before a generator does
def stamp(app, name, value):
    def stamped(environ, start_response):
        started = []
        body = app(environ, lambda *parts: started.extend(parts))
        status, headers = started[:2]
        start_response(status, [*headers, (name, value)])
        return body

    return stamped

# %% 1.4 wrong: 200 whatever the app says
def stamp(app, name, value):
    def stamped(environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response("200 OK", [*headers, (name, value)], exc_info)

        return app(environ, start)

    return stamped

# %% 1.4 right: a class
class Stamped:
    def __init__(self, app, header):
        self.app = app
        self.header = header

    def __call__(self, environ, start_response):
        self.start_response = start_response
        return self.app(environ, self.start)

    def start(self, status, headers, *exc_info):
        return self.start_response(status, list(headers) + [self.header], *exc_info)


def stamp(app, name, value):
    return Stamped(app, (name, value))

# %% 1.4 right: prints and logs, and puts its header first
import logging


def stamp(app, name, value):
    print("stamping with", name, value)

    def stamped(environ, start_response):
        def start(status, headers, exc_info=None):
            logging.getLogger("stamp").warning("%s %s", status, headers)
            return start_response(status, [(name, value), *headers], exc_info)

        yield from app(environ, start)

    return stamped

# %% 1.4 right: reads the whole body first
def stamp(app, name, value):
    def stamped(environ, start_response):
        started = {}

        def start(status, headers, exc_info=None):
            started["status"], started["headers"] = status, [pair for pair in headers]
            return lambda piece: None

        answer = app(environ, start)
        try:
            pieces = list(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        start_response(started["status"], started["headers"] + [(name, value)])
        return pieces

    return stamped

# %% 1.5 wrong: knows the table's apps
def is_wsgi(app):
    return isinstance(app, Alcazar)

# %% 1.5 wrong: everything that can be called
def is_wsgi(app):
    return callable(app)

# %% 1.5 wrong: never reads the body
def is_wsgi(app):
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    try:
        validator(app)(environ, lambda status, headers, exc_info=None: lambda piece: None).close()
    except Exception:
        return False
    return True

# %% 1.5 wrong: reads the first piece alone
def is_wsgi(app):
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    try:
        body = validator(app)(environ, lambda status, headers, exc_info=None: lambda piece: None)
        next(body)
        body.close()
    except Exception:
        return False
    return True

# %% 1.5 wrong: lets the app's own errors through
def is_wsgi(app):
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    try:
        body = validator(app)(environ, lambda status, headers, exc_info=None: lambda piece: None)
        list(body)
        body.close()
    except AssertionError:
        return False
    return True

# %% 1.5 wrong: looks at types by itself, and only at some
def is_wsgi(app):
    environ, told = {"QUERY_STRING": ""}, []
    setup_testing_defaults(environ)
    try:
        body = list(app(environ, lambda *parts: told.extend(parts)))
    except Exception:
        return False
    return isinstance(told[0], str) and all(isinstance(piece, bytes) for piece in body)

# %% 1.5 right: closes by hand
def is_wsgi(app):
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    kept = True
    try:
        body = validator(app)(environ, lambda status, headers, exc_info=None: print)
        try:
            for _ in body:
                pass
        finally:
            body.close()
    except Exception:
        kept = False
    return kept

# %% 1.5 right: prints and logs
import logging


def is_wsgi(app):
    environ = {"QUERY_STRING": ""}
    setup_testing_defaults(environ)
    try:
        body = validator(app)(environ, lambda status, headers, exc_info=None: lambda piece: None)
        print(b"".join(body))
        body.close()
    except AssertionError as broken:
        logging.warning("a rule is broken: %s", broken)
        return False
    except Exception:
        logging.exception("it raised")
        return False
    return True

# %% 1.5 right: without the validator, rule by rule
def _pairs_of_text(headers):
    return type(headers) is list and all(
        type(pair) is tuple and len(pair) == 2 and all(type(part) is str for part in pair) for pair in headers
    )


def is_wsgi(app):
    environ, told = {"QUERY_STRING": ""}, []
    setup_testing_defaults(environ)

    def start_response(status, headers, exc_info=None):
        told.append((status, headers))
        return lambda piece: None

    try:
        body = app(environ, start_response)
        if body is None:
            return False
        pieces = [piece for piece in body]
    except Exception:
        return False
    if not told or not all(type(piece) is bytes for piece in pieces):
        return False
    status, headers = told[-1]
    return type(status) is str and status[:3].isdigit() and _pairs_of_text(headers)

# %% 1.6 wrong: never a body
%%build alcazar/app.py
class Alcazar:
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "18")])
        return []

# %% 1.6 wrong: a length of nothing
%%build alcazar/app.py
class Alcazar:
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else b"Hello from Alcazar"
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

# %% 1.6 wrong: HEAD and nothing in it
%%build alcazar/app.py
class Alcazar:
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "HEAD":
            start_response("204 No Content", [])
            return []
        body = b"Hello from Alcazar"
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

# %% 1.6 wrong: a body for GET alone
%%build alcazar/app.py
class Alcazar:
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = b"Hello from Alcazar"
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body] if environ["REQUEST_METHOD"] == "GET" else []

# %% 1.6 wrong: looks for the method in small letters
%%build alcazar/app.py
class Alcazar:
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = b"Hello from Alcazar"
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "head" else [body]

# %% 1.6 right: an empty piece
%%build alcazar/app.py
class Alcazar:
    """A WSGI application."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        body = b"Hello from Alcazar"
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        yield b"" if environ["REQUEST_METHOD"] == "HEAD" else body

# %% 1.6 right: prints and logs
%%build alcazar/app.py
import logging


class Alcazar:
    """A WSGI application."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        method = environ["REQUEST_METHOD"]
        print("asked with", method)
        logging.getLogger("alcazar").warning("method %s", method)
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "18")])
        return [b"Hello from Alcazar"][method == "HEAD" :]

# %% 1.6 right: in methods of its own
%%build alcazar/app.py
class Alcazar:
    """A WSGI application."""

    greeting = b"Hello from Alcazar"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        start_response("200 OK", self.headers())
        return self.body(environ["REQUEST_METHOD"])

    def headers(self) -> list[tuple[str, str]]:
        """Return the headers, which are the same for every method."""
        return [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(self.greeting)))]

    def body(self, method: str) -> Iterable[bytes]:
        """Return the body, which HEAD goes without."""
        return () if method == "HEAD" else (self.greeting,)
