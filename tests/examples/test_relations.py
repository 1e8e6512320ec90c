"""The example of relations answers as its first lines say."""

import pytest


@pytest.fixture
def relations(example):
    module = example("relations")
    yield module
    module.db.close()


def test_books_come_with_their_authors_by_one_statement(relations):
    statements = []
    relations.db.conn.set_trace_callback(statements.append)
    answer = relations.app.session().get("/")
    assert answer.json() == [
        "Little Women by Louisa May Alcott",
        "Good Wives by Louisa May Alcott, after Little Women",
        "Beowulf",
    ]
    assert len(statements) == 1


def test_an_author_with_books_stays(relations):
    answer = relations.app.session().delete("/authors/1")
    assert (answer.status_code, answer.text) == (
        409,
        "Author(id=1, name='Louisa May Alcott') can't be deleted: other rows refer to it",
    )


def test_a_book_takes_its_reviews_along_and_leaves_its_sequel(relations):
    session = relations.app.session()
    assert session.delete("/books/1").status_code == 204
    assert relations.db.all(relations.Review) == []
    assert session.get("/").json() == ["Good Wives by Louisa May Alcott", "Beowulf"]


@pytest.mark.parametrize("path", ["/books/9", "/authors/9", "/reviews/1"])
def test_what_is_not_there_can_not_be_deleted(relations, path):
    assert relations.app.session().delete(path).status_code == 404
