"""A check: it collects what an exercise shows, compares it with what the solution shows, and says a verdict.

It states no expectation of its own, finds no solution and keeps no progress: who makes it hands those in.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType

from IPython.display import display

from .checking import apart, observation
from .checking.difference import compare
from .checking.given import Given
from .checking.observation import Observation
from .checking.verdict import Result, Seen, Verdict
from .course import Exercise
from .errors import KitError


class CheckFailed(Exception):  # noqa: N818 - a verdict, not an error
    """Raised at the end of a check that isn't passed, only while nbgrader executes it."""


def _nothing(*_: object) -> None:
    """Do nothing."""


@dataclass
class Check:
    """The context of a check cell: ``with check("3.2") as given: show(app, …)``.

    While it is open, ``show`` and its like add to its observation, and what the answer prints is kept apart.
    At its end it displays one output: in recorded mode the observation alone, else the verdict.

    Attributes:
        exercise: which one is checked.
        given: the inputs; what ``as`` names.
        expected: the text of the solution's observation, None in recorded mode or where there is none.
        attempted: False while the answer cell is still as it came.
        stopped: what the answer raised when it ran, in one line.
        recorded: True to display the observation alone: nothing is compared, and ``record`` is not called.
        activate: called at the start, to put the answer's names where the cell finds them.
        deactivate: called at the end in any case, to undo that.
        record: called with the verdict, to keep progress.
        result: what came of it; None before the end and in recorded mode.
    """

    exercise: Exercise
    given: Given
    expected: str | None = None
    attempted: bool = True
    stopped: str = ""
    recorded: bool = False
    activate: Callable[[], object] = _nothing
    record: Callable[[Verdict], object] = _nothing
    deactivate: Callable[[], object] = _nothing
    result: Result | None = field(default=None, init=False)

    def __enter__(self) -> Given:
        self._open = ExitStack()
        with ExitStack() as opening:
            opening.callback(self.deactivate)
            self._printed = opening.enter_context(apart.apart())
            self._seen = opening.enter_context(observation.observing())
            self.activate()
            self._open = opening.pop_all()
        return self.given

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        self._open.close()
        if error is not None:
            if isinstance(error, KitError) or not isinstance(error, (Exception, SystemExit)):
                return False
            self._seen.add(observation.CHECK, [("raised", type(error).__name__)], f"{type(error).__name__}: {error}")
        self._conclude(self._seen)
        return True

    def _conclude(self, seen: Observation) -> None:
        if self.recorded:
            display(Seen(tuple(seen.shown)))
            return
        self.result = self._judged(seen)
        display(self.result)
        self.record(self.result.verdict)
        if os.environ.get("NBGRADER_EXECUTION") and self.result.verdict is not Verdict.PASSED:
            raise CheckFailed(self.result.title)

    def _judged(self, seen: Observation) -> Result:
        printed = self._printed.stdout + self._printed.stderr
        if not self.attempted:
            return Result(self.exercise, Verdict.NOT_ATTEMPTED)
        if self.expected is None:
            raise KitError(f"There is nothing to compare {self.exercise.id} with: its solution has no stored output.")
        difference = compare(self.expected, str(seen), [block.note for block in seen.blocks])
        verdict = Verdict.FAILED if difference else Verdict.PASSED
        return Result(self.exercise, verdict, difference, printed, self.stopped if difference else "")
