"""One submission graded: read, judged in a sandbox, and what came of it. It prints nothing and writes no report."""

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checking.difference import Difference, compare
from ..checking.verdict import Verdict
from ..course import Chapter, Exercise
from ..errors import KitError
from .judging import Judging, judge, official
from .reference import Reference
from .sandbox.kernel import start_kernel
from .sandbox.level import Level
from .sandbox.limits import DEFAULT, Limits
from .sandbox.process import Sandbox
from .submission import Submission, read_submission


@dataclass(frozen=True)
class Outcome:
    """How one exercise was judged, and why it did not pass.

    Attributes:
        answer: the answer's source.
        expected: what the solution shows, and ``actual`` what the answer shows.
    """

    exercise: Exercise
    verdict: Verdict
    difference: Difference | None = None
    reason: str = ""
    answer: str = ""
    expected: str = ""
    actual: str = ""

    @property
    def points(self) -> int:
        """The points it earned."""
        return self.exercise.points if self.verdict is Verdict.PASSED else 0


@dataclass(frozen=True)
class Grade:
    """How one submission was judged.

    Attributes:
        seed: what its inputs were drawn from.
        level: what kept it apart.
        seconds: how long it took.
    """

    path: Path
    chapter: Chapter
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]
    seed: int
    level: Level
    seconds: float

    @property
    def points(self) -> int:
        """The points it earned."""
        return sum(outcome.points for outcome in self.outcomes)

    @property
    def possible(self) -> int:
        """The points it could have earned."""
        return sum(outcome.exercise.points for outcome in self.outcomes)

    @property
    def passed(self) -> bool:
        """Whether every exercise passed."""
        return all(outcome.verdict is Verdict.PASSED for outcome in self.outcomes)


def grade(reference: Reference, path: Path, limits: Limits = DEFAULT) -> Grade:
    """Judge a submission.

    Raises:
        KitError: the notebook can't be used, or the solutions can't; the message says which and why.
    """
    submission = read_submission(reference.course, path)
    return grade_answers(reference, submission, reference.begin(submission.chapter), limits)


def grade_answers(
    reference: Reference,
    submission: Submission,
    expected: Callable[[], Mapping[str, str]],
    limits: Limits = DEFAULT,
    sandbox: Sandbox | None = None,
) -> Grade:
    """Judge answers by what the solutions show.

    Args:
        reference: whose course and seed they are judged by.
        submission: the answers.
        expected: returns what each check of the solutions shows, by exercise.
        limits: what the answers may use.
        sandbox: where they run; in one of their own, where none is given.

    Raises:
        KitError: the solutions can't be used, or not every check was run.
    """
    begin, course, chapter = time.monotonic(), reference.course, submission.chapter
    own = Sandbox(course, chapter, reference.seed, reference.level, limits) if sandbox is None else nullcontext(sandbox)
    with own as place:
        judging = Judging(
            submission, official(course, submission), expected, lambda: start_kernel(place), limits.cell_seconds
        )
        said = judge(judging)
    shown = expected()  # raises what made it fail, if anything did
    if {exercise.id for exercise in chapter.exercises} - _checked(judging):
        raise KitError(f"Not every check was run: {said or 'the run ended without a word'}.")  # no answer's fault
    outcomes = tuple(_outcome(exercise, judging, shown) for exercise in chapter.exercises)
    seconds = round(time.monotonic() - begin, 2)
    return Grade(submission.path, chapter, outcomes, submission.notes, reference.seed, reference.level, seconds)


def _checked(judging: Judging) -> set[str]:
    return {result["exercise"] for result in judging.results if result["is_check"]}


def _outcome(exercise: Exercise, judging: Judging, shown: Mapping[str, str]) -> Outcome:
    own = [result for result in judging.results if result["exercise"] == exercise.id]
    answer, expected = judging.submission.answers.get(exercise.id, ""), shown[exercise.id]
    check: dict[str, Any] = next(result for result in own if result["is_check"])
    verdict, actual = Verdict(check["verdict"]), check["actual"]
    if verdict is not Verdict.FAILED:
        return Outcome(exercise, verdict, None, "", answer, expected, actual)
    raised = next((result["reason"] for result in own if not result["is_check"] and result["reason"]), "")
    difference = compare(expected, actual) if actual else None
    reason = raised or ("" if difference else check["reason"])
    return Outcome(exercise, verdict, difference, reason, answer, expected, actual)
