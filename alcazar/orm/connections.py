"""SQLite connections: they run statements and transactions, one for each thread, in the process that opened it.

They put no statement together, and know tables only to say in errors what went wrong.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock, get_ident
from typing import Any
from uuid import uuid4

from . import sql
from .errors import ClosedError, DatabaseError, ForeignKeyError, NotUniqueError, OrmError, SchemaError
from .schema import ForeignKey, Table
from .values import compare_decimals

TRANSACTION = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
SAVEPOINT = ("SAVEPOINT inner", "RELEASE inner", "ROLLBACK TO inner", "RELEASE inner")


def broken_reference(conn: "Connection", row: Table, deleted: bool) -> ForeignKeyError:
    """Return the error for a row that others refer to, or that refers to one that is not there."""
    if deleted:
        return ForeignKeyError(f"{row!r} can't be deleted: other rows refer to it", row._name, "id", row.id)
    keys = [key for key in row._columns.values() if isinstance(key, ForeignKey) and key.id_of(row) is not None]
    missing = [(key.sql_name, key.id_of(row)) for key in keys if not conn.fetch(sql.get(key.table), [key.id_of(row)])]
    return ForeignKeyError(f"{row!r} refers to a row that is not there", row._name, *next(iter(missing), ()))


def explained(conn: "Connection", error: sqlite3.Error, statement: str, row: Table | None) -> OrmError:
    """Return the error of ours that says what SQLite's says, about the row that was to be stored or deleted."""
    reason, _, place = str(error).partition(": ")
    table, _, column = place.partition(".")
    if reason == "UNIQUE constraint failed":
        value = getattr(row, column, None)
        others = "several rows have one value" if row is None else f"another row has {value!r} already"
        return NotUniqueError(f"{place} is unique, and {others}", table, column, value)
    if reason == "FOREIGN KEY constraint failed" and row is not None:
        return broken_reference(conn, row, deleted=statement.startswith("DELETE"))
    if reason == "no such table":
        table = place.removeprefix("main.")
        return SchemaError(f"the database has no table {table}: db.create makes it", table)
    if reason.endswith("closed database."):
        return ClosedError("the database is closed")
    return DatabaseError(f"SQLite refused: {error}")


class Connection(sqlite3.Connection):
    """A connection whose errors are the ORM's.

    Attributes:
        process: the id of the process that opened it.
        numbered: the rows that the open transaction gave their ids.
    """

    def __init__(self, source: str, timeout: float, memory: bool) -> None:
        super().__init__(source, timeout=timeout, isolation_level=None, check_same_thread=False, uri=memory)
        self.process = os.getpid()
        self.busy = RLock()  # SQLite crashes where one thread closes what another one uses
        self.numbered: list[Table] = []
        self.create_collation("decimal", compare_decimals)
        try:
            self.execute("PRAGMA foreign_keys = ON")
            if not memory:
                with suppress(sqlite3.OperationalError):  # read-only, or another process just does the same
                    self.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error:
            self.close()
            raise

    def run(self, statement: str, values: Sequence[Any] = (), row: Table | None = None) -> sqlite3.Cursor:
        """Run a statement, with a value for each ``?`` in it; the row that it is about is for the error.

        Raises:
            OrmError: SQLite refused; the class says why.
        """
        try:
            with self.busy:
                return self.execute(statement, values)
        except sqlite3.Error as error:
            raise explained(self, error, statement, row) from error

    def fetch(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a statement and return all that it finds; errors are those of :meth:`run`."""
        try:
            with self.busy:
                return self.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise explained(self, error, statement, None) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is done in a ``with`` block when it ends, or take it all back if it ends by an exception."""
        begin, commit, *rollback = SAVEPOINT if self.in_transaction else TRANSACTION
        self.run(begin)
        before, self.numbered = self.numbered, []
        try:
            yield
            self._end(commit)
            self.numbered = before + self.numbered if self.in_transaction else []
        except BaseException:
            for row in self.numbered:
                row.id = None
            self.numbered = before
            with suppress(OrmError):  # SQLite has taken it back already, or the database is closed
                self._end(*rollback)
            raise

    def _end(self, *statements: str) -> None:
        """Run the last statements of a transaction; a child that was forked in it leaves that to its parent."""
        if self.process == os.getpid():
            for statement in statements:
                self.run(statement)

    def close(self) -> None:
        """Close the connection, once no statement runs on it."""
        with self.busy:
            super().close()


class Connections:
    """The connections to one database.

    Two threads that shared a connection would share its transaction. A process that was forked would share its
    parent's locks; SQLite forbids it to use or to close them.

    Args:
        path: a file, made if it is not there; ``:memory:`` for a database that goes with its last connection.
        timeout: how many seconds a connection waits for another one that is writing.
    """

    def __init__(self, path: str | os.PathLike[str], timeout: float) -> None:
        self.path = str(path)
        self.memory = self.path == ":memory:"
        # All connections to this name share one database; each to ":memory:" would have its own.
        self.source = f"file:/{uuid4()}?vfs=memdb" if self.memory else str(Path(path).absolute())
        self.timeout = timeout
        self.closed = False
        self.opened: dict[tuple[int, int], Connection] = {}

    def current(self) -> Connection:
        """Return this thread's connection, opened when it is first asked for.

        Raises:
            ClosedError: the database is closed.
            DatabaseError: the file can't be opened, or is no database.
        """
        key = os.getpid(), get_ident()
        if self.closed:
            raise ClosedError(f"the database {self.path} is closed", value=self.path)
        if key in self.opened:
            return self.opened[key]
        try:
            opened = self.opened[key] = Connection(self.source, self.timeout, self.memory)
        except sqlite3.Error as error:
            raise DatabaseError(f"{self.path} can't be opened as a database: {error}", value=self.path) from error
        if self.closed:  # meanwhile, by another thread
            self.close()
        return opened

    def close(self) -> None:
        """Close the connections of all threads of this process; what they have not committed is lost."""
        self.closed = True
        for process, thread in list(self.opened):
            if process == os.getpid() and (found := self.opened.pop((process, thread), None)):
                found.close()
