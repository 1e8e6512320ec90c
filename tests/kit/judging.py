"""Grading the tiny course, for tests of what becomes of answers."""

from pathlib import Path
from typing import Protocol

import pytest

from alcazar_kit.course import Course
from alcazar_kit.grading.grade import Grade, grade
from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.sandbox.level import Level, available
from alcazar_kit.grading.sandbox.limits import DEFAULT, Limits
from tests.kit.tiny_course import answered


class Judge(Protocol):
    """Grades a notebook with these answers by the stored outputs."""

    def __call__(self, answers: dict[str, str], limits: Limits = DEFAULT) -> Grade: ...


@pytest.fixture(params=["here"])
def level(request: pytest.FixtureRequest) -> Level:
    """What keeps a graded answer apart: the best that this machine has, unless a test asks for another level."""
    return available()[0] if request.param == "here" else Level(request.param)


@pytest.fixture
def judge(tiny_course: Course, tmp_path: Path, level: Level) -> Judge:
    """Grades a notebook with these answers by the stored outputs."""
    reference = Reference(tiny_course, tiny_course.seed, level)

    def judged(answers: dict[str, str], limits: Limits = DEFAULT) -> Grade:
        return grade(reference, answered(tiny_course, answers, tmp_path / "renamed.ipynb"), limits)

    return judged


def verdicts(graded: Grade) -> dict[str, str]:
    """The verdict on each exercise."""
    return {outcome.exercise.id: outcome.verdict.value for outcome in graded.outcomes}
