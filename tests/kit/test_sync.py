"""A newer version of the course reaches the learner's notebooks, and their work stays."""

import subprocess
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from alcazar_kit.course import Course, load_course
from alcazar_kit.desk.sync import sync
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import answers
from alcazar_kit.workspace import Workspace

MANIFEST = """
seed = 1

[[chapters]]
number = 1
stem = "01_first"
title = "First"
"""
LESSON, EXERCISES = "notebooks/01_first.ipynb", "exercises/01_first.ipynb"

Cells = dict[str, str]

LESSON_CELLS = {"title": "# First", "look": "%%build alcazar/app.py\nx = 1", "try": "x", "end": "1 + 1"}
EXERCISE_CELLS = {
    "one": "### One",
    "ex-1-1": "%%answer 1.1\n# your code",
    "ex-1-1-check": 'with check("1.1"):\n    pass',
    "ex-1-2": "%%answer 1.2\n# your code",
    "ex-1-2-check": 'with check("1.2"):\n    pass',
}


def notebook(cells: Cells) -> NotebookNode:
    """A notebook of these sources, by cell id; prose begins with a hash sign."""
    made = [(new_markdown_cell if text.startswith("#") else new_code_cell)(text, id=id) for id, text in cells.items()]
    return new_notebook(cells=made)


def publish(course: Course, name: str, cells: Cells) -> None:
    """Let this be the course's version."""
    write(notebook(cells), course.root / name)


def work(workspace: Workspace, name: str, cells: Cells) -> None:
    """Let this be what the learner has made of their copy."""
    write(notebook(cells), workspace.root / name)


def texts(workspace: Workspace, name: str) -> list[str]:
    """The sources in the learner's copy."""
    return [cell.source for cell in read(workspace.root / name).cells]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of one chapter, as first published."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "course.toml").write_text(MANIFEST)
    course = load_course(root)
    publish(course, LESSON, LESSON_CELLS)
    publish(course, EXERCISES, EXERCISE_CELLS)
    return course


@pytest.fixture
def workspace(course: Course) -> Workspace:
    """A workspace that has been handed the notebooks."""
    workspace = Workspace(course.root / "workspace")
    sync(course, workspace)
    return workspace


def test_the_first_time_the_learner_gets_copies(course: Course, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "desk")
    said = sync(course, workspace)
    assert said == [f"Your copies of the notebooks are in {workspace.root}."]
    for name in (LESSON, EXERCISES):
        assert (workspace.root / name).read_bytes() == (course.root / name).read_bytes()


