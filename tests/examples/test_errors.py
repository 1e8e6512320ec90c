"""The example of errors answers as its first lines say."""

import re

import pytest


def test_a_book_that_is_there_can_be_read(example):
    assert example("errors").app.session().get("/books/1").text == "Emma"


@pytest.mark.parametrize(("path", "status"), [("/books/3", 404), ("/nowhere", 404)])
def test_what_is_not_there_is_a_page(example, path, status):
    answer = example("errors").app.session().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=UTF-8")
    assert "Read Emma instead" in answer.text


def test_a_lent_book_is_said_in_a_line(example):
    answer = example("errors").app.session().get("/books/2")
    assert (answer.status_code, answer.text) == (409, "Sorry: Persuasion is lent until Monday")


def test_a_mistake_is_told_to_nobody(example, monkeypatch):
    monkeypatch.delenv("DEBUG", raising=False)
    answer = example("errors").app.session(raise_errors=False).get("/shelf")
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")


def test_a_mistake_is_shown_in_debug(example, monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    answer = example("errors").app.session().get("/shelf")
    assert answer.status_code == 500
    assert re.search("<mark>.*BOOKS\\[number].*\n</mark>", answer.text)
