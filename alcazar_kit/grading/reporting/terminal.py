"""What a run says at the terminal: a table for each submission or, for a class, a line for each student.

It judges nothing. What learners wrote is shown with all that can't be seen written out, so that none of it can give
a terminal orders.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ...checking.verdict import Verdict
from .classroom import Classroom, Student, classroom
from .records import Record, Result
from .text import NAME, one_line, shown

LOOK = {Verdict.PASSED: ("✓", "green"), Verdict.FAILED: ("✗", "red"), Verdict.NOT_ATTEMPTED: ("–", "dim")}

FEW = 5
"""Up to so many submissions get a table each."""

NOTES = 10
"""How many notes are printed of a class; the overview has all."""

VALUE = 200
"""The most characters of a value in a table."""


@dataclass(frozen=True)
class Ended:
    """A run that ended.

    Attributes:
        unchanged: how many of the records are those of an earlier run.
        seconds: how long it took.
        folder: where reports are; None where there are none.
        notes: sentences on what was odd about the run itself.
    """

    records: Sequence[Record]
    unchanged: int
    seconds: float
    folder: Path | None
    notes: tuple[str, ...] = ()


def print_report(console: Console, ended: Ended) -> None:
    """Print how submissions were judged, what they earned, and what repeats the run."""
    records, room = ended.records, classroom(ended.records)
    if len(records) <= FEW:
        for record in (record for record in records if record["error"] is None):
            console.print(_submission(record))
            _print_all(console, (f"Note: {note}" for note in record["notes"]))
    elif room.tasks:
        console.print(_class(room))
        notes = [f"Note: {record['path']}: {note}" for record in records for note in record["notes"]]
        more = [f"{len(notes) - NOTES} more notes are in overview.html."] if len(notes) > NOTES else []
        _print_all(console, notes[:NOTES] + more)
    _print_all(console, (f"Error: {r['path']}: {r['error']}" for r in records if r["error"] is not None), "red")
    _print_all(console, (f"Note: {note}" for note in ended.notes))
    _print_all(console, _summary(ended, room))


def _print_all(console: Console, lines: Sequence[str] | Iterator[str], style: str = "") -> None:
    for line in lines:
        console.print(Text(one_line(line), style=style), soft_wrap=True)


def _summary(ended: Ended, room: Classroom) -> Iterator[str]:
    judged = [record for record in ended.records if record["error"] is None]
    if not judged:
        return
    if len(room.students) == 1:
        yield f"{room.students[0].points} of {room.possible} points"
    else:
        average = sum(student.points for student in room.judged) / len(room.judged)
        passed = f"{sum(_has_passed(s, room) for s in room.judged)} of {len(room.students)} students passed everything"
        yield f"{passed}; {average:.1f} of {room.possible} points on average"
    unchanged = f", {ended.unchanged} unchanged since an earlier run" if ended.unchanged else ""
    many = f"{len(ended.records)} submissions" if len(ended.records) > 1 else "1 submission"
    yield f"{many} in {_duration(ended.seconds)}{unchanged}"
    yield f"sandbox: {judged[0]['sandbox']}; --seed {judged[0]['seed']} repeats the inputs"


def _has_passed(student: Student, room: Classroom) -> bool:
    return all(task.id in student.results and student.results[task.id]["verdict"] == "passed" for task in room.tasks)


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def _submission(record: Record) -> Table:
    chapter = record["chapter"] or {"number": 0, "title": ""}
    title = f"{chapter['number']} · {chapter['title']} — {one_line(record['path'], NAME)}"
    table = Table(title=Text(title), title_justify="left")
    table.add_column("exercise")
    table.add_column("verdict", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("first difference", overflow="fold")
    for result in record["exercises"]:
        sign, style = LOOK[Verdict(result["verdict"])]
        name, verdict = f"{result['id']} {result['title']}", f"{sign} {result['verdict']}"
        points = f"{result['points']} of {result['possible']}"
        table.add_row(Text(name), Text(verdict, style=style), points, Text("\n".join(_why(result))))
    return table


def _class(room: Classroom) -> Table:
    """Return a line for each student: signs by exercise where all handed in one chapter, else points by chapter."""
    if len(room.chapters) == 1:
        (number,) = room.chapters
        title, heads = f"{number} · {room.chapters[number]}", [task.id.partition(".")[2] for task in room.tasks]
    else:
        title, heads = "Points by chapter", [str(number) for number in room.chapters]
    cells_of = _signs if len(room.chapters) == 1 else _earned
    lines = [list(cells_of(student, room)) for student in room.students]
    widths = [*map(len, heads), *(len(cell) for line in lines for cell in line)]
    width = max(widths, default=1) + 1
    table = Table(title=Text(title), title_justify="left")
    table.add_column("student", max_width=30, no_wrap=True)
    table.add_column("".join(head.rjust(width) for head in heads), no_wrap=True)
    table.add_column(f"of {room.possible}", justify="right", no_wrap=True)
    for student, cells in zip(room.students, lines, strict=True):
        line = Text().join(Text(" " * (width - len(cell))).append(cell) for cell in cells)
        name = Text(one_line(student.name, NAME), overflow="ellipsis")
        table.add_row(name, line, str(student.points) if student.results else Text("–", "red"))
    return table


def _signs(student: Student, room: Classroom) -> Iterator[Text]:
    for task in room.tasks:
        result = student.results.get(task.id)
        yield Text(*LOOK[Verdict(result["verdict"])]) if result else Text("")


def _earned(student: Student, room: Classroom) -> Iterator[Text]:
    """Yield the points of each chapter: green where it is all of them, nothing where it was not handed in."""
    for number in room.chapters:
        tasks = room.of_chapter(number)
        own = [student.results[task.id]["points"] for task in tasks if task.id in student.results]
        style = "green" if sum(own) == sum(task.possible for task in tasks) else ""
        yield Text(f"{sum(own)}" if own else "", style)


def _why(result: Result) -> Iterator[str]:
    if result["reason"]:
        yield _value(result["reason"])
    if difference := result["difference"]:
        yield f"{one_line(difference['place'], NAME)}: {one_line(difference['command'], VALUE)}"
        if row := next((row for row in difference["rows"] if row["differs"]), None):
            field = one_line(row["field"], NAME)
            yield f"{field}: expected {_value(row['expected'])}"
            yield f"{'':{len(field) + 2}}yours    {_value(row['yours'])}"


def _value(text: str) -> str:
    return shown(text, VALUE).expandtabs(4)
