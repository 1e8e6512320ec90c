"""Which notebooks are submissions, and whose. It opens none of them.

Three layouts are understood: nbgrader's (``submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``), a folder for each student
with notebooks at any depth, as GitHub Classroom makes them, and notebooks side by side, named after their students.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..course import Course
from ..errors import KitError

SUBMITTED = "submitted"
"""nbgrader's folder for what was handed in, beside ``source``, ``release`` and ``autograded``."""

COURSES = {"notebooks", "solutions", "copies"}
"""What holds no answers of a learner where it lies beside ``exercises``: the course's own, and copies the kit kept."""

FOREIGN = {"__pycache__", "node_modules", "site-packages"}
"""Folders that others' programs fill."""

ORDINARY = {"exercises", "workspace", SUBMITTED}
"""Folders that are never called after a student."""

RUN = "run.json"
"""What marks the folder of a run, which may lie among submissions or be theirs."""

WRITTEN, OWN = {"records", "reports"}, {RUN, "gradebook.csv", "overview.html"}
"""The folders that a run makes in it, and the files."""

COPIED = re.compile(r"\s*(-Copy\d+|\(\d+\))$")
"""What JupyterLab and browsers add to the name of a second copy."""


@dataclass(frozen=True)
class Handed:
    """A notebook that was handed in.

    Attributes:
        student: who handed it in, as the folder or the file is called.
        path: where it lies.
        name: its path below what was named, with ``/`` on every system; no two of a run have the same.
    """

    student: str
    path: Path
    name: str

    @property
    def notebook(self) -> str:
        """Which one of the student's notebooks it is."""
        return notebook(self.student, self.name)


def gather(course: Course, places: Sequence[Path]) -> list[Handed]:
    """Return the notebooks that files and folders stand for, each once, in the order of the places and their names.

    Raises:
        KitError: a place is missing, or a folder holds no notebook.
    """
    files = [place for place in places if not place.is_dir()]
    for file in files:
        if not (file.is_symlink() or file.exists()):
            raise KitError(f"{file} is not there: name notebooks, or folders that hold them.")
    named = _named(course, files) if files else {}
    found: dict[str, Handed] = {}
    for place in places:
        entries = [named[place]] if place in named else list(_in_folder(course, place))
        if not entries:
            raise KitError(f"There is no notebook in {place}: a submission is a file whose name ends in .ipynb.")
        for entry in entries:
            found.setdefault(_whole(entry.path), entry)
    return _told_apart(found.values())


def without_notebook(places: Iterable[Path]) -> list[str]:
    """Return the students' folders that hold no notebook: nothing else would tell that they are missing."""
    found = []
    for top in (_top(place) for place in places if place.is_dir()):
        folders = sorted(path for path in top.iterdir() if path.is_dir() and not path.name.startswith("."))
        written = WRITTEN if (top / RUN).is_file() else set()
        folders = [folder for folder in folders if not (folder / RUN).is_file() and folder.name not in written]
        empty = [_told(folder) for folder in folders if folder.is_symlink() or not any(_notebooks(folder))]
        if len(empty) < len(folders) and not any(folder.name in ORDINARY for folder in folders):
            found += empty
    return found


def no_notebooks(places: Iterable[Path]) -> list[str]:
    """Return the files that lie beside students' notebooks and are none: a PDF is easily overlooked."""
    found = []
    for top in (_top(place) for place in places if place.is_dir()):
        names = [path.name for path in top.iterdir() if path.is_file() and not path.name.startswith(".")]
        if any(name.endswith(".ipynb") for name in names):
            found += sorted(name for name in names if not name.endswith(".ipynb") and name not in OWN)
    return found


def _told(folder: Path) -> str:
    return f"{folder.name} (a link, which is not followed)" if folder.is_symlink() else folder.name


def _top(folder: Path) -> Path:
    return folder / SUBMITTED if (folder / SUBMITTED).is_dir() else folder


def _in_folder(course: Course, folder: Path) -> Iterator[Handed]:
    top = _top(folder)
    for path in sorted(_notebooks(top)):
        parts = path.relative_to(top).parts
        by_folder = (_submitter(top) if len(parts) > 1 else "") or _folder_of(parts)
        student = by_folder or _name_in(course, path.stem) or _named_after(top) or path.stem
        yield Handed(student, path, "/".join(parts))


