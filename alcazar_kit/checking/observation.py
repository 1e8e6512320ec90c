"""What a check saw, as text that equals the solution's when the answer is right, and reads back. It judges nothing.

A block is a header line and its fields, indented by two spaces, their values in one column::

    GET /books/4711
      status  200 OK
      text    Book 4711
    shorten('abc', 2)
      returns  'a…'

Values may have many lines: further ones stand in the same column. Unseen characters are written out, so that any text
is told from any other: see :mod:`alcazar_kit.showing.visible`. A value that isn't there is ⟨none⟩.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ..showing.visible import EMPTY, digest, hidden, shortened, visible, without_addresses

MOST_OF_A_VALUE = 2_000
MOST_OF_ALL = 20_000
NONE = "⟨none⟩"
CHECK = "the check"
SQL_BLOCK = "with show_sql(db): …"

Fields = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Block:
    """One thing seen: a request or a call, and the fields of what came of it."""

    header: str
    fields: Fields
    note: str = field(default="", compare=False)
    """What helps to understand it and is no part of it, such as an exception's message."""

    def __str__(self) -> str:
        width = max((len(name) for name, _ in self.fields), default=0)
        lines = [visible(self.header)]
        for name, value in self.fields:
            first, *rest = spelled(value)
            lines.append(f"  {name:{width}}  {first}")
            lines += [f"{'':{width + 4}}{line}" if line else "" for line in rest]
        return "\n".join(lines)


class Observation:
    """The blocks of one check, in the order in which they were seen."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def add(self, header: str, fields: Iterable[tuple[str, str | None]], note: str = "") -> None:
        """Add a block; memory addresses in it are made alike, and long values cut with a digest of the whole."""
        bounded = tuple((name, None if value is None else _bounded(value)) for name, value in fields)
        self.blocks.append(Block(_bounded(header), bounded, note))

    @property
    def shown(self) -> list[Block]:
        """The blocks that fit in an output, and where not all do, one that stands for the rest."""
        size, texts = 0, [str(block) for block in self.blocks]
        for number, text in enumerate(texts):
            size += len(text) + 1
            if size > MOST_OF_ALL:
                rest = "\n".join(texts[number:])
                named = f"{len(texts) - number} more, {len(rest):,} characters, {digest(rest)}"
                return [*self.blocks[:number], Block("too much to show", (("left out", named),))]
        return self.blocks

    def __str__(self) -> str:
        return "\n".join(map(str, self.shown))


_open: list[Observation] = []


@contextmanager
def observing() -> Iterator[Observation]:
    """Collect what is shown meanwhile."""
    _open.append(Observation())
    try:
        yield _open[-1]
    finally:
        _open.pop()


def current() -> Observation | None:
    """Return the observation that collects what is shown now; None outside a check."""
    return _open[-1] if _open else None


def parse(text: str) -> list[Block]:
    """Return the blocks of an observation's text.

    Raises:
        ValueError: the text is no observation.
    """
    blocks: list[list[str]] = []
    for line in text.split("\n") if text else ():
        if line and not line.startswith(" "):
            blocks.append([])
        elif not blocks:
            raise ValueError(f"An observation begins with a header, not with {line!r}.")
        blocks[-1].append(line)
    return [Block(hidden(header), tuple(_fields(lines))) for header, *lines in blocks]


def spelled(value: str | None) -> list[str]:
    """Return the lines that stand for a value; the first is never blank, the last tells a final newline."""
    if value is None:
        return [NONE]
    ends = value.endswith("\n")
    first, *rest = (value[:-1] if ends else value).split("\n")
    lines = [visible(first), *(_further(line) for line in rest)]
    if ends:
        lines[-1] = ("" if lines[-1] == EMPTY else lines[-1]) + "⟨newline⟩"
    return lines


def _further(line: str) -> str:
    """A further line may be blank or begin with spaces: its column is known."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + visible(line[indent:]) if line[indent:] else line[:-1] + "⟨space⟩" * bool(line)


def _fields(lines: list[str]) -> Iterable[tuple[str, str | None]]:
    """Read the fields: a line with its name two spaces in begins one, the rest of its lines stand further in."""
    if not lines:
        return
    starts = [n for n, line in enumerate(lines) if line.startswith("  ") and not line.startswith("   ")]
    if starts[:1] != [0]:
        raise ValueError(f"A field begins two spaces in: {lines[0]!r} doesn't.")
    names = [lines[start][2:].split("  ")[0] for start in starts]
    column = max(map(len, names)) + 4
    for name, start, end in zip(names, starts, [*starts[1:], len(lines)], strict=True):
        yield name, _meant([line[column:] for line in lines[start:end]])


def _meant(lines: list[str]) -> str | None:
    return None if lines == [NONE] else "\n".join(map(hidden, lines))


def _bounded(value: str) -> str:
    value = without_addresses(value)
    cut = shortened(value, MOST_OF_A_VALUE)
    return cut if cut == value else f"{cut} {digest(value)}"
