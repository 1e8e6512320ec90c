"""The difference that a build cell made to a module, for the eye: in colour or as plain text. It changes no file.

What stayed the same is folded to a line that counts it, the ``class`` and ``def`` lines around a change excepted.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from . import theme
from .showing import pictures
from .showing.diff_rows import Fold, Row, compare
from .showing.visible import counted

_STYLES = {"+": theme.GOOD, "-": theme.BAD, " ": ""}


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
        return compare(self.old, self.new)

    @property
    def title(self) -> str:
        """What happened, in a sentence or a count."""
        if self.old == self.new:
            return f"{self.name} is unchanged"
        if not self.rows:
            return f"{self.name} differs in its line ends only"
        if not self.old:
            return f"{self.name} is new: {counted(len(self.rows), 'line')}"
        added, removed = (sum(row.sign == sign for row in self.rows if isinstance(row, Row)) for sign in "+-")
        counts = [
            f"{counted(count, 'line')} {what}" for count, what in ((added, "added"), (removed, "removed")) if count
        ]
        return f"{self.name}: {', '.join(counts)}"

    def plain(self) -> str:
        """Return the diff as text: each line after its sign, runs of lines that stayed folded."""
        lines = [f"  {row}" if isinstance(row, Fold) else f"{row.sign} {row.text}".rstrip() for row in self.rows]
        return "\n".join([self.title, *lines])

    def html(self) -> str:
        """Return the diff as HTML that is readable on light and dark pages."""
        title = _title(self.title)
        if not self.rows:
            return title
        width = len(str(max(row.number for row in self.rows if isinstance(row, Row))))
        body = "".join(_html(row, width) for row in self.rows)
        return f'{title}<pre style="{pictures.TEXT};margin:4px 0;padding:0">{body}</pre>'

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.plain(), "text/html": self.html()}


@dataclass(frozen=True)
class Headline:
    """What happened to a text, without its lines: for one that stands there already, such as a new file's."""

    text: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": _title(self.text)}


def _title(text: str) -> str:
    return f'<div style="{theme.MONO};{pictures.INDENT};font-weight:600">{escape(text)}</div>'


def _html(row: Row | Fold, width: int) -> str:
    """Return a row that ends its own line, also where styles are lost; a long one goes on below its text."""
    if isinstance(row, Fold):
        return f'<span style="display:block;{pictures.INDENT};{theme.MUTED}">{" " * width}   {row}\n</span>'
    number = f'<span style="{theme.MUTED};user-select:none">{row.number:>{width}} {row.sign} </span>'
    hanging = width + 3 + row.depth + 4
    style = f"display:block;padding-left:{0.6 * (hanging + 1):.3g}em;text-indent:-{0.6 * hanging:.3g}em"
    colour = f";{_STYLES[row.sign]}" if row.sign != " " else ""
    return f'<span style="{style}{colour}">{number}{_marked(row)}\n</span>'


def _marked(row: Row) -> str:
    parts: list[str] = []
    position = 0
    for start, end in row.words:
        parts += [escape(row.text[position:start]), f'<span style="{_STYLES[row.sign]}">']
        parts += [escape(row.text[start:end]), "</span>"]
        position = end
    return "".join(parts) + escape(row.text[position:])
