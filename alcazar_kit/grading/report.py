"""What a grading run says: a table for each submission, a total, JSON for other programs. It judges nothing."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..atomic import write_text
from ..checking.difference import Difference
from ..checking.verdict import Verdict
from ..course import Course
from ..errors import KitError
from .grade import Grade, Outcome, grade
from .reference import Reference

VERSION = 1
LOOK = {Verdict.PASSED: ("✓", "green"), Verdict.FAILED: ("✗", "red"), Verdict.NOT_ATTEMPTED: ("–", "dim")}

Judged = tuple[Path, Grade | KitError]


def grade_all(
    course: Course, paths: Sequence[Path], *, json_file: Path | None = None, seed: int | None = None,
    console: Console | None = None,
) -> int:  # fmt: skip
    """Judge submissions, print a table for each, and return the exit status.

    Args:
        course: the course whose solutions judge.
        paths: the notebooks.
        json_file: where the report for other programs goes, if anywhere.
        seed: what the checks draw their inputs from; a fresh one where none is given.
        console: where to print; standard output where none is given.

    Returns:
        0 where every exercise passed, 1 where one did not, 2 where a notebook could not be judged.

    Raises:
        KitError: the report can't be written.
    """
    console = console or Console(highlight=False)
    reference = Reference(course, random.SystemRandom().randrange(1, 1_000_000) if seed is None else seed)
    judged = []
    for number, path in enumerate(paths, 1):
        if len(paths) > 1:
            console.print(Text(f"{number} of {len(paths)} · {path}", style="bold"))
        judged.append(_judge(reference, path))
        _print(console, *judged[-1])
    _print_total(console, judged, reference.seed)
    if json_file:
        _write(json_file, as_json(judged, reference.seed))
    return _status(judged)


def as_json(judged: Sequence[Judged], seed: int) -> dict[str, Any]:
    """Return the report for other programs; ``docs/decisions/0006-grading.md`` describes it."""
    return {"version": VERSION, "seed": seed, "submissions": [_submission(*entry) for entry in judged]}


def _write(file: Path, report: dict[str, Any]) -> None:
    try:
        write_text(file, json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    except OSError as problem:
        raise KitError(f"The report can't be written to {file}: {problem.strerror}.") from None


def _judge(reference: Reference, path: Path) -> Judged:
    try:
        return path, grade(reference, path)
    except KitError as problem:
        return path, problem


def _print(console: Console, path: Path, result: Grade | KitError) -> None:
    if isinstance(result, KitError):
        console.print(Text(f"Error: {result}", style="red"), soft_wrap=True)
        return
    table = Table(title=f"{result.chapter.number} · {result.chapter.title} — {path.name}", title_justify="left")
    table.add_column("exercise")
    table.add_column("verdict", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("first difference", overflow="fold")
    for outcome in result.outcomes:
        sign, style = LOOK[outcome.verdict]
        name = Text(f"{outcome.exercise.id} {outcome.exercise.title}")
        points = f"{outcome.points} of {outcome.exercise.points}"
        table.add_row(name, Text(f"{sign} {outcome.verdict.value}", style=style), points, Text(_why(outcome)))
    console.print(table)
    for note in result.notes:
        console.print(Text(f"Note: {note}"), soft_wrap=True)


def _why(outcome: Outcome) -> str:
    lines = [outcome.reason] if outcome.reason else []
    if difference := outcome.difference:
        lines += [f"{difference.place}: {difference.command}"]
        if row := difference.first:
            lines += [f"{row.field}: expected {row.expected}", f"{'':{len(row.field) + 2}}yours    {row.yours}"]
    return "\n".join(lines)


def _print_total(console: Console, judged: Sequence[Judged], seed: int) -> None:
    grades = [result for _, result in judged if isinstance(result, Grade)]
    if grades:
        points, possible = sum(grade.points for grade in grades), sum(grade.possible for grade in grades)
        console.print(Text(f"{points} of {possible} points; inputs drawn with seed {seed}, --seed {seed} repeats them"))


def _submission(path: Path, result: Grade | KitError) -> dict[str, Any]:
    if isinstance(result, KitError):
        return {"path": str(path), "error": str(result)}
    return {
        "path": str(path),
        "chapter": result.chapter.number,
        "points": result.points,
        "possible": result.possible,
        "notes": list(result.notes),
        "exercises": [_exercise(outcome) for outcome in result.outcomes],
    }


def _exercise(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.exercise.id,
        "title": outcome.exercise.title,
        "verdict": outcome.verdict.value,
        "points": outcome.points,
        "possible": outcome.exercise.points,
        "difference": _difference(outcome.difference) if outcome.difference else None,
        "reason": outcome.reason,
    }


def _difference(difference: Difference) -> dict[str, str]:
    entry = {"place": difference.place, "command": difference.command}
    if row := difference.first:
        entry |= {"field": row.field, "expected": row.expected, "yours": row.yours}
    return entry


def _status(judged: Sequence[Judged]) -> int:
    if any(isinstance(result, KitError) for _, result in judged):
        return 2
    return 0 if all(isinstance(result, Grade) and result.passed for _, result in judged) else 1
