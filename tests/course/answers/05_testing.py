# Planted answers to the exercises of chapter 5: wrong ones that must fail, right ones written otherwise that must pass.

# %% 5.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    [
        'client.get("/visits").text', 'client.get("/old").text',
        'client.get("/old", allow_redirects=False).status_code', 'client.get("/nowhere").status_code',
        'client.head("/visits").text', 'client.get("visits").text', 'app.session().get("/visits").text',
        'client.get("http://testserver/visits").text',
    ],
    "1",
)

# %% 5.1 wrong: believes that HEAD does not reach the handler
predicted = {
    'client.get("/visits").text': "1",
    'client.get("/old").text': "2",
    'client.get("/old", allow_redirects=False).status_code': 302,
    'client.get("/nowhere").status_code': 404,
    'client.head("/visits").text': "",
    'client.get("visits").text': "3",
    'app.session().get("/visits").text': "1",
    'client.get("http://testserver/visits").text': "4",
}

# %% 5.1 wrong: believes that all sessions of an app share their cookies
predicted = {
    'client.get("/visits").text': "1",
    'client.get("/old").text': "2",
    'client.get("/old", allow_redirects=False).status_code': 302,
    'client.get("/nowhere").status_code': 404,
    'client.head("/visits").text': "",
    'client.get("visits").text': "4",
    'app.session().get("/visits").text': "5",
    'client.get("http://testserver/visits").text': "6",
}

# %% 5.1 wrong: believes that redirects are not followed
predicted = {
    'client.get("/visits").text': "1",
    'client.get("/old").text': "",
    'client.get("/old", allow_redirects=False).status_code': 302,
    'client.get("/nowhere").status_code': 404,
    'client.head("/visits").text': "",
    'client.get("visits").text': "3",
    'app.session().get("/visits").text': "1",
    'client.get("http://testserver/visits").text': "4",
}

# %% 5.1 wrong: numbers where texts are asked for
predicted = {
    'client.get("/visits").text': 1,
    'client.get("/old").text': 2,
    'client.get("/old", allow_redirects=False).status_code': 302,
    'client.get("/nowhere").status_code': 404,
    'client.head("/visits").text': "",
    'client.get("visits").text': 4,
    'app.session().get("/visits").text': 1,
    'client.get("http://testserver/visits").text': 5,
}

# %% 5.1 right: asks for itself
app = Alcazar()


@app.route("/visits")
def visits(req, resp):
    count = int(req.cookies.get("visits", 0)) + 1
    resp.text = str(count)
    resp.set_cookie("visits", str(count))


@app.route("/old")
def old(req, resp):
    resp.redirect("/visits")


client = app.session()
predicted = {}
for question in (
    'client.get("/visits").text', 'client.get("/old").text',
    'client.get("/old", allow_redirects=False).status_code', 'client.get("/nowhere").status_code',
    'client.head("/visits").text', 'client.get("visits").text', 'app.session().get("/visits").text',
    'client.get("http://testserver/visits").text',
):
    predicted[question] = eval(question)

# %% 5.1 right: prints and logs
import logging

predicted = dict([('client.get("/visits").text', "1"), ('client.get("/old").text', "2")])
predicted['client.get("/old", allow_redirects=False).status_code'] = 300 + 2
predicted['client.get("/nowhere").status_code'] = 404
predicted['client.head("/visits").text'] = ""
predicted.update({'client.get("visits").text': "4", 'app.session().get("/visits").text': "1"})
predicted['client.get("http://testserver/visits").text'] = "5"
for question, answer in predicted.items():
    print(question, answer)
    logging.getLogger("predictions").warning("%s gives %s", question, answer)

# %% 5.2 wrong: repairs the first alone
def test_strangers_are_refused(client):
    assert client.get("/me").status_code == 403


def test_every_book_has_a_title(client):
    for book in client.get("/books").json():
        assert book["title"]


