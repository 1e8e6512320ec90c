# Planted answers to the exercises of chapter 3: wrong ones that must fail, right ones written otherwise that must pass.

# %% 3.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["GET /books/new", "GET /books/no-7", "GET /books/7", "GET /Books/new", "GET /Books/7", "GET /books/new/"],
    "/books/new",
)

# %% 3.1 wrong: believes that a type comes before its absence
predicted = {
    "GET /books/new": "/books/new",
    "GET /books/no-7": "/books/no-{number:d}",
    "GET /books/7": "/books/{number:d}",
    "GET /Books/new": "/{shelf}/{name:l}",
    "GET /Books/7": 404,
    "GET /books/new/": 404,
}

# %% 3.1 wrong: believes that the first one registered wins
predicted = {
    "GET /books/new": "/books/new",
    "GET /books/no-7": "/books/{name}",
    "GET /books/7": "/books/{name}",
    "GET /Books/new": "/{shelf}/{name:l}",
    "GET /Books/7": 404,
    "GET /books/new/": 404,
}

# %% 3.1 wrong: believes that case makes no difference
predicted = {
    "GET /books/new": "/books/new",
    "GET /books/no-7": "/books/no-{number:d}",
    "GET /books/7": "/books/{name}",
    "GET /Books/new": "/books/new",
    "GET /Books/7": "/books/{name}",
    "GET /books/new/": 404,
}

# %% 3.1 wrong: believes that a slash at the end makes no difference
predicted = {
    "GET /books/new": "/books/new",
    "GET /books/no-7": "/books/no-{number:d}",
    "GET /books/7": "/books/{name}",
    "GET /Books/new": "/{shelf}/{name:l}",
    "GET /Books/7": 404,
    "GET /books/new/": "/books/new",
}

# %% 3.1 wrong: believes that numbers are letters
predicted = {
    "GET /books/new": "/books/new",
    "GET /books/no-7": "/books/no-{number:d}",
    "GET /books/7": "/books/{name}",
    "GET /Books/new": "/{shelf}/{name:l}",
    "GET /Books/7": "/{shelf}/{name:l}",
    "GET /books/new/": 404,
}

# %% 3.1 right: pattern by pattern
predicted = {request: 404 for request in ["GET /Books/7", "GET /books/new/"]}
predicted["GET /books/new"] = "/books/new"
predicted.update({"GET /books/no-7": "/books/no-{number:d}"}, **{"GET /Books/new": "/{shelf}/{name:l}"})
predicted.setdefault("GET /books/7", "/books/{name}")

# %% 3.1 right: prints and logs
import logging

predicted = {"GET /books/new": "/books/new", "GET /books/7": "/books/{name}", "GET /Books/7": 404}
predicted |= {"GET /books/no-7": "/books/no-{number:d}", "GET /Books/new": "/{shelf}/{name:l}", "GET /books/new/": 404}
for request, pattern in predicted.items():
    print(request, pattern)
    logging.warning("%s goes to %s", request, pattern)

# %% 3.1 right: asks the app
from alcazar import Request

app = Alcazar()


def says(pattern):
    def handler(req, resp, **values):
        resp.text = pattern

    return handler


for pattern in ["/books/{name}", "/books/{number:d}", "/books/no-{number:d}", "/books/new", "/{shelf}/{name:l}"]:
    app.add_route(pattern, says(pattern))

predicted = {}
for path in ["/books/new", "/books/no-7", "/books/7", "/Books/new", "/Books/7", "/books/new/"]:
    response = Request.blank(path).get_response(app)
    predicted[f"GET {path}"] = 404 if response.status_int == 404 else response.text

# %% 3.2 wrong: takes words too
app = Alcazar()


@app.route("/books/{number}")
def book(req, resp, number):
    resp.text = f"Book {number}"

# %% 3.2 wrong: book 42 for everyone
app = Alcazar()


@app.route("/books/42")
def book(req, resp):
    resp.text = "Book 42"

# %% 3.2 wrong: every number is 42
app = Alcazar()


@app.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = "Book 42"

# %% 3.2 wrong: takes fractions too
app = Alcazar()


@app.route("/books/{number:g}")
def book(req, resp, number):
    resp.text = f"Book {number:g}"

# %% 3.2 wrong: on another shelf
app = Alcazar()


@app.route("/book/{number:d}")
def book(req, resp, number):
    resp.text = f"Book {number}"

# %% 3.2 wrong: only a part of the text
app = Alcazar()


