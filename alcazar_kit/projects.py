"""Files of a learner's own project, which stands beside the package: whole files, as ``%%write`` gives them.

It merges nothing: that is for the package, in ``builder``.
"""

import importlib
import sys
from pathlib import Path, PurePosixPath

from nbformat import NotebookNode

from .atomic import write_text
from .diff import Diff
from .errors import KitError
from .notebooks import copy_aside
from .notebooks.cells import body, code_cells, magic_line
from .workspace import Workspace

TAKEN = {"alcazar", "chapters", "copies", "exercises", "notebooks"}
"""Folders of the workspace that hold something else."""


def parse_place(text: str) -> PurePosixPath:
    """Return the place that a ``%%write`` names, such as ``bookshelf/app.py``.

    Raises:
        KitError: it is no file in a folder of its own.
    """
    place = PurePosixPath(text)
    plain = "\\" not in text and ":" not in text and not any(part.startswith(".") for part in text.split("/"))
    if not plain or place.is_absolute() or len(place.parts) < 2 or place.parts[0] in TAKEN:
        raise KitError(
            f"%%write can't write {text!r}: it takes a file in a folder of its own, such as bookshelf/app.py, "
            f"and leaves {', '.join(sorted(TAKEN))} alone."
        )
    return place


def write(workspace: Workspace, place: PurePosixPath, text: str) -> Diff:
    """Write a file of a project; one that was there and differs is kept as a copy. The project can be imported then.

    Raises:
        KitError: the file can't be written.
    """
    file = workspace.root / place
    try:
        old = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        if old != text:
            if old:
                copy_aside(file, workspace.copies)
            write_text(file, text)
    except OSError as problem:
        raise KitError(f"{place} can't be written: {problem.strerror or problem}.") from None
    _make_importable(workspace.root, place.parts[0])
    return Diff(str(place), old, text)


def written(notebook: NotebookNode) -> dict[str, str]:
    """Return the files that a notebook's ``%%write`` cells leave, by their place: the last cell of each counts.

    Raises:
        KitError: a cell names no such place.
    """
    found = {}
    for cell in code_cells(notebook):
        name, argument = magic_line(cell.source) or ("", "")
        if name == "write":
            found[str(parse_place(argument))] = body(cell.source)
    return found


def _make_importable(root: Path, project: str) -> None:
    """Let the project's next import find it, and find it as it is now."""
    if str(root) not in sys.path:
        sys.path.append(str(root))
    for module in [name for name in sys.modules if name.partition(".")[0] == project]:
        del sys.modules[module]
    importlib.invalidate_caches()
