"""Deletion, and what becomes of the rows that refer to a deleted one."""

import sqlite3

import pytest

from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import ForeignKeyError, InvalidValueError, RowNotFoundError, SchemaError

pytestmark = pytest.mark.chapter(11)


class Author(Table):
    name = Column(str)


class Restricted(Table):
    author = ForeignKey(Author)


class Cascading(Table):
    author = ForeignKey(Author, on_delete="cascade")


class Orphaned(Table):
    author = ForeignKey(Author, on_delete="set null")


@pytest.fixture
def db():
    with Database(":memory:") as db:
        db.create(Author, Restricted, Cascading, Orphaned)
        yield db


@pytest.fixture
def ada(db):
    ada = Author(name="Ada")
    db.save(ada)
    return ada


def test_a_row_is_deleted_by_its_id(db, ada):
    db.delete(Author, id=1)
    with pytest.raises(RowNotFoundError):
        db.get(Author, 1)


def test_a_row_is_deleted_itself(db, ada):
    db.save(Author(name="Eve"))
    db.delete(ada)
    assert [author.name for author in db.all(Author)] == ["Eve"]


def test_a_row_that_is_not_there_can_not_be_deleted(db, ada):
    db.delete(ada)
    for arguments in ([ada], [Author, 1], [Author, 2**70], [Author, "1"], [Author], [Author(name="Eve")]):
        with pytest.raises(RowNotFoundError, match="author has no row with the id"):
            db.delete(*arguments)


@pytest.mark.parametrize("id", ["1", 2**70, 1.0, True, []])
def test_a_row_whose_id_is_none_can_not_be_deleted(db, ada, id):
    with pytest.raises(InvalidValueError, match=r"Author\.id takes a whole number"):
        db.delete(Author(id=id))
    assert len(db.all(Author)) == 1


def test_deletion_cascades_down_a_tree(db):
    class Comment(Table):
        parent = ForeignKey("self", on_delete="cascade")

    db.create(Comment)
    for parent_id in (None, 1, 2, None, 4):
        db.save(Comment(parent_id=parent_id))
    db.delete(Comment, id=1)
    assert [comment.id for comment in db.all(Comment)] == [4, 5]


def test_a_cascade_stops_where_a_row_is_kept(db, ada):
    class Keeper(Table):
        row = ForeignKey(Cascading)

    db.create(Keeper)
    db.save(Cascading(author=ada))
    db.save(Keeper(row_id=1))
    with pytest.raises(ForeignKeyError, match="can't be deleted"):
        db.delete(ada)
    assert (len(db.all(Author)), len(db.all(Cascading))) == (1, 1)


def test_a_circle_is_opened_before_its_rows_are_deleted(db):
    class Node(Table):
        next = ForeignKey("self")

    db.create(Node)
    one, two = Node(), Node()
    db.save(one)
    two.next = one
    db.save(two)
    one.next = two
    db.update(one)
    with pytest.raises(ForeignKeyError):
        db.delete(one)
    one.next = None
    db.update(one)
    db.delete(two)
    db.delete(one)
    assert db.all(Node) == []


def test_a_row_that_was_deleted_can_be_saved_again(db, ada):
    db.delete(ada)
    db.save(ada)
    assert db.get(Author, 1).name == "Ada"


@pytest.mark.parametrize("by_id", [True, False])
def test_restrict_keeps_a_row_that_is_referred_to(db, ada, by_id):
    db.save(Restricted(author=ada))
    with pytest.raises(ForeignKeyError, match=r"Ada'\) can't be deleted: other rows refer to it") as caught:
        db.delete(Author, id=1) if by_id else db.delete(ada)
    assert (caught.value.table, caught.value.column, caught.value.value) == ("author", "id", 1)
    assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)
    assert len(db.all(Author)) == 1
    assert not db.conn.in_transaction


def test_cascade_deletes_the_rows_that_refer_to_it(db, ada):
    db.save(Cascading(author=ada))
    db.save(Cascading())
    db.delete(ada)
    assert [row.id for row in db.all(Cascading)] == [2]


def test_set_null_leaves_the_rows_that_refer_to_it(db, ada):
    db.save(Orphaned(author=ada))
    db.delete(ada)
    assert db.get(Orphaned, 1).author is None


def test_set_null_needs_a_column_that_takes_none():
    with pytest.raises(SchemaError, match=r"set null \(which needs null=True\)"):
        ForeignKey(Author, on_delete="set null", null=False)


@pytest.mark.parametrize("on_delete", ["delete", "CASCADE", None, "restrict; DROP TABLE author"])
def test_only_three_things_can_become_of_a_row(on_delete):
    with pytest.raises(SchemaError, match="on_delete is restrict, cascade, set null"):
        ForeignKey(Author, on_delete=on_delete)


def test_the_file_enforces_foreign_keys_as_well(db):
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("INSERT INTO restricted (author_id) VALUES (9)")


def test_foreign_keys_are_indexed(db):
    plan = db.conn.execute("EXPLAIN QUERY PLAN SELECT * FROM cascading WHERE author_id = 1").fetchone()[-1]
    assert "SEARCH" in plan
