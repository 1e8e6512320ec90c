"""nbgrader itself, run as teachers run it, hands the exercises out and gives the points of ``course.toml``."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from alcazar_kit.course import Chapter, load_course
from alcazar_kit.exercises import chapters_with_exercises
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import answer_id, code_cells
from alcazar_kit.proving import planted

pytestmark = pytest.mark.skipif(
    find_spec("nbgrader") is None, reason="nbgrader is not installed: it is in the kit's extra test"
)

COURSE = load_course()
ALL = list(chapters_with_exercises(COURSE))
ROUTING = COURSE.chapter(3)
RIGHT = {answer.exercise: answer.source for answer in planted.load(COURSE, ROUTING) if answer.kind == "right"}
WRONG = {answer.exercise: answer.source for answer in planted.load(COURSE, ROUTING) if answer.kind == "wrong"}

Points = dict[str, tuple[float, float]]
"""What each exercise earned, and what it could earn."""

# What nbgrader's gradebook holds: for each student and cell the points, without those that a teacher gave by hand.
READ_GRADEBOOK = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    graded = [
        (submission.student.id, grade.name, grade.auto_score, grade.max_score)
        for submission in book.assignment_submissions("work")
        for notebook in submission.notebooks
        for grade in notebook.grades
    ]
print(json.dumps(graded))
"""


@dataclass(frozen=True)
class Classroom:
    """A folder as nbgrader lays it out, with one assignment, ``work``."""

    root: Path

    def run(self, *words: str | Path) -> str:
        """Run Python here, with nobody's settings, and return all that it says."""
        env = {name: value for name, value in os.environ.items() if not name.startswith(("ALCAZAR", "JUPYTER", "NBGR"))}
        env |= {
            "ALCAZAR_COURSE": str(COURSE.root),
            "ALCAZAR_WORKSPACE": str(self.root / "workspace"),
            "IPYTHONDIR": str(self.root / "ipython"),
            "JUPYTER_CONFIG_DIR": str(self.root / "jupyter"),
            "JUPYTER_DATA_DIR": str(self.root / "jupyter"),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),  # it calls alembic by name
            "PYTHONPATH": str(COURSE.root),
        }
        command = [sys.executable, *map(str, words)]
        ended = subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, timeout=600)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout + ended.stderr

    def nbgrader(self, *words: str | Path) -> str:
        return self.run("-m", "nbgrader", *words)

    def source(self, chapter: Chapter) -> Path:
        return self.root / "source" / "work" / f"{chapter.stem}.ipynb"

    def release(self, chapter: Chapter) -> Path:
        return self.root / "release" / "work" / f"{chapter.stem}.ipynb"

    def assign(self, chapters: Iterable[Chapter]) -> None:
        """Let nbgrader make an assignment from the chapters' solutions."""
        for chapter in chapters:
            write(read(COURSE.solutions(chapter)), self.source(chapter))
        self.nbgrader("generate_assignment", "work")

    def submit(self, student: str, chapter: Chapter, answers: dict[str, str], start: Path | None = None) -> None:
        """Hand a student's notebook in: the released one, or another, with these answers in it."""
        notebook = copy.deepcopy(read(start or self.release(chapter)))
        for cell in code_cells(notebook):
            if (exercise := answer_id(cell)) in answers:
                cell.source = f"%%answer {exercise}\n{answers[exercise]}"
        write(notebook, self.root / "submitted" / student / "work" / f"{chapter.stem}.ipynb")

    def points(self) -> dict[str, Points]:
        """Autograde all that was handed in, and return each student's points."""
        self.nbgrader("autograde", "work")
        students: dict[str, Points] = {}
        for student, cell, earned, possible in json.loads(self.run("-c", READ_GRADEBOOK).splitlines()[0]):
            exercise = cell.removeprefix("ex-").removesuffix("-check").replace("-", ".")
            students.setdefault(student, {})[exercise] = (earned, possible)
        return students


def full(chapters: Iterable[Chapter], *, failed: Iterable[str] = ()) -> Points:
    """All points of the manifest, none for what failed."""
    exercises = [exercise for chapter in chapters for exercise in chapter.exercises]
    return {each.id: (0 if each.id in failed else each.points, each.points) for each in exercises}


def nothing(chapters: Iterable[Chapter]) -> Points:
    chapters = list(chapters)
    return full(chapters, failed=[exercise.id for chapter in chapters for exercise in chapter.exercises])


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A classroom in which chapter 3 was assigned."""
    classroom = Classroom(tmp_path_factory.mktemp("classroom"))
    classroom.assign([ROUTING])
    return classroom


@pytest.fixture(scope="module")
def points(classroom: Classroom) -> dict[str, Points]:
    """What nbgrader gave to four students, in one run."""
    classroom.submit("right", ROUTING, RIGHT)
    classroom.submit("two-wrong", ROUTING, RIGHT | {id: WRONG[id] for id in ("3.2", "3.7")})
    classroom.submit("untouched", ROUTING, {})
    classroom.submit("untouched-of-the-course", ROUTING, {}, COURSE.exercises(ROUTING))
    return classroom.points()


def test_the_release_has_every_exercise_and_no_model_answer(classroom: Classroom) -> None:
    released = {id: cell.source for cell in code_cells(read(classroom.release(ROUTING))) if (id := answer_id(cell))}
    assert released.keys() == full([ROUTING]).keys()
    assert all("SOLUTION" not in source and "raise NotImplementedError()" in source for source in released.values())


def test_nbgrader_finds_the_solutions_valid(classroom: Classroom) -> None:
    assert "Success! Your notebook passes all the tests." in classroom.nbgrader("validate", classroom.source(ROUTING))


def test_right_answers_get_the_points_of_the_manifest(points: dict[str, Points]) -> None:
    assert points["right"] == full([ROUTING])


def test_a_wrong_answer_costs_its_own_points_only(points: dict[str, Points]) -> None:
    assert points["two-wrong"] == full([ROUTING], failed=["3.2", "3.7"])


@pytest.mark.parametrize("student", ["untouched", "untouched-of-the-course"])
def test_an_untouched_notebook_gets_no_points(points: dict[str, Points], student: str) -> None:
    assert points[student] == nothing([ROUTING])


@pytest.mark.long
def test_every_chapter_goes_round(tmp_path: Path) -> None:
    classroom = Classroom(tmp_path)
    classroom.assign(ALL)
    said = classroom.nbgrader("validate", *map(classroom.source, ALL))
    for chapter in ALL:
        classroom.submit("right", chapter, {}, COURSE.solutions(chapter))
        classroom.submit("untouched", chapter, {})
    assert said.count("Success! Your notebook passes all the tests.") == len(ALL)
    assert classroom.points() == {"right": full(ALL), "untouched": nothing(ALL)}
