"""The example of routing answers as its first lines say."""

import re

import pytest


def test_each_link_leads_to_its_page(example):
    session = example("routing").app.session()
    paths = re.findall('href="([^"]+)"', session.get("/").text)
    book, title, day, page = (session.get(path) for path in paths)
    assert book.json() == {"number": 42}
    assert title.json() == {"title": "Pride & Prejudice"}
    assert day.text == "1815-12-23 was a Saturday"
    assert page.json() == ["web", "wsgi"]


@pytest.mark.parametrize("path", ["/books/moon", "/books/0x2a", "/books/called/a/b", "/diary/1815-02-30", "/wiki/"])
def test_what_no_handler_takes_is_a_404(example, path):
    assert example("routing").app.session().get(path).status_code == 404
