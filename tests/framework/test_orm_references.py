"""References that lead nowhere, and what can't be referred to."""

import sqlite3

import pytest

from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import (
    ForeignKeyError,
    InvalidValueError,
    SchemaError,
    UnsavedError,
)

pytestmark = pytest.mark.chapter(11)


class Author(Table):
    name = Column(str)
    age = Column(int)


class Book(Table):
    title = Column(str)
    published = Column(bool)
    author = ForeignKey(Author)


class Translation(Table):
    title = Column(str)
    author = ForeignKey(Author)
    translator = ForeignKey(Author)
    book = ForeignKey(Book, unique=True, null=False)


@pytest.fixture
def db():
    with Database(":memory:") as db:
        db.create(Author, Book, Translation)
        yield db


@pytest.fixture
def ada(db):
    ada = Author(name="Ada", age=36)
    db.save(ada)
    return ada


def test_a_row_that_was_never_saved_can_not_be_referred_to(db):
    with pytest.raises(UnsavedError, match=r"Book\.author is Author\(.*\), which was never saved") as caught:
        db.save(Book(title="Notes", author=Author(name="Ada")))
    assert (caught.value.table, caught.value.column) == ("book", "author")
    assert db.all(Book) == []


def test_a_row_that_is_not_there_can_not_be_referred_to(db):
    with pytest.raises(ForeignKeyError, match="refers to a row that is not there") as caught:
        db.save(Book(title="Notes", author_id=99))
    assert (caught.value.table, caught.value.column, caught.value.value) == ("book", "author_id", 99)
    assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)
    assert db.all(Book) == []


@pytest.mark.parametrize("author_id", [None, 1])
def test_of_several_references_the_error_names_the_one_that_leads_nowhere(db, ada, author_id):
    with pytest.raises(ForeignKeyError, match="not there") as caught:
        db.save(Translation(title="Notizen", author_id=author_id, translator_id=99, book_id=98))
    assert (caught.value.column, caught.value.value) == ("translator_id", 99)


def test_a_reference_that_a_trigger_makes_is_an_error_without_a_column(db, ada):
    db.conn.execute("CREATE TRIGGER t AFTER INSERT ON author BEGIN INSERT INTO book (author_id) VALUES (99); END")
    with pytest.raises(ForeignKeyError, match=r"Eve.* refers to a row that is not there") as caught:
        db.save(Author(name="Eve"))
    assert (caught.value.table, caught.value.column, caught.value.value) == ("author", None, None)


@pytest.mark.parametrize("value", ["Ada", 1.0, True, Book(title="Notes"), Author])
def test_what_is_no_author_can_not_be_the_author(db, value):
    with pytest.raises(InvalidValueError, match=r"Book\.author takes a row of its table") as caught:
        db.save(Book(title="Notes", author=value))
    assert (caught.value.table, caught.value.column, caught.value.value) == ("book", "author", value)


def test_a_foreign_key_can_refuse_none_and_refuse_to_be_shared(db, ada):
    with pytest.raises(InvalidValueError, match=r"Translation\.book takes .*, not None"):
        db.save(Translation(title="Notizen"))
    db.save(Book(title="Notes"))
    db.save(Translation(title="Notizen", book_id=1))
    with pytest.raises(InvalidValueError, match=r"translation\.book_id is unique, and another row has 1 already"):
        db.save(Translation(title="Remarques", book_id=1))


@pytest.mark.parametrize("target", [int, "author", None, Author(name="Ada"), Database])
def test_what_is_no_table_can_not_be_referred_to(target):
    with pytest.raises(SchemaError, match="a foreign key takes a table, 'self' or a function, not"):
        ForeignKey(target)


def test_a_foreign_key_and_a_column_can_not_share_a_name():
    with pytest.raises(SchemaError, match="two columns of Loan have one name in SQL: id, book, book_id"):
        type("Loan", (Table,), {"book": ForeignKey(Book), "book_id": Column(int)})


def test_a_table_may_refer_to_one_that_is_made_after_it():
    with Database(":memory:") as db:
        db.create(Book)
        with pytest.raises(SchemaError, match=r"no table author: db\.create makes it") as caught:
            db.save(Book(title="Notes", author_id=1))
        assert caught.value.table == "author"
        db.create(Author)
        db.save(Author(name="Ada"))
        db.save(Book(title="Notes", author_id=1))
        assert Book.get(1).author.name == "Ada"
