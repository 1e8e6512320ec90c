"""Right answers to the exercises of chapter 5, by people who like other parts of Python than the model answers use."""

# %% 5.3 right: a table of steps
STEPS = """
GET emma 200 free
POST emma 200 yours
POST emma 409
GET emma 200 lent
GET persuasion 200 free
DELETE persuasion 404
DELETE emma 204
DELETE emma 404
GET emma 200 free
POST emma 200 yours
"""


def test_lending(client):
    for step in STEPS.strip().splitlines():
        method, title, status, *text = step.split()
        answer = client.request(method, f"/books/{title}")
        assert answer.status_code == int(status), step
        assert not text or [answer.text] == text, step

# %% 5.4 right: HTMLParser, raise_for_status
import requests
from html.parser import HTMLParser
from urllib.parse import urljoin


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.extend(value for name, value in attrs if name == "href")


def dead_links(client, path):
    page = client.get(path)
    dead = []
    for link in Links(page.text).links:
        try:
            client.get(urljoin(page.url, link)).raise_for_status()
        except requests.HTTPError:
            dead += [link]
        except requests.exceptions.RequestException:
            pass
    return dead

# %% 5.5 right: closing, a list as default
from urllib.parse import unquote_to_bytes
from contextlib import ExitStack
from wsgiref.util import setup_testing_defaults


def serve(app, url):
    path, _, query = url.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
    setup_testing_defaults(environ)
    status = None

    def start_response(new, headers, exc_info=None):
        nonlocal status
        status = new
        return lambda data: None

    with ExitStack() as stack:
        body = app(environ, start_response)
        stack.callback(getattr(body, "close", lambda: None))
        content = bytearray()
        for piece in body:
            content += piece
    return status, bytes(content)
