"""What a run shows at a terminal while it goes on: one line, which is gone when it is over. It judges nothing."""

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)  # fmt: skip

from .class_run import ClassRun
from .reporting.records import Record
from .reporting.text import one_line

NAME = 24
"""The most characters of a student's name."""


class Bar:
    """A bar that follows a run, at a terminal; elsewhere it shows nothing."""

    def __init__(self, console: Console, run: ClassRun) -> None:
        # No markup: students' names are shown.
        columns = (
            SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(20), MofNCompleteColumn(),
            TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn(),
            TextColumn("{task.fields[last]}", style="dim", markup=False),
        )  # fmt: skip
        self.progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.progress.add_task("reading", total=len(run.handed), last="")
        run.began, run.finished = self._began, self._finished
        self.run = run

    def __enter__(self) -> "Bar":
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def _began(self, what: str) -> None:
        self.progress.update(self.task, description=what, total=len(self.run.handed) - self.run.left_out)

    def _finished(self, record: Record) -> None:
        self.progress.update(self.task, advance=1, last=one_line(record["student"], NAME))
