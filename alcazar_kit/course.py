"""The course as ``course.toml`` describes it: chapters, exercises, and where they lie. It reads no notebook."""

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import KitError

MANIFEST = "course.toml"

KIT = Path(__file__).parents[1]
"""Where a process of its own finds the kit; in a checkout, the course lies there too."""


@dataclass(frozen=True)
class Exercise:
    """One graded task."""

    id: str
    title: str
    difficulty: int
    points: int
    hints: tuple[str, ...]

    @property
    def chapter(self) -> int:
        """The number of the chapter it belongs to: 3 for ``3.2``."""
        return int(self.id.split(".")[0])


@dataclass(frozen=True)
class Chapter:
    """One walkthrough notebook, with its exercises."""

    number: int
    stem: str
    title: str
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Course:
    """The whole course and the folder it lies in."""

    root: Path
    seed: int
    chapters: tuple[Chapter, ...]

    def chapter(self, number: int) -> Chapter:
        """Return the chapter with this number.

        Raises:
            KitError: there is no such chapter.
        """
        for chapter in self.chapters:
            if chapter.number == number:
                return chapter
        last = self.chapters[-1].number
        raise KitError(f"There is no chapter {number}: this course has chapters 0 to {last}.")

    def named(self, names: Iterable[str]) -> list[Chapter]:
        """Return the chapters of these numbers or stems (``3``, ``03_routing``); all where none is named.

        Raises:
            KitError: a name fits no chapter.
        """
        found: list[Chapter] = []
        for name in names:
            fitting = [c for c in self.chapters if name == c.stem or (name.isdecimal() and int(name) == c.number)]
            if not fitting:
                raise KitError(f"No chapter is called {name!r}: there are {', '.join(c.stem for c in self.chapters)}.")
            found += fitting
        return list(dict.fromkeys(found)) or list(self.chapters)

    def exercise(self, id: str) -> Exercise:
        """Return the exercise with this id, such as ``3.2``.

        Raises:
            KitError: there is no such exercise.
        """
        exercises = [exercise for chapter in self.chapters for exercise in chapter.exercises]
        for exercise in exercises:
            if exercise.id == id:
                return exercise
        raise KitError(f"There is no exercise {id!r}: this course has {', '.join(e.id for e in exercises)}.")

    def walkthrough(self, chapter: Chapter) -> Path:
        """Return the path of the chapter's notebook in ``notebooks/``."""
        return self.root / "notebooks" / f"{chapter.stem}.ipynb"

    def exercises(self, chapter: Chapter) -> Path:
        """Return the path of the chapter's notebook in ``exercises/``."""
        return self.root / "exercises" / f"{chapter.stem}.ipynb"

    def solutions(self, chapter: Chapter) -> Path:
        """Return the path of the chapter's notebook in ``solutions/``."""
        return self.root / "solutions" / f"{chapter.stem}.ipynb"


def find_root() -> Path:
    """Return the course's folder: ``$ALCAZAR_COURSE``, or else the checkout that holds this package.

    Raises:
        KitError: that folder has no ``course.toml``.
    """
    root = Path(os.environ.get("ALCAZAR_COURSE") or KIT).resolve()
    if not (root / MANIFEST).is_file():
        raise KitError(
            f"No course in {root}: it has no {MANIFEST}. Run the kit from a checkout of the course, "
            "or let ALCAZAR_COURSE name the folder of one."
        )
    return root


def load_course(root: Path | None = None) -> Course:
    """Read ``course.toml``.

    Args:
        root: the course's folder; found by :func:`find_root` where none is given.

    Raises:
        KitError: there is no manifest, or it can't be read as one; the message names what is wrong.
    """
    root = root or find_root()
    try:
        manifest = tomllib.loads((root / MANIFEST).read_text(encoding="utf-8"))
        chapters = tuple(_chapter(entry) for entry in manifest["chapters"])
        return Course(root, int(manifest["seed"]), chapters)
    except KeyError as missing:
        raise KitError(f"{MANIFEST} lacks the key {missing}.") from None
    except (OSError, ValueError) as problem:
        raise KitError(f"{MANIFEST} can't be read: {problem}") from None


def _chapter(entry: dict[str, Any]) -> Chapter:
    exercises = tuple(
        Exercise(e["id"], e["title"], int(e["difficulty"]), int(e["points"]), tuple(e["hints"]))
        for e in entry.get("exercises", ())
    )
    return Chapter(int(entry["number"]), entry["stem"], entry["title"], exercises)