@app.route("/books/{number:d}")
def book(req, resp, number):
    resp.text = str(number)

# %% 3.2 wrong: sends nothing, returns instead
app = Alcazar()


@app.route("/books/{number:d}")
def book(req, resp, number):
    return f"Book {number}"

# %% 3.2 right: without the decorator
app = Alcazar()
app.add_route("/books/{n:d}", lambda req, resp, n: setattr(resp, "text", "Book " + str(n)))

# %% 3.2 right: prints and logs
import logging

app = Alcazar()


@app.route("/books/{number:d}", name="one-book")
def show_book(request, response, number):
    print("showing", number)
    logging.getLogger("books").warning("book %d", number)
    response.text = "Book %d" % number

# %% 3.2 right: a type of its own, and more pages
app = Alcazar()
app.add_converter("number", "[0-9]+", int)


@app.route("/")
def home(req, resp):
    resp.html = "<h1>All our books</h1>"


@app.route("/books/{number:number}")
def book(req, resp, **values):
    resp.status_code = 200
    resp.body = f"Book {values['number']}".encode()

# %% 3.2 right: refuses words by itself
app = Alcazar()


@app.route("/books/{number}")
def book(req, resp, number):
    if not number.isdecimal():
        resp.status_code = 404
        resp.text = "There is no such book"
        return
    resp.text = f"Book {number}"

# %% 3.3 wrong: the table's links for all
app = Alcazar()


def links(titles):
    return {"Emma": "/books/Emma", "War & Peace": "/books/War%20%26%20Peace"}

# %% 3.3 wrong: links by hand
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return {title: f"/books/{title}" for title in titles if "/" not in title}

# %% 3.3 wrong: encoded by hand, and plus signs for spaces
from urllib.parse import quote_plus

app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return {title: f"/books/{quote_plus(title)}" for title in titles if "/" not in title}

# %% 3.3 wrong: a slash breaks it
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return {title: app.url_for("book", title=title) for title in titles}

# %% 3.3 wrong: stops at the first slash
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    paths = {}
    try:
        for title in titles:
            paths[title] = app.url_for("book", title=title)
    except ValueError:
        pass
    return paths

# %% 3.3 wrong: only the paths
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return [app.url_for("book", title=title) for title in titles if "/" not in title]

# %% 3.3 wrong: nowhere to go
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return {title: app.url_for("book", title=title) if "/" not in title else None for title in titles}

# %% 3.3 wrong: quotes by hand, and leaves the slashes out
from urllib.parse import quote

app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return {title: f"/books/{quote(title)}" for title in titles if "/" not in title}

# %% 3.3 right: filters first
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    return {title: app.url_for("book", title=title) for title in titles if "/" not in title}

# %% 3.3 right: prints and logs, and the route has a name
import logging

app = Alcazar()


@app.route("/books/{title}", name="one-book")
def book(req, resp, title):
    print("reading", title)
    resp.text = title


def links(titles):
    paths = {}
    for title in titles:
        try:
            paths[title] = app.url_for("one-book", title=title)
        except ValueError as problem:
            logging.warning("no page: %s", problem)
    return paths

# %% 3.3 right: step by step
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def path_of(title):
    """Return the path of a title's page, or None."""
    try:
        return app.url_for("book", title=title)
    except ValueError:
        return None


def links(titles):
    found = ((title, path_of(title)) for title in titles)
    return dict(pair for pair in found if pair[1])

# %% 3.4 wrong: the table's answers for all
app = Alcazar()


@app.route("/tags/{tag}/2")
def tagged(req, resp, tag):
    resp.text = "100%25, page 2" if "%" in tag else "new books, page 2"

# %% 3.4 wrong: still decodes once more
from urllib.parse import unquote

app = Alcazar()


@app.route("/tags/{tag}/{page:d}")
def tagged(req, resp, tag, page):
    resp.text = f"{unquote(tag)}, page {page}"

# %% 3.4 wrong: a word still raises
app = Alcazar()


@app.route("/tags/{tag}/{page}")
def tagged(req, resp, tag, page):
    resp.text = f"{tag}, page {int(page)}"

# %% 3.4 wrong: takes words for pages
app = Alcazar()


@app.route("/tags/{tag}/{page}")
def tagged(req, resp, tag, page):
    resp.text = f"{tag}, page {page}"

# %% 3.4 wrong: an apology by 200
app = Alcazar()


