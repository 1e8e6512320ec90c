"""Right answers to the exercises of chapter 4, by people who like other parts of Python than the model answers use."""

# %% 4.2 right: three functions on one pattern, EAFP
app = Alcazar()
slips = {}
SLIP = "/slips/{name}"


@app.route(SLIP, methods=["GET"])
def read(req, resp, name):
    try:
        resp.text = slips[name]
    except KeyError:
        resp.status_code = 404


@app.route(SLIP, methods=["PUT"])
def write(req, resp, name):
    before, slips[name] = slips.get(name), req.body.decode("utf-8")
    resp.status_code = 201 if before is None else 204


@app.route(SLIP, methods=["DELETE"])
def throw_away(req, resp, name):
    resp.status_code = 404 if slips.pop(name, None) is None else 204

# %% 4.5 right: a map with a close
class lines(map):
    def __new__(cls, cursor):
        return super().__new__(cls, lambda row: b"%s\n" % row.encode("utf-8"), cursor)

    def __init__(self, cursor):
        self.close = cursor.close

# %% 4.6 right: match with a guard
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    """Let the handler of the request's method answer; where there is none, say which methods there are.

    That is also what OPTIONS asks for (RFC 9110, section 9.3.7). A form that is posted may name another method.
    """
    match request.method, request.POST.get("_method", "").upper():
        case "POST", ("PUT" | "PATCH" | "DELETE") as other:
            request.environ["REQUEST_METHOD"] = other
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
