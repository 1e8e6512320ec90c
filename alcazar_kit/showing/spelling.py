"""Values and calls as text that is the same in every run: sets sorted, addresses alike. It judges no value."""

import ast
import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from .visible import without_addresses

DEEPEST = 20
PLAIN: dict[type, Callable[[Any], Any]] = {
    int: int.__int__, str: str.__str__, tuple: lambda value: tuple(tuple.__iter__(value)),
}  # fmt: skip


def call_text(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """Return a call as it is written: ``shorten('abc', limit=3)``."""
    given = [*map(value_text, args), *(f"{key}={value_text(value)}" for key, value in kwargs.items())]
    return f"{name}({', '.join(given)})"


def name_of(function: Callable[..., Any]) -> str:
    """Return the name that a function has of its own: a decorator may have changed it."""
    name = getattr(function, "__qualname__", None) or type(function).__name__
    return str(name).rpartition("<locals>.")[2]


def written_argument(depth: int) -> str | None:
    """Return the first argument of the call that is running ``depth`` functions up, as its source says it.

    None where there is no source. A function is so called what the caller calls it, whatever it is.
    """
    frame = sys._getframe(depth + 1)
    line, end_line, start, end = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
    if line is None or start is None or end is None:
        return None
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)[line - 1 : end_line]
    try:
        call = ast.parse(b"".join(_between(lines, start, end)).decode(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return ast.unparse(call.args[0]) if isinstance(call, ast.Call) and call.args else None


def value_text(value: Any, *, sort: bool = False, depth: int = 0) -> str:
    """Return a value's repr, the members of its sets in order.

    Args:
        value: anything; a repr that raises is told as such.
        sort: whether equal values shall have an equal text: dicts whatever their order and kind; a member of an
            IntEnum is shown as its number, a named tuple as a tuple.
        depth: how deep inside another value it stands; very deep ones are left out.
    """
    if depth > DEEPEST:
        return "…"

    def inner(member: Any) -> str:
        return value_text(member, sort=sort, depth=depth + 1)

    value = _plain(value) if sort else value
    kind = type(value)
    if kind is dict or (sort and isinstance(value, dict)):
        items = [f"{inner(key)}: {inner(member)}" for key, member in value.items()]
        return f"{{{', '.join(sorted(items) if sort else items)}}}"
    if kind in (set, frozenset) and value:
        members = f"{{{', '.join(sorted(map(inner, value)))}}}"
        return members if kind is set else f"frozenset({members})"
    if kind is list:
        return f"[{', '.join(map(inner, value))}]"
    if kind is tuple:
        return f"({', '.join(map(inner, value))}{',' * (len(value) == 1)})"
    return _repr(value)


def _plain(value: Any) -> Any:
    """Return the number, text or tuple that a value of a subclass equals, the value itself where it is no such."""
    kind = type(value)
    for base, plain in PLAIN.items():
        if isinstance(value, base) and kind not in (base, bool) and kind.__eq__ is base.__eq__:
            return plain(value)
    return value


def _between(lines: list[str], start: int, end: int) -> list[bytes]:
    """Cut the lines to what stands between two columns, in bytes: the first line's and the last line's."""
    cut = [line.encode() for line in lines]
    cut[-1:] = [line[:end] for line in cut[-1:]]
    cut[:1] = [line[start:] for line in cut[:1]]
    return cut


def _repr(value: Any) -> str:
    try:
        return without_addresses(repr(value))
    except Exception as error:  # noqa: BLE001 - a learner's repr may raise anything
        return f"<{type(value).__name__} whose repr raises {type(error).__name__}>"
