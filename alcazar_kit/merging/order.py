"""The order that a module's chunks need so that it can be imported: what is used at once stands above its use.

It moves only what the cell names and what that needs; things that need each other stay as they are.
"""

from collections.abc import Iterable, Mapping, Sequence

from .chunks import Chunk
from .uses import calls, needed, reached

Needs = Mapping[Chunk, Sequence[Chunk]]


def settle(chunks: Sequence[Chunk], lazy_annotations: bool) -> list[Chunk]:
    """Return the chunks so ordered that what the cell defines finds what it needs above it.

    Constants move down below the functions and classes they use, everything else draws what it needs upwards.

    Args:
        chunks: the body of a module; those of the cell are marked so.
        lazy_annotations: whether annotations wait until someone asks for them.
    """
    settled = list(chunks)
    needs = _needs(settled, lazy_annotations)
    for chunk in chunks:
        if chunk.cell is not None and chunk.kind == "constant":
            _sink(settled, chunk, needs, lazy_annotations)
    return _raised(settled, needs)


def _needs(chunks: Sequence[Chunk], lazy_annotations: bool) -> Needs:
    """Return for each chunk those that must have run before it, in their order."""
    homes = _homes(chunks)
    spots = {chunk: at for at, chunk in enumerate(chunks)}
    needs: dict[Chunk, Sequence[Chunk]] = {}
    for chunk in chunks:
        names = {name for node in chunk.nodes for name in needed(node, lazy_annotations)}
        wanted = {homes[name] for name in names if name in homes} - {chunk}
        needs[chunk] = sorted(wanted, key=spots.__getitem__)
    return needs


def _homes(chunks: Iterable[Chunk]) -> dict[str, Chunk]:
    homes: dict[str, Chunk] = {}
    for chunk in chunks:
        for key in chunk.keys:
            homes.setdefault(key, chunk)
    return homes


def _raised(chunks: Sequence[Chunk], needs: Needs) -> list[Chunk]:
    """Return the chunks, each behind what it needs, where either is the cell's."""
    settled: dict[Chunk, None] = {}

    def visit(chunk: Chunk) -> None:
        for other in needs[chunk]:
            is_touched = chunk.cell is not None or other.cell is not None
            if other not in settled and is_touched and chunk not in _all_needs(other, needs):
                visit(other)
        settled[chunk] = None

    for chunk in chunks:
        visit(chunk)
    return list(settled)


def _all_needs(chunk: Chunk, needs: Needs) -> set[Chunk]:
    """Return what the chunk needs, and what that needs, and so on."""
    found: set[Chunk] = set()
    waiting = [chunk]
    while waiting:
        fresh = set(needs[waiting.pop()]) - found
        found |= fresh
        waiting += fresh
    return found


def _sink(chunks: list[Chunk], chunk: Chunk, needs: Needs, lazy_annotations: bool) -> None:
    """Move a constant below the last function or class that it uses, and below the constants that did so before it."""
    here = chunks.index(chunk)
    spots = {key: at for at, other in enumerate(chunks) if other.kind == "definition" for key in other.keys}
    last = max((spots[name] for name in _reach(chunks, chunk, lazy_annotations) if name in spots), default=-1)
    if any(chunk in _all_needs(other, needs) for other in chunks[here + 1 : last + 1]):
        return
    while last >= here and last + 1 < len(chunks) and _is_sunk(chunks[last + 1]):
        last += 1
    if last > here:
        chunks.insert(last, chunks.pop(here))


def _is_sunk(chunk: Chunk) -> bool:
    return chunk.kind == "constant" and chunk.cell is not None


def _reach(chunks: Sequence[Chunk], chunk: Chunk, lazy_annotations: bool) -> set[str]:
    """Return the names that a constant needs, those included that the functions need which it calls."""
    names = {name for node in chunk.nodes for name in needed(node, lazy_annotations)}
    if not any(map(calls, chunk.nodes)):
        return names
    homes = _homes(other for other in chunks if other.kind == "definition")
    waiting = list(names)
    while waiting:
        home = homes.get(waiting.pop())
        fresh = {name for node in home.nodes for name in reached(node)} - names if home else set()
        names |= fresh
        waiting += fresh
    return names
