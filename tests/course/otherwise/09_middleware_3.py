"""Right answers to the exercises of chapter 9, by people who like other parts of Python than the model answers use."""

# %% 9.5 right: a class with a call, get with defaults
class override:
    METHODS = frozenset("PUT PATCH DELETE".split())

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        wanted = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE")
        if environ["REQUEST_METHOD"] == "POST" and wanted in self.METHODS:
            environ = dict(environ, REQUEST_METHOD=wanted)
        yield from self.app(environ, start_response)


books = Alcazar()


@books.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = f"{req.method} of {number}"


app = override(app=books)

# %% 9.6 right: lists that are cut, a response of its own
%%build alcazar/rate_limit.py
"""A limit to how often a client may ask. It counts in this process alone."""

import math
import time
from collections import defaultdict

from .middleware import Middleware
from .response import Response


class RateLimit(Middleware):
    """Lets each client ask so many times within so many seconds."""

    def __init__(self, app, most, seconds, clock=time.monotonic):
        super().__init__(app)
        self.most, self.seconds, self.clock = most, seconds, clock
        self.visits: dict[str, list[float]] = defaultdict(list)

    def process_request(self, req):
        now, client = self.clock(), req.remote_addr
        recent = self.visits[client] = [then for then in self.visits[client] if now - then < self.seconds]
        if len(recent) < self.most:
            recent.append(now)
            return None
        response = Response()
        response.status_code = 429
        response.headers["Retry-After"] = str(math.ceil(recent[-self.most] + self.seconds - now))
        return response
