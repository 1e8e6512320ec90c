"""The ORM's own errors. Each says what happened and what is allowed, and carries it as fields; none is raised here.

OrmError
├── SchemaError          a table is not as it must be, in Python or in the file
├── UnknownColumnError   a value was given for a column that the table lacks
├── InvalidValueError    a column can't hold a value
│   ├── NullError        it takes no None
│   ├── NotUniqueError   another row has the value
│   ├── ForeignKeyError  a row refers to one that is not there, or is to go and is referred to
│   └── UnsavedError     a row refers to one that was never saved
├── QueryError           a query can't be put this way
├── RowNotFoundError     no row, where there must be one
├── ManyRowsError        several rows, where there must be one
├── ClosedError          the database has been closed
└── DatabaseError        SQLite refused for another reason: locked, read-only, not a database …
"""

from typing import Any


class OrmError(Exception):
    """The base of all errors of the ORM.

    Attributes:
        table: the name of the table, if the error is about one.
        column: the name of the column, if it is about one.
        value: what was refused or not found, if anything.

    Where SQLite refused, its own error is the ``__cause__``.
    """

    def __init__(self, message: str, table: str | None = None, column: str | None = None, value: Any = None) -> None:
        super().__init__(message)
        self.table = table
        self.column = column
        self.value = value


class SchemaError(OrmError):
    """A table is not as it must be: its class, or the table of that name in the file."""


class UnknownColumnError(OrmError):
    """A value was given for a column that the table doesn't have."""


class InvalidValueError(OrmError):
    """A column can't hold a value: it has another type, or would not come back as it was."""


class NullError(InvalidValueError):
    """A column that takes no None was given none of another value."""


class NotUniqueError(InvalidValueError):
    """Another row has the value already, in a column where each is to be different."""


class RowNotFoundError(OrmError):
    """There is no row where there must be one."""


class ClosedError(OrmError):
    """The database has been closed."""


class DatabaseError(OrmError):
    """SQLite refused for a reason that no other error stands for; the message ends with its words."""


class ForeignKeyError(InvalidValueError):
    """A row refers to one that is not in the database, or one that is to go is still referred to."""


class UnsavedError(InvalidValueError):
    """A row refers to one that was never saved, and so has no id."""


class QueryError(OrmError):
    """A query can't be put this way."""


class ManyRowsError(OrmError):
    """There are several rows where there must be one."""
