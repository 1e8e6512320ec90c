"""Right answers to chapter 5 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 5.1 right: beginner, counts the visits on paper first
predicted = {
    'client.get("/visits").text': "1",
    'client.get("/old").text': ...,
    'client.get("/old", allow_redirects=False).status_code': ...,
    'client.get("/nowhere").status_code': ...,
    'client.head("/visits").text': ...,
    'client.get("visits").text': ...,
    'app.session().get("/visits").text': ...,
    'client.get("http://testserver/visits").text': ...,
}
count = 1
count = count + 1  # /old goes to /visits
predicted['client.get("/old").text'] = str(count)
predicted['client.get("/old", allow_redirects=False).status_code'] = 302
predicted['client.get("/nowhere").status_code'] = 404
count = count + 1  # head counts as well, but has no text
predicted['client.head("/visits").text'] = ""
count = count + 1
predicted['client.get("visits").text'] = str(count)
predicted['app.session().get("/visits").text'] = "1"  # a new one
count = count + 1
predicted['client.get("http://testserver/visits").text'] = str(count)

# %% 5.1 right: Java programmer, asks a site of his own, one question after the other
from typing import Any


class VisitSite:
    def __init__(self) -> None:
        self.app = Alcazar()
        self.app.add_route("/visits", self.onVisits)
        self.app.add_route("/old", self.onOld)

    def onVisits(self, request, response) -> None:
        count = 1 + int(request.cookies.get("visits", "0"))
        response.set_cookie("visits", str(count))
        response.text = str(count)

    def onOld(self, request, response) -> None:
        response.redirect("/visits")


class Interrogator:
    QUESTIONS = (
        'client.get("/visits").text',
        'client.get("/old").text',
        'client.get("/old", allow_redirects=False).status_code',
        'client.get("/nowhere").status_code',
        'client.head("/visits").text',
        'client.get("visits").text',
        'app.session().get("/visits").text',
        'client.get("http://testserver/visits").text',
    )

    def interrogate(self, app: Alcazar) -> dict[str, Any]:
        scope = {"app": app, "client": app.session()}
        return {question: eval(question, scope) for question in self.QUESTIONS}


predicted = Interrogator().interrogate(VisitSite().app)

# %% 5.2 right: beginner, counters and an assert for each
def test_strangers_are_refused(client):
    answer = client.get("/me")
    print(answer.status_code)
    assert answer.status_code == 403


def test_every_book_has_a_title(client):
    answer = client.get("/books")
    books = answer.json()
    number_of_books = 0
    number_of_titles = 0
    for book in books:
        number_of_books = number_of_books + 1
        if "title" in book:
            if book["title"] != "":
                number_of_titles = number_of_titles + 1
    assert number_of_books > 0
    assert number_of_titles == number_of_books


def test_whoever_logs_in_is_known(client):  # POST /login takes a form with a name
    form = {}
    form["name"] = "Ada"
    client.post("/login", data=form)
    answer = client.get("/me")
    text = answer.text
    assert text == "Ada"

# %% 5.2 right: Java programmer, a unittest.TestCase behind the functions
import unittest


class SiteTests(unittest.TestCase):
    FORBIDDEN = 403

    def strangersAreRefused(self, client) -> None:
        self.assertEqual(self.FORBIDDEN, client.get("/me").status_code, "strangers must be refused")

    def everyBookHasATitle(self, client) -> None:
        response = client.get("/books")
        self.assertEqual(200, response.status_code)
        books = response.json()
        self.assertIsInstance(books, list)
        self.assertNotEqual([], books)
        for book in books:
            with self.subTest(book=book):
                self.assertTrue(book.get("title"))

    def whoeverLogsInIsKnown(self, client) -> None:
        response = client.post("/login", data={"name": "Grace Hopper"})
        self.assertTrue(response.ok)
        self.assertIn("Grace Hopper", client.get("/me").text)


suite = SiteTests()
test_strangers_are_refused = suite.strangersAreRefused
test_every_book_has_a_title = suite.everyBookHasATitle
test_whoever_logs_in_is_known = suite.whoeverLogsInIsKnown

# %% 5.3 right: beginner, the table line by line
def test_lending(client):
    r = client.get("/books/emma")
    assert r.status_code == 200
    assert r.text == "free"
    r = client.post("/books/emma")
    assert r.status_code == 200
    assert r.text == "yours"
    r = client.post("/books/emma")
    assert r.status_code == 409
    r = client.get("/books/emma")
    assert r.text == "lent"
    r = client.get("/books/persuasion")
    assert r.text == "free"
    r = client.delete("/books/emma")
    assert r.status_code == 204
    r = client.delete("/books/emma")
    assert r.status_code == 404
    r = client.get("/books/emma")
    print(r.text)
    assert r.text == "free"

# %% 5.3 right: Java programmer, steps of a data class and a runner
import logging
from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Step:
    method: str
    title: str
    expectedStatus: int
    expectedText: Optional[str] = None

    def execute(self, client) -> None:
        response = client.request(self.method, f"/books/{self.title}")
        if response.status_code != self.expectedStatus:
            raise AssertionError(f"{self}: was {response.status_code}")
        if self.expectedText is not None and response.text != self.expectedText:
            raise AssertionError(f"{self}: was {response.text!r}")


class LendingScenario:
    log = logging.getLogger("LendingScenario")
    steps = [
        Step("GET", "emma", 200, "free"),
        Step("POST", "emma", 200, "yours"),
        Step("POST", "emma", 409),
        Step("GET", "emma", 200, "lent"),
        Step("GET", "persuasion", 200, "free"),
        Step("DELETE", "emma", 204),
        Step("DELETE", "emma", 404),
        Step("GET", "emma", 200, "free"),
    ]

    @classmethod
    def run(cls, client) -> None:
        for step in cls.steps:
            cls.log.info("%s", step)
            step.execute(client)


def test_lending(client):
    LendingScenario.run(client)

# %% 5.4 right: beginner, looks at how the address begins
import re
from urllib.parse import urljoin


def dead_links(client, path):
    page = client.get(path)
    links = re.findall('href="([^"]*)"', page.text)
    dead = []
    for link in links:
        address = urljoin(page.url, link)
        print(link, "->", address)
        if address.startswith("http://testserver/"):
            answer = client.get(address)
            status = answer.status_code
            if status >= 400:
                dead.append(link)
        else:
            print("another host")
    return dead

# %% 5.4 right: Java programmer, an HTML parser and an exception for other hosts
import logging
from html.parser import HTMLParser
from urllib.parse import urljoin


class LinkCollector(HTMLParser):
    def __init__(self) -> None:
        HTMLParser.__init__(self)
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        attributes = dict(attrs)
        if tag == "a" and attributes.get("href") is not None:
            self.links.append(attributes["href"])


class LinkChecker:
    _logger = logging.getLogger("LinkChecker")

    def __init__(self, client) -> None:
        self._client = client

    def _isDead(self, base: str, link: str) -> bool:
        try:
            response = self._client.get(urljoin(base, link))
        except requests.exceptions.ConnectionError:
            self._logger.info("Out of reach: %s", link)
            return False
        return not response.ok

    def check(self, path: str) -> list[str]:
        page = self._client.get(path)
        collector = LinkCollector()
        collector.feed(page.text)
        collector.close()
        return [link for link in collector.links if self._isDead(page.url, link)]


def dead_links(client, path):
    return LinkChecker(client).check(path)

# %% 5.5 right: beginner, joins by hand and closes at the end
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

last_status = ""


def serve(app, url):
    global last_status
    last_status = ""
    if "?" in url:
        where = url.index("?")
        path = url[:where]
        query = url[where + 1 :]
    else:
        path = url
        query = ""
    # the server hands over bytes as latin-1
    path = unquote_to_bytes(path).decode("latin-1")
    environ = {}
    environ["REQUEST_METHOD"] = "GET"
    environ["PATH_INFO"] = path
    environ["QUERY_STRING"] = query
    setup_testing_defaults(environ)

    def start_response(status, headers, exc_info=None):
        global last_status
        last_status = status  # the last one wins

    body = app(environ, start_response)
    result = b""
    for piece in body:
        result = result + piece
    if hasattr(body, "close"):
        body.close()
    print(last_status, result)
    return (last_status, result)

# %% 5.5 right: Java programmer, a server class, try and finally
import logging
from io import BytesIO
from urllib.parse import unquote, urlsplit
from wsgiref.util import setup_testing_defaults


class MiniServer:
    """Plays a server for one GET."""

    def __init__(self, application) -> None:
        self._application = application
        self._status: str | None = None
        self._buffer = BytesIO()
        self._log = logging.getLogger(type(self).__name__)

    def _startResponse(self, status, headers, excInfo=None):
        self._status = status
        return self._buffer.write

    @staticmethod
    def _createEnviron(url: str) -> dict:
        parts = urlsplit(url)
        environ = dict(
            REQUEST_METHOD="GET", PATH_INFO=unquote(parts.path, encoding="iso-8859-1"), QUERY_STRING=parts.query
        )
        setup_testing_defaults(environ)
        return environ

    def get(self, url: str) -> tuple[str | None, bytes]:
        body = self._application(self._createEnviron(url), self._startResponse)
        try:
            self._buffer.writelines(body)
        finally:
            close = getattr(body, "close", None)
            if callable(close):
                close()
                self._log.debug("body closed")
        return self._status, self._buffer.getvalue()


def serve(app, url):
    return MiniServer(app).get(url)

# %% 5.6 right: beginner, copies the fields in a loop
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
        """Fill in the form of a page, and send it.

        Raises:
            LookupError: the form has no such field.
        """
        form = Form(page.text)
        fields = {}
        for name in form.fields:
            fields[name] = form.fields[name]
        for name in values:
            found = False
            for field in fields:
                if field == name:
                    found = True
            if found == False:
                raise LookupError("no field " + name)
            fields[name] = values[name]
        if form.action == "":
            target = page.url
        else:
            target = urljoin(page.url, form.action)
        print(form.method, target, fields)
        if form.method == "POST":
            answer = self.post(target, data=fields)
        else:
            answer = self.get(target, params=fields)
        return answer

# %% 5.6 right: Java programmer, a form that checks and fills itself
%%build alcazar/testing.py
import logging
from html.parser import HTMLParser


class UnknownFieldException(LookupError):
    """A form does not have that field."""


class Form(HTMLParser):
    """The form of a page: where it goes, by which method, and its fields with their values."""

    LOGGER = logging.getLogger("Form")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.method = "", "GET"
        self.fields: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form or an input says."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = said.get("action", ""), said.get("method", "GET").upper()
        elif tag == "input" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")

    def setField(self, name: str, value: str) -> "Form":
        """Give a field a value."""
        if name not in self.fields:
            raise UnknownFieldException(f"Unknown field: {name}")
        self.fields[name] = value
        return self

    def toRequest(self, baseUrl: str) -> requests.Request:
        """Return the request that a browser would send."""
        url = urljoin(baseUrl, self.action)
        self.LOGGER.debug("%s %s", self.method, url)
        if self.method == "POST":
            return requests.Request("POST", url, data=self.fields)
        return requests.Request("GET", url, params=self.fields)


class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it.

        Raises:
            LookupError: the form has no such field.
        """
        form = Form(page.text)
        for name, value in values.items():
            form.setField(name, value)
        request = form.toRequest(page.url)
        return self.request(request.method, request.url, params=request.params, data=request.data)

