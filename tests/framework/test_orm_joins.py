"""Joins: rows and those that they refer to, all in one statement."""

import pytest

from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import QueryError, RowNotFoundError

pytestmark = pytest.mark.chapter(11)


class Author(Table):
    name = Column(str)


class Book(Table):
    title = Column(str)
    author = ForeignKey(Author)


class Translation(Table):
    title = Column(str)
    author = ForeignKey(Author)
    translator = ForeignKey(Author)
    book = ForeignKey(Book)


@pytest.fixture
def db():
    with Database(":memory:") as db:
        db.create(Author, Book, Translation)
        yield db


@pytest.fixture
def ada(db):
    ada = Author(name="Ada")
    db.save(ada)
    return ada


@pytest.fixture
def statements(db):
    """What SQLite is asked from now on."""
    asked = []
    db.conn.set_trace_callback(asked.append)
    yield asked
    db.conn.set_trace_callback(None)


def shelf(db, number):
    """Save a number of books, each with an author of its own."""
    for count in range(number):
        author = Author(name=f"Author {count}")
        db.save(author)
        db.save(Book(title=f"Book {count}", author=author))


def test_201_statements_for_200_books_and_their_authors(db, statements):
    shelf(db, 200)
    del statements[:]
    assert len({book.author.name for book in db.all(Book)}) == 200
    assert len(statements) == 201


def test_a_join_fetches_200_books_and_their_authors_in_one_statement(db, statements):
    shelf(db, 200)
    del statements[:]
    books = list(db.query(Book).join(Book.author))
    assert [(book.title, book.author.name) for book in books] == [(f"Book {n}", f"Author {n}") for n in range(200)]
    assert [book.author_id for book in books] == list(range(1, 201))
    assert len(statements) == 1


def test_a_join_keeps_the_books_by_nobody(db, ada):
    for author in (None, ada, None):
        db.save(Book(title="Notes", author=author))
    books = list(db.query(Book).join(Book.author))
    assert [book.author and book.author.name for book in books] == [None, "Ada", None]


def test_books_of_one_author_share_it_in_a_join(db, ada):
    db.save(Book(title="Notes", author=ada))
    db.save(Book(title="More notes", author=ada))
    one, other = db.query(Book).join(Book.author)
    assert one.author is other.author


def test_a_query_can_join_several_tables_and_one_of_them_twice(db, ada, statements):
    db.save(Author(name="Eve"))
    db.save(Book(title="Notes", author=ada))
    db.save(Translation(title="Notizen", author_id=1, translator_id=2, book_id=1))
    del statements[:]
    [found] = db.query(Translation).join(Translation.author, Translation.translator).join(Translation.book)
    assert (found.author.name, found.translator.name, found.book.title) == ("Ada", "Eve", "Notes")
    assert len(statements) == 1
    assert found.book.author.name == "Ada"


def test_a_query_without_a_join_fetches_books_alone(db, ada):
    db.save(Book(title="Notes", author=ada))
    [book] = db.query(Book)
    assert (book.title, book.author_id) == ("Notes", 1)


@pytest.mark.parametrize("wrong", [Book.title, Author, "author", [Book.author], Translation.author])
def test_only_foreign_keys_of_the_table_can_be_joined(db, wrong):
    with pytest.raises(QueryError, match="is no ForeignKey of Book") as caught:
        db.query(Book).join(wrong)
    assert (caught.value.table, caught.value.value) == ("book", wrong)


def test_joining_twice_is_as_good_as_once(db, ada):
    db.save(Book(title="Notes", author=ada))
    [book] = db.query(Book).join(Book.author).join(Book.author, Book.author)
    assert (book.title, book.author.name, book.author_id) == ("Notes", "Ada", 1)


def test_rows_come_in_the_order_of_their_ids(db):
    shelf(db, 3)
    db.conn.execute("PRAGMA reverse_unordered_selects = ON")
    assert [book.id for book in db.query(Book)] == [1, 2, 3]
    assert [book.id for book in db.query(Book).join(Book.author)] == [1, 2, 3]


def test_a_query_is_asked_anew_and_never_changed(db, ada):
    books = db.query(Book)
    joined = books.join(Book.author)
    assert (list(books), list(joined), books.joins) == ([], [], ())
    db.save(Book(title="Notes", author=ada))
    assert [len(list(query)) for query in (books, joined, joined)] == [1, 1, 1]


def test_a_join_does_not_lose_a_reference_that_leads_nowhere(db):
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.conn.execute("INSERT INTO book (title, author_id) VALUES ('Atlantis', 99)")
    [book] = db.query(Book).join(Book.author)
    assert book.author_id == 99
    with pytest.raises(RowNotFoundError, match="author has no row with the id 99"):
        _ = book.author


def test_a_loop_over_a_query_may_write(db, ada):
    for title in ("One", "Two"):
        db.save(Book(title=title, author=ada))
    for book in db.query(Book).join(Book.author):
        book.title += "!"
        db.update(book)
        db.save(Book(title="Another", author=book.author))
    assert [book.title for book in db.all(Book)] == ["One!", "Two!", "Another", "Another"]
