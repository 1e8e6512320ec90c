# Planted answers to the exercises of chapter 4: wrong ones that must fail, right ones written otherwise that must pass.

# %% 4.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["GET /shelf", "SORT /shelf", "HEAD /shelf", "PUT /shelf", "PATCH /book", "OPTIONS /loan", "HEAD /loan",
     "OPTIONS /nowhere"],
    200,
)

# %% 4.1 wrong: believes that any attribute can be asked for
predicted = {
    "GET /shelf": 200, "SORT /shelf": 200, "HEAD /shelf": 200, "PUT /shelf": 405, "PATCH /book": 200,
    "OPTIONS /loan": 204, "HEAD /loan": 405, "OPTIONS /nowhere": 404,
}

# %% 4.1 wrong: believes that HEAD has to be written
predicted = {
    "GET /shelf": 200, "SORT /shelf": 405, "HEAD /shelf": 405, "PUT /shelf": 405, "PATCH /book": 200,
    "OPTIONS /loan": 204, "HEAD /loan": 405, "OPTIONS /nowhere": 404,
}

# %% 4.1 wrong: believes that HEAD is always answered
predicted = {
    "GET /shelf": 200, "SORT /shelf": 405, "HEAD /shelf": 200, "PUT /shelf": 405, "PATCH /book": 200,
    "OPTIONS /loan": 204, "HEAD /loan": 200, "OPTIONS /nowhere": 404,
}

# %% 4.1 wrong: believes that OPTIONS is answered where nothing is
predicted = {
    "GET /shelf": 200, "SORT /shelf": 405, "HEAD /shelf": 200, "PUT /shelf": 405, "PATCH /book": 200,
    "OPTIONS /loan": 204, "HEAD /loan": 405, "OPTIONS /nowhere": 204,
}

# %% 4.1 wrong: believes that a function answers GET alone, as in Flask
predicted = {
    "GET /shelf": 200, "SORT /shelf": 405, "HEAD /shelf": 200, "PUT /shelf": 405, "PATCH /book": 405,
    "OPTIONS /loan": 204, "HEAD /loan": 405, "OPTIONS /nowhere": 404,
}

# %% 4.1 wrong: says 501 to what nobody knows
predicted = {
    "GET /shelf": 200, "SORT /shelf": 501, "HEAD /shelf": 200, "PUT /shelf": 405, "PATCH /book": 200,
    "OPTIONS /loan": 204, "HEAD /loan": 405, "OPTIONS /nowhere": 404,
}

# %% 4.1 right: status by status
predicted = dict.fromkeys(["HEAD /shelf", "PATCH /book", "GET /shelf"], 200)
predicted |= {"OPTIONS /loan": 204} | {"OPTIONS /nowhere": 404}
for request in ("PUT /shelf", "SORT /shelf", "HEAD /loan"):
    predicted.setdefault(request, 405)

# %% 4.1 right: prints and logs
import logging

predicted = {"GET /shelf": 200, "HEAD /shelf": 200, "PATCH /book": 200, "OPTIONS /loan": 204, "OPTIONS /nowhere": 404}
predicted.update({"SORT /shelf": 405, "PUT /shelf": 405, "HEAD /loan": 405})
for request, status in predicted.items():
    print(request, status)
    logging.warning("%s gets %d", request, status)

# %% 4.1 right: asks the app
class Shelf:
    def get(self, req, resp):
        resp.text = "Emma, Persuasion"

    def delete(self, req, resp):
        resp.status_code = 204

    def sort(self, req, resp):
        resp.text = "sorted"


def book(req, resp):
    resp.text = "Emma"


app = Alcazar()
app.add_route("/shelf", Shelf)
app.add_route("/book", book)
app.add_route("/loan", book, methods=["POST"])

predicted = {}
for request in ("GET /shelf", "SORT /shelf", "HEAD /shelf", "PUT /shelf", "PATCH /book", "OPTIONS /loan", "HEAD /loan",
                "OPTIONS /nowhere"):
    method, path = request.split()
    predicted[request] = Request.blank(path, method=method).get_response(app).status_code

