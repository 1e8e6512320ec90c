"""``show_sql``: the statements that run on a database's connection, and how many. It sees no other connection's.

Inside a check it displays nothing: it adds to its observation.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from IPython.display import display

from .checking import observation
from .errors import KitError
from .show import Line, Shown, one_line
from .showing import pictures
from .showing.databases import NoDatabaseError, connection_of
from .showing.statements import counts, folded
from .showing.tracing import traced
from .showing.visible import counted

MOST_LINES = 50


@contextmanager
def show_sql(db: Any, *, only: str | None = None) -> Iterator[list[str]]:
    """Show the SQL that runs on a database within the block, one statement to a line, and how many they were.

    ``with show_sql(db): …`` shows them at the block's end, also where it raises. Values that were bound are shown in
    their places. Statements that run many times over are shown once: ``SELECT … WHERE id = ? — 200 times``.

    Args:
        db: what has a :class:`sqlite3.Connection` as its ``conn``, or such a connection. In other threads than this one
            a database may have other connections, which are not seen.
        only: ``"count"`` shows only how many statements there were of SELECT, INSERT, UPDATE and DELETE each: right
            answers may well differ in their texts.

    Returns:
        The list of the statements, which grows while they run.

    Raises:
        KitError: ``only`` is something else, or, outside a check, ``db`` is no database.
    """
    if only not in (None, "count"):
        raise KitError(f'show_sql(db, only="count") counts statements; only={only!r} is nothing it knows.')
    connection, statements = _connection(db), list[str]()
    try:
        with traced(connection) as statements:
            yield statements
    finally:
        _tell(statements, only)


def _connection(db: Any) -> sqlite3.Connection:
    """Return the database's connection; within a check, what is none is the answer's mistake."""
    try:
        return connection_of(db)
    except NoDatabaseError as error:
        if observation.current() is not None:
            raise
        raise KitError(f"{error} show_sql(db) takes one of these.") from None


def _tell(statements: Sequence[str], only: str | None) -> None:
    """Display the statements and their number, or add them to the observation."""
    lines = [] if only else list(_lines(statements))
    total = _kinds(statements) if only else counted(len(statements), "statement")
    collecting = observation.current()
    if collecting is not None:
        collecting.add(
            observation.SQL_BLOCK, [("statements", "\n".join(lines) or None)] * (not only) + [("count", total)]
        )
        return
    shown = [Line(line, (pictures.mono(line),)) for line in _bounded(lines)]
    display(Shown((*shown, Line(total, (pictures.muted(total),)))))


def _lines(statements: Sequence[str]) -> Iterator[str]:
    for statement, times in folded(statements):
        yield one_line(statement) + (f" — {times:,} times" if times > 1 else "")


def _bounded(lines: Sequence[str]) -> Sequence[str]:
    left = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], f"… {left:,} more"] if left > 0 else lines


def _kinds(statements: Sequence[str]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in counts(statements)) or "none"
