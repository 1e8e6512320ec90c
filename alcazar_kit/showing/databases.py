"""What stands for a database: its connection, a query's rows, and values as SQL writes them. It changes no data."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import KitError
from .spelling import value_text

READING = ("SELECT", "WITH", "VALUES", "PRAGMA", "EXPLAIN")
SHORT: dict[type, tuple[int, str]] = {str: (60, "characters"), bytes: (16, "bytes")}


@dataclass(frozen=True)
class Rows:
    """What a query gave: the names of its columns, and its rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


class NoDatabaseError(TypeError):
    """What was given stands for no database."""


def sql_of(query: str) -> str:
    """Return the query's SQL; a table's name alone asks for all its rows.

    Raises:
        KitError: it is no query.
    """
    if isinstance(query, str) and re.fullmatch(r"\w+", query):
        return f'SELECT * FROM "{query}"'
    if not isinstance(query, str) or not query.lstrip().upper().startswith(READING):
        allowed = f"{', '.join(READING[:-1])} or {READING[-1]}"
        raise KitError(f"{query!r} shows no rows: give a table's name, or SQL that begins with {allowed}.")
    return query


def read_rows(db: Any, sql: str, parameters: Sequence[Any]) -> Rows:
    """Run a query and return all its rows.

    Raises:
        NoDatabaseError: ``db`` is none.
        sqlite3.Error: SQLite refuses.
    """
    with _opened(db) as connection, closing(connection.cursor()) as cursor:
        cursor.row_factory = None
        cursor.execute(sql, parameters)
        return Rows([column[0] for column in cursor.description or ()], cursor.fetchall())


def connection_of(db: Any) -> sqlite3.Connection:
    """Return the connection that ``db`` is, or has as its ``conn``.

    Raises:
        NoDatabaseError: it neither is nor has one.
    """
    connection = db if isinstance(db, sqlite3.Connection) else getattr(db, "conn", None)
    if isinstance(connection, sqlite3.Connection):
        return connection
    raise NoDatabaseError(f"{value_text(db)} is no database: it is no sqlite3.Connection, and has none as its .conn.")


@contextmanager
def _opened(db: Any) -> Iterator[sqlite3.Connection]:
    """Give the database's connection; one to a file is opened for reading, and closed."""
    if not isinstance(db, str | Path):
        yield connection_of(db)
        return
    if not Path(db).is_file():
        raise NoDatabaseError(f"{str(db)!r} is no database: there is no such file.")
    with closing(sqlite3.connect(f"{Path(db).absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def literal(value: Any) -> str:
    """Return a value as SQL writes it, so that NULL is told from the text 'NULL', and 1 from '1'."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return f"X'{value.hex().upper()}'" if isinstance(value, bytes) else value_text(value)


def short_literal(value: Any) -> str:
    """Return a value as SQL writes it; of a long one the beginning, and how long it is."""
    most, unit = SHORT.get(type(value), (0, ""))
    return f"{literal(value[:most])}… ({len(value):,} {unit})" if most and len(value) > most else literal(value)