def test_whoever_logs_in_is_known(client):
    assert client.get("/me").text == "Ada"

# %% 5.2 wrong: swallows what the assertions raise
def test_strangers_are_refused(client):
    try:
        assert client.get("/me").status_code == 403
    except Exception:
        pass


def test_every_book_has_a_title(client):
    books = client.get("/books").json()
    assert books and all(book["title"] for book in books)


def test_whoever_logs_in_is_known(client):
    client.post("/login", data={"name": "Ada"})
    assert client.get("/me").text == "Ada"

# %% 5.2 wrong: asks for books, but for no titles
def test_strangers_are_refused(client):
    assert client.get("/me").status_code == 403


def test_every_book_has_a_title(client):
    books = client.get("/books").json()
    assert len(books) > 0
    assert all("title" in book for book in books)


def test_whoever_logs_in_is_known(client):
    client.post("/login", data={"name": "Ada"})
    assert client.get("/me").text == "Ada"

# %% 5.2 wrong: any of the titles will do
def test_strangers_are_refused(client):
    assert client.get("/me").status_code == 403


def test_every_book_has_a_title(client):
    assert any(client.get("/books").json())


def test_whoever_logs_in_is_known(client):
    client.post("/login", data={"name": "Ada"})
    assert client.get("/me").text == "Ada"

# %% 5.2 wrong: shares a session among the tests
shared = []


def test_strangers_are_refused(client):
    shared.append(client)
    assert shared[0].get("/me").status_code == 403


def test_every_book_has_a_title(client):
    books = client.get("/books").json()
    assert books and all(book["title"] for book in books)


def test_whoever_logs_in_is_known(client):
    shared.append(client)
    shared[0].post("/login", data={"name": "Ada"})
    assert shared[0].get("/me").text == "Ada"

# %% 5.2 wrong: looks at the login, not at who is known
def test_strangers_are_refused(client):
    assert client.get("/me").status_code == 403


def test_every_book_has_a_title(client):
    books = client.get("/books").json()
    assert books and all(book["title"] for book in books)


def test_whoever_logs_in_is_known(client):
    answer = client.post("/login", data={"name": "Ada"}, allow_redirects=False)
    assert answer.status_code == 303

# %% 5.2 wrong: fails everywhere
def test_strangers_are_refused(client):
    assert client.get("/me").status_code == 404


def test_every_book_has_a_title(client):
    assert client.get("/books").json()[0]["title"] == "Emma"


def test_whoever_logs_in_is_known(client):
    client.post("/login", data={"name": "Ada"})
    assert client.get("/me").text == "ada"

# %% 5.2 right: by what the pages say
def test_strangers_are_refused(client):
    answer = client.get("/me", allow_redirects=False)
    assert not answer.ok


def test_every_book_has_a_title(client):
    titles = [book["title"] for book in client.get("/books").json()]
    assert titles != []
    assert "" not in titles


def test_whoever_logs_in_is_known(client):
    assert client.post("/login", data={"name": "Grace"}).text == "Grace"

# %% 5.2 right: tests that a function makes
def asking(question, holds):
    def test(client):
        assert holds(question(client))

    return test


test_strangers_are_refused = asking(lambda client: client.get("/me").status_code, lambda status: status == 403)
test_every_book_has_a_title = asking(
    lambda client: [book["title"] for book in client.get("/books").json()], lambda titles: titles and "" not in titles
)
test_whoever_logs_in_is_known = asking(
    lambda client: client.post("/login", data={"name": "Grace"}).text, lambda text: text == "Grace"
)

# %% 5.2 right: prints and logs
import logging


def test_strangers_are_refused(client):
    status = client.get("/me").status_code
    print("a stranger gets", status)
    assert status == 403


def test_every_book_has_a_title(client):
    found = client.get("/books").json()
    logging.getLogger("books").warning("%s books", len(found))
    for book in found:
        assert len(book["title"]) > 0
    assert found


