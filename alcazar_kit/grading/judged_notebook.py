"""A learner's answers in the official notebook, as nbval runs and compares them. It gives no points.

What the learner's notebook holds beside its answers (outputs, tags, skip comments, own checks) has no power.
"""

# mypy: allow-subclassing-any
# nbval comes without types.

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbval.plugin import IPyNbCell, NbCellError

from ..checking.difference import compare
from ..checking.verdict import Verdict
from ..course import load_course
from ..errors import KitError
from ..notebooks import read
from ..notebooks.cells import answer_id, check_id, code_cells
from .course_notebook import CourseNotebook
from .kernel import DeadKernelError, WatchedKernel
from .submission import Submission, attempted, expectations, plain_text, read_submission, transplant

if TYPE_CHECKING:
    from .judging import Judging

CELL_TIMEOUT = 20.0
PRESENTATION = ("text/html", "stdout", "stderr")

_CELL_FILE = re.compile(r" \(\d+\.py, ")
"""What a kernel calls a cell, another name in each run."""


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
        self.lay_desk()

    def collect(self) -> Iterator["JudgedCell"]:
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
        """Have a live kernel in which the cells that belong to no exercise have run, up to a cell; say if it is new."""
        if self.kernel is not None and self.kernel.is_alive():
            return False
        self.stop_kernel()
        kernel = self.start_kernel()
        self.ran.clear()
        for cell in list(code_cells(self.nb))[:number]:
            if not (answer_id(cell) or check_id(cell)):
                kernel.await_reply(kernel.execute_cell_input(cell.source, allow_stdin=False), CELL_TIMEOUT)
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


class JudgedCell(IPyNbCell):
    """One cell of a submission: an answer, which may fail, a check, which is compared, or one that makes ready."""

    @classmethod
    def of(cls, parent: JudgedNotebook, number: int, cell: NotebookNode) -> "JudgedCell":
        """Make the item for a cell; only a check is compared, and nothing in the cell can change that."""
        answer, check = answer_id(cell), check_id(cell)
        name = f"{answer} answer" if answer else f"{check} check" if check else f"cell {number}"
        options = defaultdict(bool, check=bool(check), check_exception=bool(answer))
        item: JudgedCell = cls.from_parent(parent, name=name, cell_num=number, cell=cell, options=options)
        item.exercise, item.is_check = answer or check, bool(check)
        return item

    def runtest(self) -> None:
        """Run the cell, unless its exercise is lost or not attempted, and note how it went."""
        verdict, reason = Verdict.FAILED, ""
        try:
            if not self.exercise and not self.parent.attempted:
                return
            if self.exercise and self.exercise not in self.parent.attempted:
                verdict, reason = Verdict.NOT_ATTEMPTED, "the answer is still the starter"
                if self.is_check:
                    self.raise_cell_error(f"{self.exercise} not attempted: {reason}")
                return
            self.run_watched()
            verdict, reason = Verdict.PASSED, self.raised()
        except NbCellError as problem:
            reason = reason or self.parent.lost.get(self.exercise) or self.raised() or self.in_words(problem)
            raise
        finally:
            self.note(verdict, reason)

    def run_watched(self) -> None:
        """Run the cell in a live kernel; an exercise that ends or exhausts its kernel is lost."""
        self.refuse_if_lost()
        is_new = self.parent.make_ready(self.cell_num)
        if is_new and self.is_check:
            self.parent.answer_cells[self.exercise].run_watched()
            self.refuse_if_lost()
        if self.exercise:
            self.parent.ran.add(self.exercise)
        if self.is_check:
            self.cell.outputs = _display(self.parent.expected[self.exercise])
        try:
            super().runtest()
        except (DeadKernelError, NbCellError) as problem:
            self.try_alone(problem)
        finally:
            if self.parent.timed_out:
                self.parent.lose(self.exercise, self.too_long())

    def too_long(self) -> str:
        """Return the reason of a cell that ran out of time."""
        return f"it took longer than {self.config.option.nbval_cell_timeout:g} seconds"

    def refuse_if_lost(self) -> None:
        """Fail at once where the exercise is lost."""
        if self.exercise in self.parent.lost:
            self.raise_cell_error(f"{self.exercise} failed: {self.parent.lost[self.exercise]}")

    def try_alone(self, problem: Exception) -> None:
        """Run a cell that failed once more where nothing that another exercise left behind can have been at fault."""
        if self.exercise and not self.parent.timed_out and self.parent.ran != {self.exercise}:
            self.parent.stop_kernel()
            self.run_watched()
        elif isinstance(problem, DeadKernelError):
            reason = self.too_long() if self.parent.timed_out else str(problem)
            self.parent.lose(self.exercise, reason)
            self.raise_cell_error(f"{self.exercise or self.name} failed: {reason}")
        else:
            raise problem

    def repr_failure(self, excinfo: Any) -> str:
        """Say in a few lines what a learner has to know: the verdict, and where a check shows something else."""
        actual = plain_text(self.test_outputs or ())
        difference = compare(self.parent.expected[self.exercise], actual) if self.is_check and actual else None
        if difference is None:
            return str(excinfo.value)
        return f"{self.exercise} failed {difference.place}\n{difference.plain()}"

    def raised(self) -> str:
        """Return the exception that the cell showed, in one line."""
        errors = [output for output in self.test_outputs or () if output.output_type == "error"]
        if not errors or self.exercise in self.parent.lost:
            return ""
        said = _CELL_FILE.sub(" (", errors[-1].evalue.partition("\n")[0])
        return f"{errors[-1].ename}: {said}" if said else str(errors[-1].ename)

    def in_words(self, problem: NbCellError) -> str:
        """Return why a cell failed that raised nothing, in the course's words where it is not nbval that knows."""
        return str(problem) if plain_text(self.test_outputs or ()) or not self.is_check else "the check showed nothing"

    def note(self, verdict: Verdict, reason: str) -> None:
        """Keep the result of an answer or a check."""
        if self.exercise:
            self.parent.note(
                exercise=self.exercise,
                is_check=self.is_check,
                verdict=verdict.value,
                reason=reason,
                actual=plain_text(self.test_outputs or ()),
            )


def _display(text: str) -> list[NotebookNode]:
    return [new_output("display_data", {"text/plain": text})] if text else []
