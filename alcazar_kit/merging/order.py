"""Where in a module the chunks of a cell go that are new to it. It takes nothing away.

What the cell doesn't name stays where it is, unless something in the cell needs it further up.
"""

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk
from .names import is_typing
from .uses import calls, needed, reached


def sibling_spot(chunks: Sequence[Chunk], chunk: Chunk) -> int | None:
    """Return where the chunk goes for the sake of one that shares its name: a setter after its getter."""
    if chunk.kind == "comment":
        return None
    siblings = [number for number, other in enumerate(chunks) if other.bases & chunk.bases and other.nodes]
    if not siblings:
        return None
    return siblings[0] if chunk.keys[0].endswith(".overload") else siblings[-1] + 1


def place(chunks: list[Chunk], cell: Sequence[Chunk]) -> None:
    """Put those chunks of the cell that aren't there yet, comments right above what they stand above in the cell."""
    waiting: list[Chunk] = []
    for number, chunk in enumerate(cell):
        spot = next((at for at, other in enumerate(chunks) if other.cell == chunk.cell), None)
        if spot is None:
            waiting.append(replace(chunk, is_new=True))
            if chunk.kind == "comment":
                continue
            spot = _spot(chunks, chunk, cell[number + 1 :])
        if chunk.kind != "comment":
            chunks[spot:spot] = waiting
            waiting = []
    chunks += waiting


def _spot(chunks: Sequence[Chunk], chunk: Chunk, later: Sequence[Chunk]) -> int:
    spot = sibling_spot(chunks, chunk)
    if spot is not None:
        return spot
    if chunk.kind == "definition":
        following = {other.cell for other in later if other.kind == "definition"}
        return next((at for at, other in enumerate(chunks) if other.cell in following), len(chunks))
    if any(map(is_typing, chunk.nodes)):
        return 0
    leading = _run(chunks, {"condition"})
    return leading if chunk.kind == "condition" or "__all__" in chunk.keys else _constants_end(chunks)


def _run(chunks: Sequence[Chunk], kinds: set[str]) -> int:
    return next((at for at, chunk in enumerate(chunks) if chunk.kind not in kinds), len(chunks))


def _constants_end(chunks: Sequence[Chunk]) -> int:
    end = _run(chunks, {"constant", "condition", "import", "comment"})
    while end and chunks[end - 1].kind == "comment":
        end -= 1
    return end


def settle(chunks: list[Chunk], lazy_annotations: bool) -> list[Chunk]:
    """Return the chunks so ordered that what the cell defines finds what it needs above it.

    Constants move down below the functions and classes they use, everything else draws what it needs upwards.
    """
    for chunk in [chunk for chunk in chunks if chunk.cell is not None and chunk.kind == "constant"]:
        _sink(chunks, chunk)
    homes = _homes(chunks)
    settled: dict[Chunk, None] = {}
    under_way: set[Chunk] = set()

    def visit(chunk: Chunk) -> None:
        if chunk in settled or chunk in under_way:
            return
        under_way.add(chunk)
        names = {name for node in chunk.nodes for name in needed(node, lazy_annotations)}
        wanted = {homes[name] for name in names if name in homes}
        for other in chunks:
            if other in wanted and (chunk.cell is not None or other.cell is not None):
                visit(other)
        settled[chunk] = None

    for chunk in chunks:
        visit(chunk)
    return list(settled)


def _homes(chunks: Sequence[Chunk]) -> dict[str, Chunk]:
    homes: dict[str, Chunk] = {}
    for chunk in chunks:
        for key in chunk.keys:
            homes.setdefault(key, chunk)
    return homes


def _sink(chunks: list[Chunk], chunk: Chunk) -> None:
    """Move a constant below the last function or class that it uses, and below the constants that did so before it."""
    spots = {key: at for at, other in enumerate(chunks) if other.kind == "definition" for key in other.keys}
    last = max((spots[name] for name in _reach(chunks, chunk) if name in spots), default=-1)
    if last < chunks.index(chunk):
        return
    spot = last + 1
    while spot < len(chunks) and chunks[spot].kind == "constant" and chunks[spot].cell is not None:
        spot += 1
    chunks.insert(spot, replace(chunk, is_new=True))
    chunks.remove(chunk)


def _reach(chunks: Sequence[Chunk], chunk: Chunk) -> set[str]:
    """Return the names that a constant needs, those included that the functions need which it calls."""
    names = {name for node in chunk.nodes for name in needed(node)}
    if not any(map(calls, chunk.nodes)):
        return names
    homes = {key: other for key, other in _homes(chunks).items() if other.kind == "definition"}
    waiting = list(names)
    while waiting:
        home = homes.get(waiting.pop())
        fresh = {name for node in home.nodes for name in reached(node)} - names if home else set()
        names |= fresh
        waiting += fresh
    return names
