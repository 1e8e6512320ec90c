"""The SQL statements that run on a connection, as SQLite reports them. It sees no other connection's.

SQLite reports a statement again for each trigger and each cascade that it sets off. These reports come within one call
of ``execute``, so the calls are counted, by a profile function: it hears of calls of what is written in C.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from .statements import CHANGING, kind


class Trace:
    """The statements of one connection, with the values that were bound to them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.statements: list[str] = []
        self.last = ("", 0)
        self.calls = self.call = 0

    def note(self, statement: str) -> None:
        """Take a statement, unless it is the last one again, in the same call."""
        this = (statement, self.call)
        if this != self.last or not self.call or kind(statement) not in CHANGING:
            self.statements.append(statement)
        self.last = this

    def count(self, name: str) -> None:
        """Number the calls of ``execute``; 0 stands for ``executemany``, which may well run a statement twice."""
        self.calls += 1
        self.call = self.calls if name == "execute" else 0


_open: list[Trace] = []


@contextmanager
def traced(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """Collect the statements that run on a connection meanwhile; a trace callback that it had is gone afterwards."""
    trace = Trace(connection)
    _open.append(trace)
    _listen(connection)
    try:
        with _counted_calls():
            yield trace.statements
    finally:
        _open.remove(trace)
        with suppress(sqlite3.ProgrammingError):  # it was closed meanwhile
            _listen(connection)


def _listen(connection: sqlite3.Connection) -> None:
    traces = [trace for trace in _open if trace.connection is connection]

    def note(statement: str) -> None:
        for trace in traces:
            trace.note(statement)

    connection.set_trace_callback(note if traces else None)


@contextmanager
def _counted_calls() -> Iterator[None]:
    """Let all traces know of calls; a profile that is being taken already is left alone."""
    if sys.getprofile() is not None:
        yield
        return
    sys.setprofile(_count)
    try:
        yield
    finally:
        sys.setprofile(None)


def _count(_frame: FrameType, event: str, function: Any) -> None:
    name = getattr(function, "__name__", "")
    if event == "c_call" and name in ("execute", "executemany"):
        for trace in _open:
            trace.count(name)
