"""Tables: classes with columns, made in a file, and what a file must have to be theirs."""

import sqlite3

import pytest

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import DatabaseError, NotUniqueError, SchemaError

pytestmark = pytest.mark.chapter(10)


class Author(Table):
    name = Column(str)
    age = Column(int)


class Member(Table):
    email = Column(str, unique=True, null=False)
    active = Column(bool, default=True)
    notes = Column(dict, default={"read": []})


@pytest.fixture
def db(tmp_path):
    with Database(tmp_path / "library.db") as db:
        yield db


@pytest.fixture
def john(db):
    db.create(Author)
    john = Author(name="John Doe", age=35)
    db.save(john)
    return john


def test_columns_are_attributes_of_their_class():
    assert Author.name.type is str
    assert Author.name.sql_type == "TEXT"
    assert Author.age.sql_type == "INTEGER"
    assert repr(Author.age) == "Author.age"


def test_a_column_outside_a_class_says_its_type():
    assert repr(Column(str)) == "Column(str)"
    assert repr(Table.id) == "Column(int)"


def test_create_makes_tables_that_are_called_as_their_classes_in_lower_case(db):
    db.create(Author, Member)
    assert set(db.tables) == {"author", "member"}


def test_create_leaves_a_table_that_is_there_as_it_is(db, john):
    db.create(Author)
    assert [author.name for author in db.all(Author)] == ["John Doe"]


def test_a_table_that_no_database_created_has_no_rows_to_get():
    class Lonely(Table):
        name = Column(str)

    with pytest.raises(SchemaError, match=r"db\.create\(Lonely\)"):
        Lonely.get(1)


def test_a_table_that_lacks_a_column_says_how_to_add_it(db):
    db.conn.execute("CREATE TABLE author (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)")
    db.conn.execute("INSERT INTO author (name) VALUES ('Ada')")
    with pytest.raises(SchemaError, match="lacks age") as caught:
        db.create(Author)
    assert (caught.value.table, caught.value.column) == ("author", "age")
    db.conn.execute(str(caught.value).partition(": ")[2])
    db.create(Author)
    assert repr(db.all(Author)) == "[Author(id=1, name='Ada', age=None)]"


def test_a_column_that_takes_no_null_can_be_added_where_there_are_rows(db):
    db.conn.execute("CREATE TABLE member (id INTEGER PRIMARY KEY, active INTEGER, notes TEXT)")
    db.conn.execute("INSERT INTO member (active) VALUES (1)")
    with pytest.raises(SchemaError, match="lacks email") as caught:
        db.create(Member)
    db.conn.execute(str(caught.value).partition(": ")[2])
    db.create(Member)
    assert db.get(Member, 1).email is None


def test_a_column_that_the_file_has_lost_is_an_error_and_no_text(db, john):
    db.conn.execute("ALTER TABLE author RENAME COLUMN age TO years")
    with pytest.raises(DatabaseError, match="no such column"):
        db.all(Author)


def test_a_table_may_have_columns_more_than_its_class(db):
    db.conn.execute("CREATE TABLE author (NAME TEXT, born TEXT, Age INTEGER, id INTEGER PRIMARY KEY AUTOINCREMENT)")
    db.create(Author)
    db.save(Author(name="Ada", age=36))
    assert db.get(Author, 1).name == "Ada"


def test_rows_that_are_alike_can_not_become_unique(db):
    db.conn.execute("CREATE TABLE member (id INTEGER PRIMARY KEY, email TEXT, active INTEGER, notes TEXT)")
    db.conn.execute("INSERT INTO member (email) VALUES ('ada'), ('ada')")
    with pytest.raises(NotUniqueError, match=r"member\.email is unique, and several rows have one value") as caught:
        db.create(Member)
    assert (caught.value.table, caught.value.column, caught.value.value) == ("member", "email", None)


def test_the_file_refuses_none_as_well(db):
    db.create(Member)
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("INSERT INTO member (active) VALUES (1)")


def test_a_subclass_is_a_table_of_its_own_with_the_columns_of_both(db):
    class Poet(Author):
        metre = Column(str)

    db.create(Author, Poet)
    db.save(Poet(name="Sappho", metre="sapphic"))
    assert repr(db.all(Poet)) == "[Poet(id=1, name='Sappho', age=None, metre='sapphic')]"
    assert db.all(Author) == []
    assert (Poet.name.owner, Author.name.owner) == (Poet, Author)


def test_a_subclass_is_not_created_with_its_base(db, john):
    class Critic(Author):
        paper = Column(str)

    with pytest.raises(SchemaError, match=r"db\.create\(Critic\)"):
        Critic.get(1)


def test_methods_belong_to_rows(db):
    class Reader(Table):
        name = Column(str)

        def greeting(self):
            return f"Hello, {self.name}"

    db.create(Reader)
    db.save(Reader(name="Ada"))
    assert Reader.get(1).greeting() == "Hello, Ada"
