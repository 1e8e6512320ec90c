"""Which notebooks are submissions, and whose. It opens none of them.

Three layouts are understood: nbgrader's (``submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``), a folder for each student
with notebooks at any depth, as GitHub Classroom makes them, and notebooks side by side, named after their students.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..course import Course
from ..errors import KitError

SUBMITTED = "submitted"
"""nbgrader's folder for what was handed in, beside ``source``, ``release`` and ``autograded``."""

LEFT_OUT = {"notebooks", "solutions", "copies"}
"""Folders of a student's checkout that hold no answers of theirs: the course's own, and copies that the kit kept."""


@dataclass(frozen=True)
class Handed:
    """A notebook that was handed in.

    Attributes:
        student: who handed it in, as the folder or the file is called.
        path: where it lies.
        name: its path below the folder that was named, with ``/`` on every system.
    """

    student: str
    path: Path
    name: str


def gather(course: Course, places: Sequence[Path]) -> list[Handed]:
    """Return the notebooks that files and folders stand for, in the order of their names.

    Raises:
        KitError: a place is missing, or a folder holds no notebook.
    """
    handed: dict[Path, Handed] = {}
    for place in places:
        found = list(_in_folder(course, place)) if place.is_dir() else [_file(course, place)]
        if not found:
            raise KitError(f"There is no notebook in {place}: a submission is a file whose name ends in .ipynb.")
        handed |= {entry.path: entry for entry in found}
    return list(handed.values())


def _file(course: Course, path: Path) -> Handed:
    if not (path.is_symlink() or path.exists()):
        raise KitError(f"{path} is not there: name notebooks, or a folder that holds them.")
    return Handed(_student(course, path.stem), path, path.as_posix())


def _in_folder(course: Course, folder: Path) -> Iterator[Handed]:
    top = folder / SUBMITTED if (folder / SUBMITTED).is_dir() else folder
    for path in sorted(_notebooks(top)):
        parts = path.relative_to(top).parts
        student = parts[0] if len(parts) > 1 else _student(course, path.stem)
        yield Handed(student, path, "/".join(parts))


def _notebooks(top: Path) -> Iterator[Path]:
    """Yield the notebooks below a folder, links to notebooks too, but nothing that lies beyond a link to a folder."""
    for folder, folders, files in os.walk(top):
        inside = Path(folder) != top
        folders[:] = [name for name in folders if not (name.startswith(".") or (inside and name in LEFT_OUT))]
        yield from (Path(folder, name) for name in files if name.endswith(".ipynb") and not name.startswith("."))


def _student(course: Course, stem: str) -> str:
    """Return a file's name without the chapter's: ``ada`` for ``ada-03_routing``, ``03_routing_ada`` and ``ada``."""
    for chapter in course.chapters:
        rest = re.sub(rf"[\s._-]*{re.escape(chapter.stem)}[\s._-]*", " ", stem, count=1, flags=re.IGNORECASE).strip()
        if rest and rest != stem:
            return rest
    return stem
