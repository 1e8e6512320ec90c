"""Import statements: what they import and how a formatter writes them. It sorts and merges nothing."""

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from .chunks import Chunk
from .text import BLANKS, last_line, lines_of, tail

WIDTH = 120


@dataclass(frozen=True)
class Imported:
    """One imported name: ``from source import name as alias``; a plain ``import name`` has no source."""

    source: str
    name: str
    alias: str | None = None

    @property
    def bound(self) -> str:
        """The name that the module has afterwards."""
        return self.alias or (self.name if self.source else self.name.partition(".")[0])

    @property
    def is_kept(self) -> bool:
        """Whether it counts as used anyway: a ``__future__`` import, or ``from x import y as y``."""
        return self.source == "__future__" or self.alias == self.name

    def clashes(self, other: "Imported") -> bool:
        """Say whether both can't be had: they bind one name and are not ``import a`` and ``import a.b``."""
        plain = not (self.source or self.alias or other.source or other.alias)
        return self.bound == other.bound and self != other and not plain


@dataclass(frozen=True)
class Line:
    """One import statement.

    Attributes:
        above: the comments above it.
        beside: the comment at its end.
        is_tall: whether it has one name on each line, as a trailing comma asks for.
        verbatim: its text, if there are comments inside it.
    """

    names: tuple[Imported, ...]
    above: tuple[str, ...] = ()
    beside: str = ""
    is_tall: bool = False
    verbatim: str = ""

    def only(self, names: Collection[Imported]) -> "Line":
        """Return the line with no names but these."""
        kept = tuple(name for name in self.names if name in names)
        return self if kept == self.names else replace(self, names=kept, verbatim="")

    def text(self) -> str:
        r"""Return the statement as a formatter writes it, its lines ended by ``\n``."""
        beside = f"  {self.beside}" if self.beside else ""
        names = [f"{name.name} as {name.alias}" if name.alias else name.name for name in self.names]
        first = self.names[0]
        start = f"from {first.source} import " if first.source else "import "
        flat = start + ", ".join(names)
        if self.verbatim or not first.source or (len(flat) <= WIDTH and not self.is_tall):
            return "\n".join([*self.above, self.verbatim or flat + beside])
        return "\n".join([*self.above, f"{start}({beside}", *(f"    {name}," for name in names), ")"])


def imported(node: ast.Import | ast.ImportFrom) -> tuple[Imported, ...]:
    """Return the names that the statement imports."""
    source = "." * node.level + (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    return tuple(Imported(source, alias.name, alias.asname) for alias in node.names)


def lines_in(chunk: Chunk) -> Iterator[Line]:
    """Yield the import statements of a chunk."""
    lines = [line.strip(BLANKS) for line in lines_of(chunk.text)]
    above = tuple(lines[: chunk.nodes[0].lineno - chunk.first])
    for node in chunk.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield _line(node, lines_of(chunk.text), chunk.first, above)
            above = ()


def _line(node: ast.Import | ast.ImportFrom, lines: Sequence[str], first: int, above: tuple[str, ...]) -> Line:
    own = lines[node.lineno - first : last_line(node) - first + 1]
    rest = tail(node, own[-1])
    beside = rest if rest.startswith("#") else ""
    text = "".join(own).strip(BLANKS)
    code = text.removesuffix(beside).rstrip(BLANKS)
    verbatim = "\n".join(line.rstrip(BLANKS) for line in own).strip() if "#" in code else ""
    is_tall = bool(re.search(r",\s*\)[;\s]*$", code))
    return Line(imported(node), above, beside, is_tall, verbatim)
