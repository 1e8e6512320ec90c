"""Conditions and orders: SQL, with the values that belong to it. They know neither tables nor databases."""

from dataclasses import dataclass
from functools import partialmethod
from typing import Any

from .errors import QueryError


@dataclass(frozen=True)
class Condition:
    """What rows have to be like, such as ``Author.age > 30``; combine conditions by ``&``, ``|`` and ``~``.

    Attributes:
        sql: the condition, with a ``?`` for each value.
        values: what stands for the ``?``.
    """

    sql: str
    values: tuple[Any, ...]

    def __bool__(self) -> bool:
        raise QueryError("Python can't tell whether a condition is true: combine conditions by &, | and ~")

    def _combined(self, word: str, other: "Condition") -> "Condition":
        """Return both in one, in parentheses of its own."""
        if not isinstance(other, Condition):
            raise QueryError(f"{other!r} is no Condition", value=other)
        return Condition(f"({self.sql} {word} {other.sql})", self.values + other.values)

    __and__ = partialmethod(_combined, "AND")
    __or__ = partialmethod(_combined, "OR")

    def __invert__(self) -> "Condition":
        return Condition(f"({self.sql}) IS NOT TRUE", self.values)


@dataclass(frozen=True)
class Order:
    """What rows are sorted by, such as ``-Author.age``: greatest first."""

    sql: str
