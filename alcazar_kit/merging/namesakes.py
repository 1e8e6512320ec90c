"""What a cell replaces and removes among the chunks of a module or a class. It places nothing that is new."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from .chunks import Chunk
from .names import Function, base
from .text import BuildError

Convert = Callable[[Chunk, Chunk], Chunk]


def replaced(old: Sequence[Chunk], new: Sequence[Chunk], convert: Convert) -> list[Chunk]:
    """Return the old chunks, those that have namesakes among the new ones replaced in place.

    Args:
        old: the chunks of the module or the class.
        new: the chunks of the cell.
        convert: makes what stands in an old chunk's place, given that and its namesake.

    Raises:
        BuildError: the cell names a part of something that can't be parted, as one of two names in ``a, b = 1, 2``.
    """
    names = {key for chunk in new for key in chunk.keys}
    pairs = _pairs(old, new)
    result: list[Chunk] = []
    for chunk in old:
        namesake = pairs.get(chunk)
        if not names.intersection(chunk.keys):
            if not _lost(chunk, new):
                result.append(chunk)
        elif chunk.kind == "comment":
            result.append(replace(chunk, cell=namesake.cell) if namesake else chunk)
        else:
            _refuse_part(chunk, names)
            if namesake:
                result.append(replace(convert(chunk, namesake), gap=chunk.gap, cell=namesake.cell, is_new=False))
    return result


def removed(old: Sequence[Chunk], names: Collection[str]) -> list[Chunk]:
    """Return the old chunks without those that bear these names; a property goes with its setter and deleter.

    Raises:
        BuildError: a name can't be parted from another one.
    """
    result: list[Chunk] = []
    for chunk in old:
        if chunk.bases.intersection(names) and chunk.kind != "comment":
            _refuse_part(chunk, {key for key in chunk.keys if base(key) in names})
        else:
            result.append(chunk)
    return result


def _pairs(old: Sequence[Chunk], new: Sequence[Chunk]) -> dict[Chunk, Chunk]:
    """Return for each old chunk the new one that stands for it: the first for the first, the second for the second."""
    pairs: dict[Chunk, Chunk] = {}
    for chunk in new:
        for candidate in old:
            if candidate not in pairs and set(chunk.keys) & set(candidate.keys):
                pairs[candidate] = chunk
                break
    return pairs


def _refuse_part(chunk: Chunk, names: Collection[str]) -> None:
    others = [key for key in chunk.keys if key not in names]
    if not others and not chunk.is_crowded:
        return
    own = ", ".join(key for key in chunk.keys if key in names)
    what = f"stands in one statement with {', '.join(others)}" if others else "shares its line with another statement"
    raise BuildError(f"{own} {what} in the module: merge or write that anew, as a whole, with one statement a line.")


def _lost(chunk: Chunk, new: Sequence[Chunk]) -> bool:
    """Say whether the chunk is a setter or an overload of something that the cell replaced by a thing without."""
    if not chunk.keys or "." not in chunk.keys[0] or chunk.kind != "definition":
        return False
    name, _, suffix = chunk.keys[0].partition(".")
    for owner in new:
        if name in owner.keys:
            is_function = isinstance(owner.nodes[0], Function)
            return not is_function if suffix == "overload" else not getattr(owner.nodes[0], "decorator_list", ())
    return False
