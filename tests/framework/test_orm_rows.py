"""Rows: made of values and defaults, saved, and found again by their ids."""

import sqlite3

import pytest

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import (
    InvalidValueError,
    NotUniqueError,
    NullError,
    RowNotFoundError,
    UnknownColumnError,
)

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


def test_a_row_has_no_id_before_it_is_saved():
    author = Author(name="Ada", age=36)
    assert (author.id, author.name, author.age) == (None, "Ada", 36)
    assert repr(author) == "Author(id=None, name='Ada', age=36)"


def test_ids_count_from_1_and_are_never_given_again(db, john):
    ada = Author(name="Ada")
    db.save(ada)
    db.conn.execute("DELETE FROM author WHERE id = 2")
    vik = Author(name="Vik")
    db.save(vik)
    assert (john.id, ada.id, vik.id) == (1, 2, 3)


def test_saving_a_saved_row_updates_it(db, john):
    john.age = 36
    db.save(john)
    assert [(author.id, author.age) for author in db.all(Author)] == [(1, 36)]


def test_saving_a_row_with_an_id_of_ones_own_inserts_it(db, john):
    db.save(Author(id=7, name="Ada"))
    assert [author.id for author in db.all(Author)] == [1, 7]


def test_all_returns_every_row_in_the_order_of_ids(db):
    db.create(Member)
    for name in ("zoe", "ada", "max"):
        db.save(Member(email=name))
    members = db.all(Member)
    assert [member.email for member in members] == ["zoe", "ada", "max"]
    assert {type(member) for member in members} == {Member}


def test_get_finds_a_row_by_its_id(db, john):
    for found in (db.get(Author, 1), db.get(Author, id=1), Author.get(1), Author.get(id=1)):
        assert (type(found), found.id, found.name, found.age) == (Author, 1, "John Doe", 35)


@pytest.mark.parametrize("id", [2, 0, -1, 2**63, None, "1", 1.0, True, [1]])
def test_an_id_that_no_row_has_is_not_found(db, john, id):
    with pytest.raises(RowNotFoundError, match="author has no row with the id") as caught:
        db.get(Author, id)
    assert (caught.value.table, caught.value.column, caught.value.value) == ("author", "id", id)


def test_a_row_begins_with_the_defaults_of_its_columns():
    member = Member(email="ada")
    assert (member.active, member.notes) == (True, {"read": []})


def test_none_is_given_and_asks_for_no_default():
    assert Member(email="ada", active=None).active is None


def test_rows_do_not_share_a_default():
    Member().notes["read"].append("Emma")
    assert Member().notes == {"read": []}


def test_a_default_that_can_be_called_is_called_for_each_row():
    class Ticket(Table):
        number = Column(int, default=iter([1, 2]).__next__)

    assert [Ticket().number, Ticket(number=9).number, Ticket().number] == [1, 9, 2]


def test_a_column_that_the_table_lacks_is_refused():
    with pytest.raises(UnknownColumnError, match="author has no column 'nam', only id, name, age") as caught:
        Author(nam="Ada")
    assert (caught.value.table, caught.value.column, caught.value.value) == ("author", "nam", "Ada")


def test_a_value_that_is_there_already_is_not_unique(db):
    db.create(Member)
    db.save(Member(email="ada"))
    second = Member(email="ada")
    with pytest.raises(NotUniqueError, match=r"member\.email is unique, and another row has 'ada' already") as caught:
        db.save(second)
    assert (caught.value.table, caught.value.column, caught.value.value) == ("member", "email", "ada")
    assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)
    assert second.id is None


def test_none_is_refused_where_none_may_be(db):
    db.create(Member)
    with pytest.raises(NullError, match=r"Member\.email takes text.*, not None") as caught:
        db.save(Member())
    assert (caught.value.table, caught.value.column, caught.value.value) == ("member", "email", None)


def test_wrong_types_are_errors_that_name_what_is_taken(db, john):
    john.age = "36"
    with pytest.raises(InvalidValueError, match=r"Author\.age takes a whole number.*, not '36'") as caught:
        db.save(john)
    assert (caught.value.table, caught.value.column, caught.value.value) == ("author", "age", "36")
    assert db.get(Author, 1).age == 35
