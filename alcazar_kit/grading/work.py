"""What is handed to a worker, here or on another machine, and what comes back. It writes nothing.

A worker needs the kit and the course; submissions reach it as their answers, and what the solutions show as text.
"""

import atexit
import platform
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..course import Chapter, Course, load_course
from ..errors import KitError
from ..showing.visible import shortened, visible
from .gathering import Handed
from .grade import grade_answers
from .recording import Conditions, course_digest, graded, ungraded
from .reference import Reference
from .reporting.records import Record
from .sandbox.level import Level, available
from .sandbox.limits import Limits
from .sandbox.process import Sandbox
from .submission import Submission, read_submission

_ONE_AT_A_TIME = threading.Lock()
"""pytest runs once in a process at a time; a Dask worker may have several threads."""


MOST_OF_A_PROBLEM = 300
"""Characters of what an exception says; a disk that is full says one line for each file."""

IDLE = 30.0
"""Seconds that a sandbox is kept for the next submission: a worker of a cluster is not told when a run is over."""


@dataclass(frozen=True)
class Order:
    """How the submissions of a run are judged.

    Attributes:
        course: the course's digest where the run was started; a worker that has another one refuses.
        seed: what the inputs are drawn from.
        level: the least that keeps a submission apart.
        limits: what it may use.
        python: the version there; a worker of another one refuses, too.
    """

    course: str
    seed: int
    level: Level
    limits: Limits
    python: str = platform.python_version()


@dataclass(frozen=True)
class Task:
    """One submission to judge.

    Attributes:
        digest: the file's.
        expected: what the solutions show; None where they are to be executed beside the submission.
    """

    handed: Handed
    submission: Submission
    digest: str
    expected: Mapping[str, str] | None = None


def open_up(handed: Handed, digest: str) -> Task | str:
    """Read a submission; return what is to be judged, or a sentence on why it can't be."""
    if handed.path.is_symlink():
        return f"{handed.path.name} is a link, not a notebook."
    try:
        return Task(handed, read_submission(load_course(), handed.path), digest)
    except Exception as problem:  # noqa: BLE001 - one submission ends no run
        return _in_words(problem)


def judge(order: Order, task: Task) -> Record:
    """Judge a submission; whatever goes wrong becomes its record's error."""
    conditions = Conditions(order.course, order.seed, order.level.value)
    named = task.handed.student, task.handed.name, task.digest, conditions
    try:
        with _ONE_AT_A_TIME:
            reference = _reference(order)
            chapter = task.submission.chapter
            expected = reference.begin(chapter) if task.expected is None else lambda: task.expected or {}
            with _sandbox(order, reference.course, chapter) as sandbox:
                return graded(grade_answers(reference, task.submission, expected, order.limits, sandbox), *named)
    except Exception as problem:  # noqa: BLE001 - one submission ends no run
        return ungraded(_in_words(problem), *named)


def execute(order: Order, chapter: int) -> dict[str, str] | str:
    """Execute a chapter's solutions; return what they show, or a sentence on why they can't be used."""
    try:
        with _ONE_AT_A_TIME:
            reference = _reference(order)
            return dict(reference.begin(reference.course.chapter(chapter))())
    except Exception as problem:  # noqa: BLE001 - one chapter ends no run
        return _in_words(problem)


_kept: dict[tuple[Order, Path, int], tuple[Sandbox, threading.Timer]] = {}
"""The sandbox of the submission before, what it is good for, and what ends it when no other submission comes.

To start one costs as much as to judge in it.
"""


@contextmanager
def _sandbox(order: Order, course: Course, chapter: Chapter) -> Iterator[Sandbox]:
    """Lend a sandbox: that of the submission before, if it is for the same chapter and nothing is left of that one.

    One in which something went wrong is closed: its kernel may still run.
    """
    wanted = order, course.root, chapter.number
    kept, timer = _kept.pop(wanted, (None, None))
    if timer:
        timer.cancel()
    end_kept()  # another chapter's
    sandbox = kept or Sandbox(course, chapter, order.seed, order.level, order.limits)
    with ExitStack() as stack:
        stack.callback(sandbox.close)
        yield sandbox
        if sandbox.is_reusable:
            stack.pop_all()
            _keep(wanted, sandbox)


def _keep(wanted: tuple[Order, Path, int], sandbox: Sandbox) -> None:
    timer = threading.Timer(IDLE, _end_idle, [sandbox])
    timer.daemon = True
    timer.start()
    _kept[wanted] = sandbox, timer


def _end_idle(idle: Sandbox) -> None:
    with _ONE_AT_A_TIME:
        if any(sandbox is idle for sandbox, _ in _kept.values()):
            end_kept()


@atexit.register
def end_kept() -> None:
    """End what was kept for another submission."""
    while _kept:
        _, (sandbox, timer) = _kept.popitem()
        timer.cancel()
        sandbox.close()


def _reference(order: Order) -> Reference:
    course = load_course()
    if course_digest(course) != order.course:
        raise KitError(
            f"The course in {course.root}, or a package that it stands on, is not the one that this run was started "
            "with: bring both to the same state."
        )
    if platform.python_version() != order.python:
        raise KitError(f"This worker runs Python {platform.python_version()}, the run Python {order.python}.")
    if order.level is Level.BUBBLEWRAP and available()[0] is not Level.BUBBLEWRAP:
        raise KitError(f"This worker has no sandbox: {available()[1]}.")
    return Reference(course, order.seed, order.level)


def _in_words(problem: Exception) -> str:
    """Return a sentence: the kit's own, or what was raised where no one expected it, as on a full disk."""
    if isinstance(problem, KitError):
        return str(problem)
    place = traceback.extract_tb(problem.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    said = shortened(visible(str(problem)), MOST_OF_A_PROBLEM)
    return f"It could not be judged here: {type(problem).__name__}: {said} ({where})."
