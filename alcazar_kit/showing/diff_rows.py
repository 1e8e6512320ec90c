"""The lines of a difference between two texts: what changed, what stayed, what is folded. It shows nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .visible import counted

CONTEXT = 2
SHORTEST_FOLD = 3
ALIKE = 0.5

_HEADER = re.compile(r"\s*(?:class|def|async\s+def)\b")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Row:
    """One line of a diff.

    Attributes:
        sign: ``+`` for an added line, ``-`` for a removed one, a space for one that stayed.
        number: its number in the new text, in the old one if it is removed.
        text: the line without its end.
        words: where in it the changed words are, as pairs of start and end.
    """

    sign: str
    number: int
    text: str
    words: tuple[tuple[int, int], ...] = ()

    @property
    def depth(self) -> int:
        """How far it is indented; a blank line isn't."""
        return len(self.text) - len(self.text.lstrip()) if self.text.strip() else 0


@dataclass(frozen=True)
class Fold:
    """A run of lines that stayed and aren't shown."""

    count: int

    def __str__(self) -> str:
        return f"⋯ {counted(self.count, 'line')}"


def compare(old: str, new: str) -> list[Row | Fold]:
    """Return the lines that tell the texts apart, in order; none if all lines are the same but for their ends."""
    rows = list(_rows(_split(old), _split(new)))
    return _folded(rows) if any(row.sign != " " for row in rows) else []


def _split(text: str) -> list[str]:
    lines = re.split(r"\r\n|\r|\n", text)
    return lines if lines[-1] else lines[:-1]


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    matcher = SequenceMatcher(lambda line: not line.strip(), old, new, autojunk=False)
    for what, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            yield from (Row(" ", number + 1, new[number]) for number in range(new_start, new_end))
            continue
        removed = [Row("-", number + 1, old[number]) for number in range(old_start, old_end)]
        added = [Row("+", number + 1, new[number]) for number in range(new_start, new_end)]
        yield from _with_words(removed, added)


def _with_words(removed: list[Row], added: list[Row]) -> list[Row]:
    """Mark what changed inside lines that are alike, and return all the lines, the removed ones first."""
    start = 0
    for at, row in enumerate(removed):
        for number in range(start, len(added)):
            pair = _compared(row, added[number])
            if pair:
                removed[at], added[number] = pair
                start = number + 1
                break
    return removed + added


def _compared(old: Row, new: Row) -> tuple[Row, Row] | None:
    left, right = _WORD.findall(old.text), _WORD.findall(new.text)
    matcher = SequenceMatcher(str.isspace, left, right, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    old_words = tuple(_span(left, start, end) for _, start, end, _, _ in changes if start < end)
    new_words = tuple(_span(right, start, end) for _, _, _, start, end in changes if start < end)
    return Row("-", old.number, old.text, old_words), Row("+", new.number, new.text, new_words)


def _span(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    begin = len("".join(words[:start]))
    return begin, begin + len("".join(words[start:end]))


def _folded(rows: Sequence[Row]) -> list[Row | Fold]:
    """Fold the rows that are far from any change and are no header of what a change stands in."""
    shown = _shown(rows)
    result: list[Row | Fold] = []
    for is_shown, run in groupby(range(len(rows)), lambda at: at in shown):
        numbers = list(run)
        is_folded = not is_shown and len(numbers) >= SHORTEST_FOLD
        result += [Fold(len(numbers))] if is_folded else [rows[at] for at in numbers]
    return result


def _shown(rows: Sequence[Row]) -> set[int]:
    """Return the changed rows, their headers and what is close to them, but no blank line beside a fold."""
    changed = [at for at, row in enumerate(rows) if row.sign != " "]
    shown = {near for at in changed for near in range(max(at - CONTEXT, 0), min(at + CONTEXT + 1, len(rows)))}
    shown.update(header for at in changed for header in _headers(rows, at))
    for step in (1, -1):
        for at in sorted(shown, reverse=step < 0):
            is_blank = rows[at].sign == " " and not rows[at].text.strip()
            if is_blank and at - step not in shown:
                shown.remove(at)
    return shown


def _headers(rows: Sequence[Row], at: int) -> Iterator[int]:
    """Yield where the ``class`` and ``def`` lines are that the row stands in."""
    depth = rows[at].depth
    for number in range(at - 1, -1, -1):
        row = rows[number]
        if row.text.strip() and row.depth < depth:
            depth = row.depth
            if _HEADER.match(row.text):
                yield number
