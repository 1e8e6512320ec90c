"""The proof of a course: every question that is asked of it, and of each chapter. It prints nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ..course import MANIFEST, Chapter, Course
from ..errors import KitError
from . import behaviour, drift, handouts, leaks, listing, mutants, planting
from .evidence import Evidence
from .finding import Finding

AT_ONCE = 2
"""How many chapters are proven side by side; more only slow each other down on two cores."""

OF_COURSE: dict[str, Callable[[Course], Iterator[Finding]]] = {
    "files": listing.files,
    "numbers": listing.numbers,
    "what is built": drift.built,
}
"""What is asked of the course as a whole."""

OF_CHAPTER: dict[str, Callable[[Evidence], Iterator[Finding]]] = {
    "form": drift.form,
}
"""What is asked of each chapter."""

OF_EXERCISES: dict[str, Callable[[Evidence], Iterator[Finding]]] = {
    "hints": listing.entries,
    "metadata": drift.metadata,
    "drift": drift.exercises,
    "handed out": handouts.answered,
    "model answers": handouts.unanswered,
    "traces": handouts.traces,
    "leaks": leaks.leaks,
    "solutions": behaviour.runs,
    "stored outputs": drift.stored,
    "tables": behaviour.tables,
    "solutions again": behaviour.repeats,
    "starters": behaviour.unsolved,
    "enough planted": planting.enough,
    "planted answers": planting.verdicts,
    "what is planted": planting.differences,
}
"""What is asked of each chapter that has exercises, the quick questions first."""

OF_MODEL_ANSWERS: dict[str, Callable[[Evidence], Iterator[Finding]]] = {
    "slips": mutants.slips,
}
"""What is asked besides where time is no matter: it takes as long as all the rest."""

Step = Callable[[str], object]


def questions(chapter: Chapter, *, slips: bool = False) -> dict[str, Callable[[Evidence], Iterator[Finding]]]:
    """Return what is asked of a chapter; ``slips`` adds those of its model answers."""
    of_exercises = OF_EXERCISES | (OF_MODEL_ANSWERS if slips else {})
    return OF_CHAPTER | (of_exercises if chapter.exercises else {})


def verify(course: Course, chapters: list[Chapter], seeds: int, step: Step, *, slips: bool = False) -> list[Finding]:
    """Prove chapters, two at a time; and where they are all of the course, the course as a whole.

    Args:
        seeds: with how many seeds solutions run.
        slips: whether each slip in a model answer is tried as well.
        step: called with what comes next, before each question.
    """
    found: list[Finding] = []
    if len(chapters) == len(course.chapters):
        for name, question in OF_COURSE.items():
            step(name)
            found += _answered(partial(question, course), MANIFEST)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # the last chapters take longest: whoever begins with them isn't left alone with one
        work = [pool.submit(_of_chapter, Evidence(course, chapter, seeds), step, slips) for chapter in chapters[::-1]]
        found += [finding for future in work[::-1] for finding in future.result()]
    return list(dict.fromkeys(found))


def _of_chapter(evidence: Evidence, step: Step, slips: bool) -> list[Finding]:
    found: list[Finding] = []
    for name, question in questions(evidence.chapter, slips=slips).items():
        step(f"{evidence.chapter.stem}: {name}")
        found += _answered(partial(question, evidence), evidence.chapter.stem)
    return found


def _answered(question: Callable[[], Iterator[Finding]], place: str) -> list[Finding]:
    """Return what a question finds; where it can't be asked, that is what it finds."""
    try:
        return list(question())
    except KitError as problem:
        return [Finding(place, str(problem), "Mend this first: not all was looked at.")]