# %% 5.2 right: someone who fails by other exceptions than AssertionError
import pytest
def test_strangers_are_refused(client):
    if client.get("/me").status_code == 403:
        return
    pytest.fail("open")
def test_every_book_has_a_title(client):
    answer = client.get("/books")
    answer.raise_for_status()
    titles = [book.get("title", "") for book in answer.json()]
    if not titles: raise Exception("no books")
    if not all(titles): raise ValueError(titles)
def test_whoever_logs_in_is_known(client):
    answer = client.post("/login", data={"name": "Ada"}, allow_redirects=False)
    assert answer.status_code < 400
    assert "name" in client.cookies
    assert client.get("/me").text == "Ada"

# %% 5.4 right: someone thrifty, HEAD and a cache
from urllib.parse import urljoin, urldefrag, urlsplit
import re
def dead_links(client, path):
    page = client.get(path)
    host = urlsplit(page.url).netloc
    cache = {}
    dead = []
    for link in re.findall('href="([^"]*)"', page.text):
        url = urldefrag(urljoin(page.url, link))[0]
        if urlsplit(url).netloc != host:
            continue
        if url not in cache:
            cache[url] = client.head(url, allow_redirects=True).status_code
        if cache[url] >= 400:
            dead.append(link)
    return dead

# %% 5.4 right: someone functional, filter and an inner function
import re
from urllib.parse import urljoin
def dead_links(client, path):
    page = client.get(path)
    def gone(link):
        try:
            return client.get(urljoin(page.url, link)).status_code >= 400
        except requests.ConnectionError:
            return False
    return list(filter(gone, re.findall('href="([^"]*)"', page.text)))

