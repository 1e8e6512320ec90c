"""The forms that change the shelf."""

import pytest
from bookshelf.tables import Author, Book

SYBIL = {"title": "Sybil", "author": "Benjamin Disraeli", "year": "1845", "note": "or The Two Nations"}


def test_a_book_is_added_and_shown(client):
    answer = client.post("/books/new", data=SYBIL)
    assert (answer.status_code, answer.url) == (200, "http://testserver/books/37")
    assert all(text in answer.text for text in SYBIL.values())


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": " "}, "A book has a title."),
        ({"author": ""}, "A book has an author."),
        ({"year": "18x"}, "A year is a whole number from 1 to 2100."),
        ({"year": "2101"}, "A year is a whole number from 1 to 2100."),
        ({"year": "18¹⁵"}, "A year is a whole number from 1 to 2100."),
        ({"title": "x" * 201}, "At most 200 characters, please: these are 201."),
        ({"title": "Emma", "author": "Jane Austen"}, "This book by Jane Austen is on the shelf already."),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(client, db, wrong, message):
    answer = client.post("/books/new", data=SYBIL | wrong)
    assert (answer.status_code, message in answer.text) == (422, True)
    assert "or The Two Nations" in answer.text
    assert db.query(Book).count() == 36


def test_a_refused_book_brings_no_author(client, db):
    client.post("/books/new", data=SYBIL | {"year": ""})
    assert not db.query(Author).filter(Author.name == SYBIL["author"]).exists()


def test_an_author_who_is_known_is_not_added_again(client, db):
    client.post("/books/new", data=SYBIL | {"author": "Jane Austen"})
    assert db.query(Author).filter(Author.name == "Jane Austen").count() == 1


def test_a_book_is_changed(client, db):
    assert 'value="Emma"' in client.get("/books/1/edit").text
    client.post("/books/1/edit", data=SYBIL | {"title": "Emma", "author": "Jane Austen", "year": "1816"})
    assert [book.year for book in db.query(Book).filter(Book.title == "Emma")] == [1816]


def test_to_ask_deletes_nothing(client, db):
    assert "Take “Emma” from the shelf?" in client.get("/books/1/delete").text
    assert db.query(Book).count() == 36


def test_a_deleted_book_is_gone(client):
    client.post("/books/1/delete")
    assert client.get("/books/1").status_code == 404
    assert client.post("/books/1/delete").status_code == 404


def test_a_form_from_another_site_is_refused(client, db):
    for origin in ("https://elsewhere.example", "null"):
        assert client.post("/books/1/delete", headers={"Origin": origin}).status_code == 403
    assert db.query(Book).count() == 36