# %% 4.2 wrong: knows the table's slip
app = Alcazar()


@app.route("/slips/{name}")
class Slip:
    def get(self, req, resp, name):
        resp.text = "three"

    def put(self, req, resp, name):
        resp.status_code = 201

    def delete(self, req, resp, name):
        resp.status_code = 204

# %% 4.2 wrong: a new drawer for each request
app = Alcazar()


@app.route("/slips/{name}")
class Slip:
    def __init__(self):
        self.slips = {}

    def get(self, req, resp, name):
        if name in self.slips:
            resp.text = self.slips[name]
        else:
            resp.status_code = 404

    def put(self, req, resp, name):
        resp.status_code = 204 if name in self.slips else 201
        self.slips[name] = req.text

    def delete(self, req, resp, name):
        resp.status_code = 204 if self.slips.pop(name, None) else 404

# %% 4.2 wrong: asks after writing
app = Alcazar()
slips = {}


@app.route("/slips/{name}")
class Slip:
    def get(self, req, resp, name):
        if name in slips:
            resp.text = slips[name]
        else:
            resp.status_code = 404

    def put(self, req, resp, name):
        slips[name] = req.text
        resp.status_code = 204 if name in slips else 201

    def delete(self, req, resp, name):
        resp.status_code = 204 if name in slips else 404
        slips.pop(name, None)

# %% 4.2 wrong: what is not there raises
app = Alcazar()
slips = {}


@app.route("/slips/{name}")
class Slip:
    def get(self, req, resp, name):
        resp.text = slips[name]

    def put(self, req, resp, name):
        resp.status_code = 204 if name in slips else 201
        slips[name] = req.text

    def delete(self, req, resp, name):
        del slips[name]
        resp.status_code = 204

# %% 4.2 wrong: one function, which takes POST for PUT
app = Alcazar()
slips = {}


@app.route("/slips/{name}")
def slip(req, resp, name):
    if req.method in ("PUT", "POST"):
        resp.status_code = 204 if name in slips else 201
        slips[name] = req.text
    elif name not in slips:
        resp.status_code = 404
    elif req.method == "DELETE":
        del slips[name]
        resp.status_code = 204
    else:
        resp.text = slips[name]

# %% 4.2 wrong: 405 by hand, without Allow
app = Alcazar()
slips = {}


@app.route("/slips/{name}")
def slip(req, resp, name):
    if req.method == "PUT":
        resp.status_code = 204 if name in slips else 201
        slips[name] = req.text
    elif req.method not in ("GET", "HEAD", "DELETE"):
        resp.status_code = 405
    elif name not in slips:
        resp.status_code = 404
    elif req.method == "DELETE":
        del slips[name]
        resp.status_code = 204
    else:
        resp.text = slips[name]

# %% 4.2 wrong: keeps what was there first
app = Alcazar()
slips = {}


@app.route("/slips/{name}")
class Slip:
    def get(self, req, resp, name):
        resp.text = slips.get(name, "")
        resp.status_code = 200 if name in slips else 404

    def put(self, req, resp, name):
        resp.status_code = 204 if name in slips else 201
        slips.setdefault(name, req.text)

    def delete(self, req, resp, name):
        resp.status_code = 204 if slips.pop(name, None) else 404

# %% 4.2 right: a function for each method
app = Alcazar()
drawer = {}


@app.route("/slips/{name}", methods=["GET"])
def read(req, resp, name):
    resp.text = drawer.get(name, "There is no such slip")
    resp.status_code = 200 if name in drawer else 404


@app.route("/slips/{slip}", methods=["PUT"])
def write(req, resp, slip):
    resp.status_code = 204 if slip in drawer else 201
    drawer[slip] = req.body.decode()


@app.route("/slips/{which}", methods=["DELETE"])
def throw_away(req, resp, which):
    resp.status_code = 204 if drawer.pop(which, None) is not None else 404

# %% 4.2 right: prints and logs
import logging

app = Alcazar()


