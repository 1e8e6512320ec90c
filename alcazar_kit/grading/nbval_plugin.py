"""nbval for this course, as a pytest plugin: what is compared with what, and in which kernel. It gives no points.

A notebook with answer cells is a submission: its answers run in the official notebook, and the check cells are compared
with what the solution shows. Nothing else that it holds (outputs, tags, skip comments, its own checks) has any power.
Every other notebook is compared with its own stored outputs. ``conftest.py`` files take the hooks from here.
"""

# mypy: allow-subclassing-any
# nbval comes without types.

import json
import tempfile
from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError

from ..cells import answer_id, check_id, code_cells
from ..course import load_course
from ..errors import KitError
from ..notebooks import read
from ..progress import FAILED, NOT_ATTEMPTED, PASSED
from .kernel import DeadKernelError, WatchedKernel
from .submission import attempted, expectations, is_submission, plain_text, read_submission, transplant

CELL_TIMEOUT = 20.0
NBVALS_TIMEOUT = 2000.0
PRESENTATION = ("text/html", "stdout", "stderr")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a grading run name the official notebook and the file for the results."""
    group = parser.getgroup("alcazar")
    group.addoption("--alcazar-official", type=Path, help="the executed solutions that submissions are compared with")
    group.addoption("--alcazar-results", type=Path, help="a file that gets one JSON object for each judged cell")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(parent: pytest.Collector) -> Generator[None, list[Any], list[Any]]:
    """Take over the notebooks that nbval collects."""
    collectors = yield
    return [_ours(collector, parent) if type(collector) is IPyNbFile else collector for collector in collectors]


def _ours(collector: IPyNbFile, parent: pytest.Collector) -> IPyNbFile:
    path: Path = collector.path
    if load_course().root / "solutions" != path.parent and _has_answers(path):
        return Submission.from_parent(parent, path=path)
    return CourseNotebook.from_parent(parent, path=path)


def _has_answers(path: Path) -> bool:
    try:
        return is_submission(read(path))
    except KitError:
        return True


class CourseNotebook(IPyNbFile):
    """A notebook compared with its stored outputs, in a kernel that has an empty workspace and judges nothing."""

    timeout = 60.0

    def setup(self) -> None:
        """Start the kernel."""
        option = self.config.option
        if option.nbval_cell_timeout == NBVALS_TIMEOUT:
            option.nbval_cell_timeout = self.timeout
        self.desk = tempfile.TemporaryDirectory(prefix="alcazar-desk-", ignore_cleanup_errors=True)
        self.start_kernel()
        self.setup_sanitize_files()

    def start_kernel(self) -> None:
        """Start a kernel in place of the one before, if any."""
        env = {"ALCAZAR_KIT_RECORD": "1", "ALCAZAR_WORKSPACE": str(Path(self.desk.name, "workspace"))}
        self.kernel = WatchedKernel(self.kernel_folder(), env, self.config.option.nbval_kernel_startup_timeout)

    def kernel_folder(self) -> Path:
        """Return the folder that the kernel starts in."""
        return Path(self.path.parent)

    def teardown(self) -> None:
        """Stop the kernel."""
        super().teardown()
        self.desk.cleanup()


class Submission(CourseNotebook):
    """A learner's answers in the official notebook."""

    timeout = CELL_TIMEOUT

    def collect(self) -> Iterator["SubmissionCell"]:
        """Yield the cells of the official notebook with the learner's answers in them."""
        try:
            course = load_course()
            submission = read_submission(course, self.path)
            official = read(self.config.getoption("alcazar_official", None) or course.solutions(submission.chapter))
        except KitError as problem:
            raise self.CollectError(str(problem)) from None
        self.attempted = attempted(official, submission.answers)
        self.expected = expectations(official)
        self.nb = transplant(official, submission.answers)
        self.lost: dict[str, str] = {}
        self.skip_compare += PRESENTATION
        for number, cell in enumerate(code_cells(self.nb)):
            yield SubmissionCell.of(self, number, cell)

    def kernel_folder(self) -> Path:
        """Return an empty folder: what lies beside a submission is not part of it."""
        return Path(self.desk.name)

    def make_ready(self, number: int) -> None:
        """Have a live kernel in which the cells that belong to no exercise have run, up to a cell."""
        if self.kernel.is_alive():
            return
        self.start_kernel()
        for cell in list(code_cells(self.nb))[:number]:
            if not (answer_id(cell) or check_id(cell)):
                self.kernel.await_reply(self.kernel.execute_cell_input(cell.source, allow_stdin=False), CELL_TIMEOUT)

    def lose(self, exercise: str | None, reason: str) -> None:
        """Give up an exercise and its kernel."""
        self.timed_out = False
        if self.kernel.is_alive():
            self.kernel.stop()
        if exercise:
            self.lost[exercise] = reason

    def note(self, **result: Any) -> None:
        """Keep a result in the file for them."""
        if file := self.config.getoption("alcazar_results", None):
            with Path(file).open("a", encoding="utf-8") as results:
                results.write(json.dumps(result) + "\n")


