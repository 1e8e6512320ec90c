"""Files of a learner's own project, which stands beside the package: whole, as ``%%write`` gives them, or in parts.

A part is what ``%%add`` merges into a Python file. How, is in ``builder``.
"""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from nbformat import NotebookNode

from .atomic import write_text
from .builder import merge
from .diff import Diff
from .errors import KitError
from .notebooks import copy_aside
from .notebooks.cells import body, code_cells, magic_line, tags
from .workspace import Workspace

TAKEN = {"alcazar", "chapters", "copies", "exercises", "notebooks"}
"""Folders of the workspace that hold something else."""


def parse_place(text: str) -> PurePosixPath:
    """Return the place that a cell names, such as ``bookshelf/app.py``.

    Raises:
        KitError: it is no file in a folder of its own.
    """
    place = PurePosixPath(text)
    plain = "\\" not in text and ":" not in text and not any(part.startswith(".") for part in text.split("/"))
    if not plain or place.is_absolute() or len(place.parts) < 2 or place.parts[0] in TAKEN:
        raise KitError(
            f"{text!r} can't be written: a project's place is a file in a folder of its own, such as "
            f"bookshelf/app.py, and none of {', '.join(sorted(TAKEN))}."
        )
    return place


def write(workspace: Workspace, place: PurePosixPath, text: str) -> Diff:
    """Write a file of a project; one that was there and differs is kept as a copy. The project can be imported then.

    Raises:
        KitError: the file can't be written.
    """
    return _replace(workspace, place, lambda _: text, keep=True)


def add(workspace: Workspace, place: PurePosixPath, cell: str) -> Diff:
    """Merge a cell into a Python file of a project, as a build cell is merged into a module of the package.

    Raises:
        BuildError: the cell can't be merged.
        KitError: the file can't be written.
    """
    return _replace(workspace, place, lambda old: _merged(old, cell, place), keep=False)


def written(notebook: NotebookNode) -> dict[str, str]:
    """Return the files that a notebook's ``%%write`` and ``%%add`` cells leave, by their place.

    Cells that are there to fail (``raises-exception``) leave none.

    Raises:
        KitError: a cell names no such place, or can't be merged.
    """
    found: dict[str, str] = {}
    for cell in code_cells(notebook):
        name, argument = magic_line(cell.source) or ("", "")
        if name in ("write", "add") and "raises-exception" not in tags(cell):
            place, text = parse_place(argument), body(cell.source)
            found[str(place)] = text if name == "write" else _merged(found.get(str(place), ""), text, place)
    return found


def _merged(old: str, cell: str, place: PurePosixPath) -> str:
    return merge(old, "\n" + cell, module=str(place))


def _replace(workspace: Workspace, place: PurePosixPath, change: Callable[[str], str], *, keep: bool) -> Diff:
    file = workspace.root / place
    try:
        old = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        text = change(old)
        if old != text:
            if old and keep:
                copy_aside(file, workspace.copies)
            write_text(file, text)
    except OSError as problem:
        raise KitError(f"{place} can't be written: {problem.strerror or problem}.") from None
    _make_importable(workspace.root, place.parts[0])
    return Diff(str(place), old, text)


def _make_importable(root: Path, project: str) -> None:
    """Let the project's next import find it, and find it as it is now."""
    if str(root) not in sys.path:
        sys.path.append(str(root))
    for module in [name for name in sys.modules if name.partition(".")[0] == project]:
        del sys.modules[module]
    importlib.invalidate_caches()
