# Planted answers to the exercises of chapter 2: wrong ones that must fail, right ones written otherwise that must pass.

# %% 2.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["GET /books", "GET /prices", "GET /stock", "GET /sold", "GET /old"], (200, "application/json")
)

# %% 2.1 wrong: believes that a content type outlives the text
predicted = {
    "GET /books": (200, "application/json"),
    "GET /prices": (200, "text/csv"),
    "GET /stock": (200, "text/csv"),
    "GET /sold": (204, None),
    "GET /old": (302, "text/plain"),
}

# %% 2.1 wrong: believes that 204 has a content type
predicted = {
    "GET /books": (200, "application/json"),
    "GET /prices": (200, "text/plain"),
    "GET /stock": (200, "text/csv"),
    "GET /sold": (204, "text/html"),
    "GET /old": (302, "text/plain"),
}

# %% 2.1 wrong: redirects for good
predicted = {
    "GET /books": (200, "application/json"),
    "GET /prices": (200, "text/plain"),
    "GET /stock": (200, "text/csv"),
    "GET /sold": (204, None),
    "GET /old": (301, "text/plain"),
}

# %% 2.1 wrong: statuses that are texts
predicted = {
    "GET /books": ("200", "application/json"),
    "GET /prices": ("200", "text/plain"),
    "GET /stock": ("200", "text/csv"),
    "GET /sold": ("204", None),
    "GET /old": ("302", "text/plain"),
}

# %% 2.1 right: in one go, and with one too many
predicted = {f"GET /{page}": (200, f"text/{kind}") for page, kind in [("prices", "plain"), ("stock", "csv")]}
predicted |= {"GET /books": (200, "application/json"), "GET /sold": (204, None)}
predicted |= dict.fromkeys(["GET /old", "GET /"], (302, "text/plain"))

# %% 2.1 right: prints and logs
import logging

predicted = {"GET /books": (200, "application/json"), "GET /prices": (200, "text/plain"), "GET /sold": (204, None)}
predicted.update({"GET /stock": (200, "text/csv"), "GET /old": (302, "text/plain")})
for request in predicted:
    print(request)
    logging.warning("predicted %s", request)

# %% 2.1 right: asks the app
class Shop(Alcazar):
    def answer(self, request):
        response = Response()
        if request.path == "/books":
            response.json = ["Emma", "Persuasion"]
        elif request.path == "/prices":
            response.content_type = "text/csv"
            response.text = "Emma,7"
        elif request.path == "/stock":
            response.text = "Emma,3"
            response.content_type = "text/csv"
        elif request.path == "/sold":
            response.html = "<p>Sold</p>"
            response.status_code = 204
        else:
            response.text = "We moved"
            response.redirect("/books")
        return response


predicted = {}
for path in ["/books", "/prices", "/stock", "/sold", "/old"]:
    response = Request.blank(path).get_response(Shop())
    predicted[f"GET {path}"] = (response.status_int, response.content_type)

# %% 2.2 wrong: always the table's sum
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        response.json = {"sum": 5}
        if request.GET.get("b") in (None, "two"):
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: joins texts
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        try:
            response.json = {"sum": request.GET["a"] + request.GET["b"]}
        except KeyError:
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: a word breaks it
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        if "a" in request.GET and "b" in request.GET:
            response.json = {"sum": int(request.GET["a"]) + int(request.GET["b"])}
        else:
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: takes what is missing for 0
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        try:
            response.json = {"sum": int(request.GET.get("a", 0)) + int(request.GET.get("b", 0))}
        except ValueError:
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: says that JSON is text
import json


class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        try:
            response.text = json.dumps({"sum": int(request.GET["a"]) + int(request.GET["b"])})
        except (KeyError, ValueError):
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: no number is below zero
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        a, b = request.GET.get("a", ""), request.GET.get("b", "")
        if a.isdigit() and b.isdigit():
            response.json = {"sum": int(a) + int(b)}
        else:
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: reads a form
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        try:
            response.json = {"sum": int(request.POST["a"]) + int(request.POST["b"])}
        except (KeyError, ValueError):
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 wrong: takes parts of a number
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        try:
            total = float(request.GET["a"]) + float(request.GET["b"])
            response.json = {"sum": int(total) if total == int(total) else total}
        except (KeyError, ValueError):
            response.status_code = 400
        return response


app = Sum()

# %% 2.2 right: with a pattern, and a reason
import re