class Slip:
    slips = {}

    def get(self, request, response, name):
        print("reading", name)
        try:
            response.text = self.slips[name]
        except KeyError:
            logging.getLogger("slips").error("no slip %s", name)
            response.status_code = 404

    def put(self, request, response, name):
        response.status_code = (201, 204)[name in self.slips]
        self.slips[name] = request.text
        print("now there are", len(self.slips))

    def delete(self, request, response, name):
        if name not in self.slips:
            response.status_code = 404
            return
        del self.slips[name]
        response.status_code = 204


app.add_route("/slips/{name}", Slip)

# %% 4.2 right: returns responses
app = Alcazar()


class Drawer:
    def __init__(self):
        self.slips = {}

    def read(self, req, resp, name):
        return Response(self.slips[name]) if name in self.slips else Response(status=404)

    def write(self, req, resp, name):
        status = 204 if name in self.slips else 201
        self.slips[name] = req.text
        return Response(status=status)

    def remove(self, req, resp, name):
        return Response(status=404 if self.slips.pop(name, None) is None else 204)


drawer = Drawer()
app.add_route("/slips/{name}", drawer.read, methods=["get"])
app.add_route("/slips/{name}", drawer.write, methods=["put"], name="write")
app.add_route("/slips/{name}", drawer.remove, methods=["delete"], name="remove")

# %% 4.3 wrong: still forgets
app = Alcazar()


@app.route("/visits/{page}")
class Visits:
    def __init__(self):
        self.counts = {}

    def get(self, req, resp, page):
        resp.text = f"{page}: {self.counts.get(page, 0)}"

    def post(self, req, resp, page):
        self.counts[page] = self.counts.get(page, 0) + 1
        resp.status_code = 204

# %% 4.3 wrong: still returns text
app = Alcazar()


@app.route("/visits/{page}")
class Visits:
    counts = {}

    def get(self, req, resp, page):
        return f"{page}: {self.counts.get(page, 0)}"

    def post(self, req, resp, page):
        self.counts[page] = self.counts.get(page, 0) + 1
        resp.status_code = 204

# %% 4.3 wrong: one count for all pages
app = Alcazar()
count = 0


@app.route("/visits/{page}")
class Visits:
    def get(self, req, resp, page):
        resp.text = f"{page}: {count}"

    def post(self, req, resp, page):
        global count
        count += 1
        resp.status_code = 204

# %% 4.3 wrong: reading counts too
app = Alcazar()
counts = {}


@app.route("/visits/{page}")
def visits(req, resp, page):
    resp.text = f"{page}: {counts.get(page, 0)}"
    counts[page] = counts.get(page, 0) + 1
    if req.method == "POST":
        resp.status_code = 204

# %% 4.3 wrong: knows the table's pages
app = Alcazar()
seen = []


@app.route("/visits/{page}")
class Visits:
    def get(self, req, resp, page):
        resp.text = "home: 1" if seen else "home: 0"

    def post(self, req, resp, page):
        seen.append(page)
        resp.status_code = 204

# %% 4.3 wrong: repaired where nobody looks
app = Alcazar()


@app.route("/visits/{page}")
class Visits:
    def __init__(self):
        Visits.counts = {}

    def get(self, req, resp, page):
        resp.text = f"{page}: {self.counts.get(page, 0)}"

    def post(self, req, resp, page):
        self.counts[page] = self.counts.get(page, 0) + 1
        resp.status_code = 204

# %% 4.3 right: counts in the module
from collections import Counter

app = Alcazar()
counts = Counter()


@app.route("/visits/{page}")
class Visits:
    def get(self, req, resp, page):
        return Response(f"{page}: {counts[page]}")

    def post(self, req, resp, page):
        counts[page] += 1
        resp.status_code = 204

# %% 4.3 right: prints and logs
import logging

app = Alcazar()
visited = []


@app.route("/visits/{page}", methods=["GET"])
def read(req, resp, page):
    print("reading", page)
    resp.text = page + ": " + str(visited.count(page))


@app.route("/visits/{page}", methods=["POST"])
def visit(req, resp, page):
    logging.getLogger("visits").warning("a visit to %s", page)
    visited.append(page)
    return Response(status=204)

