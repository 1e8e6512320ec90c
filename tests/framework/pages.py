"""Reads debug pages as a browser does."""

import html
import re
from html.parser import HTMLParser

from alcazar.debug_page import render


class Reader(HTMLParser):
    """Reads a page as a browser does: its elements, their attributes and its text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.attributes, self.texts = set(), set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)


def page(function, *args):
    """The page for what a function raises."""
    try:
        function(*args)
    except Exception as exception:  # noqa: BLE001 - any will do
        return render(exception, "GET /")
    raise AssertionError("nothing was raised")


def values(page):
    """The names and values that a page shows, as text."""
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', page, re.DOTALL)
    return [tuple(map(html.unescape, row)) for row in rows]
