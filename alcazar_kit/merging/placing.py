"""Where in a module the chunks of a cell go that are new to it. It moves nothing that is there already."""

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk
from .names import is_typing


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
        if chunk.kind != "comment":
            spot = _spot(chunks, chunk, cell[number + 1 :]) if spot is None else spot
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
