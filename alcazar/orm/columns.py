"""Columns: what a table stores in each row, how, and the conditions that queries make of it. They run no SQL."""

from collections.abc import Iterable
from copy import deepcopy
from decimal import Decimal
from functools import partial, partialmethod
from reprlib import repr as shortened
from typing import Any

from .conditions import Condition, Order
from .errors import InvalidValueError, NullError, SchemaError
from .names import quoted
from .values import STORAGE


class Column:
    """A column of a table, and an attribute of its rows.

    Args:
        type: str, int, float, bool, bytes, datetime, date, Decimal or dict.
        default: the value of a row that was given none; if it can be called, what it returns.
        unique: whether no two rows may have the same value.
        null: whether a row may have None.

    A row's value has to be of this very type, since it would come back as one; a float column takes ints as well. A
    datetime and a date are stored as ISO 8601 text, with the offset if there is one, a Decimal as its digits, a dict
    as JSON.

    Raises:
        SchemaError: values of the type can't be stored.
    """

    owner: Any = None

    def __init__(self, type: type, *, default: Any = None, unique: bool = False, null: bool = True) -> None:
        if type not in STORAGE:
            allowed = ", ".join(known.__name__ for known in STORAGE)
            raise SchemaError(f"a column takes one of the types {allowed}, not {type!r}", value=type)
        self.type = type
        self.sql_type, self.takes, self._write, self.read = STORAGE[type]
        self.start = default if default is None or callable(default) else partial(deepcopy, default)
        self.unique = self.indexed = unique
        self.null = null

    def attach(self, owner: type[Any], name: str) -> None:
        """Become an attribute of a table."""
        self.owner, self.name, self.sql_name = owner, name, name
        owner._columns[name] = self
        setattr(owner, name, self)

    def __get__(self, row: Any, owner: type[Any]) -> Any:
        """Return the column: a row's value stands in the row's own ``__dict__``, where Python looks first."""
        return self

    def __repr__(self) -> str:
        return f"{self.owner.__name__}.{self.name}" if self.owner else f"Column({self.type.__name__})"

    def write(self, value: Any) -> Any:
        """Return what SQLite stores of a value.

        Raises:
            NullError: the value is None, and the column takes none.
            InvalidValueError: the column can't hold the value.
        """
        if value is None and self.null:
            return None
        try:
            if type(value) is self.type or (self.type is float and type(value) is int):
                return self._write(value)
        except (TypeError, ValueError, OverflowError, RecursionError) as problem:
            raise self.refusal(value) from problem
        raise self.refusal(value)

    def load(self, value: Any) -> Any:
        """Return the value again of what SQLite stores.

        Raises:
            InvalidValueError: another program stored what this column would not.
        """
        try:
            return value if value is None or self.read is None else self.read(value)
        except (TypeError, ValueError, ArithmeticError) as problem:
            raise self.refusal(value) from problem

    def refusal(self, value: Any) -> InvalidValueError:
        """Return the error for a value that the column can't hold."""
        kind = NullError if value is None else InvalidValueError
        return kind(f"{self!r} takes {self.takes}, not {shortened(value)}", self.owner._name, self.name, value)

    @property
    def operand(self) -> str:
        """The column in a condition or an order; Decimals are compared as numbers, though they are stored as text."""
        name = quoted(self.owner._name, self.sql_name)
        return f'{name} COLLATE "decimal"' if self.type is Decimal else name

    def _compared(self, operator: str, value: object) -> Condition:
        """Return a condition; ``IS`` is ``=`` for values and works for None too, as Python's ``==`` does."""
        if value is None and operator not in ("IS", "IS NOT"):
            raise self.refusal(None)
        return Condition(f"{self.operand} {operator} ?", (None if value is None else self.write(value),))

    __lt__ = partialmethod(_compared, "<")
    __le__ = partialmethod(_compared, "<=")
    __gt__ = partialmethod(_compared, ">")
    __ge__ = partialmethod(_compared, ">=")

    def __eq__(self, value: object) -> Any:
        return self._compared("IS", value)

    def __ne__(self, value: object) -> Any:
        return self._compared("IS NOT", value)

    __hash__ = object.__hash__

    def like(self, pattern: str) -> Condition:
        """Match text: ``%`` stands for any characters, ``_`` for one, neither after a backslash.

        SQLite ignores the case of ASCII letters.
        """
        found = self._compared("LIKE", pattern)
        return Condition(rf"{found.sql} ESCAPE '\'", found.values)

    def in_(self, values: Iterable[Any]) -> Condition:
        """Match any of the values, among which None may be."""
        found = list(values)
        known = tuple(self.write(value) for value in found if value is not None)
        condition = Condition(f"{self.operand} IN ({', '.join('?' * len(known))})", known)
        return condition if len(known) == len(found) else condition | self._compared("IS", None)

    def __neg__(self) -> Order:
        return Order(f"{self.operand} DESC")
