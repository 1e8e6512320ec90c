"""One exercise given back as it was handed out. It forgets no progress and changes no other cell."""

from pathlib import Path

from nbformat import NotebookNode

from ..course import Course
from ..exercises import exercise_notebook
from ..notebooks import copy_aside, read, write
from ..notebooks.cells import NotebookError, answer_id, check_id
from ..workspace import Workspace


def reset(course: Course, workspace: Workspace, exercise: str) -> str:
    """Put an exercise's starter back into the learner's notebook, and return a sentence on it.

    The notebook is the workspace's, or, where that has none, the one in ``exercises/`` that was opened in place. It is
    copied aside before it changes.

    Raises:
        KitError: there is no such exercise, or its notebook can't be read or written.
    """
    chapter = course.chapter(course.exercise(exercise).chapter)
    own = workspace.exercises / f"{chapter.stem}.ipynb"
    path = own if own.is_file() else course.exercises(chapter)
    notebook = read(path)
    official = exercise_notebook(course, chapter)
    starter = next(cell for cell in official.cells if answer_id(cell) == exercise)
    if [cell for cell in notebook.cells if answer_id(cell) == exercise] == [starter]:
        return f"{exercise} in {path.name} is the starter already."
    copy = copy_aside(path, workspace.copies)
    _put_back(notebook, exercise, starter, path)
    write(notebook, path)
    return (
        f"{exercise} is the starter again. Your notebook as it was is kept as {copy}. "
        f"If {path.name} is open, reload it from disk."
    )


def _put_back(notebook: NotebookNode, exercise: str, starter: NotebookNode, path: Path) -> None:
    """Replace the exercise's answer cells, of which a learner may have several or none, by its starter."""
    cells = notebook.cells
    places = [number for number, cell in enumerate(cells) if answer_id(cell) == exercise]
    checks = [number for number, cell in enumerate(cells) if check_id(cell) == exercise]
    if not places and not checks:
        raise NotebookError(f"{path.name} has neither answer nor check cell for {exercise}: where would it go?")
    for number in checks:
        cells[number].outputs, cells[number].execution_count = [], None
    place = (places or checks)[0]
    for number in reversed(places):
        del cells[number]
    cells.insert(place, starter)