def _named(course: Course, files: Sequence[Path]) -> dict[Path, Handed]:
    """Return what single files stand for: they go by their names, those of one name by the folders they lie in."""
    top = _common([Path(os.path.abspath(file)).parent for file in files])  # noqa: PTH100 - resolve() follows links
    often = Counter(file.stem for file in set(files))
    named = {}
    for file in files:
        parts = Path(os.path.relpath(file, top)).parts
        by_name = _name_in(course, file.stem) if often[file.stem] == 1 else ""
        student = by_name or _folder_of(parts) or _name_in(course, file.stem) or _named_after(top) or file.stem
        named[file] = Handed(student, file, "/".join(parts))
    return named


def _common(folders: Sequence[Path]) -> Path:
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        raise KitError("Notebooks of one run lie on one drive: these do not.") from None


def _told_apart(entries: Iterable[Handed]) -> list[Handed]:
    """Return submissions whose names differ, and whose records do: those that share either go by longer paths."""
    entries = list(entries)
    names, records = Counter(e.name for e in entries), Counter((e.student, e.notebook) for e in entries)
    shared = [e for e in entries if max(names[e.name], records[e.student, e.notebook]) > 1]
    taken = {name for entry in entries if entry not in shared for name in (entry.name, (entry.student, entry.notebook))}
    longer = {entry.path: _longer(entry, shared, taken) for entry in shared}
    return [longer.get(entry.path, entry) for entry in entries]


def _longer(entry: Handed, shared: Sequence[Handed], taken: Set[object]) -> Handed:
    """Name a submission by its path from that folder on which holds all that share a name; if need be, by all of it."""
    with suppress(ValueError):  # they lie on several drives
        top = os.path.commonpath([Path(_whole(other.path)).parent for other in shared])
        # With the folder's own name, no path begins with the student's that is not the same folder for all.
        named = replace(entry, name=f"{Path(top).name}/{Path(os.path.relpath(entry.path, top)).as_posix()}")
        if not taken & {named.name, (named.student, named.notebook)}:
            return named
    return replace(entry, name=_whole(entry.path))


def _whole(path: Path) -> str:
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - resolve() would follow links


def notebook(student: str, name: str) -> str:
    """Return a submission's name without its student's folder and without its ending."""
    return name.removesuffix(".ipynb").removeprefix(f"{student}/")


def _notebooks(top: Path) -> Iterator[Path]:
    """Yield the notebooks below a folder, links to notebooks too, but nothing that lies beyond a link to a folder."""
    for folder, folders, files in os.walk(top):
        left_out = FOREIGN | (COURSES if "exercises" in folders else set())
        folders[:] = [name for name in folders if not name.startswith(".") and name not in left_out]
        yield from (Path(folder, name) for name in files if name.endswith(".ipynb") and not name.startswith("."))


def _folder_of(parts: Sequence[str]) -> str:
    return next((part for part in parts[:-1] if part not in ORDINARY), "")


def _submitter(top: Path) -> str:
    """Return whose folder this is in nbgrader's layout: that below its folder for what was handed in."""
    above = top.resolve().parts
    return above[above.index(SUBMITTED) + 1] if SUBMITTED in above[:-1] else ""


def _named_after(top: Path) -> str:
    """Return the name of the folder that was named, or of one above it: a learner's own, whose files name chapters."""
    folders = (top.resolve(), *top.resolve().parents)
    return _submitter(top) or next((folder.name for folder in folders if folder.name not in ORDINARY), "")


def _name_in(course: Course, stem: str) -> str:
    """Return a file's name without the chapter's: ``ada`` for ``ada-03_routing``, ``03_routing_ada`` and ``ada``."""
    stem = COPIED.sub("", stem)
    for chapter in course.chapters:
        around = rf"[\s._-]*{re.escape(chapter.stem)}[\s._-]*"
        rest, found = re.subn(around, " ", stem, count=1, flags=re.IGNORECASE)
        if found:
            return rest.strip()
    return stem
