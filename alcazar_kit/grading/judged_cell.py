"""One cell of a submission as nbval runs it: what its verdict is, and why. It starts no kernel and gives no points."""

# mypy: allow-subclassing-any
# nbval comes without types.

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbval.plugin import IPyNbCell, NbCellError

from ..checking.difference import compare
from ..checking.verdict import Verdict
from ..notebooks.cells import answer_id, check_id
from ..showing.visible import shortened, visible
from .kernel import DeadKernelError
from .submission import plain_text

if TYPE_CHECKING:
    from .judged_notebook import JudgedNotebook

COMPANY = 4
"""By how much shorter a cell's time is in a kernel in which another exercise ran, since it gets all of it alone."""

STUMBLES = (AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What nbval raises on what an answer sends in its kernel's name; it takes for granted that no kernel lies."""

NO_SENSE = "its kernel sent messages that make no sense"
"""The reason where nbval stumbled over them."""

MOST_OF_A_REASON, MOST_OF_AN_OUTPUT = 300, 50_000

_CELL_FILE = re.compile(r" \(\d+\.py, ")
"""What a kernel calls a cell, another name in each run."""

_BUILDS = re.compile(r"%%answer[^\n]*\s+%%")
"""An answer that is merged into files and not run."""

_REFUSED = re.compile(r"^Error: (.+)", re.MULTILINE)
"""What the kit prints of a mistake in an answer."""


class JudgedCell(IPyNbCell):
    """One cell of a submission: an answer, which may fail, a check, which is compared, or one that makes ready."""

    @classmethod
    def of(cls, parent: "JudgedNotebook", number: int, cell: NotebookNode) -> "JudgedCell":
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
        except Exception as problem:  # the machine's fault or the kit's: no answer can have caused it
            if self.parent.judging:
                self.parent.judging.problem = problem
            self.session.shouldstop = str(problem)
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
        self.config.option.nbval_cell_timeout = self.parent.patience / (COMPANY if self.has_company() else 1)
        if self.is_check:
            self.cell.outputs = _display(self.parent.expected[self.exercise])
        try:
            super().runtest()
        except (DeadKernelError, NbCellError, *STUMBLES) as problem:
            self.try_alone(problem)
        finally:
            if self.parent.timed_out:
                self.parent.lose(self.exercise, self.too_long())

    def too_long(self) -> str:
        """Return the reason of a cell that ran out of time."""
        return f"it took longer than {self.parent.patience:g} seconds"

    def has_company(self) -> bool:
        """Whether another exercise ran in the same kernel, and may be at fault for what happens there."""
        return bool(self.exercise) and self.parent.ran != {self.exercise}

    def refuse_if_lost(self) -> None:
        """Fail at once where the exercise is lost."""
        if self.exercise in self.parent.lost:
            self.raise_cell_error(f"{self.exercise} failed: {self.parent.lost[self.exercise]}")

    def try_alone(self, problem: Exception) -> None:
        """Run a cell that failed once more where nothing that another exercise left behind can have been at fault."""
        if self.has_company():
            self.parent.stop_kernel()
            self.run_watched()
        elif isinstance(problem, NbCellError):
            raise problem
        else:
            reason = str(problem) if isinstance(problem, DeadKernelError) else NO_SENSE
            reason = self.too_long() if self.parent.timed_out else reason
            self.parent.lose(self.exercise, reason)
            self.raise_cell_error(f"{self.exercise or self.name} failed: {reason}")

    def repr_failure(self, excinfo: Any) -> str:
        """Say in a few lines what a learner has to know: the verdict, and where a check shows something else."""
        actual = self.shown()
        difference = compare(self.parent.expected[self.exercise], actual) if self.is_check and actual else None
        if difference is None:
            return str(excinfo.value)
        return f"{self.exercise} failed {difference.place}\n{difference.plain()}"

    def format_output_compare(self, key: str, left: Any, right: Any) -> None:
        """Look for no difference as nbval does: that takes hours on some texts, and nobody reads it."""

    def raised(self) -> str:
        """Return the exception that the cell showed, or the mistake that kept it from being built, in one line."""
        errors = [output for output in self.test_outputs or () if output.output_type == "error"]
        if self.exercise in self.parent.lost:
            return ""
        if not errors:
            return self.refused()
        said = _CELL_FILE.sub(" (", errors[-1].evalue.partition("\n")[0])
        return f"{errors[-1].ename}: {said}" if said else str(errors[-1].ename)

    def refused(self) -> str:
        """Return what ``%%answer`` said of a cell that builds and could not: it prints that and raises nothing."""
        if self.is_check or not _BUILDS.match(self.cell.source):
            return ""
        printed = [output.text for output in self.test_outputs or () if output.output_type == "stream"]
        said = _REFUSED.findall("".join(printed))
        return str(said[-1]) if said else ""

    def in_words(self, problem: NbCellError) -> str:
        """Return why a cell failed that raised nothing, in the course's words where it is not nbval that knows."""
        return str(problem) if plain_text(self.test_outputs or ()) or not self.is_check else "the check showed nothing"

    def shown(self) -> str:
        """Return what the cell showed: as much as a right one can show, and only what can be written."""
        text = plain_text(self.test_outputs or ())[:MOST_OF_AN_OUTPUT]
        return text.encode("utf-8", "backslashreplace").decode()

    def note(self, verdict: Verdict, reason: str) -> None:
        """Keep the result of an answer or a check."""
        if self.exercise:
            self.parent.note(
                exercise=self.exercise,
                is_check=self.is_check,
                verdict=verdict.value,
                reason=shortened(visible(reason), MOST_OF_A_REASON) if reason else "",
                actual=self.shown(),
            )


def _display(text: str) -> list[NotebookNode]:
    return [new_output("display_data", {"text/plain": text})] if text else []
