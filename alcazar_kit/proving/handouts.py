"""What is handed out: exercises that hold no answer, no marker and no output. It runs nothing."""

from collections.abc import Iterator

from ..grading.submission import attempted
from ..notebooks.cells import code_cells
from ..notebooks.starter import BEGIN, END
from .evidence import Evidence
from .finding import Finding

BUILD = "Mend its solution, and run alcazar-kit build."


def answered(evidence: Evidence) -> Iterator[Finding]:
    """Find exercises whose answer cell is more than the starter, and those that have none."""
    solved = attempted(evidence.solutions, evidence.handed_out)
    for exercise in evidence.chapter.exercises:
        if exercise.id in solved:
            yield Finding(exercise.id, "It is handed out with code that is not its starter.", BUILD)
        if exercise.id not in evidence.handed_out:
            yield Finding(exercise.id, "It is handed out without an answer cell.", BUILD)


def unanswered(evidence: Evidence) -> Iterator[Finding]:
    """Find solutions that hold no model answer."""
    solved = attempted(evidence.solutions, evidence.model_answers)
    for id in evidence.model_answers.keys() - solved:
        yield Finding(id, "Its solution is no more than its starter.", f"Write a model answer after {BEGIN}.")


def traces(evidence: Evidence) -> Iterator[Finding]:
    """Find traces of solutions in the notebook that is handed out: their markers, and outputs."""
    path = evidence.course.exercises(evidence.chapter)
    for cell in evidence.exercises.cells:
        if any(mark.removeprefix("### ") in cell.source for mark in (BEGIN, END)):
            yield Finding(f"exercises/{path.name}", f"Cell {cell.id} has the marker of a model answer.", BUILD)
    for cell in code_cells(evidence.exercises):
        if cell.outputs or cell.execution_count is not None:
            yield Finding(f"exercises/{path.name}", f"Cell {cell.id} has an output.", BUILD)
