"""Grading the tiny course, for tests of what becomes of answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.grading.grade import Grade, grade
from alcazar_kit.grading.reference import Reference
from tests.kit.tiny_course import answered

Judge = Callable[[dict[str, str]], Grade]


@pytest.fixture
def judge(tiny_course: Course, tmp_path: Path) -> Judge:
    """Grades a notebook with these answers by the stored outputs."""
    reference = Reference(tiny_course, tiny_course.seed)
    return lambda answers: grade(reference, answered(tiny_course, answers, tmp_path / "renamed.ipynb"))


def verdicts(graded: Grade) -> dict[str, str]:
    """The verdict on each exercise."""
    return {outcome.exercise.id: outcome.verdict.value for outcome in graded.outcomes}
