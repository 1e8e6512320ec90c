"""Right answers to the exercises of chapter 3, by two people with habits of their own.

One is terse and functional: routes by call, lambdas, sums of generators. The other comes from data science and Flask:
loops over tables of routes, regular expressions, helpers, prints.
"""

# %% 3.2 right: functional, the route is called
app = Alcazar()
app.route("/books/{n:d}", name="book")(lambda req, resp, n: setattr(resp, "text", f"Book {n}"))

# %% 3.5 right: functional, a converter that indexes
from itertools import cycle

app = Alcazar()
app.add_converter("isbn", "[0-9]{13}", lambda t: {0: t}.get(sum(int(a) * b for a, b in zip(t, cycle((1, 3)))) % 10) or int("no"))
for pattern, said in {"/isbn/{n:isbn}": "ISBN {n}".format, "/lend/{n:isbn}/to/{who}": "{n} to {who}".format}.items():
    app.add_route(pattern, lambda req, resp, said=said, **values: setattr(resp, "text", said(**values)), name=pattern)

# %% 3.6 right: data scientist, a log of every pattern
import logging

logger = logging.getLogger("patterns")


def handler(req, resp, **kwargs):
    resp.text = "ok"


def clashes(patterns):
    app = Alcazar()
    results = []
    for number, pattern in enumerate(patterns):
        record = {"pattern": pattern, "existing": None}
        try:
            app.route(pattern, name=f"route_{number}")(handler)
        except DuplicateRouteError as problem:
            logger.info("%s", problem)
            record["existing"] = problem.existing
        results.append(record)
    print(*results, sep="\n")
    return [tuple(record.values()) for record in results if record["existing"]]

# %% 3.7 right: Flask habitué, a helper that asks the router, and redirect
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def without_slash(self, request: Request) -> str | None:
        """Return the URL without its last slash, if there is a page; None where there is none."""
        path = request.route_path
        if len(path) < 2 or not path.endswith("/") or not self.router.match(path[:-1]):
            return None
        query = f"?{request.query_string}" if request.query_string else ""
        return f"{quote(path[:-1])}{query}"

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; 404 where there is none."""
        response = Response()
        match = self.router.match(request.route_path)
        if match is not None:
            match.handler(request, response, **match.values)
        elif (target := self.without_slash(request)) is not None:
            response.redirect(target, status_code=308)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response