@app.route("/tags/{tag}/{page}")
def tagged(req, resp, tag, page):
    try:
        resp.text = f"{tag}, page {int(page)}"
    except ValueError:
        resp.text = "Not Found"

# %% 3.4 wrong: encodes again
from urllib.parse import quote

app = Alcazar()


@app.route("/tags/{tag}/{page:d}")
def tagged(req, resp, tag, page):
    resp.text = f"{quote(tag)}, page {page}"

# %% 3.4 right: other names, no decorator
def tagged(request, response, t, p):
    response.text = "{}, page {}".format(t, p)


app = Alcazar()
app.add_route("/tags/{t}/{p:d}", tagged)

# %% 3.4 right: prints and logs
import logging

app = Alcazar()


@app.route("/tags/{tag}/{page:d}")
def tagged(req, resp, tag, page):
    print(tag, page)
    logging.getLogger("tags").error("%s %d", tag, page)
    resp.text = f"{tag}, page {page}"

# %% 3.4 right: says 404 by itself
app = Alcazar()


@app.route("/tags/{tag}/{page}")
def tagged(req, resp, tag, page):
    try:
        number = int(page)
    except ValueError:
        resp.status_code = 404
        resp.json = {"error": f"{page} is no page"}
    else:
        resp.text = f"{tag}, page {number}"

# %% 3.5 wrong: one book for all
app = Alcazar()
app.add_converter("isbn", "9780141439587")


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 wrong: thirteen digits are enough
app = Alcazar()
app.add_converter("isbn", "[0-9]{13}")


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 wrong: as many digits as you like
def isbn(text):
    if sum(int(digit) * weight for digit, weight in zip(text, [1, 3] * 7)) % 10:
        raise ValueError(text)
    return text


app = Alcazar()
app.add_converter("isbn", "[0-9a-z]+", isbn)


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 wrong: weights the other way round
def isbn(text):
    if sum(int(digit) * weight for digit, weight in zip(text, [3, 1] * 7)) % 10:
        raise ValueError(text)
    return text


app = Alcazar()
app.add_converter("isbn", "[0-9]{13}", isbn)


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 wrong: None for a wrong number
def isbn(text):
    if sum(int(digit) * weight for digit, weight in zip(text, [1, 3] * 7)) % 10 == 0:
        return text


app = Alcazar()
app.add_converter("isbn", "[0-9]{13}", isbn)


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 wrong: raises in the handler
app = Alcazar()
app.add_converter("isbn", "[0-9]{13}")


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    if sum(int(digit) * weight for digit, weight in zip(number, [1, 3] * 7)) % 10:
        raise ValueError(number)
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 wrong: two pages, but only one looks at the number
app = Alcazar()


@app.route("/isbn/{number}")
def book(req, resp, number):
    if len(number) == 13 and sum(int(digit) * weight for digit, weight in zip(number, [1, 3] * 7)) % 10 == 0:
        resp.text = f"ISBN {number}"
    else:
        resp.status_code = 404