# %% 5.6 right: someone in a hurry, the session before the form, one request call
%%build alcazar/testing.py
class Session(requests.Session):
    ...

    def submit(self, page: requests.Response, **values: str) -> requests.Response:
        """Fill in the form of a page, and send it."""
        form = Form(page.text)
        unknown = sorted(set(values) - set(form.fields))
        if unknown:
            raise KeyError(*unknown)
        where = urljoin(page.url, form.action)
        fields = list({**form.fields, **values}.items())
        carrier = "data" if form.method == "POST" else "params"
        return self.request(form.method, where, **{carrier: fields})
from html.parser import HTMLParser
class Form(HTMLParser):
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

# %% 5.3 right: someone in a hurry, lists of statuses for titles of their own
def test_lending(client):
    def status(method, title):
        return client.request(method, f"/books/{title}").status_code
    for title in ("war and peace", "emma"):
        assert client.get(f"/books/{title}").text == "free"
        assert [status(m, title) for m in ("DELETE", "POST", "POST", "GET")] == [404, 200, 409, 200]
        assert client.get(f"/books/{title}").text == "lent"
        assert client.get(f"/books/{title} 2").text == "free"
        assert [status(m, title) for m in ("DELETE", "DELETE")] == [204, 404]
        assert client.get(f"/books/{title}").text == "free"
        assert client.post(f"/books/{title}").text == "yours"
