"""Right answers to the exercises of chapter 1, by two people with habits of their own.

One is terse and functional: lambdas, the walrus, what is done in turn as the members of a tuple. The other comes from data science and
Flask: helpers, classes with ``__call__``, dicts, prints.
"""

# %% 1.2 right: functional, a lambda and the walrus
app = lambda environ, start_response: (
    body := f"{environ['PATH_INFO'][1:]} €".encode(),
    start_response("200 OK", [("Content-Length", f"{len(body)}"), ("Content-Type", "text/plain;charset=utf-8")]),
)[:1]

# %% 1.4 right: data scientist, a class, and the headers are made into a new list
class Stamped:
    def __init__(self, app, **headers):
        self.app = app
        self.headers = [(name.replace("_", "-"), value) for name, value in headers.items()]

    def __call__(self, environ, start_response):
        def start(status, headers, *args, **kwargs):
            print(status, *headers, sep="\n  ")
            return start_response(status, headers + self.headers, *args, **kwargs)

        return self.app(environ, start)


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Hello"]


def stamp(app, name, value):
    return Stamped(app, **{name: value})


app = stamp(hello, "X-Shelf", "top")

# %% 1.5 right: functional, a context manager and all that may be raised
from contextlib import closing, suppress


def is_wsgi(app):
    setup_testing_defaults(environ := {"QUERY_STRING": ""})
    with suppress(Exception), closing(validator(app)(environ, lambda *said: lambda piece: None)) as body:
        return all(isinstance(piece, bytes) for piece in body)
    return False