@app.route("/lend/{number:d}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 right: remainders and slices
def isbn(text):
    digits = [int(digit) for digit in text]
    if (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 != 0:
        raise ValueError(text)
    return int(text)


app = Alcazar()
app.add_converter("isbn", r"\d{13}", isbn)
app.add_route("/isbn/{n:isbn}", lambda req, resp, n: setattr(resp, "text", f"ISBN {n:013d}"), name="book-page")
app.add_route("/lend/{n:isbn}/to/{who}", lambda req, resp, n, who: setattr(resp, "text", f"{n:013d} to {who}"))

# %% 3.5 right: prints and logs
import logging


def isbn(text):
    print("reading", text)
    total = 0
    for place, digit in enumerate(text):
        total += int(digit) * (3 if place % 2 else 1)
    if total % 10:
        logging.getLogger("isbn").warning("no ISBN: %s", text)
        raise ValueError("the check digit is wrong")
    return text


app = Alcazar()
app.add_converter("isbn", "[0-9]{13}", isbn)


@app.route("/isbn/{number:isbn}")
def page(req, resp, number):
    resp.text = "ISBN " + number

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.5 right: a class of its own
class ISBN:
    """A number that is known to be right."""

    pattern = "[0-9]" * 13

    def __init__(self, text):
        *digits, last = map(int, text)
        if self.check_digit(digits) != last:
            raise ValueError(f"{text} ends with {self.check_digit(digits)}, or has another slip")
        self.text = text

    @staticmethod
    def check_digit(digits):
        return -sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10

    def __str__(self):
        return self.text


app = Alcazar()
app.add_converter("isbn", ISBN.pattern, ISBN)


@app.route("/isbn/{number:isbn}")
def book(req, resp, number):
    resp.content_type = "text/plain"
    resp.text = f"ISBN {number}"

@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = f"{number} to {reader}"

# %% 3.6 wrong: the table's clash
def clashes(patterns):
    return [("/books/{title}", "/books/{name}")] if len(patterns) > 1 else []

# %% 3.6 wrong: compares texts
def clashes(patterns):
    return [(pattern, pattern) for n, pattern in enumerate(patterns) if pattern in patterns[:n]]

# %% 3.6 wrong: ignores types
import re


def clashes(patterns):
    seen, found = {}, []
    for pattern in patterns:
        shape = re.sub(r"\{.*?\}", "{}", pattern)
        if shape in seen:
            found.append((pattern, seen[shape]))
        seen.setdefault(shape, pattern)
    return found

# %% 3.6 wrong: stops at the first
def handler(req, resp, **values):
    resp.text = "ok"


def clashes(patterns):
    app = Alcazar()
    try:
        for pattern in patterns:
            app.add_route(pattern, handler)
    except DuplicateRouteError as duplicate:
        return [(duplicate.pattern, duplicate.existing)]
    return []

# %% 3.6 wrong: the other way round
def handler(req, resp, **values):
    resp.text = "ok"


def clashes(patterns):
    app, found = Alcazar(), []
    for pattern in patterns:
        try:
            app.add_route(pattern, handler)
        except DuplicateRouteError as duplicate:
            found.append((duplicate.existing, duplicate.pattern))
    return found

# %% 3.6 wrong: one app for all calls
def handler(req, resp, **values):
    resp.text = "ok"


app = Alcazar()


def clashes(patterns):
    found = []
    for pattern in patterns:
        try:
            app.add_route(pattern, handler)
        except DuplicateRouteError as duplicate:
            found.append((duplicate.pattern, duplicate.existing))
    return found

# %% 3.6 wrong: only what was refused
def handler(req, resp, **values):
    resp.text = "ok"


def clashes(patterns):
    app, found = Alcazar(), []
    for pattern in patterns:
        try:
            app.add_route(pattern, handler)
        except DuplicateRouteError as duplicate:
            found.append(duplicate.pattern)
    return found

# %% 3.6 right: a shape per pattern, without an app
import re


def clashes(patterns):
    first, found = {}, []
    for pattern in patterns:
        shape = re.sub(r"\{\w+", "{", pattern)
        if shape in first:
            found.append((pattern, first[shape]))
        else:
            first[shape] = pattern
    return found

# %% 3.6 right: prints and logs
import logging


def clashes(patterns):
    app, found = Alcazar(), []
    for pattern in patterns:
        try:
            app.route(pattern)(lambda req, resp, **values: None)
        except AssertionError as error:
            print("refused:", error)
            logging.getLogger("routes").warning(str(error))
            found += [(pattern, error.existing)]
    return found

# %% 3.6 right: one at a time
def nothing(req, resp, **values):
    pass


class Register:
    """Remembers what an app refused."""

    def __init__(self):
        self.app = Alcazar()
        self.refused = []

    def add(self, pattern):
        try:
            self.app.add_route(pattern, nothing)
        except DuplicateRouteError as duplicate:
            self.refused.append((duplicate.pattern, duplicate.existing))
            return False
        return True


def clashes(patterns):
    register = Register()
    for pattern in patterns:
        register.add(pattern)
    return register.refused

# %% 3.7 wrong: knows the table's paths
%%build alcazar/app.py
class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path)
        if request.route_path == "/books/":
            response.redirect("/books", 308)
        elif request.route_path == "/books/7/":
            response.redirect("/books/7?page=2", 308)
        elif match is None:
            response.status_code = 404
            response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response

# %% 3.7 wrong: answers at once
%%build alcazar/app.py
class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path) or self.router.match(request.route_path.removesuffix("/"))
        if match is None:
            response.status_code = 404
            response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response

# %% 3.7 wrong: sends everybody on
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path)
        if match is not None:
            match.handler(request, response, **match.values)
        elif request.route_path.endswith("/"):
            query = f"?{request.query_string}" if request.query_string else ""
            response.redirect(quote(request.route_path[:-1]) + query, 308)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response

