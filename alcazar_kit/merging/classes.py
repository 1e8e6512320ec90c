"""A class of the cell whose body holds ``...``, merged into its namesake in the module. It checks nothing."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, join
from .compound import reindented, reparsed, take_apart
from .names import DOCSTRING, is_ellipsis
from .namesakes import removed, replaced
from .placing import sibling_spot
from .text import BuildError, first_line, indent_of


def keeps_rest(chunk: Chunk) -> bool:
    """Say whether the chunk is a class with ``...`` in its body."""
    return bool(chunk.nodes) and isinstance(chunk.nodes[0], ast.ClassDef) and any(map(is_ellipsis, chunk.nodes[0].body))


def check_whole(chunk: Chunk) -> None:
    """Check that what is new to the module or the class is complete.

    Raises:
        BuildError: it is a class with ``...`` in its body.
    """
    if keeps_rest(chunk):
        line = first_line(chunk.nodes[0])
        why = f"`...` keeps the rest of class {chunk.keys[0]}, but there is no such class yet: write all of it."
        raise BuildError(f"Line {line} of the cell: {why}", line)


def merge_class(old: Chunk, new: Chunk, end: str) -> Chunk:
    """Return the old class with the members of the new one, and with the rest of its own.

    Bases and decorators are the new one's where it has any, else the old one's.

    Raises:
        BuildError: the old one is not a class.
    """
    if not old.nodes or not isinstance(old.nodes[0], ast.ClassDef):
        line = first_line(new.nodes[0])
        why = f"{new.keys[0]} is no class in the module, and only a class has a rest that `...` can keep."
        raise BuildError(f"Line {line} of the cell: {why}", line)
    mine, theirs = take_apart(old), take_apart(new)
    cell = [replace(chunk, cell=number) for number, chunk in enumerate(theirs.members)]
    members = _merged(mine.members, cell, theirs.indent, mine.indent, end)
    body = join(members, end, 1) or f"{mine.indent}pass"
    stated = theirs.comments + (theirs.head if _says_more(new.nodes[0]) else "")
    head = reindented(replace(new, text=stated), indent_of(new.text), indent_of(old.text))
    kept = ("" if theirs.comments else mine.comments, "" if _says_more(new.nodes[0]) else mine.head)
    return reparsed(new, kept[0] + head + kept[1] + end + body)


def _says_more(node: ast.AST) -> bool:
    """Say whether a class statement has more than its name: bases, keywords, decorators or type parameters."""
    if not isinstance(node, ast.ClassDef):
        return False
    return bool(node.bases or node.keywords or node.decorator_list or getattr(node, "type_params", None))


def _merged(old: Sequence[Chunk], cell: Sequence[Chunk], theirs: str, mine: str, end: str) -> list[Chunk]:
    def convert(chunk: Chunk, namesake: Chunk) -> Chunk:
        if keeps_rest(namesake):
            return merge_class(chunk, namesake, end)
        return replace(namesake, text=reindented(namesake, theirs, mine))

    named = [chunk for chunk in cell if chunk.keys]
    members = replaced(removed(old, deletions(cell)), named, convert)
    marker = next(number for number, chunk in enumerate(cell) if is_marker(chunk))
    present = {chunk.cell for chunk in members}
    fresh = {
        chunk: replace(chunk, text=reindented(chunk, theirs, mine), is_new=True)
        for chunk in named
        if chunk.cell not in present
    }
    for chunk in fresh:
        check_whole(chunk)
    if fresh:
        members = [chunk for chunk in members if not (chunk.nodes and isinstance(chunk.nodes[0], ast.Pass))]
    _put_first(members, [chunk for chunk in cell[:marker] if chunk.keys], fresh)
    _put_last(members, [chunk for chunk in cell[marker:] if chunk.keys], fresh)
    return members


def deletions(chunks: Sequence[Chunk]) -> set[str]:
    """Return the names that the chunks ``del``."""
    return {
        target.id
        for chunk in chunks
        for node in chunk.nodes
        if isinstance(node, ast.Delete)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def is_marker(chunk: Chunk) -> bool:
    """Say whether the chunk is the ``...`` that stands for the rest."""
    return any(map(is_ellipsis, chunk.nodes))


def _put_first(members: list[Chunk], cell: Sequence[Chunk], fresh: dict[Chunk, Chunk]) -> None:
    """Put what is new above ``...`` at the top, below such members of the cell as are there already."""
    spot = int(bool(members) and DOCSTRING in members[0].keys)
    for chunk in cell:
        if chunk in fresh:
            place = 0 if DOCSTRING in chunk.keys else sibling_spot(members, chunk)
            place = spot if place is None else place
            members.insert(place, fresh[chunk])
            spot += int(place <= spot)
        elif spot < len(members) and members[spot].cell == chunk.cell:
            spot += 1


def _put_last(members: list[Chunk], cell: Sequence[Chunk], fresh: dict[Chunk, Chunk]) -> None:
    """Put what is new below ``...`` at the end, above such members of the cell as are there already."""
    rest = len(members)
    below: dict[Chunk, int] = {}
    for chunk in reversed(cell):
        if chunk not in fresh and rest and members[rest - 1].cell == chunk.cell:
            rest -= 1
        below[chunk] = len(members) - rest
    for chunk in cell:
        if chunk in fresh:
            place = sibling_spot(members, chunk)
            members.insert(len(members) - below[chunk] if place is None else place, fresh[chunk])
