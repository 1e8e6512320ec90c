"""Planted answers: for each exercise wrong ones that have to fail, and right ones, written otherwise, that must pass.

They lie in ``tests/course/answers/03_routing.py``, one file for a chapter, in percent format. A line such as
``# %% 3.2 wrong: takes words too`` or ``# %% 3.2 right: prints and logs`` heads an answer; below it stands what a
learner would have in the answer cell, without its ``%%answer`` line.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ..course import Chapter, Course
from ..errors import KitError

FOLDER = Path("tests", "course", "answers")
"""Where they lie in the course."""

OTHERWISE = Path("tests", "course", "otherwise")
"""Where there may be more, in one file or more for a chapter: right answers by people of other habits."""

_HEAD = re.compile(r"^# %% (\d+\.\d+) (wrong|right): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Planted:
    """One planted answer."""

    exercise: str
    kind: str
    story: str
    source: str

    def __str__(self) -> str:
        return f"{self.exercise} {self.kind}: {self.story}"


def load(course: Course, chapter: Chapter) -> list[Planted]:
    """Return a chapter's planted answers; a chapter without a file has none."""
    files = [
        course.root / FOLDER / f"{chapter.stem}.py",
        *sorted((course.root / OTHERWISE).glob(f"{chapter.stem}*.py")),
    ]
    return [entry for file in files if file.is_file() for entry in parse(file.read_text(encoding="utf-8"))]


def parse(text: str) -> list[Planted]:
    """Read planted answers; what stands above the first one is for readers only.

    Raises:
        KitError: a head can't be read, or an answer is empty.
    """
    strange = [line for line in text.splitlines() if line.startswith("# %%") and not _HEAD.fullmatch(line)]
    if strange:
        raise KitError(f"No head of a planted answer: {strange[0]!r}; write '# %% 3.2 wrong: takes words too'.")
    _, *parts = _HEAD.split(text)
    found = [Planted(parts[n], parts[n + 1], parts[n + 2], parts[n + 3].strip("\n")) for n in range(0, len(parts), 4)]
    for planted in found:
        if not planted.source.strip():
            raise KitError(f"The planted answer {planted} is empty.")
    return found