# %% 3.7 wrong: loses the query
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path)
        shorter = request.route_path[:-1]
        if match is not None:
            match.handler(request, response, **match.values)
        elif request.route_path.endswith("/") and self.router.match(shorter):
            response.redirect(quote(shorter), 308)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response

# %% 3.7 wrong: by 302
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path)
        shorter = request.route_path[:-1]
        if match is not None:
            match.handler(request, response, **match.values)
        elif request.route_path.endswith("/") and self.router.match(shorter):
            query = f"?{request.query_string}" if request.query_string else ""
            response.redirect(quote(shorter) + query)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response

# %% 3.7 wrong: sends on where a slash belongs
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        shorter = request.route_path[:-1]
        match = self.router.match(request.route_path)
        if request.route_path.endswith("/") and request.route_path != "/":
            query = f"?{request.query_string}" if request.query_string else ""
            match = self.router.match(shorter)
            if match:
                response.redirect(quote(shorter) + query, 308)
                return response
        if match is None:
            response.status_code = 404
            response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response

# %% 3.7 wrong: takes all slashes off
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path)
        shorter = request.route_path.rstrip("/")
        if match is not None:
            match.handler(request, response, **match.values)
        elif request.route_path.endswith("/") and self.router.match(shorter):
            query = f"?{request.query_string}" if request.query_string else ""
            response.redirect(quote(shorter) + query, 308)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response

# %% 3.7 wrong: a location that is not encoded
%%build alcazar/app.py
class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        response = Response()
        match = self.router.match(request.route_path)
        shorter = request.route_path[:-1]
        if match is not None:
            match.handler(request, response, **match.values)
        elif request.route_path.endswith("/") and self.router.match(shorter):
            query = f"?{request.query_string}" if request.query_string else ""
            response.redirect(shorter.replace(" ", "+") + query, 308)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response

# %% 3.7 right: WebOb's path
%%build alcazar/app.py
class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; send on or say 404 where there is none."""
        response = Response()
        match = self.router.match(request.route_path)
        if match is not None:
            match.handler(request, response, **match.values)
        elif request.path.endswith("/") and self.router.match(request.route_path.removesuffix("/")):
            path, question, query = request.path_qs.partition("?")
            response.redirect(path[:-1] + question + query, status_code=308)
        else:
            response.status_code, response.text = 404, "Not Found"
        return response

# %% 3.7 right: prints and logs
%%build alcazar/app.py
import logging
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; send on or say 404 where there is none."""
        response = Response()
        path = request.route_path
        match = self.router.match(path)
        print("asked for", path)
        if match is None and path[-1] == "/" and self.router.match(path[:-1]) is not None:
            logging.getLogger("alcazar").warning("one slash too many: %s", path)
            response.status_code = 308
            response.headers["Location"] = quote(path[:-1]) + ("?" + request.query_string) * bool(request.query_string)
        elif match is None:
            response.status_code = 404
            response.text = "Not Found"
        else:
            match.handler(request, response, **match.values)
        return response

# %% 3.7 right: in methods of its own
%%build alcazar/app.py
from urllib.parse import quote


class Alcazar:
    ...

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path fill a response; send on or say 404 where there is none."""
        response = Response()
        match = self.router.match(request.route_path)
        location = None if match else self.without_slash(request)
        if match:
            match.handler(request, response, **match.values)
        elif location:
            response.html = f'<a href="{location}">Over here</a>'
            response.redirect(location, 308)
        else:
            response.status_code = 404
            response.text = "Not Found"
        return response

    def without_slash(self, request: Request) -> str | None:
        """Return where the request should have gone, or None where nothing answers there either."""
        shorter, slash, after = request.route_path.rpartition("/")
        if after or not self.router.match(shorter):
            return None
        location = quote(shorter)
        if request.query_string:
            location += "?" + request.query_string
        return location


# %% 3.1 wrong: takes 404 for a text
predicted = {"GET /books/new": "/books/new", "GET /books/no-7": "/books/no-{number:d}", "GET /books/7": "/books/{name}", "GET /Books/new": "/{shelf}/{name:l}", "GET /Books/7": "404", "GET /books/new/": "404"}

# %% 3.6 right: NamedTuple
from typing import NamedTuple
class Clash(NamedTuple):
    refused: str
    existing: str
def handler(req, resp, **values):
    resp.text = "ok"
def clashes(patterns):
    app, found = Alcazar(), []
    for pattern in patterns:
        try:
            app.add_route(pattern, handler)
        except DuplicateRouteError as e:
            found.append(Clash(e.pattern, e.existing))
    return found
