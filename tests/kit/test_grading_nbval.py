"""Plain ``pytest --nbval`` judges what is saved, in ``exercises/`` and in the workspace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.desk.sync import sync
from alcazar_kit.notebooks import read, write
from alcazar_kit.workspace import Workspace
from tests.kit.tiny_course import RIGHT, answered, execute

ROOT = Path(__file__).parents[2]


def nbval(path: Path, *options: str) -> tuple[int, str]:
    """Run pytest on a notebook as a learner would; return its exit status and what it printed."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-rA", *options, path.name],
        cwd=path.parent, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.fixture
def exercises(tiny_course: Course) -> Path:
    """The exercises of the tiny course, opened in place."""
    return tiny_course.exercises(tiny_course.chapter(1))


def test_right_answers_pass(tiny_course: Course, exercises: Path) -> None:
    answered(tiny_course, RIGHT, exercises)
    assert nbval(exercises)[0] == 0


def test_a_wrong_answer_that_was_run_and_saved_fails(tiny_course: Course, exercises: Path) -> None:
    answered(tiny_course, RIGHT | {"1.1": "def shorten(text, length):\n    return text"}, exercises)
    saved = read(exercises)
    execute(saved, tiny_course.root)
    write(saved, exercises)
    status, output = nbval(exercises)
    assert status == 1
    assert "1 failed, 6 passed" in output
    assert "01_first.ipynb::1.1 check - 1.1 failed at the first call" in output


def test_an_untouched_notebook_fails_as_not_attempted(exercises: Path) -> None:
    status, output = nbval(exercises)
    assert status == 1
    assert "01_first.ipynb::1.2 check - 1.2 not attempted" in output


def test_a_notebook_that_is_none_gets_one_sentence(exercises: Path) -> None:
    exercises.write_text('{"cells": [', encoding="utf-8")
    status, output = nbval(exercises)
    assert status == 2
    assert "01_first.ipynb is not a notebook, or only a part of one" in output
    assert "Traceback" not in output


def test_a_learners_copy_in_the_workspace_is_judged_the_same(tiny_course: Course, exercises: Path) -> None:
    workspace = Workspace(tiny_course.root / "workspace")
    sync(tiny_course, workspace)
    wrong = RIGHT | {"1.3": "%%build alcazar/app.py\nx = 1"}
    copy = answered(tiny_course, wrong, workspace.exercises / "01_first.ipynb")
    status, output = nbval(copy)
    assert status == 1
    assert "1 failed, 6 passed" in output


def test_solutions_are_compared_whole_with_their_own_outputs(tiny_course: Course) -> None:
    path = tiny_course.solutions(tiny_course.chapter(1))
    assert nbval(path)[0] == 0
    solutions = read(path)
    solutions.cells[-2].outputs[0].data["text/plain"] += "?"  # an answer's, which is not compared in a submission
    write(solutions, path)
    assert nbval(path)[0] == 1
