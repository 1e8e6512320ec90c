"""The course is proven: of no chapter, and of the course as a whole, is there anything that ``verify`` would find."""

import functools
from collections.abc import Callable, Iterator

import pytest

from alcazar_kit.course import Chapter, Course
from alcazar_kit.proving.evidence import Evidence
from alcazar_kit.proving.finding import Finding
from alcazar_kit.proving.verification import OF_CHAPTER, OF_COURSE, OF_EXERCISES
from tests.course.chapters import CHAPTERS, COURSE, WITH_EXERCISES, stem

Question = Callable[[Evidence], Iterator[Finding]]


@functools.cache
def evidence(chapter: Chapter) -> Evidence:
    """A chapter's evidence, gathered once."""
    return Evidence(COURSE, chapter)


@pytest.mark.parametrize("question", OF_COURSE.values(), ids=OF_COURSE)
def test_nothing_is_found_in_the_course(question: Callable[[Course], Iterator[Finding]]) -> None:
    assert [str(finding) for finding in question(COURSE)] == []


@pytest.mark.parametrize("question", OF_CHAPTER.values(), ids=OF_CHAPTER)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=stem)
def test_nothing_is_found_in_a_chapter(chapter: Chapter, question: Question) -> None:
    assert [str(finding) for finding in question(evidence(chapter))] == []


@pytest.mark.parametrize("question", OF_EXERCISES.values(), ids=OF_EXERCISES)
@pytest.mark.parametrize("chapter", WITH_EXERCISES, ids=stem)
def test_nothing_is_found_in_the_exercises_of_a_chapter(chapter: Chapter, question: Question) -> None:
    assert [str(finding) for finding in question(evidence(chapter))] == []


def test_every_chapter_that_builds_has_at_least_four_exercises() -> None:
    assert [chapter.stem for chapter in CHAPTERS if chapter.number and len(chapter.exercises) < 4] == []
