"""The state of an exercise notebook in its kernel: the chapter, its answers, hints, progress. It parses no magics."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from ..checking.given import Given
from ..checking.verdict import Verdict
from ..checks import Check
from ..course import Chapter, Exercise
from ..diff import Diff
from ..errors import KitError
from ..grading.submission import attempted, expectations
from ..notebooks import read
from ..notebooks.cells import answers
from ..notebooks.starter import model_answer
from ..progress import Progress
from ..replay import replay, write_package
from ..session import KernelSession
from ..showing.visible import counted
from ..widgets.hint import Hint
from .answers import Answers

KEPT = ("ask", "check", "show", "show_call", "show_rows", "show_sql")
"""The kit's own names, which answers can't take."""


class Practice:
    """What an exercise notebook needs beside its kernel's session."""

    def __init__(self, session: KernelSession) -> None:
        self.session = session
        self.course = session.course
        self.progress = Progress(session.workspace.progress)
        self.chapter: Chapter | None = None
        self._answers: Answers | None = None

    def open(self, number: int) -> Chapter:
        """Make the official package at the end of a chapter ready, in a folder that goes when the kernel ends."""
        chapter = self.course.chapter(number)
        if not chapter.exercises:
            raise KitError(f"Chapter {number}, {chapter.title}, has no exercises.")
        scratch = Path(tempfile.mkdtemp(prefix="alcazar-exercises-"))
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        package = scratch / "alcazar"
        write_package(replay(self.course, number), package)
        self.session.chapter, self.session.package = None, None
        self._answers = Answers(self.session.shell.user_ns, package, scratch / "answers", KEPT)
        self._answers.serve()
        self.chapter = chapter
        return chapter

    def answer(self, exercise: str, source: str, execute: Callable[[str], BaseException | None]) -> Diff | None:
        """Run an answer; see :meth:`Answers.run`."""
        self._known(exercise)
        return self._opened().run(exercise, source, execute)

    def taken(self, exercise: str) -> list[str]:
        """Return the kit's own names that an answer defined in vain, as ``show``; see :data:`KEPT`."""
        return self._opened().taken(exercise)

    def check(self, exercise: str) -> Check:
        """Return the check of an exercise: ``with check("3.2") as given: show(app, …)``.

        In a recorded run it knows nothing of the solution, and keeps nothing.

        Raises:
            KitError: the answer has not run in this kernel.
        """
        task, opened = self._known(exercise), self._opened()
        source = opened.source(exercise)
        check = Check(task, Given(self._seed(), exercise), recorded=True, activate=partial(opened.activate, exercise))
        if os.environ.get("ALCAZAR_KIT_RECORD"):
            return check
        official = self._official(exercise)
        return replace(
            check,
            recorded=False,
            expected=expectations(official)[exercise],
            stopped=opened.stopped(exercise),
            attempted=bool(attempted(official, {exercise: source})),
            record=partial(self.progress.note_verdict, exercise),
        )

    def hint(self, exercise: str) -> Hint:
        """Return the next hint, and count it."""
        hints = self.course.exercise(exercise).hints
        number = self.progress.take_hint(exercise, len(hints))
        return Hint(exercise, number, len(hints), hints[number - 1])

    def solution(self, exercise: str) -> str:
        """Return the model answer.

        Raises:
            KitError: it is neither passed, nor are all hints taken.
        """
        task, record = self.course.exercise(exercise), self.progress.record(exercise)
        left = len(task.hints) - record.hints
        if record.verdict is not Verdict.PASSED and left > 0:
            raise KitError(
                f"The model answer of {exercise} is shown once you passed it or took all hints: "
                f"{counted(left, 'hint')} left, %hint {exercise} shows the next one."
            )
        return model_answer(answers(self._official(exercise))[exercise])

    def _opened(self) -> Answers:
        if self._answers is None:
            raise KitError("No exercises are open: run %exercises with a chapter's number first, such as %exercises 3.")
        return self._answers

    def _seed(self) -> int:
        return int(os.environ.get("ALCAZAR_SEED") or self.course.seed)

    def _known(self, exercise: str) -> Exercise:
        task = self.course.exercise(exercise)
        if self.chapter and task.chapter != self.chapter.number:
            raise KitError(f"{exercise} belongs to chapter {task.chapter}; this notebook opened {self.chapter.number}.")
        return task

    def _official(self, exercise: str) -> NotebookNode:
        return read(self.course.solutions(self.course.chapter(self.course.exercise(exercise).chapter)))
