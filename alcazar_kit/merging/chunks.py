"""A module or a class body cut into chunks, and chunks joined to text again. It decides no order.

A chunk is a statement with the comments that stand directly above it; a comment that stands alone is a chunk as well.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from .names import DOCSTRING, base, is_overload, is_string, keys
from .text import BLANKS, first_line, indent_of, last_line, tail

_KINDS: dict[str, str] = {
    **dict.fromkeys(("FunctionDef", "AsyncFunctionDef", "ClassDef"), "definition"),
    **dict.fromkeys(("Assign", "AnnAssign", "TypeAlias"), "constant"),
    **dict.fromkeys(("Import", "ImportFrom"), "import"),
    **dict.fromkeys(("If", "Try"), "condition"),
}


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some whole lines, without the line end after the last.

    Attributes:
        first: the number of the first line where the chunk was cut out, which its nodes count by.
        gap: how many blank lines stood above it there.
        cell: its position in the cell, for a chunk that comes from there.
        is_new: whether it is new to its place, so that its gap is worth nothing there.
        header: whether it is a comment at the very top of a file.
    """

    text: str
    keys: tuple[str, ...]
    nodes: tuple[ast.stmt, ...] = ()
    first: int = 1
    gap: int = 0
    cell: int | None = None
    is_new: bool = False
    header: bool = False

    @property
    def kind(self) -> str:
        """What it is: comment, docstring, definition, constant, import, condition or other."""
        if DOCSTRING in self.keys:
            return "docstring"
        return _KINDS.get(type(self.nodes[0]).__name__, "other") if self.nodes else "comment"

    @property
    def is_import(self) -> bool:
        """Whether it is imports and nothing else."""
        return bool(self.nodes) and all(isinstance(node, ast.Import | ast.ImportFrom) for node in self.nodes)

    @property
    def is_crowded(self) -> bool:
        """Whether two of its statements share a line."""
        return any(first_line(right) <= last_line(left) for left, right in pairwise(self.nodes))

    @property
    def bases(self) -> set[str]:
        """The plain names of its keys: ``x`` for a setter ``x.setter``."""
        return {base(key) for key in self.keys}


def cut(lines: Sequence[str], statements: Sequence[ast.stmt], start: int = 1, indent: str = "") -> list[Chunk]:
    """Cut a body into chunks.

    Args:
        lines: the body's lines, ends kept.
        statements: the body's statements.
        start: the number of ``lines[0]`` as the statements count.
        indent: the white space that the body's lines start with; none at the top of a module.
    """
    chunks: list[Chunk] = []
    position = 0
    for group in _groups(statements):
        begin = first_line(group[0]) - start
        leads = not indent and group[0] is statements[0]
        own = begin - _own_comments(lines[position:begin], group[0], leads)
        for comment in _comments(lines, position, own):
            text = "".join(lines[comment.start : comment.stop]).rstrip(BLANKS)
            chunks.append(_comment(text, comment.start - position, leads))
            position = comment.stop
        begin = own
        last = last_line(group[-1]) - start
        stop = _reach(lines, last + 1, indent)
        text = _trimmed(lines[begin:stop], last - begin, group[-1])
        chunks.append(Chunk(text, _keys(group, statements), group, start + begin, begin - position))
        position = stop
    for comment in _comments(lines, position, len(lines)):
        text = "".join(lines[comment.start : comment.stop]).rstrip(BLANKS)
        chunks.append(_comment(text, comment.start - position, not statements))
        position = comment.stop
    return chunks


def join(chunks: Sequence[Chunk], end: str, most: int) -> str:
    """Join chunks to lines, spaced as a formatter would, without a line end after the last.

    Args:
        chunks: what to join, in order.
        end: the line end.
        most: how many blank lines stand around a definition: 2 in a module, 1 in a class.
    """
    parts = [chunks[0].text] if chunks else []
    for above, below in pairwise(chunks):
        parts.append(end * (_blank_lines(above, below, most) + 1) + below.text)
    return "".join(parts)


def _blank_lines(above: Chunk, below: Chunk, most: int) -> int:
    gap = min(_gap(above, below), most)
    if above.kind == "comment":
        return gap if above.header and below.kind in {"docstring", "import"} else max(gap, 1)
    if above.keys == tuple(f"{key}.overload" for key in below.keys):
        return gap
    if "definition" in (above.kind, below.kind):
        return most
    if above.kind == "import":
        return gap if below.kind == "import" else 1
    return 1 if above.kind == "docstring" and most == 2 else gap


def _gap(above: Chunk, below: Chunk) -> int:
    together = above.cell is not None and below.cell == above.cell + 1
    if not below.is_new or together:
        return below.gap
    return int((above.kind, below.kind) != ("constant", "constant") or below.text.lstrip().startswith("#"))


def _groups(statements: Sequence[ast.stmt]) -> list[tuple[ast.stmt, ...]]:
    groups: list[tuple[ast.stmt, ...]] = []
    for statement in statements:
        if groups and _belongs(groups[-1][-1], statement):
            groups[-1] += (statement,)
        else:
            groups.append((statement,))
    return groups


def _belongs(left: ast.stmt, right: ast.stmt) -> bool:
    if first_line(right) <= last_line(left):
        return True
    if is_string(right) and first_line(right) == last_line(left) + 1:
        return isinstance(left, ast.Assign | ast.AnnAssign)
    return is_overload(left) and is_overload(right) and keys(left) == keys(right)


def _keys(group: Sequence[ast.stmt], statements: Sequence[ast.stmt]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(key for node in group for key in keys(node)))
    return (DOCSTRING, *found) if group[0] is statements[0] and is_string(group[0]) else found


def _comments(lines: Sequence[str], start: int, stop: int) -> Iterator[range]:
    """Yield the runs of lines that aren't blank, as ranges."""
    begin = start
    for number in range(start, stop + 1):
        if number == stop or not lines[number].strip(BLANKS):
            if begin < number:
                yield range(begin, number)
            begin = number + 1


def _comment(text: str, gap: int, header: bool = False) -> Chunk:
    return Chunk(text, (text.strip(BLANKS),), gap=gap, header=header)


def _own_comments(above: Sequence[str], node: ast.stmt, leads: bool) -> int:
    """Return how many lines right above the statement belong to it; a file's header belongs to the file."""
    if leads and (is_string(node) or isinstance(node, ast.Import | ast.ImportFrom)):
        return 0
    run = list(takewhile(lambda line: line.strip(BLANKS), reversed(above)))
    return len(run) - int(leads and bool(run) and run[-1].startswith("#!"))


def _reach(lines: Sequence[str], start: int, indent: str) -> int:
    """Return where a chunk ends when the comments below it that are indented deeper are its own."""
    stop = start
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip(BLANKS):
            if len(indent_of(line).expandtabs()) <= len(indent.expandtabs()):
                break
            stop = number + 1
    return stop


def _trimmed(lines: Sequence[str], last: int, node: ast.stmt) -> str:
    """Join a chunk's lines, without the white space, or the backslash before a blank line, that it ends with."""
    text = "".join(lines).rstrip(BLANKS)
    rest = tail(node, lines[last])
    if last == len(lines) - 1 and rest.endswith("\\") and "#" not in rest:
        text = text[:-1].rstrip(BLANKS)
    return text
