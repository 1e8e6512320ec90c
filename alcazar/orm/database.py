"""The database: runs the SQL that tables and queries are put in, in transactions. It writes none itself."""

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Self

from . import sql
from .connections import Connection, Connections
from .errors import InvalidValueError, RowNotFoundError, SchemaError
from .query import Query, Row
from .schema import Table


class Database:
    """An SQLite database.

    Each thread has a connection of its own. A statement is committed at once, unless it stands in a
    :meth:`transaction`; one that fails leaves nothing behind.

    Args:
        path: a file, made if it is not there; ``:memory:`` for a database that goes when it is closed.
        timeout: how many seconds to wait for another connection that is writing.

    Raises:
        DatabaseError: the file can't be opened, or is no database.

    Example:
        >>> with Database("library.db") as db:
        ...     db.create(Author)
        ...     db.save(Author(name="Ada"))
    """

    def __init__(self, path: str | os.PathLike[str], *, timeout: float = 5.0) -> None:
        self._connections = Connections(path, timeout)
        self._connections.current()

    @property
    def conn(self) -> Connection:
        """This thread's connection, for SQL of one's own."""
        return self._connections.current()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads; the database can't be used any more."""
        self._connections.close()

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return [name for (name,) in self.conn.fetch(sql.TABLES)]

    def create(self, *tables: type[Table]) -> None:
        """Make tables, unless they are there, and bind their classes to this database.

        Raises:
            SchemaError: the table in the file lacks a column, and the message has the SQL that adds it.
        """
        for table in tables:
            self.conn.run(sql.create_table(table))
            self._refuse_missing_columns(table)
            for column in table._columns.values():
                if column.indexed:
                    self.conn.run(sql.create_index(column))
            table._database = self

    def _refuse_missing_columns(self, table: type[Table]) -> None:
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        if missing:
            names = ", ".join(column.sql_name for column in missing)
            changes = "; ".join(sql.add_column(column) for column in missing)
            raise SchemaError(f"the table {table._name!r} in the file lacks {names}: {changes}", table._name, names)

    def save(self, row: Table) -> None:
        """Insert a row, which gives it an id, or update the one with its id.

        Raises:
            InvalidValueError: a column can't hold its value.
        """
        statement = (sql.insert if row.id is None else sql.save)(type(row))
        cursor = self.conn.run(statement, row._stored(), row)
        if row.id is None:
            row.id = cursor.lastrowid
            if (conn := self.conn).in_transaction:
                conn.numbered.append(row)

    def all(self, table: type[Row]) -> list[Row]:
        """Return all rows of a table, in the order of their ids."""
        return [table._loaded(values) for values in self.conn.fetch(sql.all(table))]

    def get(self, table: type[Row], id: int | None) -> Row:
        """Return the row with an id.

        Raises:
            RowNotFoundError: there is no such row.
        """
        try:
            found = self.conn.fetch(sql.get(table), [table.id.write(id)])
        except InvalidValueError as error:
            raise _not_found(table, id) from error
        if not found:
            raise _not_found(table, id)
        return table._loaded(found[0])

    def update(self, row: Table) -> None:
        """Store a row that was saved before.

        Raises:
            RowNotFoundError: it was not, or has been deleted.
            InvalidValueError: a column can't hold its value.
        """
        id, *values = row._stored()
        if not self.conn.run(sql.update(type(row)), [*values, id], row).rowcount:
            raise _not_found(type(row), id)

    def delete(self, row: Table | type[Table], id: int | None = None) -> None:
        """Delete a row: ``db.delete(author)``, or ``db.delete(Author, id=1)``.

        Raises:
            RowNotFoundError: there is no such row.
            ForeignKeyError: other rows refer to it, and their foreign keys restrict its deletion.
        """
        if not isinstance(row, Table):
            row = self.get(row, id)
        if not self.conn.run(sql.delete(type(row)), [type(row).id.write(row.id)], row).rowcount:
            raise _not_found(type(row), row.id)

    def query(self, table: type[Row]) -> Query[Row]:
        """Begin a query for rows of a table."""
        return Query(table, lambda statement, values: self.conn.fetch(statement, values))

    def transaction(self) -> AbstractContextManager[None]:
        """Commit what is done in a ``with`` block when it ends, or take it all back if it ends by an exception.

        One in another is taken back by itself. Others who write wait from the beginning of the outermost on, so that
        what is read in it stays true until it ends.
        """
        return self.conn.transaction()

    def save_all(self, rows: Iterable[Table]) -> None:
        """Save rows in one transaction: all of them or, where one can't be saved, none."""
        with self.transaction():
            for row in rows:
                self.save(row)


def _not_found(table: type[Table], id: Any) -> RowNotFoundError:
    return RowNotFoundError(f"{table._name} has no row with the id {id!r}", table._name, "id", id)
