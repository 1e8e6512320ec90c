"""Right answers to the exercises of chapter 4, by two people with habits of their own.

One is terse and functional: closures, ``dict.pop`` with a default, classes by ``type``. The other comes from data science
and Flask: one view with ``request.method``, wrappers with ``__getattr__``, prints.
"""

# %% 4.2 right: Flask habitué, one view for three methods
import logging

logger = logging.getLogger("drawer")
app = Alcazar()
slips = {}


@app.route("/slips/{name}", methods=["GET", "PUT", "DELETE"])
def slip(req, resp, name):
    is_there = name in slips
    logger.info("%s %s: %s", req.method, name, "there" if is_there else "not there")
    if req.method == "PUT":
        slips[name] = req.body.decode("utf-8")
        resp.status_code = 204 if is_there else 201
        return
    if not is_there:
        resp.status_code = 404
        return
    if req.method == "DELETE":
        del slips[name]
        resp.status_code = 204
        return
    resp.text = slips[name]


# %% 4.4 right: functional, sets under all
def honest(app, path):
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    allow = lambda method: answers[method].allow and frozenset(answers[method].allow)
    refused = {method for method, answer in answers.items() if answer.status_code == 405}
    return all(allow(method) == frozenset(METHODS) - refused for method in {"OPTIONS", *refused})


shelf, boaster = Alcazar(), Alcazar()
shelf.add_route("/", lambda req, resp: None, methods=["GET", "POST"])


@boaster.route("/", methods=METHODS)
def boast(req, resp):
    resp.allow = ["GET", "HEAD", "OPTIONS", "PUT"]
    resp.status_code = 405 if req.method in ("PUT", "POST", "PATCH", "DELETE") else 200


# %% 4.5 right: functional, a class by type
lines = lambda cursor: type(
    "Lines",
    (),
    {"__iter__": lambda self: (f"{row}\n".encode() for row in cursor), "close": lambda self: cursor.close()},
)()
