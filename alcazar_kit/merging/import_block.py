"""A block of imports: adding to it, taking from it, sorting it as isort does. It doesn't know who uses a name."""

import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from .chunks import Chunk
from .compound import reparsed, take_apart
from .imports import Imported, Line, lines_in

FIRST_PARTY = "alcazar"


@dataclass(frozen=True)
class Block:
    r"""Imports that stand together.

    Attributes:
        text: how they are written, lines ended by ``\n``; sorted anew once something changed.
    """

    lines: tuple[Line, ...] = ()
    text: str = ""

    @classmethod
    def read(cls, chunks: Sequence[Chunk], text: str = "") -> "Block":
        """Return the block that these chunks, imports and comments between them, make up."""
        lines: list[Line] = []
        comments: tuple[str, ...] = ()
        for chunk in chunks:
            if chunk.kind == "comment":
                comments += chunk.keys
                continue
            first, *others = lines_in(chunk)
            lines += [replace(first, above=comments + first.above), *others]
            comments = ()
        return cls(tuple(lines), text)

    @property
    def names(self) -> set[Imported]:
        """All that is imported."""
        return {name for line in self.lines for name in line.names}

    @property
    def bound(self) -> set[str]:
        """The names that the module has by these imports."""
        return {name.bound for name in self.names}

    def plus(self, lines: Iterable[Line]) -> "Block":
        """Return the block with these imports as well, in place of those that bind the same names."""
        fresh = [line.only({name for name in line.names if name not in self.names}) for line in lines]
        names = [name for line in fresh for name in line.names]
        if not names:
            return self
        kept = {name for name in self.names if not any(name.clashes(other) for other in names)}
        return _sorted([*(line.only(kept) for line in self.lines), *fresh])

    def without(self, names: Collection[str]) -> "Block":
        """Return the block without the imports that bind these names."""
        kept = {name for name in self.names if name.bound not in names}
        return self if kept == self.names else _sorted([line.only(kept) for line in self.lines])


def guarded(old: Chunk, new: Chunk, end: str) -> Chunk | None:
    """Return one ``if TYPE_CHECKING:`` with the imports of both; None if either holds anything else."""
    mine, theirs = _guarded_block(old), _guarded_block(new)
    return _with_block(old, mine.plus(theirs.lines), end) if mine and theirs else None


def guarded_without(chunk: Chunk, names: Collection[str], end: str) -> Chunk | None:
    """Return an ``if TYPE_CHECKING:`` without the imports that bind these names; None if nothing is left of it."""
    block = _guarded_block(chunk)
    if block is None or not block.bound & set(names):
        return chunk
    left = block.without(names)
    return _with_block(chunk, left, end) if left.lines else None


def guarded_imports(chunk: Chunk) -> set[Imported]:
    """Return what an ``if TYPE_CHECKING:`` imports; nothing if it holds anything else."""
    block = _guarded_block(chunk)
    return block.names if block else set()


def _guarded_block(chunk: Chunk) -> Block | None:
    members = take_apart(chunk).members
    return Block.read(members) if all(member.is_import for member in members) else None


def _with_block(chunk: Chunk, block: Block, end: str) -> Chunk:
    if not block.text:
        return chunk
    whole = take_apart(chunk)
    lines = [whole.indent + line if line else "" for line in block.text.split("\n")]
    return reparsed(chunk, end.join([whole.comments + whole.head, *lines]))


def _sorted(lines: Iterable[Line]) -> Block:
    units = sorted(_combined(lines), key=_place)
    sections = [list(section) for _, section in groupby(units, key=lambda line: _section(line.names[0]))]
    text = "\n\n".join(_section_text(section) for section in sections)
    return Block(tuple(units), text)


def _section_text(section: Sequence[Line]) -> str:
    parts = [section[0].text()]
    parts += [("\n" if line.above else "") + line.text() for line in section[1:]]
    return "\n".join(parts)


def _combined(lines: Iterable[Line]) -> list[Line]:
    """Return one line for each source, and one for each plain import and each alias."""
    units: dict[object, Line] = {}
    for line in lines:
        if line.verbatim:
            units[line] = line
            continue
        above, beside = line.above, line.beside
        for name in line.names:
            key = name if name.alias or not name.source else name.source
            old = units.get(key, Line(()))
            names = tuple(sorted({*old.names, name}, key=_member))
            comments = old.above + tuple(comment for comment in above if comment not in old.above)
            is_tall = (old.is_tall or line.is_tall) and not name.alias
            units[key] = Line(names, comments, "  ".join(filter(None, (old.beside, beside))), is_tall)
            above, beside = (), ""
    return list(units.values())


def _section(name: Imported) -> int:
    top = (name.source or name.name).partition(".")[0]
    if top == "__future__":
        return 0
    if top == "":
        return 4
    return 1 if top in sys.stdlib_module_names else 3 if top == FIRST_PARTY else 2


def _place(line: Line) -> tuple[object, ...]:
    first = line.names[0]
    if not first.source:
        return _section(first), 0, 0, _natural(first.name.lower()), _natural(first.name), (), first.alias or ""
    module = first.source.lstrip(".")
    level = len(first.source) - len(module)
    return _section(first), 1, -level, _natural(module.lower()), _natural(module), _member(first), ""


def _member(name: Imported) -> tuple[object, ...]:
    is_constant = len(name.name) > 1 and name.name.isupper()
    rank = 0 if is_constant else 1 if name.name[:1].isupper() else 2
    return rank, _natural(name.name.lower()), _natural(name.name), name.alias or ""


def _natural(text: str) -> tuple[tuple[int, int], ...]:
    """Return a key that sorts runs of digits as numbers."""
    parts = re.findall(r"[0-9]+|[^0-9]", text)
    return tuple((ord("0"), int(part)) if part[0] in "0123456789" else (ord(part), 0) for part in parts)
