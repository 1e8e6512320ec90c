"""The manifest against the folders, and its entries: nothing unlisted or missing, no exercise without hints.

It opens no notebook.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..course import MANIFEST, Course, Exercise
from .evidence import Evidence
from .finding import Finding
from .planted import FOLDER, OTHERWISE

HINTS = 2
"""How many hints an exercise has at least."""


def files(course: Course) -> Iterator[Finding]:
    """Find notebooks and planted answers that no chapter asks for, and those that one asks for in vain."""
    every = [chapter.stem for chapter in course.chapters]
    some = [chapter.stem for chapter in course.chapters if chapter.exercises]
    wanted = {"notebooks": every, "exercises": some, "solutions": some}
    for kind, stems in wanted.items():
        present = [p for p in (course.root / kind).rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts]
        names = {path.relative_to(course.root).as_posix() for path in present}
        yield from _compared(names, {f"{kind}/{stem}.ipynb" for stem in stems})
    answers, more = ({p.stem for p in (course.root / folder).glob("*.py")} for folder in (FOLDER, OTHERWISE))
    yield from _compared(*({f"{FOLDER.as_posix()}/{stem}.py" for stem in stems} for stems in (answers, some)))
    asked = {stem for stem in more if stem.startswith(tuple(some))}
    yield from _compared(*({f"{OTHERWISE.as_posix()}/{stem}.py" for stem in stems} for stems in (more, asked)))


def numbers(course: Course) -> Iterator[Finding]:
    """Find chapters that are called otherwise than they are numbered, and exercises out of order."""
    for chapter in course.chapters:
        if chapter.stem[:2] != f"{chapter.number:02d}":
            yield Finding(chapter.stem, f"It is chapter {chapter.number}.", f"Let its name begin so, in {MANIFEST}.")
        for number, exercise in enumerate(chapter.exercises, 1):
            if exercise.id != f"{chapter.number}.{number}":
                yield Finding(
                    exercise.id, f"It is exercise {number} of chapter {chapter.number}.",
                    f"Call it {chapter.number}.{number} in {MANIFEST}, and in its notebook.",
                )  # fmt: skip
    for stem, count in Counter(chapter.stem for chapter in course.chapters).items():
        if count > 1:
            yield Finding(stem, f"{count} chapters have this name.", f"Name each once in {MANIFEST}.")


def entries(evidence: Evidence) -> Iterator[Finding]:
    """Find what is missing or odd in the manifest's entries for exercises."""
    for exercise in evidence.chapter.exercises:
        for problem, remedy in [*_hints(exercise), *_weight(exercise)]:
            yield Finding(exercise.id, problem, f"{remedy}, in {MANIFEST}.")


def _compared(present: set[str], wanted: Iterable[str]) -> Iterator[Finding]:
    for name in sorted(present - set(wanted)):
        yield Finding(name, "No chapter lists it.", f"List its chapter in {MANIFEST}, or take the file away.")
    for name in sorted(set(wanted) - present):
        yield Finding(name, f"It is missing: {MANIFEST} lists it.", "Write it, or take the entry away.")


def _hints(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if len(exercise.hints) < HINTS:
        yield f"It has {len(exercise.hints)} of {HINTS} hints.", "Give it hints that lead there step by step"
    if not all(hint.strip() for hint in exercise.hints):
        yield "One of its hints is empty.", "Write it"
    if len(set(exercise.hints)) < len(exercise.hints):
        yield "It gives a hint twice.", "Let each hint say more than the one before"


def _weight(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if exercise.difficulty not in (1, 2, 3):
        yield f"Its difficulty is {exercise.difficulty}.", "Make it 1, 2 or 3"
    if exercise.points < 1:
        yield f"It is worth {exercise.points} points.", "Give at least 1"