# %% 4.3 right: one object for all requests
class Visits:
    def __init__(self):
        self.counts = {}

    def __call__(self, req, resp, page):
        if req.method == "POST":
            self.counts[page] = self.counts.get(page, 0) + 1
            resp.status_code = 204
        else:
            resp.text = f"{page}: {self.counts.get(page, 0)}"


app = Alcazar()
app.add_route("/visits/{page}", Visits(), methods=["GET", "POST"])

# %% 4.4 wrong: always honest
shelf = boaster = Alcazar()


def honest(app, path):
    return True

# %% 4.4 wrong: never believes it
shelf = boaster = Alcazar()


def honest(app, path):
    return False

# %% 4.4 wrong: knows the table's apps
shelf, boaster = Alcazar(), Alcazar()


def honest(app, path):
    return app is shelf

# %% 4.4 wrong: looks at OPTIONS alone
shelf, boaster = Alcazar(), Alcazar()


def honest(app, path):
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    answered = {method for method, answer in answers.items() if answer.status_code != 405}
    return set(answers["OPTIONS"].allow or ()) == answered

# %% 4.4 wrong: is content if nothing is too many
shelf, boaster = Alcazar(), Alcazar()


def honest(app, path):
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    answered = {method for method, answer in answers.items() if answer.status_code != 405}
    told = [answer.allow for method, answer in answers.items() if method == "OPTIONS" or method not in answered]
    return all(set(allow or ()) <= answered for allow in told)

# %% 4.4 wrong: compares in order
shelf, boaster = Alcazar(), Alcazar()


def honest(app, path):
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    answered = [method for method, answer in answers.items() if answer.status_code != 405]
    told = [answer.allow for method, answer in answers.items() if method == "OPTIONS" or method not in answered]
    return all(list(allow or ()) == answered for allow in told)

# %% 4.4 wrong: looks for names in a text
shelf, boaster = Alcazar(), Alcazar()


def honest(app, path):
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    told = [answer for method, answer in answers.items() if method == "OPTIONS" or answer.status_code == 405]
    return all(
        (method in answer.headers.get("Allow", "")) == (answers[method].status_code != 405)
        for answer in told for method in METHODS
    )

# %% 4.4 wrong: breaks without Allow
shelf, boaster = Alcazar(), Alcazar()


def honest(app, path):
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    answered = {method for method, answer in answers.items() if answer.status_code != 405}
    told = [answer.allow for method, answer in answers.items() if method == "OPTIONS" or method not in answered]
    return all(set(allow) == answered for allow in told)

# %% 4.4 wrong: 200 alone counts as an answer
shelf, boaster = Alcazar(), Alcazar()
shelf.add_route("/", lambda req, resp: None, methods=["GET", "POST"])


@boaster.route("/", methods=METHODS)
def boast(req, resp):
    resp.allow = ["GET", "HEAD", "OPTIONS", "PUT"]
    resp.status_code = 405 if req.method in ("PUT", "POST", "PATCH", "DELETE") else 200


def honest(app, path):
    """Say whether OPTIONS names just the methods that a path answers."""
    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    truth = {method for method, answer in answers.items() if answer.status_code < 300}
    return all(
        set(answer.allow or ()) == truth
        for method, answer in answers.items() if method == "OPTIONS" or answer.status_code == 405
    )

# %% 4.4 right: sorted lists, one by one
def honest(app, path):
    answered, told = [], []
    for method in METHODS:
        answer = Request.blank(path, method=method).get_response(app)
        refused = answer.status_code == 405
        if not refused:
            answered.append(method)
        if refused or method == "OPTIONS":
            told.append(answer.allow)
    for names in told:
        if names is None or sorted(names) != sorted(answered):
            return False
    return True

# %% 4.4 right: prints and logs
import logging


