"""The code in the README does what the README says."""

import re

import pytest

from alcazar_kit.client import session
from tests.course.chapters import COURSE

README = COURSE.root / "README.md"
BLOCKS = re.findall(
    r"^```python\n(.*?)^```", README.read_text(encoding="utf-8") if README.is_file() else "", re.M | re.S
)


@pytest.fixture
def client(tmp_path, monkeypatch):
    """A client of the README's application, started in a folder of its own, with two books."""
    monkeypatch.chdir(tmp_path)
    (block,) = BLOCKS
    names = {"__name__": "readme"}
    exec(compile(block, README.name, "exec"), names)
    with names["db"], session(names["app"]) as client:
        for title, year in (("Persuasion", "1817"), ("Emma", "1815")):
            client.post("/books", data={"title": title, "year": year})
        yield client


@pytest.mark.parametrize(
    ("path", "status", "content_type", "body"),
    [
        ("/", 200, "text/html; charset=UTF-8", b"<h1>Welcome to the library</h1>"),
        ("/hello/ada", 200, "text/plain; charset=UTF-8", b"Hello, ada!"),
        ("/books/2", 200, "text/plain; charset=UTF-8", b"Emma, 1815"),
        ("/books/3", 404, "text/plain; charset=UTF-8", b"There is no such book"),
        ("/books/emma", 404, "text/plain; charset=UTF-8", b"Not Found"),
    ],
)
def test_the_application_of_the_readme_answers(client, path, status, content_type, body):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (status, content_type, body)


def test_the_application_of_the_readme_lists_its_books(client):
    assert client.get("/books").json() == [
        {"title": "Emma", "url": "/books/2"},
        {"title": "Persuasion", "url": "/books/1"},
    ]


def test_the_application_of_the_readme_sends_on_to_a_new_book(client):
    answer = client.post("/books", data={"title": "Dracula", "year": "1897"})
    assert ([step.status_code for step in answer.history], answer.text) == ([303], "Dracula, 1897")
