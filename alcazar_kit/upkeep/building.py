"""Writes what is made from the notebooks: ``alcazar/``, its reference page and some examples, from the walkthroughs,
and ``exercises/``, from the solutions.

It executes nothing; outputs are the affair of ``refresh``.
"""

from dataclasses import dataclass

from ..atomic import write_text
from ..course import Course
from ..diff import Diff
from ..exercises import generate
from ..notebooks import read
from ..projects import written
from ..replay import Files, read_package, replay, write_package
from .reference import reference


@dataclass(frozen=True)
class Difference:
    """A file that is not what the notebooks make; a notebook has no ``diff``."""

    name: str
    diff: Diff | None = None


def build(course: Course, *, check: bool = False) -> list[Difference]:
    """Bring ``alcazar/``, ``docs/reference.md`` and ``exercises/`` up to date, and return what was not.

    Args:
        course: the course.
        check: write nothing, only compare.

    Raises:
        KitError: a notebook can't be read, merged, or made into exercises.
    """
    files, folder = replay(course, course.chapters[-1].number), course.root / "alcazar"
    differences = [*_differences(read_package(folder), files), *_reference(course, files, check=check)]
    if not check:
        write_package(files, folder)
    differences += _examples(course, check=check)
    return differences + [Difference(f"exercises/{name}") for name in generate(course, check=check)]


def _differences(present: Files, files: Files) -> list[Difference]:
    names = sorted(name for name in present.keys() | files.keys() if present.get(name) != files.get(name))
    return [Difference(f"alcazar/{n}", Diff(f"alcazar/{n}", present.get(n, ""), files.get(n, ""))) for n in names]


def _reference(course: Course, files: Files, *, check: bool) -> list[Difference]:
    """Bring the reference page up to date, where the course has a folder for it."""
    page, text = course.root / "docs" / "reference.md", reference(files)
    present = page.read_text(encoding="utf-8") if page.is_file() else ""
    if not page.parent.is_dir() or present == text:
        return []
    if not check:
        write_text(page, text)
    return [Difference("docs/reference.md", Diff("docs/reference.md", present, text))]


def _examples(course: Course, *, check: bool) -> list[Difference]:
    """Bring the projects that chapters write with ``%%write`` up to date: they are examples, too."""
    differences = []
    for chapter in course.chapters:
        for place, text in written(read(course.walkthrough(chapter))).items():
            name, file = f"examples/{place}", course.root / "examples" / place
            present = file.read_text(encoding="utf-8") if file.is_file() else ""
            if present == text:
                continue
            differences.append(Difference(name, Diff(name, present, text)))
            if not check:
                write_text(file, text)
    return differences
