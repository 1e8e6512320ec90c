"""A database is a file, or in memory: opened, closed, damaged, refused."""

import sqlite3

import pytest

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import ClosedError, DatabaseError, NotUniqueError, SchemaError

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


def test_a_database_is_a_file_with_a_connection_and_no_tables(db, tmp_path):
    assert isinstance(db.conn, sqlite3.Connection)
    assert db.tables == []
    assert (tmp_path / "library.db").is_file()


def test_only_the_tables_of_sqlite_itself_are_left_out(db):
    db.create(type("Sqlites", (Table,), {"name": Column(str)}))
    assert db.tables == ["sqlites"]


def test_a_statement_that_fails_leaves_no_transaction_and_no_lock(db, tmp_path):
    db.create(Member)
    db.save(Member(email="ada"))
    with pytest.raises(NotUniqueError):
        db.save(Member(email="ada"))
    assert not db.conn.in_transaction
    with Database(tmp_path / "library.db") as other:
        other.save(Member(email="bob"))
        assert len(db.all(Member)) == 2


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("Dear diary, " * 100)
    with pytest.raises(DatabaseError, match="can't be opened as a database") as caught:
        Database(tmp_path / "notes.txt")
    assert caught.value.value == str(tmp_path / "notes.txt")
    assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)


@pytest.mark.parametrize("name", ["missing/library.db", "."])
def test_a_file_that_can_not_be_made_is_refused(tmp_path, name):
    with pytest.raises(DatabaseError, match="can't be opened as a database"):
        Database(tmp_path / name)


def test_a_statement_that_sqlite_refuses_is_an_error_of_ours(db, john):
    db.conn.execute("CREATE TRIGGER full BEFORE INSERT ON author BEGIN SELECT RAISE(ABORT, 'the shelf is full'); END")
    with pytest.raises(DatabaseError, match="SQLite refused: the shelf is full"):
        db.save(Author(name="Ada"))


def test_a_damaged_file_is_an_error_of_ours(db, tmp_path):
    db.create(Author)
    db.conn.executescript("BEGIN; " + "INSERT INTO author (name) VALUES ('Ada Lovelace'); " * 5000 + "COMMIT")
    db.close()
    path = tmp_path / "library.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    path.write_bytes(data)
    with Database(path) as damaged, pytest.raises(DatabaseError, match="SQLite refused"):
        damaged.all(Author)


def test_a_database_that_is_closed_can_not_be_used(tmp_path):
    with Database(tmp_path / "library.db") as db:
        db.create(Author)
    with pytest.raises(ClosedError, match="closed"):
        db.all(Author)
    with pytest.raises(ClosedError):
        Author.get(1)


def test_what_was_saved_is_there_when_the_file_is_opened_again(db, john, tmp_path):
    db.close()
    with Database(str(tmp_path / "library.db")) as again:
        again.create(Author)
        assert Author.get(1).name == "John Doe"


def test_a_database_in_memory_needs_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Database(":memory:") as db, Database(":memory:") as other:
        db.create(Author)
        assert (db.tables, other.tables) == (["author"], [])
    assert list(tmp_path.iterdir()) == []


def test_a_relative_path_stays_where_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Database("library.db") as db:
        db.create(Author)
    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]


def test_a_table_that_is_not_in_the_file_says_how_to_make_it(db):
    with pytest.raises(SchemaError, match=r"no table author: db\.create makes it") as caught:
        db.all(Author)
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
