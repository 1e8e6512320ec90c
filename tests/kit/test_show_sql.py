"""The statements that run on a database's connection are shown, and counted."""

import cProfile
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from alcazar_kit.checking.given import Given
from alcazar_kit.checks import Check
from alcazar_kit.course import Exercise
from alcazar_kit.errors import KitError
from alcazar_kit.show_sql import show_sql


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was displayed, by show_sql or by a check."""
    outputs: list[Any] = []
    monkeypatch.setattr("alcazar_kit.show_sql.display", outputs.append)
    monkeypatch.setattr("alcazar_kit.checks.display", outputs.append)
    return outputs


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database with authors and their books, which go with them."""
    connection = sqlite3.connect(tmp_path / "books.db", isolation_level=None)
    connection.executescript("""
        PRAGMA foreign_keys = ON;
        CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE book (id INTEGER PRIMARY KEY, author_id REFERENCES author ON DELETE CASCADE);
        CREATE TABLE log (line);
        CREATE TRIGGER note AFTER INSERT ON book BEGIN INSERT INTO log VALUES ('a'); INSERT INTO log VALUES ('b'); END;
    """)
    yield connection
    connection.close()


def lines(output: Any) -> list[str]:
    return str(output._repr_mimebundle_()["text/plain"]).split("\n")


def observed(outputs: list[Any], db: Any, *statements: str, **options: Any) -> str:
    with Check(Exercise("11.1", "", 1, 1, ()), Given(1, "11.1"), recorded=True), show_sql(db, **options):
        for statement in statements:
            db.execute(statement)
    return repr(outputs[-1])


