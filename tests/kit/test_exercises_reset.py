"""One exercise can be put back as it was handed out; nothing else changes, nothing is lost."""

import copy

import pytest
from nbformat import NotebookNode

from alcazar_kit.course import Course
from alcazar_kit.desk.reset import reset
from alcazar_kit.errors import KitError
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import answer_id, check_id, code_cells
from alcazar_kit.workspace import Workspace


def learners_notebook(course: Course) -> Workspace:
    """A workspace in which 1.2 has an answer, twice, and 1.1 has one too."""
    workspace = Workspace(course.root / "workspace")
    notebook = read(course.exercises(course.chapter(1)))
    for cell in code_cells(notebook):
        if answer_id(cell) in ("1.1", "1.2"):
            cell.source += "\nmine = 1"
    extra: NotebookNode = copy.deepcopy(notebook.cells[5])
    extra.id = "more"
    notebook.cells.insert(6, extra)
    write(notebook, workspace.exercises / "01_first.ipynb")
    return workspace


def test_reset_puts_one_starter_back_and_leaves_other_answers(tiny_course: Course) -> None:
    workspace = learners_notebook(tiny_course)
    reset(tiny_course, workspace, "1.2")
    sources = {answer_id(cell): cell.source for cell in read(workspace.exercises / "01_first.ipynb").cells}
    assert sources["1.2"] == "%%answer 1.2\napp = Alcazar()\n\n# your pages here"
    assert sources["1.1"].endswith("mine = 1")


def test_reset_leaves_one_answer_cell_before_its_check(tiny_course: Course) -> None:
    workspace = learners_notebook(tiny_course)
    reset(tiny_course, workspace, "1.2")
    cells = read(workspace.exercises / "01_first.ipynb").cells
    assert [answer_id(cell) or check_id(cell) for cell in cells if answer_id(cell) or check_id(cell)] == [
        "1.1", "1.1", "1.2", "1.2", "1.3", "1.3",
    ]  # fmt: skip


def test_reset_keeps_the_old_answer_in_a_copy_and_names_it(tiny_course: Course) -> None:
    workspace = learners_notebook(tiny_course)
    before = (workspace.exercises / "01_first.ipynb").read_bytes()
    said = reset(tiny_course, workspace, "1.2")
    copies = list(workspace.copies.rglob("*.ipynb"))
    assert [copy.read_bytes() for copy in copies] == [before]
    assert str(copies[0]) in said


def test_reset_of_an_untouched_exercise_keeps_no_copy(tiny_course: Course) -> None:
    workspace = learners_notebook(tiny_course)
    assert reset(tiny_course, workspace, "1.3") == "1.3 in 01_first.ipynb is the starter already."
    assert not workspace.copies.exists()


def test_reset_works_on_exercises_that_were_opened_in_place(tiny_course: Course) -> None:
    path = tiny_course.exercises(tiny_course.chapter(1))
    before = read(path)
    changed = read(path)
    changed.cells[2].source += "\nmine = 1"
    write(changed, path)
    reset(tiny_course, Workspace(tiny_course.root / "workspace"), "1.1")
    assert read(path) == before


def test_reset_brings_back_an_answer_cell_that_was_deleted(tiny_course: Course) -> None:
    path = tiny_course.exercises(tiny_course.chapter(1))
    before, changed = read(path), read(path)
    del changed.cells[2]
    write(changed, path)
    reset(tiny_course, Workspace(tiny_course.root / "workspace"), "1.1")
    assert read(path) == before


def test_an_exercise_that_does_not_exist_can_not_be_reset(tiny_course: Course) -> None:
    with pytest.raises(KitError, match=r"There is no exercise '9\.9'"):
        reset(tiny_course, Workspace(tiny_course.root / "workspace"), "9.9")
