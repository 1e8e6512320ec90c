"""Names for cells that last and can be read: ``routing-two-pages-2``, ``answer-3-2``. It reads sources only."""

import re
import unicodedata
from collections.abc import Iterable

from nbformat import NotebookNode

from .cells import answer_id, check_id

LONGEST = 56

_READABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RANDOM = re.compile(r"[0-9a-f]{8}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|cell-\d+")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_EXERCISE = re.compile(r"(\d+)\.(\d+)\b")


def name_cells(cells: list[NotebookNode], chapter_stem: str) -> None:
    """Give a readable id to each cell whose id is missing, random or taken; leave every other id as it is.

    Answer and check cells are always called by their exercise. Other cells are called by the chapter and the nearest
    heading above them, the prose of an exercise by the exercise.
    """
    wanted = [_fixed_name(cell) for cell in cells]
    taken = {name for name in wanted if name}
    for index, cell in enumerate(cells):
        if wanted[index] is None and _is_readable(cell.get("id", "")) and cell.id not in taken:
            wanted[index] = cell.id
            taken.add(cell.id)
    used: set[str] = set()
    for cell, name, place in zip(cells, wanted, _places(cells, chapter_stem), strict=True):
        if name is None or name in used:
            name = _free(name or place, taken | used)
        used.add(name)
        cell["id"] = name


def slug(text: str) -> str:
    """Return the words of a text in lower case, joined by hyphens, cut at a word where it is long."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST]


def _fixed_name(cell: NotebookNode) -> str | None:
    for kind, exercise in (("answer", answer_id(cell)), ("check", check_id(cell))):
        if exercise and _EXERCISE.fullmatch(exercise):
            return f"{kind}-{exercise.replace('.', '-')}"
    return None


def _is_readable(name: str) -> bool:
    return bool(_READABLE.fullmatch(name)) and not _RANDOM.fullmatch(name) and len(name) <= 64


def _places(cells: Iterable[NotebookNode], chapter_stem: str) -> Iterable[str]:
    chapter = place = slug(re.sub(r"^\d+_", "", chapter_stem)) or "cell"
    for cell in cells:
        headings = _HEADING.findall(_FENCE.sub("", cell.source)) if cell.cell_type == "markdown" else []
        if headings:
            place = _place(headings[0], chapter)
        yield place


def _place(heading: str, chapter: str) -> str:
    if exercise := _EXERCISE.match(heading.strip()):
        return f"exercise-{exercise[1]}-{exercise[2]}"
    name = slug(heading)
    return chapter if name in ("", chapter) else slug(f"{chapter} {name}")


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
