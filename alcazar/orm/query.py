"""Queries: put together step by step, asked when rows are taken. They write no SQL and hold no connection."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from . import sql
from .columns import Column
from .conditions import Condition, Order
from .errors import ManyRowsError, QueryError, RowNotFoundError
from .schema import ForeignKey, Table

Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True)
class Query(Generic[Row]):
    """A question to the database, which iterating over it asks, each time anew.

    Each method returns another query, or asks this one; none changes it. All rows are fetched at once, so that no
    loop over them holds up those who write.

    Example:
        >>> adults = db.query(Author).filter(Author.age >= 18)
        >>> for author in adults.order_by(-Author.age).limit(10): ...

    Raises:
        QueryError: what a method is given is not what it takes.
    """

    table: type[Row]
    fetch: Callable[[str, Sequence[Any]], list[Any]]
    joins: tuple[ForeignKey, ...] = ()
    conditions: tuple[Condition, ...] = ()
    orders: tuple[Order, ...] = ()
    window: tuple[int, int] = (-1, 0)

    def __post_init__(self) -> None:
        for key in self.joins:
            if not isinstance(key, ForeignKey) or key.owner is not self.table:
                raise QueryError(f"{key!r} is no ForeignKey of {self.table.__name__}", self.table._name, value=key)
        for kind, given in ((Condition, self.conditions), (Order, self.orders)):
            for value in given:
                if not isinstance(value, kind):
                    raise QueryError(f"{value!r} is no {kind.__name__}", value=value)

    @property
    def statement(self) -> tuple[str, list[Any]]:
        """The SQL that asks, and its values."""
        values = [value for condition in self.conditions for value in condition.values]
        return sql.select(self.table, self.joins, self.conditions, self.orders), [*values, *self.window]

    def __iter__(self) -> Iterator[Row]:
        shared: dict[tuple[ForeignKey, int], Table] = {}
        for values in self.fetch(*self.statement):
            row = self.table._loaded(values)
            start = len(self.table._columns)
            for key in self.joins:
                id = values[start]
                if id is not None:
                    if (key, id) not in shared:
                        shared[key, id] = key.table._loaded(values[start:])
                    vars(row)[key.sql_name] = shared[key, id]
                start += len(key.table._columns)
            yield row

    def join(self, *keys: ForeignKey) -> "Query[Row]":
        """Fetch the rows that foreign keys of the table refer to as well, in the same statement."""
        return replace(self, joins=(*self.joins, *keys))

    def filter(self, *conditions: Condition) -> "Query[Row]":
        """Keep the rows that meet all conditions."""
        return replace(self, conditions=(*self.conditions, *conditions))

    def order_by(self, *orders: Column | Order) -> "Query[Row]":
        """Sort by columns, by the first one first; ``-column`` puts the greatest first."""
        found = (Order(order.operand) if isinstance(order, Column) else order for order in orders)
        return replace(self, orders=(*self.orders, *found))

    def limit(self, number: int) -> "Query[Row]":
        """Keep at most so many rows."""
        return replace(self, window=(_whole(number), self.window[1]))

    def offset(self, number: int) -> "Query[Row]":
        """Leave out so many rows at the beginning."""
        return replace(self, window=(self.window[0], _whole(number)))

    def count(self) -> int:
        """Return how many rows there are."""
        select, values = self.statement
        return int(self.fetch(f"SELECT count(*) FROM ({select})", values)[0][0])

    def exists(self) -> bool:
        """Tell whether there is a row."""
        return self.first() is not None

    def first(self) -> Row | None:
        """Return the first row, or None where there is none."""
        return next(iter(self._at_most(1)), None)

    def one(self) -> Row:
        """Return the only row.

        Raises:
            RowNotFoundError: there is none.
            ManyRowsError: there is another one.
        """
        found = list(self._at_most(2))
        if not found:
            raise RowNotFoundError(f"no {self.table._name} is like that", self.table._name)
        if len(found) > 1:
            raise ManyRowsError(f"more than one {self.table._name} is like that", self.table._name)
        return found[0]

    def _at_most(self, number: int) -> "Query[Row]":
        limit, offset = self.window
        return replace(self, window=(number if limit < 0 else min(number, limit), offset))


def _whole(number: int) -> int:
    """Return the number of rows, if it is one."""
    if not isinstance(number, int) or not 0 <= number < 2**63:
        raise QueryError(f"limit and offset take a whole number from 0, not {number!r}", value=number)
    return number
