"""Submissions: what is taken from a learner's notebook, and the notebook that is judged. It runs nothing.

Only the sources of answer cells are taken: checks, outputs, tags and metadata are the official notebook's.
"""

import copy
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ..course import Chapter, Course
from ..notebooks import read
from ..notebooks.cells import NotebookError, answer_id, answers, body, check_id, code_cells
from ..notebooks.starter import is_attempted, starter
from .taking import LONGEST, take

MOST = 2_000_000
"""Characters that all code cells together may have."""


@dataclass(frozen=True)
class Submission:
    """The answers of one notebook to the exercises of one chapter.

    Attributes:
        answers: the source of each answer cell by exercise id, without its ``%%answer`` line.
        notes: sentences on what was found odd and how it was taken.
    """

    path: Path
    chapter: Chapter
    answers: dict[str, str]
    notes: tuple[str, ...] = ()


def read_submission(course: Course, path: Path) -> Submission:
    """Read a learner's notebook, whatever its name and place.

    Raises:
        NotebookError: it can't be read, is a link to elsewhere, or holds no answer cell of this course.
    """
    if path.is_symlink():
        raise NotebookError(f"{path.name} is a link to another file: submit the notebook itself.")
    notebook = read(path)
    if (length := sum(len(cell.source) for cell in code_cells(notebook))) > MOST:
        raise NotebookError(f"{path.name} has {length:,} characters in its code cells: write {MOST:,} at most.")
    known = {exercise.id: chapter for chapter in course.chapters for exercise in chapter.exercises}
    found = [id for cell in code_cells(notebook) if (id := answer_id(cell) or check_id(cell)) in known]
    if not found:
        raise NotebookError(f"{path.name} holds no answer of this course: no cell begins with %%answer and its id.")
    chapter = _chapter(known[id] for id in found)
    taken = take(course, chapter, notebook, read(course.solutions(chapter)))
    for id, source in taken.answers.items():
        if len(source) > LONGEST:
            raise NotebookError(
                f"{path.name} has {len(source):,} characters in its answer to {id}: write {LONGEST:,} at most."
            )
    return Submission(path, chapter, taken.answers, tuple(taken.notes))


def transplant(official: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """Return the official notebook with these answers in its answer cells; one that has none is left empty."""
    notebook: NotebookNode = copy.deepcopy(official)
    for cell in code_cells(notebook):
        if exercise := answer_id(cell):
            cell.source = f"%%answer {exercise}\n{answers.get(exercise, '')}"
            cell.outputs = []
    return notebook


def starters(official: NotebookNode) -> dict[str, str]:
    """Return the starter of each exercise, without its ``%%answer`` line."""
    return {id: body(starter(source)).rstrip("\n") for id, source in answers(official).items()}


def attempted(official: NotebookNode, answers: dict[str, str]) -> set[str]:
    """Return the exercises whose answer is more than the starter."""
    given = starters(official)
    return {id for id, answer in answers.items() if id in given and is_attempted(answer, given[id])}


def is_submission(notebook: NotebookNode) -> bool:
    """Whether a notebook has answer cells."""
    return any(answer_id(cell) for cell in code_cells(notebook))


def expectations(official: NotebookNode) -> dict[str, str]:
    """Return what each check cell of an executed official notebook shows, as plain text."""
    return {id: plain_text(cell.outputs) for cell in code_cells(official) if (id := check_id(cell))}


def plain_text(outputs: Iterable[NotebookNode]) -> str:
    """Return the plain text that a cell's outputs display, without what was printed."""
    return "\n".join(output.data.get("text/plain", "") for output in outputs if "data" in output)


def _chapter(chapters: Iterable[Chapter]) -> Chapter:
    """Return the chapter that most answers belong to, the first one where two have as many."""
    counted = Counter(chapters)
    return min(counted, key=lambda chapter: (-counted[chapter], chapter.number))
