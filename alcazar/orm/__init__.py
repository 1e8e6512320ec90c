"""The ORM: tables as classes, rows as their instances, in an SQLite file. The errors are in ``alcazar.orm.errors``."""

from .columns import Column
from .database import Database
from .errors import OrmError
from .query import Query
from .schema import ForeignKey, Table

__all__ = ["Column", "Database", "ForeignKey", "OrmError", "Query", "Table"]
