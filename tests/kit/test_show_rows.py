"""What a query finds in a database is shown as a table, and told exactly in a check."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from alcazar_kit.checking.given import Given
from alcazar_kit.checks import Check
from alcazar_kit.course import Exercise
from alcazar_kit.errors import KitError
from alcazar_kit.show_rows import show_rows


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was displayed, by show_rows or by a check."""
    outputs: list[Any] = []
    monkeypatch.setattr("alcazar_kit.show_rows.display", outputs.append)
    monkeypatch.setattr("alcazar_kit.checks.display", outputs.append)
    return outputs


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of two authors."""
    with sqlite3.connect(tmp_path / "books.db") as connection:
        connection.execute("CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT, age)")
        connection.execute("INSERT INTO author VALUES (1, 'Jane Austen', 41), (2, 'NULL', NULL)")
    connection.close()
    return tmp_path / "books.db"


@pytest.fixture
def db(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file)
    yield connection
    connection.close()


def lines(output: Any) -> list[str]:
    return str(output._repr_mimebundle_()["text/plain"]).split("\n")


def observed(outputs: list[Any], *shown: Any) -> str:
    with Check(Exercise("10.1", "", 1, 1, ()), Given(1, "10.1"), recorded=True):
        show_rows(*shown)
    return repr(outputs[-1])


def test_a_tables_rows_line_up_below_the_names_of_its_columns(db: sqlite3.Connection, outputs: list[Any]) -> None:
    show_rows(db, "author")
    assert lines(outputs[0]) == ["id  name           age", "1   'Jane Austen'  41", "2   'NULL'         NULL"]


def test_html_says_the_same(db: sqlite3.Connection, outputs: list[Any]) -> None:
    show_rows(db, "SELECT name AS '<b>' FROM author WHERE id = ?", 1)
    html = outputs[0]._repr_mimebundle_()["text/html"]
    assert all(text in html for text in ("&lt;b&gt;", "&#x27;Jane Austen&#x27;", "<table"))


@pytest.mark.parametrize("kind", ["conn", "connection", "path", "text"])
def test_a_database_is_what_has_a_connection_or_a_connection_or_a_path(
    kind: str, db: sqlite3.Connection, file: Path, outputs: list[Any]
) -> None:
    given = {"conn": SimpleNamespace(conn=db), "connection": db, "path": file, "text": str(file)}[kind]
    show_rows(given, "SELECT name FROM author WHERE id > ? AND id < ?", 0, 2)
    assert lines(outputs[0]) == ["name", "'Jane Austen'"]


@pytest.mark.parametrize(("sql", "text"), [
    ("NULL", "NULL"), ("1", "1"), ("'1'", "'1'"), ("1.5", "1.5"), ("'it''s'", "'it''s'"), ("X'00ff'", "X'00FF'"),
    ("'two\nlines'", "'two⏎lines'"), ("''", "''"),
    (f"'{'a' * 70}'", f"'{'a' * 60}'… (70 characters)"),
    (f"X'{'ab' * 17}'", f"X'{'AB' * 16}'… (17 bytes)"),
])  # fmt: skip
def test_a_value_is_written_as_sql_does(db: sqlite3.Connection, outputs: list[Any], sql: str, text: str) -> None:
    show_rows(db, f"SELECT {sql} AS value")
    assert lines(outputs[0])[1] == text


def test_of_many_rows_twenty_are_shown_and_the_rest_counted(db: sqlite3.Connection, outputs: list[Any]) -> None:
    db.execute("CREATE TABLE \"order\" (n)")  # fmt: skip
    db.executemany('INSERT INTO "order" VALUES (?)', [(n,) for n in range(200)])
    show_rows(db, "order")
    assert lines(outputs[0])[-2:] == ["19", "… 180 more"]


def test_a_table_without_rows_says_so(db: sqlite3.Connection, outputs: list[Any]) -> None:
    show_rows(db, "SELECT id FROM author WHERE id = 3")
    assert lines(outputs[0]) == ["id", "no rows"]


def test_a_row_factory_changes_nothing(db: sqlite3.Connection, outputs: list[Any]) -> None:
    db.row_factory = lambda _cursor, row: {"row": row}
    show_rows(db, "SELECT id FROM author")
    assert lines(outputs[0]) == ["id", "1", "2"]


def test_what_sqlite_refuses_is_shown_raised(db: sqlite3.Connection, outputs: list[Any]) -> None:
    show_rows(db, "nobody")
    assert lines(outputs[0]) == ['SELECT * FROM "nobody" raised OperationalError: no such table: nobody']


def test_a_file_that_is_no_database_is_shown_raised_and_left_alone(tmp_path: Path, outputs: list[Any]) -> None:
    (tmp_path / "notes.txt").write_text("no database" * 100)
    show_rows(tmp_path / "notes.txt", "author")
    assert lines(outputs[0]) == ['SELECT * FROM "author" raised DatabaseError: file is not a database']
    assert (tmp_path / "notes.txt").read_text() == "no database" * 100


def test_no_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="there is no such file"):
        show_rows(tmp_path / "new.db", "author")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_opened_for_reading_alone(file: Path, db: sqlite3.Connection, outputs: list[Any]) -> None:
    show_rows(file, "PRAGMA user_version = 5")
    assert db.execute("PRAGMA user_version").fetchone() == (0,)


@pytest.mark.parametrize("thing", [None, 42, SimpleNamespace(conn=1)])
def test_what_is_no_database_is_refused(thing: Any) -> None:
    with pytest.raises(KitError, match=r"is no database: .*conn.* takes one of these, or the path of a file"):
        show_rows(thing, "author")


@pytest.mark.parametrize("query", ["DELETE FROM author", "", "  ", None, "drop table author"])
def test_a_query_that_reads_nothing_is_refused(db: sqlite3.Connection, query: Any) -> None:
    with pytest.raises(KitError, match="SQL that begins with SELECT, WITH, VALUES, PRAGMA or EXPLAIN"):
        show_rows(db, query)
    assert db.execute("SELECT count(*) FROM author").fetchone() == (2,)


def test_a_check_observes_the_query_its_columns_and_all_its_rows(db: sqlite3.Connection, outputs: list[Any]) -> None:
    assert observed(outputs, db, "SELECT name,\n  age FROM author WHERE id > ?", 0).split("\n") == [
        "SELECT name, age FROM author WHERE id > ? -- 0",
        "  columns  name, age",
        "  rows     'Jane Austen', 41",
        "           'NULL', NULL",
    ]


def test_a_check_tells_long_values_from_each_other(db: sqlite3.Connection, outputs: list[Any]) -> None:
    seen = {observed(outputs, db, "SELECT ?", "a" * 5000 + end).partition("\n")[2] for end in "xy"}
    assert len(seen) == 2


def test_a_check_observes_no_rows_and_errors_by_their_class(db: sqlite3.Connection, outputs: list[Any]) -> None:
    assert observed(outputs, db, "SELECT id FROM author WHERE 0").endswith("\n  rows     ⟨none⟩")
    assert observed(outputs, db, "nobody") == 'SELECT * FROM "nobody"\n  raised  OperationalError'
    assert observed(outputs, None, "author") == 'SELECT * FROM "author"\n  raised  NoDatabaseError'


def test_a_failed_check_names_the_query(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with Check(Exercise("10.1", "", 1, 1, ()), Given(1, "10.1"), "SELECT 1\n  columns  1\n  rows     2"):
        show_rows(db, "SELECT 1")
    assert lines(outputs[0])[:2] == ["10.1 failed at the first query", "SELECT 1"]