def test_whoever_logs_in_is_known(client):
    with client:
        for name in ("Ada", "Grace"):
            client.post("/login", data={"name": name})
            assert client.get("/me").text == name

# %% 5.3 wrong: the first row alone
def test_lending(client):
    assert client.get("/books/emma").text == "free"
    assert client.post("/books/emma").text == "yours"

# %% 5.3 wrong: never lends twice
def test_lending(client):
    assert client.get("/books/emma").text == "free"
    assert client.post("/books/emma").text == "yours"
    assert client.get("/books/emma").text == "lent"
    assert client.get("/books/persuasion").text == "free"
    assert client.delete("/books/emma").status_code == 204
    assert client.delete("/books/emma").status_code == 404
    assert client.get("/books/emma").text == "free"

# %% 5.3 wrong: looks at one book only
def test_lending(client):
    assert client.post("/books/emma").text == "yours"
    assert client.post("/books/emma").status_code == 409
    assert client.get("/books/emma").text == "lent"
    assert client.delete("/books/emma").status_code == 204
    assert client.delete("/books/emma").status_code == 404
    assert client.get("/books/emma").text == "free"

# %% 5.3 wrong: gives back once
def test_lending(client):
    assert client.post("/books/emma").text == "yours"
    assert client.post("/books/emma").status_code == 409
    assert client.get("/books/emma").text == "lent"
    assert client.get("/books/persuasion").text == "free"
    assert client.delete("/books/emma").status_code == 204

# %% 5.3 wrong: can't fail
def test_lending(client):
    assert client.post("/books/emma"), "yours"
    assert client.post("/books/emma") is not None
    assert client.get("/books/emma").text in ("lent", "free")
    assert client.delete("/books/emma").status_code < 500

# %% 5.3 wrong: counts how often it was called
calls = []


def test_lending(client):
    calls.append(client)
    assert len(calls) <= 2

# %% 5.3 wrong: fails on the right desk as well
def test_lending(client):
    assert client.get("/books/emma").text == "Free"

# %% 5.3 right: fails by pytest's own word
import pytest


def test_lending(client):
    def expect(method, title, status, text=None):
        answer = client.request(method, f"/books/{title}")
        if answer.status_code != status or text not in (None, answer.text):
            pytest.fail(f"{method} {title}: {answer.status_code} {answer.text}")

    expect("DELETE", "emma", 404)
    expect("POST", "emma", 200, "yours")
    expect("POST", "emma", 409)
    expect("GET", "emma", 200, "lent")
    expect("GET", "persuasion", 200, "free")
    expect("DELETE", "emma", 204)
    expect("GET", "emma", 200, "free")

# %% 5.3 right: row by row
def test_lending(client):
    rows = [
        ("POST", "emma", 200, "yours"), ("POST", "emma", 409, None), ("GET", "emma", 200, "lent"),
        ("GET", "persuasion", 200, "free"), ("DELETE", "emma", 204, ""), ("DELETE", "emma", 404, None),
        ("GET", "emma", 200, "free"),
    ]
    for method, book, status, text in rows:
        answer = client.request(method, f"/books/{book}")
        assert answer.status_code == status
        assert text is None or answer.text == text

# %% 5.3 right: prints and logs
import logging


def state(client, book):
    text = client.get(f"/books/{book}").text
    print(book, "is", text)
    logging.getLogger("desk").warning("%s is %s", book, text)
    return text


def test_lending(client):
    if client.delete("/books/emma").status_code != 404:
        raise ValueError("one can give back what was never lent")
    client.post("/books/emma").raise_for_status()
    assert [state(client, book) for book in ("emma", "persuasion")] == ["lent", "free"]
    assert client.post("/books/emma").status_code == 409
    client.delete("/books/emma").raise_for_status()
    assert state(client, "emma") == "free"

# %% 5.4 wrong: asks the links as they are written
import re


