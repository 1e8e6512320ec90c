"""Names: any name of Python's is a name in the file, and none is ever taken for SQL."""

import pytest

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import SchemaError, UnknownColumnError

pytestmark = pytest.mark.chapter(10)

KEYWORDS = ["select", "order", "group", "table", "where", "from", "index", "values", "to", "rowid", "a_id", "_id"]
HOSTILE = ['x" TEXT); DROP TABLE author; --', 'say "hi"', "a'b", "a;b", "a.b", "ß", "имя", "a b", "", "?", "%s"]


class Author(Table):
    name = Column(str)


@pytest.fixture
def db():
    with Database(":memory:") as db:
        db.create(Author)
        yield db


def round_trip(db, table, name):
    """Return what a column of that name brings back."""
    db.create(table)
    db.save(table(**{name: "Ada"}))
    return getattr(db.get(table, 1), name), getattr(db.all(table)[0], name)


@pytest.mark.parametrize("name", KEYWORDS + HOSTILE)
def test_any_name_can_be_a_column(db, name):
    table = type("Thing", (Table,), {name: Column(str, unique=True)})
    assert round_trip(db, table, name) == ("Ada", "Ada")
    assert set(db.tables) == {"author", "thing"}


@pytest.mark.parametrize("name", ["Select", "Order", "Group", "Index", "Größe", 'x" (id); DROP TABLE author; --'])
def test_any_name_can_be_a_table(db, name):
    table = type(name, (Table,), {"name": Column(str, unique=True)})
    assert round_trip(db, table, "name") == ("Ada", "Ada")
    assert set(db.tables) == {"author", name.lower()}


def test_a_name_that_a_visitor_sends_is_no_sql(db):
    form = {"name": "Ada", "age) VALUES ('x', 1); --": "1"}
    with pytest.raises(UnknownColumnError):
        Author(**form)


@pytest.mark.parametrize("text", ["'; DROP TABLE author; --", '"', "?", "%", "\x00", "x" * 100_000])
def test_a_value_is_no_sql(db, text):
    author = Author(name=text)
    db.save(author)
    assert db.get(Author, author.id).name == text


@pytest.mark.parametrize("name", ["id", "get", "__init__", "__dict__", "_columns", "_database"])
def test_a_column_named_as_what_every_table_has_is_refused(name):
    with pytest.raises(SchemaError, match=f"Thing.{name} can't be a column: every table has a {name}") as caught:
        type("Thing", (Table,), {name: Column(str)})
    assert (caught.value.table, caught.value.column) == ("thing", name)


def test_two_columns_that_sqlite_can_not_tell_apart_are_refused(db):
    table = type("Thing", (Table,), {"name": Column(str), "NAME": Column(str)})
    with pytest.raises(Exception, match="duplicate column name"):
        db.create(table)


def test_one_column_can_be_stated_under_two_names(db):
    column = Column(str)
    table = type("Thing", (Table,), {"first": column, "second": column})
    db.create(table)
    db.save(table(first="a", second="b"))
    assert repr(db.all(table)) == "[Thing(id=1, first='a', second='b')]"


def test_a_class_that_is_defined_anew_takes_the_table_over(db):
    again = type("Author", (Table,), {"name": Column(str)})
    db.create(again)
    db.save(Author(name="Ada"))
    assert type(again.get(1)) is again


def test_two_tables_of_one_name_need_the_same_columns(db):
    other = type("Author", (Table,), {"pen_name": Column(str)})
    with pytest.raises(SchemaError, match="lacks pen_name"):
        db.create(other)


@pytest.mark.parametrize("name", ["_name", "_columns", "_database"])
def test_a_column_can_not_have_the_name_of_what_a_table_keeps_for_itself(name):
    with pytest.raises(SchemaError, match=f"every table has a {name}"):
        type("Shelf", (Table,), {name: Column(str)})


def test_a_column_may_be_called_self():
    shelf = type("Shelf", (Table,), {"self": Column(str)})
    assert shelf(self="top").self == "top"