class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        numbers = [request.GET.get(name, "") for name in "ab"]
        if all(re.fullmatch(r"-?\d+", number) for number in numbers):
            response.json = {"sum": sum(map(int, numbers))}
            return response
        response.status_code = 400
        response.text = f"a and b are whole numbers, not {numbers}"
        return response


app = Sum()

# %% 2.2 right: prints and logs
import logging


class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        print(request.query_string)
        try:
            a, b = int(request.params["a"]), int(request.params["b"])
        except (KeyError, ValueError) as problem:
            logging.getLogger("sum").warning("bad: %s", problem)
            response.status = "400 Bad Request"
        else:
            response.json = dict(sum=a + b)
        return response


app = Sum()

# %% 2.2 right: JSON by hand
class Sum(Alcazar):
    def answer(self, request):
        total = self.total(request.GET)
        response = Response()
        if total is None:
            response.status_code = 400
            response.json = {"error": "a and b have to be whole numbers"}
        else:
            response.body = b'{"sum": %d}' % total
            response.content_type = "application/json"
        return response

    def total(self, query):
        """Return the sum, or None where there is none."""
        total = 0
        for name in ("a", "b"):
            if name not in query:
                return None
            try:
                total += int(query[name])
            except ValueError:
                return None
        return total


app = Sum()

# %% 2.3 wrong: knows the table's themes
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        asked, kept = request.GET.get("theme"), request.cookies.get("theme")
        response.text = "blue" if asked == "blue" else "dark" if "dark" in (asked, kept) else "light"
        if asked:
            response.set_cookie("theme", response.text)
        return response


app = Themes()

# %% 2.3 wrong: newcomers still break it
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        if "theme" in request.GET:
            response.text = request.GET["theme"]
            response.set_cookie("theme", request.GET["theme"])
        else:
            response.text = request.cookies["theme"]
        return response


app = Themes()

# %% 2.3 wrong: still the old one
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        response.text = request.cookies.get("theme", "light")
        if "theme" in request.GET:
            response.set_cookie("theme", request.GET["theme"])
        return response


app = Themes()

# %% 2.3 wrong: the cookie wins
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        response.text = request.cookies.get("theme") or request.GET.get("theme", "light")
        if "theme" in request.GET:
            response.set_cookie("theme", request.GET["theme"])
        return response


app = Themes()

# %% 2.3 wrong: forgets to set the cookie
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        response.text = request.GET.get("theme", request.cookies.get("theme", "light"))
        return response


app = Themes()

# %% 2.3 wrong: remembers in the app, for all readers together
class Themes(Alcazar):
    theme = "light"

    def answer(self, request):
        response = Response()
        self.theme = request.GET.get("theme", self.theme)
        response.text = self.theme
        if "theme" in request.GET:
            response.set_cookie("theme", self.theme)
        return response


app = Themes()

# %% 2.3 wrong: a cookie of another name
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        response.text = request.GET.get("theme", request.cookies.get("theme", "light"))
        if "theme" in request.GET:
            response.set_cookie("style", request.GET["theme"])
        return response


app = Themes()

# %% 2.3 right: the cookie for a year
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        chosen = request.GET.get("theme")
        if chosen is not None:
            response.set_cookie("theme", chosen, max_age=365 * 24 * 3600)
        response.text = chosen or request.cookies.get("theme") or "light"
        return response


app = Themes()

# %% 2.3 right: prints and logs
import logging


class Themes(Alcazar):
    def answer(self, request):
        print(dict(request.cookies))
        try:
            theme = request.GET["theme"]
        except KeyError:
            theme = None
        logging.error("chosen: %s", theme)
        response = Response()
        if theme:
            response.set_cookie("theme", theme, path="/", samesite="Strict")
        response.text = theme if theme else request.cookies.get("theme", "light")
        return response


app = Themes()

# %% 2.3 right: headers by hand, and another cookie besides
class Themes(Alcazar):
    def answer(self, request):
        response = Response()
        response.headers.add("Set-Cookie", "seen=yes; Path=/")
        if "theme" in request.GET:
            response.headers.add("Set-Cookie", f"theme={request.GET['theme']}; Path=/")
        response.text = self.theme(request)
        return response

    def theme(self, request):
        """Return the theme that was chosen just now, or the one that is kept."""
        if "theme" in request.GET:
            return request.GET["theme"]
        for cookie in request.headers.get("Cookie", "").split(";"):
            name, _, value = cookie.strip().partition("=")
            if name == "theme":
                return value
        return "light"


app = Themes()

# %% 2.4 wrong: the table's row for every list
def export(rows):
    response = Response()
    response.content_type = "text/csv"
    response.body = (row for row in [b"Emma\n", b"Caf\xc3\xa9\n"])
    return response

