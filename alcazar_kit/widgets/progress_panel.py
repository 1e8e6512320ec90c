"""The progress panel: chapters, points, and the exercises of those begun. It reads progress and never changes it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .. import theme
from ..checking.verdict import Verdict
from ..course import Chapter, Course, Exercise
from ..exercises import chapters_with_exercises
from ..progress import Record
from ..showing import pictures

Records = dict[str, Record]

SIGN = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.NOT_ATTEMPTED: "·"}
BAR = 10

_COLOUR = {Verdict.PASSED: "green", Verdict.FAILED: "red", Verdict.NOT_ATTEMPTED: "dim"}
_COLOURS = {Verdict.PASSED: theme.GOOD, Verdict.FAILED: theme.BAD, Verdict.NOT_ATTEMPTED: theme.MUTED}


class ProgressPanel:
    """How far a learner is, as text, as HTML, and in a live notebook with a button that reads it afresh.

    Args:
        course: the course.
        records: returns the records by exercise id.
    """

    def __init__(self, course: Course, records: Callable[[], Records]) -> None:
        self.course = course
        self.records = records

    def plain(self) -> str:
        """Return the panel as text."""
        records = self.records()
        lines = [_summary(self.course, records), ""]
        for chapter in chapters_with_exercises(self.course):
            earned, possible = _points(chapter, records)
            lines.append(f"{chapter.number:2} {chapter.title}  {_bar(earned, possible)} {earned} of {possible} points")
            lines += [f"   {_mark(exercise.id, records)}  {exercise.title}" for exercise in _listed(chapter, records)]
        return "\n".join(lines)

    def html(self) -> str:
        """Return the panel as HTML."""
        records = self.records()
        rows = (row for chapter in chapters_with_exercises(self.course) for row in _rows_html(chapter, records))
        return pictures.indented(pictures.strong(_summary(self.course, records)), pictures.table(rows))

    def print(self, console: Console) -> None:
        """Print the panel in a terminal."""
        records = self.records()
        table = Table(title=_summary(self.course, records), title_justify="left", show_header=False, box=None)
        for chapter in chapters_with_exercises(self.course):
            earned, possible = _points(chapter, records)
            table.add_row(Text(f"{chapter.number} {chapter.title}", style="bold"), _bar(earned, possible),
                          f"{earned} of {possible} points")  # fmt: skip
            for exercise in _listed(chapter, records):
                verdict = records.get(exercise.id, Record()).verdict
                mark = Text(f"{SIGN[verdict]} {verdict.value}", style=_COLOUR[verdict])
                table.add_row(f"  {exercise.id} {exercise.title}", mark, f"{exercise.points}")
        console.print(table)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": self.plain(), "text/html": self.html()}
        return bundle if os.environ.get("ALCAZAR_KIT_RECORD") else _widget(self) | bundle


def _widget(panel: ProgressPanel) -> dict[str, Any]:
    """Return the widget's view; where there are no widgets, nothing."""
    try:
        import ipywidgets
    except ImportError:
        return {}
    page = ipywidgets.HTML(panel.html())
    button = ipywidgets.Button(description="Refresh", tooltip="Read the progress afresh")
    button.on_click(lambda _: setattr(page, "value", panel.html()))
    bundle: dict[str, Any] = ipywidgets.VBox([page, button])._repr_mimebundle_()
    return bundle


def _summary(course: Course, records: Records) -> str:
    totals = [_points(chapter, records) for chapter in course.chapters]
    exercises = [exercise for chapter in course.chapters for exercise in chapter.exercises]
    passed = sum(records.get(exercise.id, Record()).verdict is Verdict.PASSED for exercise in exercises)
    earned, possible = sum(total[0] for total in totals), sum(total[1] for total in totals)
    return f"{passed} of {len(exercises)} exercises passed, {earned} of {possible} points"


def _points(chapter: Chapter, records: Records) -> tuple[int, int]:
    passed = [e.points for e in chapter.exercises if records.get(e.id, Record()).verdict is Verdict.PASSED]
    return sum(passed), sum(exercise.points for exercise in chapter.exercises)


def _listed(chapter: Chapter, records: Records) -> tuple[Exercise, ...]:
    """Return the exercises of a chapter that was begun; of one that wasn't, its own line says enough."""
    begun = any(records.get(e.id, Record()).verdict is not Verdict.NOT_ATTEMPTED for e in chapter.exercises)
    return chapter.exercises if begun else ()


def _bar(earned: int, possible: int) -> str:
    full = BAR * earned // possible if possible else 0
    return "█" * full + "░" * (BAR - full)


def _mark(exercise: str, records: Records) -> str:
    verdict = records.get(exercise, Record()).verdict
    return f"{exercise:5}{SIGN[verdict]} {verdict.value:13}"


def _rows_html(chapter: Chapter, records: Records) -> Iterator[list[str]]:
    earned, possible = _points(chapter, records)
    title = pictures.strong(f"{chapter.number} {chapter.title}")
    yield [title, pictures.bar(earned, possible), pictures.muted(f"{earned} of {possible} points")]
    for exercise in _listed(chapter, records):
        verdict = records.get(exercise.id, Record()).verdict
        mark = f"{SIGN[verdict]} {verdict.value}"
        yield [pictures.mono(f"  {exercise.id} {exercise.title}"), pictures.badge(mark, _COLOURS[verdict]), ""]
