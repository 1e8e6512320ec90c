"""A sandbox serves one submission after another, and none of them can tell what the ones before it were."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.grading.grade import Grade, grade_answers
from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.sandbox import watch
from alcazar_kit.grading.sandbox.level import Level, available
from alcazar_kit.grading.sandbox.limits import MB, Limits
from alcazar_kit.grading.sandbox.process import Sandbox
from alcazar_kit.grading.submission import read_submission
from tests.kit import ordinary_user
from tests.kit.hostile_answers import attacks
from tests.kit.ordinary_user import as_superuser
from tests.kit.tiny_course import RIGHT, SHORTEN, answered

pytestmark = pytest.mark.skipif(
    available()[0] is not Level.BUBBLEWRAP, reason="without a sandbox, each one gets a new one"
)

PORTS = f"""import socket

for kind, home in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
    server = socket.socket(kind)
    server.bind((home, 8000))
    server.listen()
    here = socket.create_connection((home, 8000))
    there, _ = server.accept()
    there.close()
    here.close()
    server.close()

{SHORTEN}"""

TWICE = """import sys; from pathlib import Path; from alcazar_kit.course import load_course
from alcazar_kit.grading.grade import grade_answers; from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.sandbox.process import Sandbox; from alcazar_kit.grading.submission import read_submission
reference = Reference(load_course(), 7)
chapter = reference.course.chapter(1)
with Sandbox(reference.course, chapter, 7, reference.level) as sandbox:
    for name in sys.argv[1:]:
        submission = read_submission(reference.course, Path(name))
        graded = grade_answers(reference, submission, reference.begin(chapter), sandbox=sandbox)
        print(graded.points, sandbox.is_reusable)
"""
"""A program that grades submissions in one sandbox."""


class Place:
    """A sandbox for one submission after another."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.reference, self.chapter, self.folder = Reference(course, course.seed), course.chapter(1), folder
        self.sandbox = Sandbox(course, self.chapter, course.seed, self.reference.level, Limits(cell_seconds=5))
        self.shown = self.reference.begin(self.chapter)

    def judge(self, answers: dict[str, str]) -> Grade:
        """Judge right answers, and these in place of some of them."""
        path = answered(self.reference.course, RIGHT | answers, self.folder / "x.ipynb")
        submission = read_submission(self.reference.course, path)
        return grade_answers(self.reference, submission, self.expected, self.sandbox.limits, self.sandbox)

    def expected(self) -> Mapping[str, str]:
        """Return what the solutions show."""
        return self.shown()


@pytest.fixture
def place(tiny_course: Course, tmp_path: Path) -> Iterator[Place]:
    made = Place(tiny_course, tmp_path)
    with made.sandbox:
        yield made


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, as sockets need, which every user can read."""
    path = Path(tempfile.mkdtemp(prefix="a", dir="/tmp" if os.name == "posix" else None))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.mark.parametrize("name", ["escaping", "interfering_below", "memory_of_no_one", "shadowing", "stopping"])
def test_the_next_student_in_the_same_sandbox_is_judged_rightly(place: Place, name: str) -> None:
    place.judge({attack.exercise: attack.source for attack in attacks(name)})
    assert place.judge({}).passed


def test_a_sandbox_whose_ports_are_not_free_again_is_not_used_again(place: Place) -> None:
    assert place.judge({"1.1": PORTS}).passed
    assert not place.sandbox.is_reusable
    place.sandbox.end()
    assert place.judge({}).passed
    assert place.sandbox.is_reusable


def test_what_the_judge_has_kept_of_others_is_not_held_against_the_next(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []

    def expected() -> Mapping[str, str]:
        held.append(b"x" * (40 * MB))
        time.sleep(5 * watch.PAUSE)
        return place.shown()

    monkeypatch.setattr(watch, "SWOLLEN", 100 * MB)
    monkeypatch.setattr(place, "expected", expected)
    assert place.judge({}).passed
    assert place.judge({}).passed
    assert len(held) == 4


@as_superuser
def test_an_ordinary_users_sandbox_is_used_again_as_well(tiny_course: Course, folder: Path) -> None:
    for name, answers in (("a", RIGHT), ("b", RIGHT | {"1.1": "1"}), ("c", RIGHT)):
        answered(tiny_course, answers, folder / f"{name}.ipynb")
    done = ordinary_user.run(TWICE, "a.ipynb", "b.ipynb", "c.ipynb", course=tiny_course, folder=folder)
    assert done.stdout.split("\n") == ["6 True", "5 True", "6 True", ""], done.stderr
