"""Right answers to the exercises of chapter 5, by two people with habits of their own.

One is terse and functional: comprehensions with the walrus, cases under ``all``. The other comes from data science and
Flask: tables of steps, messages, context managers, prints.
"""

# %% 5.2 right: functional, one assertion each
def test_strangers_are_refused(client):
    assert (client.get("/me").status_code, client.get("/me").ok) == (403, False)


def test_every_book_has_a_title(client):
    assert all(books := [book.get("title") for book in client.get("/books").json()]) and books


def test_whoever_logs_in_is_known(client):
    assert [client.post("/login", {"name": name}).ok and client.get("/me").text for name in ("Ada", "Bob")] == ["Ada", "Bob"]


# %% 5.3 right: data scientist, a table of steps
STEPS = [
    ("GET", "emma", 200, "free"),
    ("POST", "emma", 200, "yours"),
    ("POST", "emma", 409, None),
    ("GET", "emma", 200, "lent"),
    ("GET", "persuasion", 200, "free"),
    ("DELETE", "emma", 204, None),
    ("DELETE", "emma", 404, None),
    ("GET", "emma", 200, "free"),
]


def test_lending(client):
    for number, (method, title, status, text) in enumerate(STEPS, start=1):
        result = client.request(method, f"/books/{title}")
        print(f"{number}. {method} {title}: {result.status_code} {result.text!r}")
        assert result.status_code == status, f"step {number}"
        assert text is None or result.text == text, f"step {number}"


# %% 5.4 right: functional, one comprehension
import re
from urllib.parse import urljoin, urlsplit


def dead_links(client, path):
    page = client.get(path)
    host = urlsplit(page.url).netloc
    return [
        link
        for link in re.findall('href="([^"]*)"', page.text)
        if urlsplit(url := urljoin(page.url, link)).netloc == host and not client.get(url).ok
    ]


# %% 5.5 right: data scientist, a dict of what was said, and a context manager
from contextlib import ExitStack
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(path, encoding="latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    said = {}

    def start_response(status, headers, exc_info=None):
        said.update(status=status, headers=headers)
        return lambda data: None

    with ExitStack() as stack:
        body = app(environ, start_response)
        if hasattr(body, "close"):
            stack.callback(body.close)
        content = b""
        for piece in body:
            content += piece
        print(said, content)
        return said["status"], content
