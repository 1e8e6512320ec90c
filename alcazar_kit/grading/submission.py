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
from ..showing.visible import shortened, visible

LONGEST = 100_000
"""Characters that an answer may have."""

NAMED = 10
"""How many answers that are not judged are named."""


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
    known = {exercise.id: chapter for chapter in course.chapters for exercise in chapter.exercises}
    found = {id: source for id, source in answers(notebook).items() if id in known}
    for id, source in found.items():
        if len(source) > LONGEST:
            raise NotebookError(
                f"{path.name} has {len(source):,} characters in its answer to {id}: write {LONGEST:,} at most."
            )
    if not found:
        raise NotebookError(f"{path.name} holds no answer of this course: no cell begins with %%answer and its id.")
    chapter = _chapter(known[id] for id in found)
    taken = {id: _body(source) for id, source in found.items() if known[id] is chapter}
    return Submission(path, chapter, taken, tuple(_notes(notebook, chapter, taken)))


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
    return {id: _body(starter(source)) for id, source in answers(official).items()}


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


def _body(source: str) -> str:
    return (body(source) if source.lstrip().startswith("%%answer") else source).rstrip("\n")


def _notes(notebook: NotebookNode, chapter: Chapter, taken: Iterable[str]) -> Iterable[str]:
    found = Counter(id for cell in code_cells(notebook) if (id := answer_id(cell)))
    others = [id for id in found if id not in taken]
    for id in others[:NAMED]:
        named = shortened(visible(id), 20)
        yield f"An answer to {named} is not judged: these are the exercises of chapter {chapter.number}."
    if len(others) > NAMED:
        yield f"{len(others) - NAMED:,} more answers are not judged."
    for id in taken:
        if found[id] > 1:
            yield f"There are {found[id]} answer cells for {id}: the last one before its check is judged."
    for exercise in chapter.exercises:
        if exercise.id not in found:
            yield f"There is no answer cell for {exercise.id}."
