"""Values: each type comes back from the file as it was saved, and what would not is refused."""

import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import InvalidValueError, SchemaError

pytestmark = pytest.mark.chapter(10)


class Everything(Table):
    text = Column(str)
    whole = Column(int)
    real = Column(float)
    truth = Column(bool)
    data = Column(bytes)
    moment = Column(datetime)
    day = Column(date)
    exact = Column(Decimal)
    json = Column(dict)


OFFSETS = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
VALUES = {
    "text": st.text(st.characters(exclude_categories=["Cs"])),
    "whole": st.integers(-(2**63), 2**63 - 1),
    "real": st.floats(allow_nan=False),
    "truth": st.booleans(),
    "data": st.binary(),
    "moment": st.datetimes(timezones=st.none() | OFFSETS),
    "day": st.dates(),
    "exact": st.decimals(allow_nan=False),
    "json": st.dictionaries(st.text(st.characters()), JSON),
}


@pytest.fixture(scope="module")
def db():
    with Database(":memory:") as db:
        db.create(Everything)
        yield db


def saved(db, **values):
    """Return a row as it comes back."""
    row = Everything(**values)
    db.save(row)
    return db.get(Everything, row.id)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.fixed_dictionaries({name: st.none() | values for name, values in VALUES.items()}))
def test_every_value_comes_back_as_it_was(values):
    with Database(":memory:") as db:
        db.create(Everything)
        row = saved(db, **values)
    for name, value in values.items():
        found = getattr(row, name)
        assert (found, type(found)) == (value, type(value))


def test_a_bool_comes_back_as_a_bool(db):
    assert saved(db, truth=True).truth is True
    assert saved(db, truth=False).truth is False


def test_a_datetime_keeps_its_offset(db):
    moment = datetime(2026, 11, 30, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    found = saved(db, moment=moment).moment
    assert found.isoformat() == "2026-11-30T09:30:00+05:45"
    assert saved(db, moment=moment.replace(tzinfo=None)).moment.tzinfo is None


def test_a_decimal_keeps_all_its_digits(db):
    assert str(saved(db, exact=Decimal("1.10")).exact) == "1.10"
    assert str(saved(db, exact=Decimal("0." + "3" * 60)).exact) == "0." + "3" * 60


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        ({"truth": True}, 1),
        ({"moment": datetime(2026, 11, 30, 9, 30, tzinfo=UTC)}, "2026-11-30T09:30:00+00:00"),
        ({"day": date(2026, 11, 30)}, "2026-11-30"),
        ({"exact": Decimal("9.50")}, "9.50"),
        ({"json": {"a": [1, None]}}, '{"a": [1, null]}'),
    ],
)
def test_other_programs_find_plain_values_in_the_file(db, values, stored):
    row = saved(db, **values)
    [name] = values
    assert db.conn.execute(f"SELECT {name} FROM everything WHERE id = ?", [row.id]).fetchone() == (stored,)


def test_a_float_column_takes_whole_numbers(db):
    found = saved(db, real=5).real
    assert (found, type(found)) == (5.0, float)
    assert saved(db, real=math.inf).real == math.inf


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 5), ("text", b"text"), ("text", "\ud800"), ("text", "half \udfff"),
        ("whole", "5"), ("whole", 5.0), ("whole", True), ("whole", 2**63), ("whole", -(2**63) - 1),
        ("real", "5.0"), ("real", math.nan), ("real", 2**53 + 1), ("real", 10**400), ("real", True),
        ("truth", 1), ("truth", "yes"),
        ("data", "text"), ("data", bytearray(b"data")),
        ("moment", date(2026, 11, 30)), ("moment", "2026-11-30"), ("moment", time(9, 30)),
        ("day", datetime(2026, 11, 30)), ("day", "2026-11-30"),
        ("exact", 9.5), ("exact", "9.5"), ("exact", Decimal("NaN")), ("exact", Decimal("sNaN")),
        ("json", [1]), ("json", "{}"), ("json", {1: 2}), ("json", {"a": (1, 2)}), ("json", {"a": math.nan}),
        ("json", {"a": math.inf}), ("json", {"a": date(2026, 11, 30)}),
    ],
)  # fmt: skip
def test_what_would_not_come_back_as_it_was_is_refused(db, name, value):
    before = len(db.all(Everything))
    with pytest.raises(InvalidValueError, match=rf"Everything\.{name} takes .*, not ") as caught:
        db.save(Everything(**{name: value}))
    assert (caught.value.table, caught.value.column, caught.value.value) == ("everything", name, value)
    assert len(db.all(Everything)) == before


def test_a_dict_that_holds_itself_is_refused(db):
    knot = {}
    knot["knot"] = knot
    with pytest.raises(InvalidValueError, match="comes through JSON unchanged"):
        db.save(Everything(json=knot))


def test_a_dict_that_is_too_deep_is_refused(db):
    deep = {}
    for _ in range(100_000):
        deep = {"deeper": deep}
    with pytest.raises(InvalidValueError, match="comes through JSON unchanged"):
        db.save(Everything(json=deep))


def test_a_value_that_is_refused_is_shown_short(db):
    with pytest.raises(InvalidValueError) as caught:
        db.save(Everything(whole="9" * 10_000))
    assert len(str(caught.value)) < 150


def test_what_another_program_stored_wrong_is_an_error_with_its_place(db):
    row = saved(db, day=date(2026, 11, 30))
    db.conn.execute("UPDATE everything SET day = 'tomorrow' WHERE id = ?", [row.id])
    with pytest.raises(InvalidValueError, match=r"Everything\.day takes a date.*, not 'tomorrow'"):
        db.get(Everything, row.id)
    db.conn.execute("DELETE FROM everything WHERE id = ?", [row.id])


@pytest.mark.parametrize("type_", [list, object, None, "str", Decimal("1"), complex])
def test_a_type_that_can_not_be_stored_is_refused(type_):
    with pytest.raises(SchemaError, match="a column takes one of the types str, int, float, bool, bytes, datetime"):
        Column(type_)
