"""Planted answers as proof: enough of them for each exercise, and each gets the verdict that its head names.

How they are written is in ``planted``.
"""

import re
from collections.abc import Iterator

from ..notebooks.starter import is_attempted, model_answer, starter
from .evidence import Evidence
from .finding import Finding
from .planted import FOLDER, Planted, load
from .runner import Shown

LEAST = {"wrong": 3, "right": 2}
"""How many of each kind prove an exercise."""

_LOGS = re.compile(r"\b(debug|info|warning|error|exception|critical|log)\(")


def enough(evidence: Evidence) -> Iterator[Finding]:
    """Find exercises with too few planted answers, or without a right one that prints and logs; and strange ids."""
    planted, ids = load(evidence.course, evidence.chapter), [exercise.id for exercise in evidence.chapter.exercises]
    for id in ids:
        for kind, least in LEAST.items():
            count = len({entry.source for entry in planted if (entry.exercise, entry.kind) == (id, kind)})
            if count < least:
                yield Finding(
                    id, f"It has {count} of {least} {kind} answers planted.", f"Plant more in {FOLDER.as_posix()}."
                )
        if not any(entry.exercise == id and entry.kind == "right" and _is_noisy(entry.source) for entry in planted):
            remedy = "Let one of them call print and a logger."
            yield Finding(id, "No right answer planted for it prints and logs.", remedy)
    for entry in planted:
        if entry.exercise not in ids:
            place = f"{FOLDER.as_posix()}/{evidence.chapter.stem}.py"
            yield Finding(place, f"There is no exercise {entry.exercise} in this chapter.", "Name one that there is.")


def verdicts(evidence: Evidence) -> Iterator[Finding]:
    """Find planted answers that get another verdict than their head names, or make the notebook fail."""
    for entry, shown in evidence.planted.items():
        for seed, one in shown.items():
            expected = evidence.expected(seed).get(entry.exercise)
            if expected and (problem := _misjudged(entry, one, expected)):
                said = f"{problem} with seed {seed}: {entry.story}."
                yield Finding(entry.exercise, said, "Mend the check, the table or the answer.")
                break


def differences(evidence: Evidence) -> Iterator[Finding]:
    """Find planted answers that prove nothing, since they are the starter or the model answer."""
    for entry in evidence.planted:
        official = evidence.model_answers.get(entry.exercise, "")
        known = {"the starter": starter(official), "the model answer": model_answer(official), "a solution": official}
        for name, source in known.items():
            if not is_attempted(entry.source, source):
                yield Finding(entry.exercise, f"A planted answer is {name}: {entry.story}.", "Write it otherwise.")
                break


def _misjudged(entry: Planted, shown: Shown, expected: str) -> str:
    if shown.error:
        return f"With a planted answer the notebook fails ({shown.error})"
    passes = shown.checks.get(entry.exercise) == expected
    if passes == (entry.kind == "right"):
        return ""
    return f"A {entry.kind} answer {'passes' if passes else 'fails'}"


def _is_noisy(source: str) -> bool:
    return bool(re.search(r"\bprint\(", source) and re.search(r"\blog", source) and _LOGS.search(source))
