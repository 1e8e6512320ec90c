"""The difference that a build cell made to a module, for the eye: in colour or as plain text. It changes no file.

What stayed the same is folded to a line that counts it, the ``class`` and ``def`` lines around a change excepted.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from . import theme
from .diff_rows import Fold, Row, compare, counted

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
            return f"{self.name} is new: {counted(len(self.rows))}"
        added, removed = (sum(row.sign == sign for row in self.rows if isinstance(row, Row)) for sign in "+-")
        counts = [f"{counted(count)} {what}" for count, what in ((added, "added"), (removed, "removed")) if count]
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
        body = f'<span style="display:inline-block;min-width:100%">{body}</span>'
        return f'{title}<pre style="{theme.MONO};margin:4px 0;padding:0;overflow-x:auto">{body}</pre>'

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.plain(), "text/html": self.html()}


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
