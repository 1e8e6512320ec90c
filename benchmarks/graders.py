"""Three graders, run as their users run them, each in a virtual environment of its own. It measures nothing.

What each is given is the same: the students' answers, the course's check cells, the kit that executes them.
"""

import copy
import csv
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from alcazar_kit.course import Chapter, Course
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import check_id, code_cells

from .classes import Student
from .measuring import Command, run

PATIENCE = 600.0
"""Seconds for what is prepared and not measured."""


@dataclass(frozen=True)
class Grader:
    """A grader, given a chapter; a subclass for each tool.

    Attributes:
        python: the interpreter of its environment.
        folder: a new one for each run.
    """

    course: Course
    chapter: Chapter
    python: Path
    folder: Path

    name: ClassVar[str]
    requirement: ClassVar[str]
    at_once: ClassVar[int] = 1
    """How many of its commands run at the same time."""

    def prepare(self, students: Sequence[Student]) -> None:
        """Put submissions where it looks for them, and do what a teacher does once for an assignment."""
        raise NotImplementedError

    def commands(self, students: Sequence[Student]) -> list[Command]:
        """Return what grades them: this is what is measured."""
        raise NotImplementedError

    def points(self, students: Sequence[Student]) -> dict[str, float]:
        """Return what it gave to each student."""
        raise NotImplementedError

    def command(self, *words: str | Path, fine: Sequence[int] = (0,)) -> Command:
        """Return a command of its environment, run in its folder, with nobody's settings."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("ALCAZAR", "JUPYTER", "PYTHON"))
        }
        env = kept | {
            "ALCAZAR_COURSE": str(self.course.root),
            "ALCAZAR_WORKSPACE": str(self.folder / "workspace"),
            "IPYTHONDIR": str(self.folder / "ipython"),
            "JUPYTER_CONFIG_DIR": str(self.folder / "jupyter"),
            "JUPYTER_DATA_DIR": str(self.folder / "jupyter"),
            "PATH": os.pathsep.join([str(self.python.parent), os.environ["PATH"]]),
        }
        return Command([self.python, *words], self.folder, env, frozenset(fine))


class Alcazar(Grader):
    """The course's own grader, one command for the whole class; it grades on all cores."""

    name = "alcazar-kit"
    requirement = ""

    def prepare(self, students: Sequence[Student]) -> None:
        for student in students:
            write(student.notebook, self.folder / "submissions" / student.name / f"{self.chapter.stem}.ipynb")

    def commands(self, _: Sequence[Student]) -> list[Command]:
        words = ("-P", "-m", "alcazar_kit", "grade", "submissions", "--output", "grades")
        return [self.command(*words, fine=(0, 1))]

    def points(self, students: Sequence[Student]) -> dict[str, float]:
        with (self.folder / "grades" / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
            given = {row["student"]: float(row["points"]) for row in csv.DictReader(file)}
        return {student.name: given[student.name] for student in students}


class Nbgrader(Grader):
    """nbgrader, one command for the whole class; it grades one after the other."""

    name = "nbgrader"
    requirement = "nbgrader==0.9.6"

    def prepare(self, students: Sequence[Student]) -> None:
        stem = f"{self.chapter.stem}.ipynb"
        write(read(self.course.solutions(self.chapter)), self.folder / "source" / "work" / stem)
        run(self.command("-m", "nbgrader", "generate_assignment", "work"), PATIENCE)
        for student in students:
            write(student.notebook, self.folder / "submitted" / student.name / "work" / stem)

    def commands(self, _: Sequence[Student]) -> list[Command]:
        return [self.command("-m", "nbgrader", "autograde", "work")]

    def points(self, students: Sequence[Student]) -> dict[str, float]:
        run(self.command("-m", "nbgrader", "export"), PATIENCE)
        with (self.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
            given = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(file)}
        return {student.name: given[student.name] for student in students}


OTTER_TEST = '''"""Written by benchmarks/graders.py: the course's check cell, as one of Otter's tests."""
from IPython import get_ipython
from otter.test_files import test_case

OK_FORMAT = False
name = {id!r}
points = {points}


@test_case()
def the_check_cell(env):
    get_ipython().run_cell({source!r}).raise_error()
'''


class Otter(Grader):
    """otter-grader without its containers, ``otter run``: a command for each submission, two at once.

    Its tests are the course's check cells: each is taken out of the notebook and becomes one test file, which executes
    the same source in the same kernel. A check that is not passed raises there, as it does for nbgrader.
    """

    name = "otter-grader"
    requirement = "otter-grader[grading]==7.0.0"
    at_once = 2

    def prepare(self, students: Sequence[Student]) -> None:
        for cell in code_cells(read(self.course.solutions(self.chapter))):
            if id := check_id(cell):
                test = OTTER_TEST.format(id=id, points=self.course.exercise(id).points, source=cell.source)
                file = self.folder / "tests" / f"ex_{id.replace('.', '_')}.py"
                file.parent.mkdir(exist_ok=True)
                file.write_text(test, encoding="utf-8")
        run(self.command("-m", "otter", "generate", "-t", "tests", "--no-requirements", "--no-environment"), PATIENCE)
        for student in students:
            (self.folder / "results" / student.name).mkdir(parents=True)
            notebook = copy.deepcopy(student.notebook)
            notebook.cells = [cell for cell in notebook.cells if cell.cell_type != "code" or not check_id(cell)]
            write(notebook, self.folder / "submissions" / f"{student.name}.ipynb")

    def commands(self, students: Sequence[Student]) -> list[Command]:
        plain = [
            self.command("-m", "otter", "run", f"submissions/{student.name}.ipynb", "-o", f"results/{student.name}")
            for student in students
        ]
        raising = {"NBGRADER_EXECUTION": "autograde"}
        return [Command(command.words, command.folder, {**command.env, **raising}) for command in plain]

    def points(self, students: Sequence[Student]) -> dict[str, float]:
        def total(student: Student) -> float:
            file = self.folder / "results" / student.name / "results.json"
            return float(sum(test.get("score", 0) for test in json.loads(file.read_text(encoding="utf-8"))["tests"]))

        return {student.name: total(student) for student in students}


GRADERS: tuple[type[Grader], ...] = (Alcazar, Nbgrader, Otter)
