"""Mutants of the model answers: each has one slip in it, and a check that is worth its name notices it.

A mutant that does all that the prose promises, such as one that is slower, is listed with its reason in
``tests/course/equivalent_mutants.toml``. It makes no mutants itself, and runs no learner's code.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..course import Chapter, Course
from ..errors import KitError
from ..notebooks import answers, read
from .evidence import Evidence
from .finding import Finding
from .mutation import Mutant, mutate
from .runner import Run, Shown, run

EQUIVALENT = Path("tests", "course", "equivalent_mutants.toml")
"""Where the mutants that are right answers as well are listed, in the course."""

UNLIST = f"Take it out of {EQUIVALENT.as_posix()}."

SECONDS = 5.0
"""What a mutant may take; one that takes longer is noticed."""

AT_ONCE = 60
"""How many mutants run in one process."""


def mutants(course: Course, chapter: Chapter) -> list[Mutant]:
    """Return the mutants of a chapter's model answers."""
    sources = answers(read(course.solutions(chapter)))
    return [mutant for id, source in sources.items() for mutant in mutate(id, source)]


def slips(evidence: Evidence) -> Iterator[Finding]:
    """Find mutants that a check takes for right and nobody listed as equivalent, and entries of that list gone old."""
    course, chapter = evidence.course, evidence.chapter
    made, equivalent = {mutant.key: mutant for mutant in mutants(course, chapter)}, listed(course)
    passed = {mutant.key for mutant in unnoticed(course, chapter, list(made.values()), evidence.few_seeds)}
    for key, mutant in made.items():
        if key in passed - equivalent.keys():
            remedy = f"Show more in the check, or list it in {EQUIVALENT.as_posix()} with the reason why it is right."
            yield Finding(mutant.exercise, f"Its check takes a slip for right: {mutant.change}.", remedy)
        elif key in equivalent.keys() - passed:
            yield Finding(mutant.exercise, f"A mutant fails that is listed: {mutant.change}.", UNLIST)
    own = {exercise.id for exercise in chapter.exercises}
    for exercise, before, after in equivalent.keys() - made.keys():
        if exercise in own:
            yield Finding(exercise, f"A mutant is listed that is not there: {before!r} became {after!r}.", UNLIST)


def unnoticed(course: Course, chapter: Chapter, suspects: Sequence[Mutant], seeds: Sequence[int] = ()) -> list[Mutant]:
    """Return those mutants for which, under one of the seeds, a check shows what it shows for the solution.

    Raises:
        KitError: the solutions themselves fail.
    """
    notebook = course.solutions(chapter)
    found: set[Mutant] = set()
    for seed in seeds or (course.seed,):
        left = [mutant for mutant in suspects if mutant not in found]
        runs = [Run(seed, {m.exercise: m.source}, (m.exercise,), seconds=SECONDS) for m in left]
        right, *shown = _run(course, notebook, [Run(seed), *runs])
        if right.error:
            raise KitError(f"The solutions of {chapter.stem} fail with seed {seed}: {right.error}")
        pairs = zip(left, shown, strict=True)
        found |= {m for m, seen in pairs if seen.checks.get(m.exercise) == right.checks[m.exercise]}
    return [mutant for mutant in suspects if mutant in found]


def listed(course: Course) -> dict[tuple[str, str, str], str]:
    """Return why mutants are right answers as well, by exercise, before and after."""
    file = course.root / EQUIVALENT
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["equivalent"] if file.is_file() else []
    return {
        (entry["exercise"], before.strip(), after.strip()): entry["why"]
        for entry in entries
        for before, after in entry["mutants"]
    }


def _run(course: Course, notebook: Path, runs: list[Run]) -> list[Shown]:
    """Run mutants, many in a process; where one takes the whole process down, the others run without it."""
    if len(runs) > AT_ONCE:
        return [
            shown for at in range(0, len(runs), AT_ONCE) for shown in _run(course, notebook, runs[at : at + AT_ONCE])
        ]
    shown = run(course, notebook, runs)
    half = len(runs) // 2
    if half and all(one.error and one.error == shown[0].error for one in shown):  # what `run` says of a process
        return _run(course, notebook, runs[:half]) + _run(course, notebook, runs[half:])
    return shown
