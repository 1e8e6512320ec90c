"""Relations: rows that refer to rows, each fetched when it is first asked for."""

import pytest

from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import (
    ForeignKeyError,
    InvalidValueError,
    RowNotFoundError,
)

pytestmark = pytest.mark.chapter(11)


class Author(Table):
    name = Column(str)
    age = Column(int)


class Book(Table):
    title = Column(str)
    published = Column(bool)
    author = ForeignKey(Author)


@pytest.fixture
def db():
    with Database(":memory:") as db:
        db.create(Author, Book)
        yield db


@pytest.fixture
def ada(db):
    ada = Author(name="Ada", age=36)
    db.save(ada)
    return ada


@pytest.fixture
def statements(db):
    """What SQLite is asked from now on."""
    asked = []
    db.conn.set_trace_callback(asked.append)
    yield asked
    db.conn.set_trace_callback(None)


def test_a_foreign_key_is_an_attribute_of_its_class():
    assert Book.author.table is Author
    assert Book.author.sql_type == "INTEGER"
    assert repr(Book.author) == "Book.author"


def test_a_row_refers_to_a_row(db, ada):
    db.save(Book(title="Notes", published=True, author=ada))
    book = db.get(Book, 1)
    assert (type(book.author), book.author.id, book.author.name) == (Author, 1, "Ada")
    assert repr(book) == "Book(id=1, title='Notes', published=True, author_id=1)"


def test_the_row_is_fetched_when_it_is_first_asked_for(db, ada, statements):
    db.save(Book(title="Notes", author=ada))
    book = db.get(Book, 1)
    del statements[:]
    assert book.author_id == 1
    assert statements == []
    assert book.author.name == "Ada"
    assert book.author is book.author
    assert len(statements) == 1


def test_a_book_by_nobody_has_no_author(db):
    for book in (Book(title="Beowulf"), Book(title="Edda", author=None), Book(title="Gilgamesh", author_id=None)):
        db.save(book)
        found = db.get(Book, book.id)
        assert (book.author, book.author_id, found.author, found.author_id) == (None, None, None, None)


def test_a_row_can_be_referred_to_by_its_id(db, ada):
    book = Book(title="Notes", author_id=1)
    assert book.author.name == "Ada"
    db.save(book)
    assert db.get(Book, 1).author_id == 1


def test_the_row_and_its_id_are_never_two_things(db, ada):
    eve = Author(name="Eve")
    book = Book(title="Notes", author=eve)
    assert book.author_id is None
    db.save(eve)
    assert book.author_id == 2
    book.author_id = 1
    assert book.author.name == "Ada"
    book.author = eve
    assert (book.author, book.author_id) == (eve, 2)


def test_a_row_may_refer_to_its_own_table():
    class Folder(Table):
        name = Column(str)
        parent = ForeignKey("self")

    with Database(":memory:") as db:
        db.create(Folder)
        root = Folder(name="/")
        db.save(root)
        db.save(Folder(name="home", parent=root))
        root.parent = root
        db.save(root)
        assert Folder.get(2).parent.parent.name == "/"
        assert Folder.parent.table is Folder
        assert [(folder.id, folder.parent.id) for folder in db.query(Folder).join(Folder.parent)] == [(1, 1), (2, 1)]


def test_a_subclass_that_refers_to_itself_refers_to_its_own_table():
    class Node(Table):
        parent = ForeignKey("self")

    class Leaf(Node):
        colour = Column(str)

    assert (Leaf.parent.table, Node.parent.table) == (Leaf, Node)


def test_two_tables_may_refer_to_each_other():
    class Club(Table):
        head = ForeignKey(lambda: Person)

    class Person(Table):
        club = ForeignKey(Club)

    with Database(":memory:") as db:
        db.create(Club, Person)
        club = Club()
        db.save(club)
        person = Person(club=club)
        db.save(person)
        club.head = person
        db.save(club)
        assert Club.get(1).head.club.head.id == 1


def test_update_stores_what_was_changed(db, ada):
    ada.age, ada.name = 37, "Ada Lovelace"
    db.update(ada)
    found = db.get(Author, 1)
    assert (found.age, found.name) == (37, "Ada Lovelace")


def test_update_needs_a_row_that_is_there(db, ada):
    for missing in (Author(name="Eve"), Author(id=9, name="Eve")):
        with pytest.raises(RowNotFoundError, match="author has no row with the id"):
            db.update(missing)
    assert len(db.all(Author)) == 1


def test_update_refuses_what_save_refuses(db, ada):
    ada.age = "37"
    with pytest.raises(InvalidValueError, match=r"Author\.age"):
        db.update(ada)
    db.save(Book(title="Notes", author=ada))
    book = db.get(Book, 1)
    book.author_id = 9
    with pytest.raises(ForeignKeyError, match="not there"):
        db.update(book)


def test_rows_that_refer_to_each_other_can_be_printed(db):
    class Folder(Table):
        parent = ForeignKey("self")

    folder = Folder()
    folder.parent = folder
    assert repr(folder) == "Folder(id=None, parent_id=None)"


def test_a_row_of_a_subclass_is_a_row_of_another_table(db):
    class Novelist(Author):
        pass

    db.create(Novelist)
    novelist = Novelist(name="Jane")
    db.save(novelist)
    with pytest.raises(InvalidValueError, match=r"Book\.author takes"):
        db.save(Book(title="Emma", author=novelist))
