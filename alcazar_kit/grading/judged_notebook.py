"""A learner's answers in the official notebook, as nbval runs and compares them. It gives no points.

What the learner's notebook holds beside its answers (outputs, tags, skip comments, own checks) has no power.
"""

# mypy: allow-subclassing-any
# nbval comes without types.

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

import pytest
from nbformat import NotebookNode

from ..course import load_course
from ..errors import KitError
from ..notebooks import read
from ..notebooks.cells import answer_id, check_id, code_cells
from .course_notebook import CourseNotebook
from .judged_cell import JudgedCell
from .kernel import DeadKernelError, WatchedKernel
from .sandbox.process import SandboxError
from .sandbox.scratch import scratch
from .submission import Submission, attempted, expectations, read_submission, transplant

if TYPE_CHECKING:
    from .judging import Judging

CELL_TIMEOUT = 20.0
PRESENTATION = ("text/html", "stdout", "stderr")


class JudgedNotebook(CourseNotebook):
    """A learner's answers in the official notebook.

    Plain pytest finds what they are compared with in the course, and gives them a kernel like any other; a grading run
    brings both along.
    """

    timeout = CELL_TIMEOUT
    judging: "Judging | None" = None

    @classmethod
    def judged_by(cls, judging: "Judging", parent: pytest.Collector, path: Path) -> "JudgedNotebook":
        """Make the collector of a grading run."""
        collector: JudgedNotebook = cls.from_parent(parent, path=path)
        collector.judging, collector.timeout = judging, judging.seconds
        return collector

    def setup(self) -> None:
        """Start no kernel yet: what is untouched needs none."""
        self.lay_desk(scratch() if self.judging else None)
        self.patience: float = self.config.option.nbval_cell_timeout

    def collect(self) -> Iterator[JudgedCell]:
        """Yield the cells of the official notebook with the learner's answers in them."""
        submission, official = self.sources()
        self.attempted = attempted(official, submission.answers)
        self.nb = transplant(official, submission.answers)
        self.lost: dict[str, str] = {}
        self.ran: set[str] = set()
        self.answer_cells: dict[str, JudgedCell] = {}
        self.skip_compare += PRESENTATION
        for number, cell in enumerate(code_cells(self.nb)):
            item = JudgedCell.of(self, number, cell)
            if exercise := answer_id(cell):
                self.answer_cells[exercise] = item
            yield item

    def sources(self) -> tuple[Submission, NotebookNode]:
        """Return the answers, and the notebook that they are put into."""
        if self.judging:
            return self.judging.submission, self.judging.official
        try:
            course = load_course()
            submission = read_submission(course, self.path)
            official = read(course.solutions(submission.chapter))
        except KitError as problem:
            raise self.CollectError(str(problem)) from None
        if any(check_id(cell) and cell.execution_count is None for cell in code_cells(official)):
            raise self.CollectError(
                f"The solutions of {submission.chapter.stem} were never executed: refresh them first."
            )
        return submission, official

    @functools.cached_property
    def expected(self) -> Mapping[str, str]:
        """What each check of the solutions shows."""
        return self.judging.expected() if self.judging else expectations(self.nb)

    def new_kernel(self) -> WatchedKernel:
        """Start a kernel."""
        return self.judging.kernel() if self.judging else super().new_kernel()

    def kernel_folder(self) -> Path:
        """Return an empty folder: what lies beside a submission is not part of it."""
        folder = Path(self.desk.name)
        folder.mkdir(exist_ok=True)  # an answer may have deleted it
        return folder

    def make_ready(self, number: int) -> bool:
        """Have a live kernel in which the cells that belong to no exercise have run, up to a cell; say if it is new.

        Raises:
            SandboxError: there is none to be had, which is no fault of an answer's.
        """
        if self.kernel is not None and self.kernel.is_alive():
            return False
        self.stop_kernel()
        kernel = self.start_kernel()
        self.ran.clear()
        for cell in list(code_cells(self.nb))[:number]:
            if not (answer_id(cell) or check_id(cell)):
                try:
                    kernel.await_reply(kernel.execute_cell_input(cell.source, allow_stdin=False), CELL_TIMEOUT)
                except (DeadKernelError, Empty) as problem:
                    why = str(problem) or f"it took longer than {CELL_TIMEOUT:g} seconds"
                    raise SandboxError(f"A new kernel does not get as far as the first answer: {why}.") from None
        return True

    def stop_kernel(self) -> None:
        """Stop the kernel; the next cell gets a new one, and is not expected to fail because this one timed out."""
        self.timed_out = False
        super().stop_kernel()

    def lose(self, exercise: str | None, reason: str) -> None:
        """Give up an exercise and its kernel."""
        self.stop_kernel()
        if exercise:
            self.lost[exercise] = reason

    def note(self, **result: Any) -> None:
        """Keep a result for a grading run."""
        if self.judging:
            self.judging.results.append(result)
