"""Where two observations first part, and a table that shows it. It works on their text alone and runs nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ..showing.ask import curl, is_request
from ..showing.databases import READING
from .observation import CHECK, SQL_BLOCK, Block, parse, spelled

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ANY, NOTHING = "(any)", "(nothing)"
RAISED = ("raised", "raises")
"""What a request and what a call show in place of all else."""

WIDEST = 44


@dataclass(frozen=True)
class Row:
    """One field as it is expected and as it is, in the words of the table."""

    field: str
    expected: str
    yours: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """The first block in which two observations differ.

    Attributes:
        place: where that is, in words: ``at the second request``.
        command: what to run to see it: a curl line, or the call.
        rows: the block's fields; the first that ``differs`` is the one to look at.
        note: what explains it further, such as an exception's message; may be empty.
    """

    place: str
    command: str
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def first(self) -> Row | None:
        """The first row that differs."""
        return next((row for row in self.rows if row.differs), None)

    def plain(self) -> str:
        """Return the command and a table whose columns line up; an arrow marks the first row that differs."""
        cells = [("", ["expected"], ["yours"], "")]
        for row in self.rows:
            mark = "  ←" if row is self.first else ""
            cells.append((row.field, _wrapped(row.expected), _wrapped(row.yours), mark))
        name = max(12, *(len(cell[0]) + 2 for cell in cells))
        column = max(25, *(len(line) + 2 for cell in cells for line in cell[1]))
        lines = [self.command]
        for field, expected, yours, mark in cells:
            for number, (left, right) in enumerate(zip_longest(expected, yours, fillvalue="")):
                head, tail = (field, mark) if number == 0 else ("", "")
                lines.append(f"{head:{name}}{left:{column}}{right}{tail}".rstrip())
        return "\n".join([*lines, self.note] if self.note else lines)


def compare(expected: str, yours: str, notes: Sequence[str] = ()) -> Difference | None:
    """Return where two observations' texts first differ, None where they are equal.

    Args:
        expected: the solution's.
        yours: the answer's; it may be any text.
        notes: an explanation for each of your blocks, where there is one.
    """
    if expected == yours:
        return None
    theirs, mine = parse(expected), _parsed(yours)
    at = next((n for n, (a, b) in enumerate(zip(theirs, mine, strict=False)) if a != b), min(len(theirs), len(mine)))
    wanted = theirs[at] if at < len(theirs) else None
    got = mine[at] if at < len(mine) else None
    shown = wanted or got or Block("", ())
    note = notes[at] if got and at < len(notes) else ""
    return Difference(_place((theirs if wanted else mine)[: at + 1]), _command(shown.header), _rows(wanted, got), note)


def _parsed(text: str) -> list[Block]:
    try:
        return parse(text)
    except (ValueError, OverflowError):
        return [Block("what the check printed", (("text", text),))]


def _place(blocks: list[Block]) -> str:
    """Say which of the requests, calls or queries the last of these blocks is."""
    if not blocks:
        return "at once"
    kind = _kind(blocks[-1].header)
    count = sum(_kind(block.header) == kind for block in blocks)
    ordinal = f"the {ORDINALS[count - 1]}" if count <= len(ORDINALS) else f"number {count} of the"
    return f"at {ordinal} {kind}{'s' if count > len(ORDINALS) else ''}"


def _kind(header: str) -> str:
    if is_request(header):
        return "request"
    if header == SQL_BLOCK:
        return "block of SQL"
    return "query" if header.upper().startswith(READING) else "call"


def _command(header: str) -> str:
    return curl(header) if is_request(header) else header


def _rows(wanted: Block | None, got: Block | None) -> tuple[Row, ...]:
    rows = []
    if wanted is None or got is None or got.header not in (wanted.header, CHECK):
        rows.append(Row("shown", _header(wanted), _header(got), differs=True))
    expected, yours = dict(wanted.fields if wanted else ()), dict(got.fields if got else ())
    names = sorted({**expected, **yours}, key=lambda name: name not in yours or name not in RAISED)
    extra = {name for name in yours if name not in expected}
    parting = {name for name in expected if name not in yours or yours[name] != expected[name]} or extra
    for name in names:
        left = _cell(expected[name]) if name in expected else _left_open(name) if wanted else NOTHING
        right = _cell(yours[name]) if name in yours else NOTHING
        rows.append(Row(name, left, right, name in parting or (name in RAISED and name in extra)))
    return tuple(rows)


def _left_open(name: str) -> str:
    """Say what is expected of a field that is not: a request's may be anything, what comes of a call is one thing."""
    return NOTHING if name in (*RAISED, "returns") else ANY


def _header(block: Block | None) -> str:
    return _cell(block.header) if block else NOTHING


def _cell(value: str | None) -> str:
    return "\n".join(spelled(value))


def _wrapped(cell: str) -> list[str]:
    return [line[at : at + WIDEST] for line in cell.split("\n") for at in range(0, len(line) or 1, WIDEST)]
