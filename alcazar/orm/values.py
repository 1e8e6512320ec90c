"""How values are stored: Python's types and SQLite's. It knows no tables and runs no SQL."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple


class Storage(NamedTuple):
    """How the values of a type are stored.

    Attributes:
        sql_type: what SQLite calls the column's type.
        takes: which values can be stored, in words.
        write: makes what SQLite stores of a value; any error says that it would not come back as it was.
        read: makes the value again; None where SQLite hands it back as it was.
    """

    sql_type: str
    takes: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any] | None = None


def write_text(text: str) -> str:
    """Return the text, if it has UTF-8; half of a surrogate pair has none."""
    text.encode()
    return text


def write_whole(number: int) -> int:
    """Return the number, if it fits."""
    if not -(2**63) <= number < 2**63:
        raise ValueError
    return number


def write_float(number: float) -> float:
    """Return the number, if it is one: NaN would come back as None, and a large int as another number."""
    if float(number) != number:
        raise ValueError
    return float(number)


def write_decimal(number: Decimal) -> str:
    """Return the number's digits, all of them."""
    if number.is_nan():
        raise ValueError
    return str(number)


def write_json(value: dict[str, Any]) -> str:
    """Return the dict as JSON (RFC 8259), which has only text for keys, lists but no tuples, and no NaN."""
    text = json.dumps(value, allow_nan=False)
    if json.loads(text) != value:
        raise ValueError
    return text


STORAGE: dict[type, Storage] = {
    str: Storage("TEXT", "text, without half surrogates", write_text),
    int: Storage("INTEGER", "a whole number of at most 64 bits", write_whole),
    float: Storage("REAL", "a number that a float can hold, but not NaN", write_float),
    bool: Storage("INTEGER", "True or False", int, bool),
    bytes: Storage("BLOB", "bytes", bytes),
    datetime: Storage("TEXT", "a datetime", datetime.isoformat, datetime.fromisoformat),
    date: Storage("TEXT", "a date that is no datetime", date.isoformat, date.fromisoformat),
    Decimal: Storage("TEXT", "a Decimal, but not NaN", write_decimal, Decimal),
    dict: Storage("TEXT", "a dict that comes through JSON unchanged", write_json, json.loads),
}


def compare_decimals(one: str, other: str) -> int:
    """Return -1, 0 or 1 as the first is less, equal or greater; as texts, ``10`` would come before ``9.5``."""
    return int(Decimal(one).compare(Decimal(other)))
