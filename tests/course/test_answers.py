"""Every exercise is proven: its solution passes, its starter does not, wrong answers fail, right ones pass."""

import functools

import pytest

from alcazar_kit.course import Chapter
from alcazar_kit.grading.submission import attempted, expectations, starters
from alcazar_kit.notebooks import answers, read
from alcazar_kit.proving.planted import Planted, load, parse
from alcazar_kit.proving.runner import Run, Shown, run
from tests.course.chapters import COURSE, WITH_EXERCISES, stem

SEEDS = range(1, 21)
WRONG, RIGHT = 3, 2

each_chapter = pytest.mark.parametrize("chapter", WITH_EXERCISES, ids=stem)
each_planted = pytest.mark.parametrize(
    ("chapter", "planted"),
    [(chapter, planted) for chapter in WITH_EXERCISES for planted in load(COURSE, chapter)],
    ids=lambda value: value.stem if isinstance(value, Chapter) else str(value),
)


@functools.cache
def solutions_shown(chapter: Chapter) -> list[Shown]:
    """What a chapter's solutions show with the course's seed, held against the prose, and with 20 seeds, twice."""
    own = Run(COURSE.seed, prose=True)
    return run(COURSE, COURSE.solutions(chapter), [own, *(Run(seed) for seed in SEEDS), *(Run(seed) for seed in SEEDS)])


@functools.cache
def planted_shown(chapter: Chapter) -> dict[Planted, Shown]:
    """What the checks show of a chapter's planted answers."""
    planted = load(COURSE, chapter)
    runs = [Run(COURSE.seed, {entry.exercise: entry.source}, (entry.exercise,)) for entry in planted]
    shown = run(COURSE, COURSE.solutions(chapter), runs)
    return dict(zip(planted, shown, strict=True))


def stored(chapter: Chapter) -> dict[str, str]:
    """What the checks of a chapter show, as stored in its solutions."""
    return expectations(read(COURSE.solutions(chapter)))


@each_chapter
def test_the_solutions_show_what_is_stored(chapter: Chapter) -> None:
    shown = solutions_shown(chapter)[0]
    assert shown.error == ""
    assert shown.checks == stored(chapter)


@each_chapter
def test_the_solutions_show_the_same_twice_with_each_of_twenty_seeds(chapter: Chapter) -> None:
    shown = solutions_shown(chapter)[1:]
    assert [result.error for result in shown if result.error] == []
    assert shown[: len(SEEDS)] == shown[len(SEEDS) :]
    assert all(all(result.checks.values()) for result in shown)


@each_chapter
def test_the_tables_in_the_prose_hold_on_the_solutions(chapter: Chapter) -> None:
    assert solutions_shown(chapter)[0].violations == []


@each_chapter
def test_untouched_starters_are_not_attempted(chapter: Chapter) -> None:
    exercises = {id: source.partition("\n")[2] for id, source in answers(read(COURSE.exercises(chapter))).items()}
    assert exercises.keys() == {exercise.id for exercise in chapter.exercises}
    assert attempted(read(COURSE.solutions(chapter)), exercises) == set()


@each_chapter
def test_solutions_are_attempts(chapter: Chapter) -> None:
    solutions = {id: source.partition("\n")[2] for id, source in answers(read(COURSE.solutions(chapter))).items()}
    assert attempted(read(COURSE.solutions(chapter)), solutions) == solutions.keys()


@each_chapter
@pytest.mark.parametrize("answer", ["starter", "nothing"])
def test_a_check_does_not_pass_on(chapter: Chapter, answer: str) -> None:
    given = starters(read(COURSE.solutions(chapter)))
    unsolved = run(
        COURSE,
        COURSE.solutions(chapter),
        [Run(COURSE.seed, {id: given[id] if answer == "starter" else "" for id in given})],
    )
    expected = stored(chapter)
    assert unsolved[0].checks.keys() == expected.keys()
    assert [id for id, shown in unsolved[0].checks.items() if shown == expected[id]] == []


@each_planted
def test_a_planted_answer_gets_the_verdict_that_its_head_names(chapter: Chapter, planted: Planted) -> None:
    shown = planted_shown(chapter)[planted]
    assert shown.error == ""
    passes = shown.checks[planted.exercise] == stored(chapter)[planted.exercise]
    assert passes == (planted.kind == "right")


@each_planted
def test_a_planted_answer_differs_from_starter_and_solution(chapter: Chapter, planted: Planted) -> None:
    official = read(COURSE.solutions(chapter))
    assert attempted(official, {planted.exercise: planted.source}) == {planted.exercise}
    assert planted.source not in answers(official)[planted.exercise]


@each_chapter
def test_each_exercise_has_wrong_and_right_answers_planted(chapter: Chapter) -> None:
    heads = [(planted.exercise, planted.kind) for planted in load(COURSE, chapter)]
    assert {id for id, _ in heads} <= {exercise.id for exercise in chapter.exercises}
    lacking = [
        e.id for e in chapter.exercises if heads.count((e.id, "wrong")) < WRONG or heads.count((e.id, "right")) < RIGHT
    ]
    assert lacking == []


@each_chapter
def test_one_right_answer_to_each_exercise_prints_and_logs(chapter: Chapter) -> None:
    noisy = {
        p.exercise for p in load(COURSE, chapter) if p.kind == "right" and "print(" in p.source and "log" in p.source
    }
    assert noisy == {exercise.id for exercise in chapter.exercises}


def test_planted_answers_are_read_as_they_are_written() -> None:
    text = '"""For readers."""\n\n# %% 3.2 wrong: takes words\napp = 1\n\n# %% 3.3 right: a loop\nfor x in y:\n    x\n'
    assert parse(text) == [
        Planted("3.2", "wrong", "takes words", "app = 1"),
        Planted("3.3", "right", "a loop", "for x in y:\n    x"),
    ]


@pytest.mark.parametrize(
    "text", ["# %% 3.2 maybe: x\na = 1", "# %% wrong: x\na = 1", "# %% 3.2 wrong: empty\n\n# %% 3.3 right: x\na"]
)
def test_a_head_that_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"planted|empty"):
        parse(text)
