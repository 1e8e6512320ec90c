"""Every check notices a slip in the model answer; what it lets through does all that the prose promises."""

import random

import pytest

from alcazar_kit.course import Chapter
from alcazar_kit.proving.evidence import Evidence
from alcazar_kit.proving.mutants import listed, mutants, slips, unnoticed
from tests.course.chapters import COURSE, WITH_EXERCISES, stem

SAMPLED = [chapter for chapter in WITH_EXERCISES if chapter.number in (2, 9)]


@pytest.mark.long
@pytest.mark.parametrize("chapter", WITH_EXERCISES, ids=stem)
def test_every_slip_in_a_model_answer_is_noticed_or_listed(chapter: Chapter) -> None:
    assert [str(finding) for finding in slips(Evidence(COURSE, chapter))] == []


@pytest.mark.parametrize("chapter", SAMPLED, ids=stem)
def test_slips_that_are_drawn_by_lot_are_noticed(chapter: Chapter) -> None:
    different = [mutant for mutant in mutants(COURSE, chapter) if mutant.key not in listed(COURSE)]
    drawn = random.Random(chapter.stem).sample(different, 40)
    assert unnoticed(COURSE, chapter, drawn) == []


def test_what_is_listed_as_equivalent_is_there() -> None:
    made = {mutant.key for chapter in WITH_EXERCISES for mutant in mutants(COURSE, chapter)}
    assert [key for key in listed(COURSE) if key not in made] == []


def test_there_is_a_reason_for_whatever_is_listed() -> None:
    assert [key for key, why in listed(COURSE).items() if not why.endswith(".")] == []


def test_every_model_answer_has_mutants() -> None:
    answered = {mutant.exercise for chapter in WITH_EXERCISES for mutant in mutants(COURSE, chapter)}
    assert answered == {exercise.id for chapter in WITH_EXERCISES for exercise in chapter.exercises}