class SubmissionCell(IPyNbCell):
    """One cell of a submission: an answer, which may fail, a check, which is compared, or one that makes ready."""

    @classmethod
    def of(cls, parent: Submission, number: int, cell: NotebookNode) -> "SubmissionCell":
        """Make the item for a cell; only a check is compared, and nothing in the cell can change that."""
        answer, check = answer_id(cell), check_id(cell)
        name = f"{answer} answer" if answer else f"{check} check" if check else f"cell {number}"
        options = defaultdict(bool, check=bool(check), check_exception=bool(answer))
        item: SubmissionCell = cls.from_parent(parent, name=name, cell_num=number, cell=cell, options=options)
        item.exercise, item.is_check = answer or check, bool(check)
        return item

    def setup(self) -> None:
        """Expect nothing: nbval would expect every cell after one that timed out to fail."""

    def runtest(self) -> None:
        """Run the cell, unless its exercise is lost or not attempted, and note how it went."""
        verdict, reason = FAILED, ""
        try:
            if self.exercise and self.exercise not in self.parent.attempted:
                verdict, reason = NOT_ATTEMPTED, "the answer is still the starter"
                if self.is_check:
                    self.raise_cell_error(f"{self.exercise} not attempted: {reason}")
                return
            self.run_watched()
            verdict, reason = PASSED, self.raised()
        except NbCellError as problem:
            reason = reason or self.parent.lost.get(self.exercise) or str(problem)
            raise
        finally:
            self.note(verdict, reason)

    def run_watched(self) -> None:
        """Run the cell; after a death or a timeout its exercise is lost and the next one gets a new kernel."""
        if self.exercise in self.parent.lost:
            self.raise_cell_error(f"{self.exercise} failed: {self.parent.lost[self.exercise]}")
        try:
            self.parent.make_ready(self.cell_num)
            super().runtest()
        except DeadKernelError as death:
            self.parent.lose(self.exercise, str(death))
            self.raise_cell_error(f"{self.exercise or self.name} failed: {death}")
        finally:
            if self.parent.timed_out:
                seconds = self.config.option.nbval_cell_timeout
                self.parent.lose(self.exercise, f"it took longer than {seconds:g} seconds")

    def raised(self) -> str:
        """Return the exception that the cell showed, in one line."""
        errors = [output for output in self.test_outputs or () if output.output_type == "error"]
        return f"{errors[-1].ename}: {errors[-1].evalue}".splitlines()[0] if errors else ""

    def note(self, verdict: str, reason: str) -> None:
        """Keep the result of an answer or a check."""
        if self.exercise:
            self.parent.note(
                exercise=self.exercise,
                is_check=self.is_check,
                verdict=verdict,
                reason=reason,
                expected=self.parent.expected.get(self.exercise, "") if self.is_check else "",
                actual=plain_text(self.test_outputs or ()),
            )
