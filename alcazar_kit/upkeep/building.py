"""Writes what is made from the notebooks: ``alcazar/`` from the walkthroughs, ``exercises/`` from the solutions.

It executes nothing; outputs are the affair of ``refresh``.
"""

from dataclasses import dataclass

from ..course import Course
from ..diff import Diff
from ..exercises import generate
from ..replay import Files, read_package, replay, write_package


@dataclass(frozen=True)
class Difference:
    """A file that is not what the notebooks make; a notebook has no ``diff``."""

    name: str
    diff: Diff | None = None


def build(course: Course, *, check: bool = False) -> list[Difference]:
    """Bring ``alcazar/`` and ``exercises/`` up to date, and return what was not.

    Args:
        course: the course.
        check: write nothing, only compare.

    Raises:
        KitError: a notebook can't be read, merged, or made into exercises.
    """
    files, folder = replay(course, course.chapters[-1].number), course.root / "alcazar"
    differences = _differences(read_package(folder), files)
    if not check:
        write_package(files, folder)
    return differences + [Difference(f"exercises/{name}") for name in generate(course, check=check)]


def _differences(present: Files, files: Files) -> list[Difference]:
    names = sorted(name for name in present.keys() | files.keys() if present.get(name) != files.get(name))
    return [Difference(f"alcazar/{n}", Diff(f"alcazar/{n}", present.get(n, ""), files.get(n, ""))) for n in names]