# %% 2.4 wrong: takes all rows at once
def export(rows):
    response = Response()
    response.content_type = "text/csv"
    response.body = [f"{row}\n".encode() for row in rows]
    return response

# %% 2.4 wrong: one body, and its length
def export(rows):
    response = Response()
    response.content_type = "text/csv"
    response.body = "".join(f"{row}\n" for row in rows).encode()
    return response

# %% 2.4 wrong: rows that run into one another
def export(rows):
    response = Response()
    response.content_type = "text/csv"
    response.body = (row.encode() for row in rows)
    return response

# %% 2.4 wrong: plain text
def export(rows):
    response = Response()
    response.body = (f"{row}\n".encode() for row in rows)
    return response

# %% 2.4 wrong: a stream of text
def export(rows):
    response = Response()
    response.content_type = "text/csv"
    response.body = (f"{row}\n" for row in rows)
    return response

# %% 2.4 wrong: another encoding
def export(rows):
    response = Response()
    response.content_type = "text/csv"
    response.body = (f"{row}\n".encode("latin-1") for row in rows)
    return response

# %% 2.4 wrong: takes a row too early
def export(rows):
    rows = iter(rows)
    first = next(rows, "")

    def lines():
        yield f"{first}\n".encode()
        for row in rows:
            yield f"{row}\n".encode()

    response = Response()
    response.content_type = "text/csv"
    response.body = lines()
    return response

# %% 2.4 right: a generator function
def export(rows):
    def lines():
        for row in rows:
            yield row.encode("utf-8") + b"\n"

    response = Response()
    response.body = lines()
    response.content_type = "text/csv"
    return response

# %% 2.4 right: prints and logs
import logging


def line(row):
    print("sending", row)
    logging.getLogger("export").warning("row %s", row)
    return bytes(row + "\n", "utf-8")


def export(rows):
    response = Response()
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.body = map(line, rows)
    return response

# %% 2.4 right: a class of its own
class Lines:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        for row in self.rows:
            yield "{}\n".format(row).encode()


def export(rows):
    response = Response(content_type="text/csv", charset="utf-8")
    response.app_iter = Lines(rows)
    return response

# %% 2.4 right: two pieces for each row
from itertools import chain


def export(rows):
    response = Response()
    response.body = chain.from_iterable((row.encode(), b"\n") for row in rows)
    response.content_type = "text/csv"
    return response

# %% 2.5 wrong: always the table's list
class GuestBook(Alcazar):
    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = ["Ada"]
        elif request.POST.get("name"):
            response.redirect("/guests", 303)
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 wrong: redirects by 302
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = self.names
        elif request.POST.get("name"):
            self.names.append(request.POST["name"])
            response.redirect("/guests")
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 wrong: takes empty names
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = self.names
        elif "name" in request.POST:
            self.names.append(request.POST["name"])
            response.redirect("/guests", 303)
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 wrong: a form without a name breaks it
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = self.names
        elif request.POST["name"]:
            self.names.append(request.POST["name"])
            response.redirect("/guests", 303)
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 wrong: keeps the last guest only
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = self.names
        elif request.POST.get("name"):
            self.names = [request.POST["name"]]
            response.redirect("/guests", 303)
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 wrong: shows the list at once
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.POST.get("name"):
            self.names.append(request.POST["name"])
        elif request.method == "POST":
            response.status_code = 400
            return response
        response.json = self.names
        return response


app = GuestBook()

# %% 2.5 wrong: the newest first
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = self.names
        elif request.POST.get("name"):
            self.names.insert(0, request.POST["name"])
            response.redirect("/guests", 303)
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 wrong: sorted
class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = sorted(set(self.names), key=str, reverse=True)
        elif request.POST.get("name"):
            self.names.insert(0, request.POST["name"])
            response.redirect("/guests", 303)
        else:
            response.status_code = 400
        return response


app = GuestBook()

# %% 2.5 right: method by method, with reasons
class GuestBook(Alcazar):
    def __init__(self):
        self.guests = ()

    def answer(self, request):
        response = Response()
        {"POST": self.add, "GET": self.show}[request.method](request, response)
        return response

    def show(self, request, response):
        response.json = list(self.guests)

    def add(self, request, response):
        name = request.POST.get("name", "")
        if name == "":
            response.json = {"error": "what is your name?"}
            response.status_code = 400
            return
        self.guests += (name,)
        response.status_code = 303
        response.headers["Location"] = "/guests"