def honest(app, path):
    def names(answer):
        return {name.strip() for name in answer.headers.get("Allow", "").split(",")}

    answers = {method: Request.blank(path, method=method).get_response(app) for method in METHODS}
    refused = {method for method in METHODS if answers[method].status_int == 405}
    for method in refused | {"OPTIONS"}:
        print(method, answers[method].status)
        if names(answers[method]) != set(METHODS) - refused:
            logging.getLogger("honest").warning("%s lies", method)
            return False
    return True

# %% 4.4 right: looks for contradictions
def honest(app, path):
    def ask(method):
        return Request.blank(path, method=method).get_response(app)

    def lies(method):
        answer = ask(method)
        return answer.status_code == 405 and set(answer.allow or ()) != told

    told = set(ask("OPTIONS").allow or ())
    possible = {method for method in METHODS if ask(method).status_code != 405}
    return told == possible and not any(lies(method) for method in METHODS)

# %% 4.5 wrong: still in the generator's end
def lines(cursor):
    with closing(cursor):
        for row in cursor:
            yield f"{row}\n".encode()


from contextlib import closing

# %% 4.5 wrong: everything beforehand, in a list
def lines(cursor):
    rows = [f"{row}\n".encode() for row in cursor]
    cursor.close()
    return rows

# %% 4.5 wrong: closed twice
class Lines:
    def __init__(self, cursor):
        self.cursor = cursor

    def __iter__(self):
        for row in self.cursor:
            yield f"{row}\n".encode()
        self.cursor.close()

    def close(self):
        self.cursor.close()


def lines(cursor):
    return Lines(cursor)

# %% 4.5 wrong: never closed
def lines(cursor):
    return (f"{row}\n".encode() for row in cursor)

# %% 4.5 wrong: closed before it is read
def lines(cursor):
    cursor.close()
    return (f"{row}\n".encode() for row in cursor)

# %% 4.5 wrong: takes all rows before it sends the first
class Lines:
    def __init__(self, cursor):
        self.rows = [f"{row}\n".encode() for row in cursor]
        self.close = cursor.close

    def __iter__(self):
        return iter(self.rows)


def lines(cursor):
    return Lines(cursor)

# %% 4.5 wrong: all in one piece
class Lines:
    def __init__(self, cursor):
        self.cursor = cursor
        self.close = cursor.close

    def __iter__(self):
        yield b"".join(f"{row}\n".encode() for row in self.cursor)


lines = Lines

# %% 4.5 wrong: no lines
class Lines:
    def __init__(self, cursor):
        self.cursor, self.close = cursor, cursor.close

    def __iter__(self):
        return (row.encode() for row in self.cursor)


lines = Lines

# %% 4.5 wrong: a Cursor that says it was closed once
class Cursor:
    def __init__(self, rows):
        self.rows, self.closed = rows, 1

    def __iter__(self):
        return iter(self.rows)

    def close(self):
        self.closed = 1


def lines(cursor):
    for row in cursor:
        yield f"{row}\n".encode()

# %% 4.5 right: a generator that has begun
def lines(cursor):
    def begun():
        try:
            yield b""
            for row in cursor:
                yield f"{row}\n".encode()
        finally:
            cursor.close()

    body = begun()
    next(body)
    return body

# %% 4.5 right: prints and logs
import logging


class Lines:
    """The rows of a cursor, as lines."""

    def __init__(self, cursor):
        self.cursor = cursor
        self.rows = iter(cursor)
        self.is_open = True

    def __iter__(self):
        return self

    def __next__(self):
        row = next(self.rows)
        print("sending", row)
        return row.encode() + b"\n"

    def close(self):
        if self.is_open:
            logging.getLogger("lines").warning("closing")
            self.is_open = False
            self.cursor.close()


def lines(cursor):
    return Lines(cursor)

# %% 4.5 right: a name for close
class Body:
    def __init__(self, pieces, close):
        self.pieces = pieces
        self.close = close

    def __iter__(self):
        yield from self.pieces


def lines(cursor):
    return Body((b"%s\n" % row.encode() for row in cursor), cursor.close)

