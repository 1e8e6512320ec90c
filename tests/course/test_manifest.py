"""``course.toml`` is the one manifest: what it lists is there, and nothing else is."""

import pytest

from alcazar_kit.course import Chapter, Exercise
from alcazar_kit.exercises import generate, manifest_metadata
from alcazar_kit.notebooks import read
from alcazar_kit.proving.planted import FOLDER
from alcazar_kit.proving.prose import rows
from alcazar_kit.replay import read_package, replay
from tests.course.chapters import CHAPTERS, COURSE, EXERCISES, WITH_EXERCISES, stem

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
each_with_exercises = pytest.mark.parametrize("chapter", WITH_EXERCISES, ids=stem)


def names(folder: str) -> set[str]:
    """The notebooks in a folder of the course."""
    return {path.stem for path in (COURSE.root / folder).rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts}


def test_notebooks_are_the_chapters() -> None:
    assert names("notebooks") == {chapter.stem for chapter in CHAPTERS}


@pytest.mark.parametrize("folder", ["exercises", "solutions"])
def test_exercises_and_solutions_are_those_of_the_chapters_that_have_any(folder: str) -> None:
    assert names(folder) == {chapter.stem for chapter in WITH_EXERCISES}


def test_planted_answers_are_of_chapters_that_have_exercises() -> None:
    assert {path.stem for path in (COURSE.root / FOLDER).glob("*")} == {chapter.stem for chapter in WITH_EXERCISES}


def test_chapters_are_numbered_as_their_notebooks() -> None:
    assert [chapter.stem[:2] for chapter in CHAPTERS] == [f"{chapter.number:02d}" for chapter in CHAPTERS]


def test_every_chapter_that_builds_has_at_least_four_exercises() -> None:
    assert [chapter.stem for chapter in CHAPTERS if chapter.number and len(chapter.exercises) < 4] == []


def test_exercises_are_numbered_in_order() -> None:
    ids = [exercise.id for exercise in EXERCISES]
    assert ids == [f"{c.number}.{n}" for c in CHAPTERS for n in range(1, len(c.exercises) + 1)]


@each_exercise
def test_an_exercise_has_hints_points_and_a_difficulty(exercise: Exercise) -> None:
    assert len(exercise.hints) >= 2
    assert len(set(exercise.hints)) == len(exercise.hints)
    assert all(hint.strip() for hint in exercise.hints)
    assert exercise.difficulty in (1, 2, 3)
    assert exercise.points >= 1


@each_with_exercises
def test_solutions_have_the_manifests_headings_and_metadata(chapter: Chapter) -> None:
    solutions = read(COURSE.solutions(chapter))
    before = [dict(cell.metadata) for cell in solutions.cells]
    manifest_metadata(COURSE, chapter, solutions)
    assert [dict(cell.metadata) for cell in solutions.cells] == before


@each_with_exercises
def test_the_prose_of_each_exercise_has_a_table_that_asserts_something(chapter: Chapter) -> None:
    prose = "\n".join(cell.source for cell in read(COURSE.solutions(chapter)).cells if cell.cell_type == "markdown")
    parts = prose.split("\n### ")[1:] if not prose.startswith("### ") else ("\n" + prose).split("\n### ")[1:]
    assert [part.splitlines()[0] for part in parts if not list(rows(part))] == []


def test_exercises_are_the_solutions_without_answers() -> None:
    assert generate(COURSE, check=True) == []


def test_the_finished_package_is_what_the_notebooks_build() -> None:
    assert replay(COURSE, CHAPTERS[-1].number) == read_package(COURSE.root / "alcazar")
