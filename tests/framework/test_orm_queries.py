"""Queries: conditions, order, limit and offset, asked when their rows are taken."""

import pytest

from alcazar.orm import Database
from alcazar.orm.errors import DatabaseError, ManyRowsError, QueryError, RowNotFoundError

from .library import Author, Book, filled, names

pytestmark = pytest.mark.chapter(12)


@pytest.fixture(scope="module")
def db():
    with Database(":memory:") as db:
        yield filled(db)


def test_rows_are_sorted_by_columns_in_turn(db):
    query = db.query(Author).filter(Author.age > 0)
    assert names(query.order_by(Author.name)) == ["Ada", "Alan", "Edsger", "Grace", "alma"]
    assert names(query.order_by(-Author.age, Author.name)) == ["Grace", "Edsger", "Alan", "alma", "Ada"]
    assert names(query.order_by(-Author.age).order_by(-Author.name)) == ["Grace", "Edsger", "alma", "Alan", "Ada"]


def test_rows_that_sort_alike_come_in_the_order_of_their_ids(db):
    assert names(db.query(Author).filter(Author.age == 41).order_by(Author.age)) == ["Alan", "alma"]


def test_limit_and_offset_cut_out_a_page(db):
    query = db.query(Author).order_by(Author.id)
    assert names(query.limit(2)) == ["Ada", "Alan"]
    assert names(query.limit(2).offset(3)) == ["Anita", "Edsger"]
    assert names(query.offset(5)) == ["alma"]
    assert names(query.limit(0)) == names(query.offset(99)) == []


@pytest.mark.parametrize("number", [-1, 1.5, "1", None, 2**63])
def test_limit_and_offset_take_whole_numbers_from_0(db, number):
    for method in (db.query(Author).limit, db.query(Author).offset):
        with pytest.raises(QueryError, match="limit and offset take a whole number from 0, not") as caught:
            method(number)
        assert caught.value.value == number


def test_count_counts_what_the_query_would_return(db):
    query = db.query(Author).filter(Author.age == 41)
    assert (db.query(Author).count(), query.count(), query.limit(1).count(), query.offset(2).count()) == (6, 2, 1, 0)


def test_exists_tells_whether_there_is_a_row(db):
    query = db.query(Author)
    assert query.exists()
    assert query.filter(Author.age == 41).exists()
    assert not query.filter(Author.age == 42).exists()
    assert not query.limit(0).exists()


def test_first_returns_the_first_row_or_none(db):
    assert db.query(Author).order_by(-Author.age).first().name == "Grace"
    assert db.query(Author).offset(1).first().name == "Alan"
    assert db.query(Author).filter(Author.age == 42).first() is None
    assert db.query(Author).limit(0).first() is None


def test_one_returns_the_only_row(db):
    assert db.query(Author).filter(Author.age == 36).one().name == "Ada"
    assert db.query(Author).limit(1).one().name == "Ada"


def test_one_refuses_none_and_many(db):
    with pytest.raises(RowNotFoundError, match="no author") as none:
        db.query(Author).filter(Author.age == 42).one()
    with pytest.raises(ManyRowsError, match="more than one author") as many:
        db.query(Author).filter(Author.age == 41).one()
    assert none.value.table == many.value.table == "author"


def test_a_query_asks_anew_each_time_and_not_before(db):
    query = db.query(Author).filter(Author.name == "Barbara")
    barbara = Author(name="Barbara")
    db.save(barbara)
    assert names(query) == ["Barbara"]
    db.delete(barbara)
    assert names(query) == []


def test_a_query_is_never_changed(db):
    query = db.query(Author)
    query.filter(Author.age == 41).order_by(-Author.age).limit(1).offset(1)
    assert query.count() == 6
    with pytest.raises(AttributeError):
        query.conditions = ()


def test_a_query_shows_its_sql_and_its_values(db):
    text, values = db.query(Author).filter(Author.age > 30).limit(10).statement
    assert text == (
        'SELECT "author"."id", "author"."name", "author"."age", "author"."born" FROM "author" '
        'WHERE "author"."age" > ? ORDER BY "author"."id" LIMIT ? OFFSET ?'
    )
    assert values == [30, 10, 0]
    assert (Author.age > 30).sql == '"author"."age" > ?'


def test_a_joined_table_can_be_filtered_and_sorted_by(db):
    query = db.query(Book).join(Book.author).filter(Author.age > 30).order_by(-Author.age, Book.title)
    assert [(book.title, book.author.name) for book in query] == [("Three", "Grace"), ("One", "Ada"), ("Two", "Ada")]
    assert query.count() == 3
    assert query.limit(1).one().author.name == "Grace"


def test_a_table_that_is_not_joined_can_not_be_filtered_by(db):
    with pytest.raises(DatabaseError, match=r"no such column: author\.age"):
        db.query(Book).filter(Author.age > 30).count()


def test_a_column_named_as_a_keyword_can_be_filtered_and_sorted_by(db):
    assert [book.title for book in db.query(Book).filter(Book.order > 3).order_by(-Book.order)] == ["Three", "Edda"]


@pytest.mark.parametrize("wrong", ["name; DROP TABLE author", 1, Author])
def test_only_columns_sort(db, wrong):
    with pytest.raises(QueryError, match="is no Order"):
        db.query(Author).order_by(wrong)