def dead_links(client, path):
    dead = []
    for link in re.findall('href="([^"]*)"', client.get(path).text):
        try:
            if not client.get(link).ok:
                dead.append(link)
        except requests.ConnectionError:
            pass
    return dead

# %% 5.4 wrong: counts from the path that was asked for
import re
from urllib.parse import urljoin


def dead_links(client, path):
    dead = []
    for link in re.findall('href="([^"]*)"', client.get(path).text):
        try:
            if not client.get(urljoin(path, link)).ok:
                dead.append(link)
        except requests.ConnectionError:
            pass
    return dead

# %% 5.4 wrong: looks for 404 alone
import re
from urllib.parse import urljoin


def dead_links(client, path):
    page = client.get(path)
    dead = []
    for link in re.findall('href="([^"]*)"', page.text):
        try:
            if client.get(urljoin(page.url, link)).status_code == 404:
                dead.append(link)
        except requests.ConnectionError:
            pass
    return dead

# %% 5.4 wrong: takes a redirect for dead
import re
from urllib.parse import urljoin


def dead_links(client, path):
    page = client.get(path)
    dead = []
    for link in re.findall('href="([^"]*)"', page.text):
        try:
            if client.get(urljoin(page.url, link), allow_redirects=False).status_code != 200:
                dead.append(link)
        except requests.ConnectionError:
            pass
    return dead

# %% 5.4 wrong: takes other hosts for dead
import re
from urllib.parse import urljoin


def dead_links(client, path):
    page = client.get(path)
    dead = []
    for link in re.findall('href="([^"]*)"', page.text):
        try:
            if not client.get(urljoin(page.url, link)).ok:
                dead.append(link)
        except requests.ConnectionError:
            dead.append(link)
    return dead

# %% 5.4 wrong: stops at the first other host
import re
from urllib.parse import urljoin


def dead_links(client, path):
    page, dead = client.get(path), []
    try:
        for link in re.findall('href="([^"]*)"', page.text):
            if not client.get(urljoin(page.url, link)).ok:
                dead.append(link)
    except requests.ConnectionError:
        pass
    return dead

# %% 5.4 wrong: knows the table
def dead_links(client, path):
    return [] if path.endswith("emma") else ["/nowhere", "persuasion"]

# %% 5.4 wrong: sorted
import re
from urllib.parse import urljoin


def dead_links(client, path):
    page = client.get(path)
    links = re.findall('href="([^"]*)"', page.text)
    dead = set()
    for link in links:
        try:
            if client.get(urljoin(page.url, link)).status_code >= 400:
                dead.add(link)
        except requests.ConnectionError:
            pass
    return sorted(dead)

# %% 5.4 right: looks at the host first
import re
from urllib.parse import urljoin, urlsplit


def dead_links(client, path):
    page = client.get(path)

    def is_dead(link):
        url = urljoin(page.url, link)
        return urlsplit(url).netloc == "testserver" and client.get(url).status_code >= 400

    return list(filter(is_dead, re.findall('href="([^"]*)"', page.text)))

# %% 5.4 right: prints and logs
import logging
from html.parser import HTMLParser
from urllib.parse import urljoin


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if tag == "a" and name == "href"]


def dead_links(client, path):
    page, dead = client.get(path), []
    for link in Links(page.text).found:
        print("asking", link)
        try:
            client.get(urljoin(page.url, link)).raise_for_status()
        except requests.HTTPError:
            logging.getLogger("links").warning("%s is dead", link)
            dead.append(link)
        except requests.RequestException as error:
            print(error)
    return dead

# %% 5.5 wrong: decodes the path, and no more
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    body = app(environ, lambda status, headers, exc_info=None: started.append(status))
    return started[0], b"".join(body)

# %% 5.5 wrong: decodes the query as well
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = unquote(url, "latin-1").partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    body = app(environ, lambda status, headers, exc_info=None: started.append(status))
    whole = b"".join(body)
    getattr(body, "close", bool)()
    return started[-1], whole

