"""What a check makes of an answer, in plain text and in HTML. It neither compares nor runs anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .. import theme
from ..course import Exercise
from ..showing import pictures
from ..showing.visible import counted, shortened
from .difference import Difference, Row
from .observation import Block, spelled

MOST_PRINTED = 2_000


class Verdict(Enum):
    """What became of an answer."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not attempted"


EDGES = {
    Verdict.PASSED: theme.GOOD_EDGE,
    Verdict.FAILED: theme.BAD_EDGE,
    Verdict.NOT_ATTEMPTED: theme.NOTE_EDGE,
}


@dataclass(frozen=True, repr=False)
class Result:
    """A verdict on an exercise and what goes with it.

    Attributes:
        exercise: which one.
        verdict: what became of it.
        difference: where a failed one first parts from what is expected.
        printed: what the answer printed and logged meanwhile.
        stopped: what the answer cell raised, in one line, so that it did not run to its end.
    """

    exercise: Exercise
    verdict: Verdict
    difference: Difference | None = None
    printed: str = ""
    stopped: str = ""

    def __repr__(self) -> str:
        lines = [f"{self.title}{self._rest}"]
        if self.stopped:
            lines.append(self._stopped_text)
        if self.difference:
            lines.append(self.difference.plain())
        if self.printed:
            lines += [f"{self._printed_title}:", *(f"  {line}" for line in self._printed_text.splitlines())]
        return "\n".join(lines)

    def html(self) -> str:
        """Return the HTML that says the same."""
        insides = [f"<div>{pictures.mono(self._stopped_text)}</div>"] if self.stopped else []
        if self.difference:
            insides += [pictures.code(self.difference.command), _table(self.difference), _note(self.difference.note)]
        if self.printed:
            insides.append(pictures.folded(self._printed_title, self._printed_text))
        return pictures.box(self.title, EDGES[self.verdict], self._rest, *insides)

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.html()}

    @property
    def title(self) -> str:
        """Exercise and verdict: ``3.2 passed``."""
        return f"{self.exercise.id} {self.verdict.value}"

    @property
    def _rest(self) -> str:
        if self.verdict is Verdict.PASSED:
            return f" ({counted(self.exercise.points, 'point')})"
        if self.verdict is Verdict.NOT_ATTEMPTED:
            return f" — the answer cell is still as it came. `%hint {self.exercise.id}` helps to start."
        return f" {self.difference.place}" if self.difference else ""

    @property
    def _stopped_text(self) -> str:
        return f"Your answer cell did not run to its end: {self.stopped}"

    @property
    def _printed_title(self) -> str:
        return f"What your answer printed and logged meanwhile ({counted(len(self.printed.splitlines()), 'line')})"

    @property
    def _printed_text(self) -> str:
        return "\n".join(spelled(shortened(self.printed.rstrip("\n"), MOST_PRINTED)))


@dataclass(frozen=True, repr=False)
class Seen:
    """Blocks of an observation, to be displayed."""

    blocks: tuple[Block, ...]

    def __repr__(self) -> str:
        return "\n".join(map(str, self.blocks))

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": pictures.indented(*map(_block, self.blocks))}


def _block(block: Block) -> str:
    header, *_ = str(block).split("\n")
    rows = ([pictures.muted(name), pictures.mono("\n".join(spelled(value)))] for name, value in block.fields)
    inside = f'<div style="margin-left:1.2em">{pictures.table(rows)}</div>' if block.fields else ""
    return f'<div style="margin:2px 0">{pictures.mono(header)}{inside}</div>'


def _table(difference: Difference) -> str:
    head = [["", pictures.heading("expected"), pictures.heading("yours")]]
    return pictures.table([*head, *(_cells(row, row is difference.first) for row in difference.rows)])


def _cells(row: Row, first: bool) -> Iterable[str]:
    if not row.differs:
        return pictures.muted(row.field), pictures.mono(row.expected), pictures.mono(row.yours)
    return (
        pictures.strong(f"{row.field} ←") if first else pictures.muted(row.field),
        pictures.parted(row.expected, row.yours, theme.GOOD),
        pictures.parted(row.yours, row.expected, theme.BAD),
    )


def _note(note: str) -> str:
    return f"<div>{pictures.mono(note)}</div>" if note else ""