def test_where_nothing_changed_nothing_is_said_or_written(course: Course, workspace: Workspace) -> None:
    work(workspace, EXERCISES, EXERCISE_CELLS | {"ex-1-1": "%%answer 1.1\nmine = 1"})
    before = {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*.ipynb")}
    assert sync(course, workspace) == []
    assert {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*.ipynb")} == before


def test_a_notebook_that_was_only_run_is_replaced(course: Course, workspace: Workspace) -> None:
    theirs = read(workspace.root / LESSON)
    theirs.cells[2].execution_count = 5
    write(theirs, workspace.root / LESSON)
    publish(course, LESSON, LESSON_CELLS | {"end": "2 + 2"})
    (sentence,) = sync(course, workspace)
    assert "you had changed nothing" in sentence
    assert (workspace.root / LESSON).read_bytes() == (course.root / LESSON).read_bytes()
    assert not workspace.copies.exists()


def test_answers_are_in_the_new_version_and_the_old_file_is_kept(course: Course, workspace: Workspace) -> None:
    work(workspace, EXERCISES, EXERCISE_CELLS | {"ex-1-2": "%%answer 1.2\nmine = 2"})
    old = (workspace.root / EXERCISES).read_bytes()
    publish(course, EXERCISES, EXERCISE_CELLS | {"one": "### One, told better", "ex-1-1": "%%answer 1.1\n# start here"})
    (sentence,) = sync(course, workspace)
    assert "1 of your answers" in sentence
    assert answers(read(workspace.root / EXERCISES)) == {
        "1.1": "%%answer 1.1\n# start here",
        "1.2": "%%answer 1.2\nmine = 2",
    }
    assert texts(workspace, EXERCISES)[0] == "### One, told better"
    (copy,) = workspace.copies.iterdir()
    assert copy.read_bytes() == old
    assert str(copy) in sentence


def test_an_answer_finds_its_exercise_when_the_cell_has_a_new_id(course: Course, workspace: Workspace) -> None:
    work(workspace, EXERCISES, EXERCISE_CELLS | {"ex-1-1": "%%answer 1.1\nmine = 1"})
    renamed = {id.replace("ex-1-1", "ex-1-1-answer"): text for id, text in EXERCISE_CELLS.items()}
    publish(course, EXERCISES, renamed)
    sync(course, workspace)
    assert answers(read(workspace.root / EXERCISES))["1.1"] == "%%answer 1.1\nmine = 1"
    assert len(texts(workspace, EXERCISES)) == len(renamed)


def test_an_answer_keeps_what_it_has_shown(course: Course, workspace: Workspace) -> None:
    theirs = notebook(EXERCISE_CELLS | {"ex-1-1": "%%answer 1.1\nmine = 1"})
    theirs.cells[1].execution_count = 4
    write(theirs, workspace.root / EXERCISES)
    publish(course, EXERCISES, EXERCISE_CELLS | {"one": "### Uno"})
    sync(course, workspace)
    assert read(workspace.root / EXERCISES).cells[1].execution_count == 4


def test_an_answer_whose_exercise_is_gone_is_in_the_copy_and_named(course: Course, workspace: Workspace) -> None:
    work(workspace, EXERCISES, EXERCISE_CELLS | {"ex-1-2": "%%answer 1.2\nmine = 2"})
    publish(course, EXERCISES, {id: text for id, text in EXERCISE_CELLS.items() if "1-2" not in id})
    assert sync(course, workspace)[1] == "The course has dropped 1.2: your answer is in that copy."
    (copy,) = workspace.copies.iterdir()
    assert answers(read(copy))["1.2"] == "%%answer 1.2\nmine = 2"


def test_cells_that_the_learner_added_stay_behind_their_neighbours(course: Course, workspace: Workspace) -> None:
    work(workspace, LESSON, {"zero": "# Mine", **LESSON_CELLS, "a": "own = 1", "b": "own = 2"})
    publish(course, LESSON, {"title": "# First", "new": "%matplotlib", "try": "x", "end": "1 + 1", "more": "3 + 3"})
    sync(course, workspace)
    expected = ["# Mine", "# First", "%matplotlib", "x", "1 + 1", "own = 1", "own = 2", "3 + 3"]
    assert texts(workspace, LESSON) == expected


def test_a_cell_that_only_the_learner_changed_stays_changed(course: Course, workspace: Workspace) -> None:
    work(workspace, LESSON, LESSON_CELLS | {"try": "x + 41"})
    publish(course, LESSON, LESSON_CELLS | {"end": "2 + 2"})
    sync(course, workspace)
    assert texts(workspace, LESSON)[2:] == ["x + 41", "2 + 2"]


def test_a_cell_that_both_changed_is_the_courses_and_the_learners_is_in_the_copy(
    course: Course, workspace: Workspace
) -> None:
    work(workspace, LESSON, LESSON_CELLS | {"try": "x + 41"})
    publish(course, LESSON, LESSON_CELLS | {"try": "x + 1"})
    assert "both changed, 1 of them" in sync(course, workspace)[1]
    (copy,) = workspace.copies.iterdir()
    assert texts(workspace, LESSON)[2] == "x + 1"
    assert read(copy).cells[2].source == "x + 41"


def test_a_second_sync_after_an_update_does_nothing(course: Course, workspace: Workspace) -> None:
    work(workspace, LESSON, LESSON_CELLS | {"try": "x + 41", "own": "own = 1"})
    publish(course, LESSON, LESSON_CELLS | {"try": "x + 1"})
    sync(course, workspace)
    assert sync(course, workspace) == []


def test_an_update_cut_off_before_its_last_step_loses_nothing(course: Course, workspace: Workspace) -> None:
    work(workspace, LESSON, LESSON_CELLS | {"try": "x + 41", "own": "own = 1"})
    before = (workspace.pristine / LESSON).read_bytes()
    publish(course, LESSON, LESSON_CELLS | {"end": "2 + 2"})
    sync(course, workspace)
    after = texts(workspace, LESSON)
    (workspace.pristine / LESSON).write_bytes(before)
    sync(course, workspace)
    assert texts(workspace, LESSON) == after


def test_without_the_version_handed_out_answers_and_added_cells_are_kept(course: Course, workspace: Workspace) -> None:
    work(workspace, EXERCISES, EXERCISE_CELLS | {"ex-1-1": "%%answer 1.1\nmine = 1", "own": "own = 1"})
    (workspace.pristine / EXERCISES).unlink()
    publish(course, EXERCISES, EXERCISE_CELLS | {"one": "### Uno"})
    sync(course, workspace)
    assert {"### Uno", "%%answer 1.1\nmine = 1", "own = 1"} <= set(texts(workspace, EXERCISES))


@pytest.mark.parametrize("damage", [b"", b'{"cells": [', b"\x89PNG\r\n", b"[]"])
def test_a_notebook_that_cannot_be_read_is_kept_aside_and_replaced(
    course: Course, workspace: Workspace, damage: bytes
) -> None:
    (workspace.root / LESSON).write_bytes(damage)
    (sentence,) = sync(course, workspace)
    (copy,) = workspace.copies.iterdir()
    assert (copy.read_bytes(), str(copy) in sentence) == (damage, True)
    assert (workspace.root / LESSON).read_bytes() == (course.root / LESSON).read_bytes()


def test_a_notebook_too_large_to_read_is_left_as_it_is(course: Course, workspace: Workspace) -> None:
    huge = b'{"cells": "' + b"x" * 20_000_001
    (workspace.root / LESSON).write_bytes(huge)
    (sentence,) = sync(course, workspace)
    assert sentence.startswith(f"{LESSON} was left as it is.")
    assert (workspace.root / LESSON).read_bytes() == huge


def test_a_notebook_that_the_learner_deleted_is_handed_out_again(course: Course, workspace: Workspace) -> None:
    (workspace.root / LESSON).unlink()
    assert sync(course, workspace) == []
    assert (workspace.root / LESSON).read_bytes() == (course.root / LESSON).read_bytes()


def test_an_update_pulled_over_solved_exercises_keeps_them_and_git_sees_nothing(course: Course, tmp_path: Path) -> None:
    def git(folder: Path, *args: str) -> str:
        names = ("-c", "user.name=Author", "-c", "user.email=author@localhost", "-c", "commit.gpgsign=false")
        return subprocess.run(["git", *names, *args], cwd=folder, check=True, capture_output=True, text=True).stdout

    (course.root / ".gitignore").write_text("workspace/\n")
    git(course.root, "init", "-q")
    git(course.root, "add", ".")
    git(course.root, "commit", "-qm", "First version")
    git(tmp_path, "clone", "-q", str(course.root), "clone")
    learners = load_course(tmp_path / "clone")
    workspace = Workspace(learners.root / "workspace")
    sync(learners, workspace)
    work(workspace, EXERCISES, EXERCISE_CELLS | {"ex-1-1": "%%answer 1.1\nmine = 1"})

    publish(course, EXERCISES, {"new": "### A new beginning"} | EXERCISE_CELLS)
    git(course.root, "commit", "-qam", "Second version")
    git(learners.root, "pull", "-q", "--ff-only")
    sync(learners, workspace)

    assert git(learners.root, "status", "--porcelain") == ""
    assert answers(read(workspace.root / EXERCISES))["1.1"] == "%%answer 1.1\nmine = 1"
    assert texts(workspace, EXERCISES)[0] == "### A new beginning"