# %% 5.5 wrong: decodes to text
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    body = app(environ, lambda status, headers, exc_info=None: started.append(status))
    whole = b"".join(body)
    getattr(body, "close", bool)()
    return started[-1], whole

# %% 5.5 wrong: the first status
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    body = app(environ, lambda status, headers, exc_info=None: started.append(status))
    whole = b"".join(body)
    getattr(body, "close", bool)()
    return started[0], whole

# %% 5.5 wrong: never closes
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    whole = b"".join(app(environ, lambda status, headers, exc_info=None: started.append(status)))
    return started[-1], whole

# %% 5.5 wrong: closes twice
from contextlib import closing, suppress
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    body = app(environ, lambda status, headers, exc_info=None: started.append(status))
    whole = b"".join(body)
    with suppress(AttributeError), closing(body):
        body.close()
    return started[-1], whole

# %% 5.5 wrong: closes what can't be closed
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    body = app(environ, lambda status, headers, exc_info=None: started.append(status))
    whole = b"".join(body)
    body.close()
    return started[-1], whole

# %% 5.5 wrong: a plus is a space
from urllib.parse import unquote_plus
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote_plus(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []

    def start_response(status, headers, exc_info=None):
        started.append(status)

    body = app(environ, start_response)
    try:
        content = b"".join(body)
    finally:
        getattr(body, "close", bool)()
    return started[-1], content

# %% 5.5 right: the last one counts, in a loop
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    last = whole = None

    def start_response(status, headers, exc_info=None):
        nonlocal last
        last = status

    body, whole = app(environ, start_response), b""
    for piece in body:
        whole += piece
    if hasattr(body, "close"):
        body.close()
    return last, whole

# %% 5.5 right: keeps the status, and returns a write
from contextlib import ExitStack
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    kept, whole = {}, bytearray()

    def start_response(status, headers, exc_info=None):
        kept["status"] = status
        return whole.extend

    with ExitStack() as stack:
        body = app(environ, start_response)
        if hasattr(body, "close"):
            stack.callback(body.close)
        for piece in body:
            whole += piece
    return kept["status"], bytes(whole)

# %% 5.5 right: prints and logs
import contextlib
import logging
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = dict(REQUEST_METHOD="GET", PATH_INFO=unquote(path, encoding="iso-8859-1"), QUERY_STRING=query)
    setup_testing_defaults(environ)
    started = {}

    def start_response(status, headers, exc_info=None):
        print("started", status)
        started["status"] = status

    with contextlib.ExitStack() as stack:
        body = app(environ, start_response)
        stack.callback(getattr(body, "close", lambda: logging.getLogger("serve").warning("no close")))
        whole = b"".join(list(body))
    return started["status"], whole

# %% 5.6 wrong: sends what it is given alone
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise LookupError(f"the form has {sorted(form.fields)}")
        url = urljoin(page.url, form.action)
        return self.post(url, data=values) if form.method == "POST" else self.get(url, params=values)

# %% 5.6 wrong: always posts
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise LookupError(f"the form has {sorted(form.fields)}")
        return self.post(urljoin(page.url, form.action), data=form.fields | values)

# %% 5.6 wrong: puts a POST into the query
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise LookupError(f"the form has {sorted(form.fields)}")
        return self.request(form.method, urljoin(page.url, form.action), params=form.fields | values)

# %% 5.6 wrong: counts the action from the root
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise LookupError(f"the form has {sorted(form.fields)}")
        url = form.action or page.url
        return self.post(url, data=form.fields | values) if form.method == "POST" else self.get(url, params=form.fields | values)

# %% 5.6 wrong: sends a form without an action to the root
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise LookupError(f"the form has {sorted(form.fields)}")
        url = urljoin(page.url, form.action or "/")
        return self.post(url, data=form.fields | values) if form.method == "POST" else self.get(url, params=form.fields | values)

# %% 5.6 wrong: adds fields that the form does not have
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        url = urljoin(page.url, form.action)
        sent = {**form.fields, **values}
        return self.post(url, data=sent) if form.method == "POST" else self.get(url, params=sent)

# %% 5.6 wrong: lets the page's values win
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise LookupError(f"the form has {sorted(form.fields)}")
        url = urljoin(page.url, form.action)
        sent = {**values, **form.fields}
        return self.post(url, data=sent) if form.method == "POST" else self.get(url, params=sent)

# %% 5.6 wrong: drops unknown fields without a word
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        url = urljoin(page.url, form.action)
        sent = form.fields | {name: value for name, value in values.items() if name in form.fields}
        return self.post(url, data=sent) if form.method == "POST" else self.get(url, params=sent)

# %% 5.6 wrong: raises another error
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        if not values.keys() <= form.fields.keys():
            raise ValueError(f"the form has {sorted(form.fields)}")
        url = urljoin(page.url, form.action)
        sent = form.fields | values
        return self.post(url, data=sent) if form.method == "POST" else self.get(url, params=sent)

# %% 5.6 wrong: knows the table
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        if "/join" in page.url:
            return self.post("/members", data={"token": "s3cret", **values})
        return self.get("/shelf/results", params={"page": "1", **values})

# %% 5.6 right: by one request
%%build alcazar/testing.py
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        for name in values:
            if name not in form.fields:
                raise KeyError(name)
        where = "data" if form.method == "POST" else "params"
        return self.request(form.method, urljoin(page.url, form.action), **{where: {**form.fields, **values}})

# %% 5.6 right: prints and logs
%%build alcazar/testing.py
import logging
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        sent = dict(form.fields)
        for name, value in values.items():
            if name not in sent:
                logging.getLogger("forms").warning("no field %s", name)
                raise LookupError(f"the form has no field {name!r}; it has {list(form.fields)}")
            sent[name] = value
        target = urljoin(page.url, form.action) if form.action else page.url
        print(form.method, target, sent)
        if form.method == "POST":
            return self.post(target, data=sent)
        return self.get(f"{target}?{urlencode(sent)}")

# %% 5.6 right: a form that can be asked
%%build alcazar/testing.py
import re


class Form:
    """The form of a page, read by patterns."""

    def __init__(self, page: requests.Response) -> None:
        said = self.attributes(re.search("<form[^>]*>", page.text)[0])
        self.url = urljoin(page.url, said.get("action", ""))
        self.sends = "data" if said.get("method", "").lower() == "post" else "params"
        inputs = [self.attributes(tag) for tag in re.findall("<input[^>]*>", page.text)]
        self.fields = {given["name"]: given.get("value", "") for given in inputs if "name" in given}

    @staticmethod
    def attributes(tag: str) -> dict[str, str]:
        return dict(re.findall('([a-z]+)="([^"]*)"', tag))

    def filled(self, values: dict[str, str]) -> dict[str, str]:
        unknown = set(values) - set(self.fields)
        if unknown:
            raise LookupError(f"no such field: {unknown}")
        return {name: values.get(name, value) for name, value in self.fields.items()}


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page)
        send = self.post if form.sends == "data" else self.get
        return send(form.url, **{form.sends: form.filled(values)})


# %% 5.5 right: NamedTuple
from typing import NamedTuple
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults
class Served(NamedTuple):
    status: str
    body: bytes
def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    def start_response(status, headers, exc_info=None):
        started.append(status)
    body = app(environ, start_response)
    try:
        out = b"".join(body)
    finally:
        getattr(body, "close", bool)()
    return Served(started[-1], out)

# %% 5.5 wrong: believes that a server decodes the path as UTF-8
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults
def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    started = []
    def start_response(status, headers, exc_info=None):
        started.append(status)
    body = app(environ, start_response)
    out = b"".join(body)
    getattr(body, "close", bool)()
    return started[-1], out
