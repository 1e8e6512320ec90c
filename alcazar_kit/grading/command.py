"""What ``alcazar-kit grade`` does: gathers submissions, has them judged, shows and writes what came of it."""

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..atomic import write_text
from ..course import Course
from ..errors import KitError
from ..showing.visible import counted
from ..workspace import Workspace
from .class_run import ClassRun
from .gathering import Handed, gather, no_notebooks, without_notebook
from .kept import Kept
from .reporting.records import VERSION, Record
from .reporting.terminal import Ended, print_report
from .running import Bar
from .sandbox.level import Level, available

STOPPED = 130
"""The exit status of a run that was stopped from the keyboard, as shells have it."""


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for; ``docs/grading.md`` says what each option does."""

    chapter: Sequence[str] = ()
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
        KitError: there is nothing to judge, other people's submissions can't be kept apart here, a report can't be
            written, or the machine gives no room for files.
    """
    console = console or Console(highlight=False)
    run: ClassRun | None = None
    try:
        run = _run(course, places, wishes)
        begin = time.monotonic()
        with Bar(console, run):
            records = run.go()
        if not records:
            raise KitError(f"Of {counted(len(run.handed), 'notebook')} none is of what --chapter names.")
        ended = Ended(records, run.unchanged, time.monotonic() - begin, run.kept.folder, tuple(_notes(run, places)))
        print_report(console, ended)
        _write(ended, run.seed, wishes, console)
        return _status(records)
    except OSError as problem:
        raise KitError(f"The run can't go on: {problem}.") from None
    except KeyboardInterrupt:
        with suppress(KeyboardInterrupt):
            console.print(_stopped(run))
        return STOPPED


def _run(course: Course, places: Sequence[Path], wishes: Wishes) -> ClassRun:
    handed, level = gather(course, places), _level(wishes)
    if level is Level.LIMITS and not wishes.trust:
        _refuse_others(course, handed)
    kept = Kept(wishes.output or (Path("grades") if any(place.is_dir() for place in places) else None))
    chapters = frozenset(chapter.number for chapter in course.named(wishes.chapter)) if wishes.chapter else frozenset()
    seed = kept.seed(wishes.seed)
    return ClassRun(course, handed, level, kept, seed, wishes.jobs, chapters=chapters, dask=wishes.dask)


def _level(wishes: Wishes) -> Level:
    """Return the least that keeps submissions apart; on a cluster it is the workers that have to offer it."""
    return Level.BUBBLEWRAP if wishes.dask and not wishes.trust else available()[0]


def _refuse_others(course: Course, handed: Sequence[Handed]) -> None:
    """Refuse what may be another person's code, where it could read and write what its grader can."""
    places = course.root / "exercises", course.root / "solutions", Workspace.find(course).root
    own = [place.resolve() for place in places]
    others = [entry.name for entry in handed if not any(entry.path.resolve().is_relative_to(place) for place in own)]
    if others:
        raise KitError(
            f"{others[0]} is not of your own workspace, and there is no sandbox here: {available()[1]}. "
            "Code that is graded could read and write your files. Trust it with --trust, or see alcazar-kit doctor."
        )


def _notes(run: ClassRun, places: Sequence[Path]) -> list[str]:
    left_out = [f"{counted(run.left_out, 'notebook')} of other chapters left out."] if run.left_out else []
    told = {"No notebook was found in": without_notebook(places), "These are no notebooks": no_notebooks(places)}
    return [*run.kept.notes, *left_out, *(f"{what}: {', '.join(names)}." for what, names in told.items() if names)]


def _write(ended: Ended, seed: int, wishes: Wishes, console: Console) -> None:
    """Write what was asked for: what is made without being asked comes first, so that a wrong path loses none of it."""
    if ended.folder:
        from .reporting.writing import write_all

        with console.status("writing the reports"):
            write_all(ended.folder, ended.records, "Alcazar")
        where = f"Open {ended.folder / 'overview.html'}; beside it are gradebook.csv, reports/ and records/."
        console.print(Text(where), soft_wrap=True)
    if wishes.json:
        _write_json(wishes.json, ended.records, seed)
    if wishes.junit:
        from .reporting.junit import write

        write(wishes.junit, ended.records)


def _write_json(file: Path, records: Sequence[Record], seed: int) -> None:
    report = {"version": VERSION, "seed": seed, "submissions": records}
    try:
        write_text(file, json.dumps(report, indent=1) + "\n")
    except OSError as problem:
        raise KitError(f"The report can't be written to {file}: {problem.strerror}.") from None


def _stopped(run: ClassRun | None) -> Text:
    if run is None:
        return Text("Stopped before anything was judged.")
    goes_on = "The same command goes on from there." if run.kept.folder else "With --output, it could go on from there."
    return Text(f"Stopped with {len(run.done)} of {len(run.handed)} judged. {goes_on}")


def _status(records: Sequence[Record]) -> int:
    if any(record["error"] is not None for record in records):
        return 2
    return int(any(result["verdict"] != "passed" for record in records for result in record["exercises"]))