def test_statements_are_shown_in_order_with_their_values_and_number(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(SimpleNamespace(conn=db)):
        db.execute("BEGIN")
        db.execute("INSERT INTO author\n   VALUES (?, ?)", (1, "O'Brien  \n"))
        db.execute("SAVEPOINT one")
        db.execute("SELECT * FROM author WHERE id = :id;", {"id": 1.5})
        db.execute("COMMIT")
    assert lines(outputs[0]) == [
        "BEGIN", "INSERT INTO author VALUES (1, 'O''Brien  ⏎')", "SAVEPOINT one",
        "SELECT * FROM author WHERE id = 1.5", "COMMIT", "5 statements",
    ]  # fmt: skip


def test_a_query_for_each_row_takes_two_lines(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        db.execute('SELECT "id2" FROM (SELECT 1 AS id2)')
        for id in range(200):
            db.execute("SELECT * FROM author WHERE id = ? LIMIT 1", (id,))
    assert lines(outputs[0]) == [
        'SELECT "id2" FROM (SELECT 1 AS id2)',
        "SELECT * FROM author WHERE id = ? LIMIT 1 — 200 times",
        "201 statements",
    ]


def test_a_transaction_for_each_row_takes_three(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        for name in ("a", None, "x" * 100, "d"):
            db.execute("BEGIN")
            db.execute("INSERT INTO author (name) VALUES (?)", (name,))
            db.execute("COMMIT")
    assert lines(outputs[0]) == [
        "BEGIN — 4 times", "INSERT INTO author (name) VALUES (?) — 4 times", "COMMIT — 4 times", "12 statements",
    ]  # fmt: skip


def test_a_transaction_is_never_torn_where_many_are_folded(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        for statement in ["BEGIN", "SELECT 1", "COMMIT", *["BEGIN", "DELETE FROM log", "COMMIT"] * 3]:
            db.execute(statement)
    assert lines(outputs[0])[2:4] == ["COMMIT", "BEGIN — 3 times"]


def test_what_runs_twice_is_shown_twice(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        db.execute("SELECT 1")
        db.execute("SELECT 2")
    assert lines(outputs[0]) == ["SELECT 1", "SELECT 2", "2 statements"]


def test_what_a_trigger_or_a_cascade_does_is_no_statement_of_its_own(
    db: sqlite3.Connection, outputs: list[Any]
) -> None:
    with show_sql(db):
        db.execute("INSERT INTO author VALUES (1, 'Jane')")
        for _ in range(2):
            db.execute("INSERT INTO book (author_id) VALUES (1)")
        db.execute("DELETE FROM author WHERE id = 1")
    assert lines(outputs[0])[1:] == [
        "INSERT INTO book (author_id) VALUES (1)", "INSERT INTO book (author_id) VALUES (1)",
        "DELETE FROM author WHERE id = 1", "4 statements",
    ]  # fmt: skip


def test_rows_of_one_call_are_each_a_statement(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        db.executemany("INSERT INTO author (name) VALUES (?)", [("a",), ("a",)])
    assert lines(outputs[0]) == ["INSERT INTO author (name) VALUES ('a')"] * 2 + ["2 statements"]


def test_a_profile_that_is_being_taken_is_left_alone(db: sqlite3.Connection, outputs: list[Any]) -> None:
    profile = cProfile.Profile()
    with profile, show_sql(db):
        db.execute("SELECT 1")
    assert sys.getprofile() is None
    assert lines(outputs[0]) == ["SELECT 1", "1 statement"]
    assert any("execute" in str(entry.code) for entry in profile.getstats())


def test_a_block_that_raises_shows_what_ran_until_then(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with suppress(sqlite3.OperationalError), show_sql(db):
        db.execute("SELECT 1")
        db.execute("SELECT nothing")
    assert lines(outputs[0]) == ["SELECT 1", "1 statement"]


def test_after_the_block_nothing_is_traced(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db) as statements:
        db.execute("SELECT 1")
    db.execute("SELECT 2")
    assert statements == ["SELECT 1"]


def test_a_block_inside_a_block_takes_nothing_from_it(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db) as outer:
        with show_sql(db) as inner:
            db.execute("SELECT 1")
        db.execute("SELECT 2")
    assert (outer, inner) == (["SELECT 1", "SELECT 2"], ["SELECT 1"])


def test_a_database_that_is_closed_meanwhile_is_no_trouble(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        db.execute("SELECT 1")
        db.close()
    assert lines(outputs[0]) == ["SELECT 1", "1 statement"]


def test_many_different_statements_are_cut(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db):
        for number in range(60):
            db.execute(f"SELECT 1 AS c{number}")
    assert lines(outputs[0])[-3:] == ["SELECT 1 AS c49", "… 10 more", "60 statements"]


def test_only_count_shows_how_many_there_were_of_each_kind(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db, only="count"):
        for statement in ("BEGIN", "INSERT INTO author VALUES (1, 'a')", "select 1", "SELECT 2", "COMMIT"):
            db.execute(statement)
    assert lines(outputs[0]) == ["2 SELECT, 1 INSERT"]


@pytest.mark.parametrize(
    "statement",
    [
        "WITH one AS (SELECT 1) SELECT * FROM one",
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 3) select ')' || i from n",
        "WITH \"SELECT\" AS (SELECT 'DELETE ('), b AS (SELECT (SELECT 2)) SELECT * FROM b",
    ],
    ids=["one table", "recursive", "quoted"],
)
def test_with_counts_as_the_statement_that_follows_it(
    db: sqlite3.Connection, outputs: list[Any], statement: str
) -> None:
    assert "1 SELECT" in observed(outputs, db, statement, only="count")


def test_with_before_a_change_counts_as_that_change(db: sqlite3.Connection, outputs: list[Any]) -> None:
    assert "1 DELETE" in observed(outputs, db, "WITH old AS (SELECT 1) DELETE FROM log WHERE 1 IN old", only="count")


def test_only_count_of_nothing_is_none(db: sqlite3.Connection, outputs: list[Any]) -> None:
    with show_sql(db, only="count"):
        db.execute("BEGIN")
    assert lines(outputs[0]) == ["none"]


def test_a_check_observes_statements_and_their_number(db: sqlite3.Connection, outputs: list[Any]) -> None:
    assert observed(outputs, db, "SELECT 1", "SELECT 2").split("\n") == [
        "with show_sql(db): …", "  statements  SELECT 1", "              SELECT 2", "  count       2 statements",
    ]  # fmt: skip


def test_a_check_may_observe_the_count_alone(db: sqlite3.Connection, outputs: list[Any]) -> None:
    assert observed(outputs, db, "SELECT 1", only="count") == "with show_sql(db): …\n  count  1 SELECT"


def test_a_failed_check_names_the_block(db: sqlite3.Connection, outputs: list[Any]) -> None:
    expected = "with show_sql(db): …\n  count  1 SELECT"
    with Check(Exercise("11.1", "", 1, 1, ()), Given(1, "11.1"), expected), show_sql(db, only="count"):
        db.execute("SELECT 1")
        db.execute("SELECT 2")
    assert lines(outputs[0])[0] == "11.1 failed at the first block of SQL"


def test_what_is_no_database_is_refused_and_in_a_check_the_answers_mistake(outputs: list[Any]) -> None:
    with pytest.raises(KitError, match=r"^'books.db' is no database"), show_sql("books.db"):
        pass
    assert outputs == []
    with Check(Exercise("11.1", "", 1, 1, ()), Given(1, "11.1"), recorded=True), show_sql(None):
        pass
    assert repr(outputs[0]) == "the check\n  raised  NoDatabaseError"


def test_nothing_but_count_can_be_asked_for(db: sqlite3.Connection) -> None:
    with pytest.raises(KitError, match='only="count"'), show_sql(db, only="selects"):
        pass
