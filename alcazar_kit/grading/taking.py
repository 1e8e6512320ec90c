"""Which cells of a learner's notebook are answers, wherever they ended up. It judges nothing and changes no cell.

An answer is what stands in a cell that begins with ``%%answer`` and the exercise's id, or carries its nbgrader
metadata. Learners copy cells, split them, move them, and lose the first line: what can be told by its place is found.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from ..course import Chapter, Course
from ..notebooks.cells import answer_id, answers, body, check_id, code_cells, magic_line
from ..showing.visible import shortened, visible

LONGEST = 100_000
"""Characters that an answer may have: to parse code takes some hundred times the memory of its text."""

NAMED = 10
"""How many cells that answer nothing are named."""


@dataclass
class Taken:
    """The answers of a notebook.

    Attributes:
        answers: their sources by exercise, without the ``%%answer`` line.
        notes: sentences on what was odd, and how it was taken.
    """

    answers: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def take(course: Course, chapter: Chapter, notebook: NotebookNode, official: NotebookNode) -> Taken:
    """Take the answers to a chapter's exercises from a notebook.

    Args:
        course: the course.
        chapter: the chapter.
        notebook: the learner's.
        official: the chapter's own, whose cells are no answers.
    """
    own = {exercise.id for exercise in chapter.exercises}
    taken = Taken({id: _body(source) for id, source in answers(notebook).items() if id in own})
    beside = dict(_beside(notebook, official))
    for exercise in chapter.exercises:
        if exercise.id in beside:
            _take_beside(taken, exercise.id, beside[exercise.id])
    taken.notes = [*_notes(course, chapter, notebook, taken.answers), *taken.notes]
    return taken


def _beside(notebook: NotebookNode, official: NotebookNode) -> Iterator[tuple[str, list[str]]]:
    """Yield, for each exercise, the code that stands before its check and that no one has claimed."""
    known = {cell.source.strip() for cell in code_cells(official) if not answer_id(cell)}
    loose: list[str] = []
    for cell in code_cells(notebook):
        if answer_id(cell):
            loose = []
        elif check := check_id(cell):
            if loose:
                yield check, loose
            loose = []
        elif cell.source.strip() and cell.source.strip() not in known:
            loose.append(cell.source)


def _take_beside(taken: Taken, id: str, sources: list[str]) -> None:
    binding = [source for source in sources if _binds(source)]
    if not binding:
        return
    if id not in taken.answers:
        taken.answers[id] = "\n\n".join(binding)
        taken.notes.append(f"There is no answer cell for {id}: the code before its check is taken for the answer.")
    elif magic_line(taken.answers[id]) or any(map(magic_line, binding)):
        taken.notes.append(f"Code after the answer to {id} stands in a cell of its own and is not judged.")
    else:
        taken.answers[id] = "\n\n".join([taken.answers[id], *binding])
        taken.notes.append(f"The answer to {id} goes on in a cell of its own, which is judged with it.")


def _binds(source: str) -> bool:
    """Whether code defines something; what only looks at things is no part of an answer."""
    if magic_line(source):
        return True
    if len(source) > LONGEST:
        return False
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(not isinstance(statement, ast.Expr) for statement in statements)


def _notes(course: Course, chapter: Chapter, notebook: NotebookNode, taken: Iterable[str]) -> Iterator[str]:
    everywhere = {exercise.id for other in course.chapters for exercise in other.exercises}
    found = Counter(id for cell in code_cells(notebook) if (id := answer_id(cell)))
    unknown = [id for id in found if id not in everywhere]
    for id in unknown[:NAMED]:
        yield f"%%answer {shortened(visible(id), 20)} names no exercise of this course: that cell is not judged."
    if len(unknown) > NAMED:
        yield f"{len(unknown) - NAMED:,} more cells name no exercise of this course."
    for id, count in found.items():
        if id in unknown:
            continue
        if id not in taken:
            yield f"An answer to {id} is not judged: these are the exercises of chapter {chapter.number}."
        elif count > 1:
            yield f"There are {count} answer cells for {id}: the last one before its check is judged."
    for exercise in chapter.exercises:
        if exercise.id not in {*found, *taken}:
            yield f"There is no answer cell for {exercise.id}."


def _body(source: str) -> str:
    return (body(source) if source.lstrip().startswith("%%answer") else source).rstrip("\n")
