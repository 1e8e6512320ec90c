"""The course's own chapters and exercises, for tests that look at each of them."""

from alcazar_kit.course import Chapter, load_course

COURSE = load_course()
CHAPTERS = COURSE.chapters
WITH_EXERCISES = [chapter for chapter in CHAPTERS if chapter.exercises]
EXERCISES = [exercise for chapter in CHAPTERS for exercise in chapter.exercises]


def stem(chapter: Chapter) -> str:
    """Name a chapter in a test's id."""
    return chapter.stem
