"""Conditions: what rows have to be like, written as Python writes it and told to SQL."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import InvalidValueError, NullError, QueryError, UnsavedError

from .library import Author, Book, filled, names

pytestmark = pytest.mark.chapter(12)


@pytest.fixture(scope="module")
def db():
    with Database(":memory:") as db:
        yield filled(db)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Author.age == 41, ["Alan", "alma"]),
        (Author.age != 41, ["Ada", "Grace", "Anita", "Edsger"]),
        (Author.age < 41, ["Ada"]),
        (Author.age <= 41, ["Ada", "Alan", "alma"]),
        (Author.age > 72, ["Grace"]),
        (Author.age >= 72, ["Grace", "Edsger"]),
        (Author.age == None, ["Anita"]),  # noqa: E711
        (Author.age != None, ["Ada", "Alan", "Grace", "Edsger", "alma"]),  # noqa: E711
        (Author.name.like("A%"), ["Ada", "Alan", "Anita", "alma"]),
        (Author.name.like("_da"), ["Ada"]),
        (Author.age.in_([36, 72, 99]), ["Ada", "Edsger"]),
        (Author.age.in_([]), []),
        (Author.age.in_([36, None]), ["Ada", "Anita"]),
        (~Author.age.in_([41, 36]), ["Grace", "Anita", "Edsger"]),
        (Author.id.in_(range(3)), ["Ada", "Alan"]),
        (Author.born >= date(1960, 1, 1), ["Ada"]),
        ((Author.age > 40) & Author.name.like("A%"), ["Alan", "alma"]),
        ((Author.age < 40) | (Author.age > 80), ["Ada", "Grace"]),
        (~(Author.age == 41), ["Ada", "Grace", "Anita", "Edsger"]),
        (~(Author.age > 40) | (Author.name == "Grace"), ["Ada", "Grace", "Anita"]),
        (~((Author.age > 40) | (Author.name == "Ada")), ["Anita"]),
        (~~(Author.age > 72), ["Grace"]),
    ],
)
def test_a_filter_keeps_the_rows_that_meet_its_condition(db, condition, found):
    assert names(db.query(Author).filter(condition)) == found


def test_several_conditions_must_all_be_met(db):
    query = db.query(Author).filter(Author.age > 30, Author.name.like("A%"))
    assert names(query) == names(query.filter()) == ["Ada", "Alan", "alma"]
    assert names(query.filter(Author.age < 40)) == ["Ada"]


def test_or_in_a_filter_does_not_spill_over(db):
    query = db.query(Author).filter((Author.age == 36) | (Author.age == 85), Author.name == "Grace")
    assert names(query) == ["Grace"]


def test_rows_are_found_through_a_foreign_key(db):
    ada = db.get(Author, 1)
    books = db.query(Book)
    assert [book.title for book in books.filter(Book.author == ada)] == ["One", "Two"]
    assert [book.title for book in books.filter(Book.author == 3)] == ["Three"]
    assert [book.title for book in books.filter(Book.author != ada)] == ["Three", "Edda"]
    assert [book.title for book in books.filter(Book.author.in_([ada, 3]))] == ["One", "Two", "Three"]
    assert [book.title for book in books.filter(Book.author == None)] == ["Edda"]  # noqa: E711
    with pytest.raises(UnsavedError):
        books.filter(Book.author == Author(name="Eve"))


def test_decimals_are_compared_as_numbers(db):
    query = db.query(Book).filter(Book.price > Decimal("9.7"))
    assert [book.title for book in query.order_by(Book.price)] == ["Two", "Three"]
    assert [book.title for book in query.order_by(-Book.price)] == ["Three", "Two"]
    assert db.query(Book).filter(Book.price == Decimal("9.5")).one().title == "One"
    assert db.query(Book).filter(Book.price.in_([Decimal("10.0")])).one().title == "Two"


@pytest.mark.parametrize("name", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_none_is_neither_less_nor_greater(name):
    with pytest.raises(NullError, match=r"Author\.age takes .*, not None"):
        getattr(Author.age, name)(None)


def test_a_condition_takes_what_its_column_takes():
    for ask in (Author.age.__eq__, Author.age.__gt__, Author.age.like, lambda value: Author.age.in_([1, value])):
        with pytest.raises(InvalidValueError, match=r"Author\.age takes a whole number.*, not '30'"):
            ask("30")


def test_conditions_are_not_combined_by_and_or_and_not():
    for combine in (
        lambda: Author.age > 30 and Author.age < 40,
        lambda: Author.age > 30 or Author.age < 40,
        lambda: not Author.age > 30,
        lambda: 30 < Author.age < 40,
    ):
        with pytest.raises(QueryError, match=r"combine conditions by &, \| and ~"):
            combine()


@pytest.mark.parametrize("wrong", [True, "age > 30", None, Author.age])
def test_only_conditions_filter(db, wrong):
    with pytest.raises(QueryError, match="is no Condition") as caught:
        db.query(Author).filter(wrong)
    assert caught.value.value is wrong


@pytest.mark.parametrize("name", ['x" OR 1 --', "select", "a.b"])
def test_a_hostile_name_is_no_sql_in_a_query(name):
    table = type("Thing", (Table,), {name: Column(str)})
    column = getattr(table, name)
    with Database(":memory:") as db:
        db.create(table)
        db.save(table(**{name: "Ada"}))
        assert db.query(table).filter(column == "Ada").order_by(-column).count() == 1
        assert db.query(table).filter(column == "x").count() == 0


@settings(deadline=None, derandomize=True)
@given(ages=st.lists(st.none() | st.integers(0, 5), max_size=6), low=st.integers(0, 5), other=st.integers(0, 5))
def test_conditions_mean_what_they_mean_in_python(ages, low, other):
    with Database(":memory:") as db:
        db.create(Author)
        for age in ages:
            db.save(Author(age=age))
        query = db.query(Author).filter((Author.age >= low) & (Author.age != other) | (Author.age == None))  # noqa: E711
        expected = [age for age in ages if age is None or (age >= low and age != other)]
        assert [author.age for author in query] == expected


@settings(deadline=None, derandomize=True)
@given(
    low=st.integers(30, 90), age=st.none() | st.sampled_from([36, 41, 99]), pattern=st.sampled_from(["A%", "%a", "x"])
)
def test_a_condition_and_its_opposite_find_all_rows_between_them(db, low, age, pattern):
    condition = (Author.age > low) & ~Author.name.like(pattern) | Author.age.in_([age, low])
    found, others = names(db.query(Author).filter(condition)), names(db.query(Author).filter(~condition))
    assert sorted(found + others) == sorted(names(db.query(Author)))


@pytest.mark.parametrize("other", [True, None, "age > 30", Author.age])
def test_a_condition_is_combined_with_conditions_alone(other):
    for combine in ((Author.age > 30).__and__, (Author.age > 30).__or__):
        with pytest.raises(QueryError, match="is no Condition") as caught:
            combine(other)
        assert caught.value.value is other


def test_columns_can_be_told_apart_although_they_compare_to_conditions():
    assert len({Author.age, Author.name, Author.age}) == 2
    assert {Author.age: "age"}[Author.age] == "age"


@pytest.mark.parametrize("text", ["x' OR 1 = 1 --", "'; DROP TABLE author; --", "%"])
def test_a_hostile_value_is_no_sql(db, text):
    assert names(db.query(Author).filter((Author.name == text) | Author.name.in_([text, text]))) == []
    assert db.query(Author).count() == 6


@pytest.mark.parametrize(
    ("pattern", "found"),
    [(r"100\%%", ["100% wool"]), (r"a\_b", ["a_b"]), ("a_b", ["a_b", "axb"]), (r"c:\\%", ["c:\\x"])],
)
def test_a_backslash_takes_their_meaning_from_the_signs_of_a_pattern(pattern, found):
    with Database(":memory:") as db:
        db.create(Author)
        db.save_all(Author(name=name) for name in ["100% wool", "1000", "a_b", "axb", "c:\\x", "c:x"])
        assert names(db.query(Author).filter(Author.name.like(pattern))) == found