# %% 4.6 wrong: knows the table's form
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    if "sour" in request.text:
        request.method = "DELETE"
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: a link will do
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    method = request.params.get("_method", "").upper()
    if method in {"PUT", "PATCH", "DELETE"}:
        request.method = method
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: any name at all
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    if request.method == "POST":
        request.method = request.POST.get("_method", "POST").upper()
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: large letters only
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    if request.method == "POST" and request.POST.get("_method") in {"PUT", "PATCH", "DELETE"}:
        request.method = request.POST["_method"]
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: the handler is told of a POST
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    method = request.method
    if method == "POST" and request.POST.get("_method", "").upper() in {"PUT", "PATCH", "DELETE"}:
        method = request.POST["_method"].upper()
    handler = find(handlers, method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: other methods may change theirs, too
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    method = request.POST.get("_method", "").upper()
    if method in {"PUT", "PATCH", "DELETE"}:
        request.method = method
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: every POST needs the field
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    if request.method == "POST":
        method = request.POST["_method"].upper()
        if method in {"PUT", "PATCH", "DELETE"}:
            request.method = method
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: falls back to POST where the class has no such method
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    if request.method == "POST":
        method = request.POST.get("_method", "").upper()
        if method in {"PUT", "PATCH", "DELETE"} & handlers.keys():
            request.method = method
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    return response

# %% 4.6 wrong: looks into the link as well
%%build alcazar/handlers.py
def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    """Let the handler of the request's method answer; where there is none, say which methods there are.

    That is also what OPTIONS asks for (RFC 9110, section 9.3.7). A form that is posted may name another method.
    """
    other = request.params.get("_method", "").upper()
    if request.method == "POST" and other in ("PUT", "PATCH", "DELETE"):
        request.method = other
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

# %% 4.6 right: the request looks into itself
%%build alcazar/request.py
from typing import Any


class Request(webob.Request):
    ...

    def __init__(self, environ: dict[str, Any], **options: Any) -> None:
        super().__init__(environ, **options)
        if self.method == "POST":
            named = self.POST.get("_method", "").upper()
            self.method = named if named in ("PUT", "PATCH", "DELETE") else "POST"

# %% 4.6 right: prints and logs
%%build alcazar/handlers.py
import logging


def answer(
    handlers: Mapping[str, Handler], request: Request, response: Response, values: Mapping[str, Any]
) -> Response:
    """Let the handler of the request's method answer; a form that is posted may name another method."""
    wanted = ""
    if request.method == "POST" and "_method" in request.POST:
        wanted = request.POST["_method"].upper()
        print("a form wants", wanted)
    if wanted in ("PUT", "PATCH", "DELETE"):
        logging.getLogger("forms").warning("a POST becomes a %s", wanted)
        request.environ["REQUEST_METHOD"] = wanted
    handler = find(handlers, request.method)
    if handler is not None:
        return filled(response, handler(request, response, **values))
    response.allow = allowed(handlers)
    response.status_code = 204 if request.method == "OPTIONS" else 405
    response.text = "" if request.method == "OPTIONS" else "Method Not Allowed"
    return response

# %% 4.6 right: around answer
%%build alcazar/app.py
class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path and method fill a response; 404 where no path matches."""
        if request.method == "POST":
            for method in ("PUT", "PATCH", "DELETE"):
                if request.POST.get("_method", "").lower() == method.lower():
                    request.method = method
                    break
        match = self.router.match(request.route_path)
        if match is not None:
            return answer(match.handlers, request, Response(), match.values)
        response = Response()
        response.status_code = 404
        response.text = "Not Found"
        return response


# %% 4.1 right: HTTPStatus
from http import HTTPStatus
predicted = {"GET /shelf": HTTPStatus.OK, "SORT /shelf": HTTPStatus.METHOD_NOT_ALLOWED, "HEAD /shelf": HTTPStatus.OK, "PUT /shelf": HTTPStatus.METHOD_NOT_ALLOWED, "PATCH /book": HTTPStatus.OK, "OPTIONS /loan": HTTPStatus.NO_CONTENT, "HEAD /loan": HTTPStatus.METHOD_NOT_ALLOWED, "OPTIONS /nowhere": HTTPStatus.NOT_FOUND}
