"""Exercise notebooks, made from the solutions, and nbgrader's metadata for both. It runs and grades nothing."""

import copy
import re
from collections.abc import Iterator

from nbformat import NotebookNode, from_dict

from .course import Chapter, Course, Exercise
from .errors import KitError
from .notebooks import normalise, read, write
from .notebooks.cells import answer_id, check_id, code_cells
from .notebooks.starter import starter
from .showing.visible import counted

SCHEMA_VERSION = 3

_HEADING = re.compile(r"^###[ \t]+(\d+\.\d+)\b.*$", re.MULTILINE)


def generate(course: Course, *, check: bool = False) -> list[str]:
    """Write ``exercises/`` from ``solutions/`` and return the names of the notebooks that were not up to date.

    Args:
        check: write nothing, only name them.
    """
    stale = []
    for chapter in chapters_with_exercises(course):
        notebook, path = exercise_notebook(course, chapter), course.exercises(chapter)
        if not path.is_file() or read(path) != notebook:
            stale.append(path.name)
            if not check:
                write(notebook, path)
    return stale


def chapters_with_exercises(course: Course) -> Iterator[Chapter]:
    """Yield the chapters that have exercises, in order."""
    yield from (chapter for chapter in course.chapters if chapter.exercises)


def exercise_notebook(course: Course, chapter: Chapter) -> NotebookNode:
    """Return a chapter's exercises: its solutions, with starters for answers and without outputs.

    Raises:
        KitError: the solutions don't agree with the manifest; the message names the exercise.
    """
    notebook = copy.deepcopy(read(course.solutions(chapter)))
    manifest_metadata(course, chapter, notebook)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
        if exercise := answer_id(cell):
            cell.source = _starter(cell, exercise)
    return normalise(notebook, chapter.stem)


def manifest_metadata(course: Course, chapter: Chapter, notebook: NotebookNode) -> None:
    """Put nbgrader's metadata on the notebook's answer and check cells, as the manifest says.

    Raises:
        KitError: headings, answer cells or check cells are not those of the manifest, in its order.
    """
    _compare_with_manifest(chapter, notebook)
    for cell in code_cells(notebook):
        if exercise := answer_id(cell):
            cell.metadata["nbgrader"] = from_dict(_answer_metadata(exercise))
        elif exercise := check_id(cell):
            cell.metadata["nbgrader"] = from_dict(_check_metadata(course.exercise(exercise)))


def heading(exercise: Exercise) -> str:
    """Return the heading of an exercise's prose: ``### 3.2 Books by number ●●○ · 2 points``."""
    difficulty = "●" * exercise.difficulty + "○" * (3 - exercise.difficulty)
    return f"### {exercise.id} {exercise.title} {difficulty} · {counted(exercise.points, 'point')}"


def _starter(cell: NotebookNode, exercise: str) -> str:
    try:
        return starter(cell.source)
    except KitError as problem:
        raise KitError(f"Exercise {exercise}: {problem}") from None


def _compare_with_manifest(chapter: Chapter, notebook: NotebookNode) -> None:
    wanted = [exercise.id for exercise in chapter.exercises]
    found = {
        "headings": [match[1] for match in _headings(notebook)],
        "answer cells": [id for cell in code_cells(notebook) if (id := answer_id(cell))],
        "check cells": [id for cell in code_cells(notebook) if (id := check_id(cell))],
    }
    for what, ids in found.items():
        if ids != wanted:
            raise KitError(
                f"{chapter.stem} has {what} for {', '.join(ids) or 'no exercise'}; "
                f"the manifest lists {', '.join(wanted) or 'none'}."
            )
    for match, exercise in zip(_headings(notebook), chapter.exercises, strict=True):
        if match[0].rstrip() != heading(exercise):
            raise KitError(f"{chapter.stem} says {match[0]!r}; the manifest makes it {heading(exercise)!r}.")


def _headings(notebook: NotebookNode) -> list[re.Match[str]]:
    return [
        match for cell in notebook.cells if cell.cell_type == "markdown" for match in _HEADING.finditer(cell.source)
    ]


def _answer_metadata(exercise: str) -> dict[str, object]:
    return _metadata(f"ex-{exercise.replace('.', '-')}", grade=False, solution=True, locked=False)


def _check_metadata(exercise: Exercise) -> dict[str, object]:
    name = f"ex-{exercise.id.replace('.', '-')}-check"
    return _metadata(name, grade=True, solution=False, locked=True) | {"points": exercise.points}


def _metadata(grade_id: str, *, grade: bool, solution: bool, locked: bool) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "cell_type": "code",
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "solution": solution,
        "task": False,
    }
