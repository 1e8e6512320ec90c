"""What ``alcazar-kit grade`` does: gathers submissions, has them judged, shows and writes what came of it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from ..atomic import write_text
from ..course import Course
from ..errors import KitError
from ..workspace import Workspace
from .class_run import ClassRun
from .gathering import Handed, gather
from .report import print_report
from .reporting.records import VERSION, Record
from .sandbox.level import Level, available

STOPPED = 130
"""The exit status of a run that was stopped from the keyboard, as shells have it."""


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for; ``docs/grading.md`` says what each option does."""

    seed: int | None = None
    jobs: int | None = None
    output: Path | None = None
    json: Path | None = None
    junit: Path | None = None
    dask: str = ""
    trust: bool = False


def grade(course: Course, places: Sequence[Path], wishes: Wishes, console: Console | None = None) -> int:
    """Judge submissions, say what came of it, and return the exit status.

    Args:
        course: the course whose solutions judge.
        places: notebooks, and folders of notebooks.
        wishes: the options.
        console: where to print; standard output where none is given.

    Returns:
        0 where every exercise passed, 1 where one did not, 2 where a notebook could not be judged, 130 where the run
        was stopped.

    Raises:
        KitError: there is nothing to judge, other people's submissions can't be kept apart here, or a report can't
            be written.
    """
    console = console or Console(highlight=False)
    handed, level = gather(course, places), available()[0]
    if level is Level.LIMITS and not wishes.trust:
        _refuse_others(course, handed)
    folder = wishes.output or (Path("grades") if any(place.is_dir() for place in places) else None)
    run = ClassRun(course, handed, level, folder, wishes.seed, wishes.jobs, dask=wishes.dask)
    try:
        records = _judged(run, console)
    except KeyboardInterrupt:
        console.print(f"Stopped with {len(run.done)} of {len(handed)} judged.", _goes_on(folder))
        return STOPPED
    print_report(console, records)
    _write(run, records, wishes, console)
    return _status(records)


def _judged(run: ClassRun, console: Console) -> list[Record]:
    with _bar(console, len(run.handed)) as bar:
        task = bar.add_task("reading", total=len(run.handed))

        def finished(record: Record) -> None:
            bar.update(task, advance=1, description=record["student"][:30])

        return run.go(finished, lambda what: bar.update(task, description=what))


@contextmanager
def _bar(console: Console, total: int) -> Iterator[Progress]:
    """Show a bar at a terminal, and nothing elsewhere; it goes when the run is over."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal or total == 0) as progress:
        yield progress


def _write(run: ClassRun, records: list[Record], wishes: Wishes, console: Console) -> None:
    if wishes.json:
        report = {"version": VERSION, "seed": run.conditions.seed, "submissions": records}
        try:
            write_text(wishes.json, json.dumps(report, indent=1) + "\n")
        except OSError as problem:
            raise KitError(f"The report can't be written to {wishes.json}: {problem.strerror}.") from None
    if wishes.junit:
        from .junit import write

        write(wishes.junit, records)
    if run.folder:
        from .reporting.writing import write_all

        with console.status("writing the reports"):
            write_all(run.folder, records, "Alcazar")
        console.print(Text(f"Written to {run.folder}: overview.html, gradebook.csv, reports, records"), soft_wrap=True)


def _refuse_others(course: Course, handed: Sequence[Handed]) -> None:
    """Refuse what may be another person's code, where it could read and write what its grader can."""
    own = [course.root / "exercises", course.root / "solutions", Workspace.find(course).root]
    others = [entry.name for entry in handed if not any(entry.path.resolve().is_relative_to(place) for place in own)]
    if others:
        raise KitError(
            f"{others[0]} is not of your own workspace, and there is no sandbox here: {available()[1]}. "
            "Code that is graded could read and write your files. Trust it with --trust, or see alcazar-kit doctor."
        )


def _goes_on(folder: Path | None) -> str:
    return "The same command goes on from there." if folder else "With --output, it could go on from there."


def _status(records: Sequence[Record]) -> int:
    if any(record["error"] is not None for record in records):
        return 2
    return int(any(result["verdict"] != "passed" for record in records for result in record["exercises"]))
