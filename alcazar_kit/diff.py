"""The difference that a build cell made to a module, for the eye: in colour or as plain text. It changes no file.

What stayed the same is folded to a line that counts it, the ``class`` and ``def`` lines around a change excepted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html import escape

from . import theme

CONTEXT = 2
SHORTEST_FOLD = 3
ALIKE = 0.5

_HEADER = re.compile(r"\s*(?:class|def|async\s+def)\b")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_STYLES = {"+": theme.GOOD, "-": theme.BAD, " ": ""}


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


@dataclass(frozen=True)
class Fold:
    """A run of lines that stayed and aren't shown."""

    count: int

    def __str__(self) -> str:
        return f"⋯ {_lines(self.count)}"


@dataclass(frozen=True)
class Diff:
    """What changed in a text.

    Args:
        name: the module's path, such as ``alcazar/app.py``.
        old: its text before; empty for a module that is new.
        new: its text after.
    """

    name: str
    old: str
    new: str

    @cached_property
    def rows(self) -> list[Row | Fold]:
        """What is shown, line by line."""
        rows = list(_rows(_split(self.old), _split(self.new)))
        return _folded(rows) if any(row.sign != " " for row in rows) else []

    @property
    def title(self) -> str:
        """What happened, in a sentence or a count."""
        if self.old == self.new:
            return f"{self.name} is unchanged"
        if not self.rows:
            return f"{self.name} differs in its line ends only"
        if not self.old:
            return f"{self.name} is new: {_lines(len(self.rows))}"
        added, removed = (sum(row.sign == sign for row in self.rows if isinstance(row, Row)) for sign in "+-")
        counts = [f"{_lines(count)} {what}" for count, what in ((added, "added"), (removed, "removed")) if count]
        return f"{self.name}: {', '.join(counts)}"

    def plain(self) -> str:
        """Return the diff as text: each line after its sign, runs of lines that stayed folded."""
        lines = [f"  {row}" if isinstance(row, Fold) else f"{row.sign} {row.text}".rstrip() for row in self.rows]
        return "\n".join([self.title, *lines])

    def html(self) -> str:
        """Return the diff as HTML that is readable on light and dark pages."""
        title = f'<div style="{theme.MONO};font-weight:600">{escape(self.title)}</div>'
        if not self.rows:
            return title
        width = len(str(max(row.number for row in self.rows if isinstance(row, Row))))
        body = "".join(_html(row, width) for row in self.rows)
        return f'{title}<pre style="{theme.MONO};margin:4px 0;padding:0;overflow-x:auto">{body}</pre>'

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.plain(), "text/html": self.html()}


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


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
    shown = [False] * len(rows)
    for at, row in enumerate(rows):
        if row.sign != " ":
            first, last = max(at - CONTEXT, 0), min(at + CONTEXT, len(rows) - 1)
            shown[first : last + 1] = [True] * (last + 1 - first)
            for header in _headers(rows, at):
                shown[header] = True
    result: list[Row | Fold] = []
    start = 0
    while start < len(rows):
        end = next((at for at in range(start, len(rows)) if shown[at] != shown[start]), len(rows))
        is_folded = not shown[start] and end - start >= SHORTEST_FOLD
        result += [Fold(end - start)] if is_folded else rows[start:end]
        start = end
    return result


def _headers(rows: Sequence[Row], at: int) -> Iterator[int]:
    """Yield where the ``class`` and ``def`` lines are that the row stands in."""
    depth = _depth(rows[at].text) if rows[at].text.strip() else 0
    for number in range(at - 1, -1, -1):
        text = rows[number].text
        if depth and text.strip() and _depth(text) < depth:
            depth = _depth(text)
            if _HEADER.match(text):
                yield number


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())


def _html(row: Row | Fold, width: int) -> str:
    if isinstance(row, Fold):
        return f'<span style="display:block;{theme.MUTED}">{" " * width}   {row}</span>'
    number = f'<span style="{theme.MUTED};user-select:none">{row.number:>{width}} {row.sign} </span>'
    style = ";".join(filter(None, ("display:block", _STYLES[row.sign])))
    return f'<span style="{style}">{number}{_marked(row)}</span>'


def _marked(row: Row) -> str:
    parts: list[str] = []
    position = 0
    for start, end in row.words:
        parts += [escape(row.text[position:start]), f'<span style="{_STYLES[row.sign]}">']
        parts += [escape(row.text[start:end]), "</span>"]
        position = end
    return "".join(parts) + escape(row.text[position:])