# %% 2.5 right: prints and logs
import logging


class GuestBook(Alcazar):
    def __init__(self):
        self.names = []

    def answer(self, request):
        response = Response()
        if request.method != "POST":
            response.json = self.names
        elif name := request.params.get("name"):
            print("welcome", name)
            logging.getLogger("guests").warning("%s came", name)
            self.names.append(name)
            response.status = 303
            response.location = "/guests"
        else:
            response.status = "400 Bad Request"
        return response


app = GuestBook()

# %% 2.5 right: an absolute location, and a page for the form's reader
class GuestBook(Alcazar):
    def __init__(self):
        self.names = {}

    def answer(self, request):
        response = Response()
        if request.method == "GET":
            response.json = [self.names[number] for number in sorted(self.names)]
            return response
        form = dict(request.POST)
        if not form.get("name"):
            response.status_code = 400
            response.html = "<p>A name, please.</p>"
            return response
        self.names[len(self.names)] = form["name"]
        response.html = '<a href="/guests">The list</a>'
        response.redirect(f"{request.host_url}/guests", status_code=303)
        return response


app = GuestBook()

# %% 2.6 wrong: always the table's name
%%build alcazar/response.py
class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.headers["Content-Disposition"] = "attachment; filename*=UTF-8''books.csv"

# %% 2.6 wrong: the name as it is
%%build alcazar/response.py
class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{filename}"

# %% 2.6 wrong: lets slashes through
%%build alcazar/response.py
from urllib.parse import quote


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"

# %% 2.6 wrong: plus signs for spaces
%%build alcazar/response.py
from urllib.parse import quote_plus


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote_plus(filename)}"

# %% 2.6 wrong: between quotes
%%build alcazar/response.py
from urllib.parse import quote


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.headers["Content-Disposition"] = f'attachment; filename="{quote(filename, safe="")}"'

# %% 2.6 wrong: shown in the browser
%%build alcazar/response.py
from urllib.parse import quote


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(filename, safe='')}"

# %% 2.6 wrong: puts the name into the body
%%build alcazar/response.py
from urllib.parse import quote


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        self.text = filename
        self.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"

# %% 2.6 right: WebOb's own property
%%build alcazar/response.py
import urllib.parse


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        """Have the client save the body under this name (RFC 6266)."""
        self.content_disposition = "attachment; filename*=UTF-8''" + urllib.parse.quote(filename.encode(), "")

# %% 2.6 right: prints and logs
%%build alcazar/response.py
import logging
from urllib.parse import quote


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        """Have the client save the body under this name (RFC 6266)."""
        print("attaching", filename)
        logging.getLogger("alcazar").warning("attachment %r", filename)
        name = quote(filename).replace("/", "%2F")
        self.headers["content-disposition"] = f"attachment; filename*=UTF-8''{name}"

# %% 2.6 right: byte by byte
%%build alcazar/response.py
import string

PLAIN = frozenset((string.ascii_letters + string.digits + "-._~").encode())


def encoded(name: str) -> str:
    """Return a name as RFC 5987 writes it."""
    return "".join(chr(byte) if byte in PLAIN else f"%{byte:02X}" for byte in name.encode())


class Response(webob.Response):
    ...

    def attachment(self, filename: str) -> None:
        """Have the client save the body under this name (RFC 6266)."""
        self.headers["Content-Disposition"] = "attachment; filename*=UTF-8''" + encoded(filename)


# %% 2.1 right: HTTPStatus
from http import HTTPStatus
predicted = {"GET /books": (HTTPStatus.OK, "application/json"), "GET /prices": (HTTPStatus.OK, "text/plain"), "GET /stock": (HTTPStatus.OK, "text/csv"), "GET /sold": (HTTPStatus.NO_CONTENT, None), "GET /old": (HTTPStatus.FOUND, "text/plain")}

# %% 2.1 right: a NamedTuple
from typing import NamedTuple
class Answer(NamedTuple):
    status: int
    kind: str | None
predicted = {"GET /books": Answer(200, "application/json"), "GET /prices": Answer(200, "text/plain"), "GET /stock": Answer(200, "text/csv"), "GET /sold": Answer(204, None), "GET /old": Answer(302, "text/plain")}

# %% 2.2 wrong: believes that a whole number has no sign
class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        a = request.GET.get("a", "")
        b = request.GET.get("b", "")
        if a.isdigit() and b.isdigit():
            response.json = {"sum": int(a) + int(b)}
        else:
            response.status_code = 400
        return response
app = Sum()
