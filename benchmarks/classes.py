"""Classes of students who hand a chapter in: right, wrong and untouched notebooks. It grades nothing."""

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from alcazar_kit.course import Chapter, Course
from alcazar_kit.notebooks import read
from alcazar_kit.notebooks.cells import answer_id, code_cells
from alcazar_kit.proving.planted import Planted, load

MIX = ("right", "right", "wrong", "right", "untouched", "right", "wrong", "right", "wrong", "right")
"""What ten students hand in: six all right, three with wrong answers among right ones, one untouched."""


@dataclass(frozen=True)
class Student:
    """One student's notebook."""

    name: str
    notebook: NotebookNode


def students(course: Course, chapter: Chapter, number: int) -> Iterator[Student]:
    """Yield that many students; the same ones in each run. Their answers are those that prove the exercises."""
    planted, starter = load(course, chapter), read(course.exercises(chapter))
    for n in range(number):
        yield Student(f"student{n:03d}", _answered(starter, _answers(planted, MIX[n % len(MIX)], random.Random(n))))


def _answers(planted: list[Planted], kind: str, draw: random.Random) -> dict[str, str]:
    if kind == "untouched":
        return {}
    exercises = sorted({answer.exercise for answer in planted})
    slips = draw.sample(exercises, len(exercises) // 3) if kind == "wrong" else []
    wanted = {exercise: "wrong" if exercise in slips else "right" for exercise in exercises}
    return {
        exercise: draw.choice([each for each in planted if (each.exercise, each.kind) == (exercise, wanted)]).source
        for exercise, wanted in wanted.items()
    }


def _answered(starter: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    notebook: NotebookNode = copy.deepcopy(starter)
    for cell in code_cells(notebook):
        if (exercise := answer_id(cell)) in answers:
            cell.source = f"%%answer {exercise}\n{answers[exercise]}"
    return notebook
