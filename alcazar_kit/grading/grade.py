"""One submission judged: its answers run in a process of their own, nbval compares there. It prints nothing."""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checking.difference import Difference, compare
from ..checking.verdict import Verdict
from ..course import KIT, Chapter, Exercise
from ..exercises import exercise_notebook
from ..notebooks import write
from .reference import Reference
from .sandbox import Ended, run
from .submission import read_submission, transplant

START_SECONDS = 60
EXERCISE_SECONDS = 30

_INHERITED = ("PATH", "HOME", "USERPROFILE", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "APPDATA")
_PYTEST = ("-m", "pytest", "--nbval", "-q", "--color=no", "-p", "no:cacheprovider", "-p", "nbval.plugin")


@dataclass(frozen=True)
class Outcome:
    """How one exercise was judged, and why it did not pass."""

    exercise: Exercise
    verdict: Verdict
    difference: Difference | None = None
    reason: str = ""

    @property
    def points(self) -> int:
        """The points it earned."""
        return self.exercise.points if self.verdict is Verdict.PASSED else 0


@dataclass(frozen=True)
class Grade:
    """How one submission was judged."""

    path: Path
    chapter: Chapter
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()

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


def grade(reference: Reference, path: Path) -> Grade:
    """Judge a submission.

    Raises:
        KitError: the notebook can't be used, or the solutions can't; the message says which and why.
    """
    course = reference.course
    submission = read_submission(course, path)
    official = reference.notebook(submission.chapter)
    with tempfile.TemporaryDirectory(prefix="alcazar-grade-", ignore_cleanup_errors=True) as name:
        folder, stem = Path(name).resolve(), submission.chapter.stem
        write(official, folder / "official" / f"{stem}.ipynb")
        blank = exercise_notebook(course, submission.chapter)
        write(transplant(blank, submission.answers), folder / "submission" / f"{stem}.ipynb")
        ended = _judge(folder, stem, reference, len(submission.chapter.exercises))
        results = _results(folder / "results.jsonl")
    outcomes = tuple(_outcome(exercise, results, ended) for exercise in submission.chapter.exercises)
    return Grade(path, submission.chapter, outcomes, submission.notes)


def _judge(folder: Path, stem: str, reference: Reference, exercises: int) -> Ended:
    """Let nbval compare in a process that takes no settings from anywhere but here."""
    here = folder / "submission"
    (here / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command: list[str | Path] = [
        sys.executable, *_PYTEST, "-p", "alcazar_kit.grading.nbval_plugin", "--noconftest",
        "--rootdir", here, "-c", here / "pytest.ini",
        "--alcazar-official", folder / "official" / f"{stem}.ipynb",
        "--alcazar-results", folder / "results.jsonl",
        here / f"{stem}.ipynb",
    ]  # fmt: skip
    env = {name: os.environ[name] for name in _INHERITED if name in os.environ} | {
        "ALCAZAR_COURSE": str(reference.course.root),
        "ALCAZAR_SEED": str(reference.seed),
        "IPYTHONDIR": str(folder / "ipython"),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(KIT),
        "PYTHONSAFEPATH": "1",
    }
    return run(command, cwd=here, env=env, timeout=START_SECONDS + EXERCISE_SECONDS * exercises)


def _results(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _outcome(exercise: Exercise, results: list[dict[str, Any]], ended: Ended) -> Outcome:
    own = [result for result in results if result["exercise"] == exercise.id]
    check = next((result for result in own if result["is_check"]), None)
    if check is None:
        return Outcome(exercise, Verdict.FAILED, reason=_why_unjudged(ended))
    verdict = Verdict(check["verdict"])
    if verdict is not Verdict.FAILED:
        return Outcome(exercise, verdict)
    raised = next((result["reason"] for result in own if not result["is_check"] and result["reason"]), "")
    difference = compare(check["expected"], check["actual"]) if check["actual"] else None
    return Outcome(exercise, Verdict.FAILED, difference, raised or ("" if difference else check["reason"]))


def _why_unjudged(ended: Ended) -> str:
    if ended.status is None:
        return "the whole run took too long and was stopped"
    lines = [line for line in ended.output.splitlines() if line.strip()]
    return f"it could not be judged: {lines[-1] if lines else 'the run ended without a word'}"
