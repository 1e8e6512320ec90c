"""``show_rows``: what a query finds in a database, seen as a table. It changes nothing there.

Inside a check it displays nothing: it adds to its observation.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from IPython.display import display

from . import theme
from .checking import observation
from .errors import KitError
from .show import Line, Shown, one_line
from .showing import pictures
from .showing.databases import NoDatabaseError, Rows, literal, read_rows, short_literal, sql_of

MOST_ROWS = 20


def show_rows(db: Any, query: str, *parameters: Any) -> None:
    """Show what is in a table, ``show_rows(db, "author")``, or what a query finds, ``show_rows(db, "SELECT …", 1)``.

    Values are written as SQL does: NULL, 1, 'one', X'00FF'. Of long ones the beginning is shown and the length, of many
    rows the first 20. What SQLite refuses is shown as raised, and in a check its class alone.

    Args:
        db: what has a :class:`sqlite3.Connection` as its ``conn``, or such a connection, or the path of a file.
        query: a table's name, or SQL that reads.
        parameters: the values for the query's placeholders.

    Raises:
        KitError: the query is none, or, outside a check, ``db`` is no database; the message says what is allowed.
    """
    sql, collecting = sql_of(query), observation.current()
    asked = " ".join(sql.split()) + (f" -- {', '.join(map(literal, parameters))}" if parameters else "")
    found = _found(db, sql, parameters)
    if collecting is not None:
        collecting.add(asked, *_observed(found))
    elif isinstance(found, NoDatabaseError):
        raise KitError(f"{found} show_rows(db, 'author') takes one of these, or the path of a file.")
    else:
        display(Shown(tuple(_lines(found) if isinstance(found, Rows) else [_error_line(asked, found)])))


def _found(db: Any, sql: str, parameters: Sequence[Any]) -> Rows | Exception:
    try:
        return read_rows(db, sql, parameters)
    except Exception as error:  # noqa: BLE001 - a database of the learner's own may raise anything
        return error


def _observed(found: Rows | Exception) -> tuple[list[tuple[str, str | None]], str]:
    """Return the fields of what was found, and a note."""
    if isinstance(found, Exception):
        return [("raised", type(found).__name__)], f"{type(found).__name__}: {found}"
    rows = "\n".join(", ".join(map(literal, row)) for row in found.rows)
    return [("columns", ", ".join(found.columns)), ("rows", rows or None)], ""


def _error_line(asked: str, error: Exception) -> Line:
    kind, message = type(error).__name__, one_line(str(error))
    cells = (pictures.mono(asked), pictures.badge(f"raised {kind}", theme.BAD), pictures.mono(message))
    return Line(f"{asked} raised {kind}: {message}", cells)


def _lines(found: Rows) -> Iterator[Line]:
    """Yield a line for the names of the columns, one for each row, and one for the rows that are left out."""
    head = [one_line(column) for column in found.columns]
    body = [[one_line(short_literal(value)) for value in row] for row in found.rows[:MOST_ROWS]]
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    yield Line(_aligned(head, widths), tuple(map(pictures.muted, head)))
    for row in body:
        yield Line(_aligned(row, widths), tuple(map(_cell, row)))
    left = f"… {len(found.rows) - MOST_ROWS:,} more" if len(found.rows) > MOST_ROWS else "" if body else "no rows"
    if left:
        yield Line(left, (pictures.muted(left),))


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cell(text: str) -> str:
    return pictures.muted(text) if text == "NULL" else pictures.mono(text)
