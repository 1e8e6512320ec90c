"""What a run says at the terminal: a table for each submission, or for a class a line for each. It judges nothing."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..checking.verdict import Verdict
from .reporting.records import Record, Result

LOOK = {Verdict.PASSED: ("✓", "green"), Verdict.FAILED: ("✗", "red"), Verdict.NOT_ATTEMPTED: ("–", "dim")}

FEW = 5
"""Up to so many submissions get a table each."""


def print_report(console: Console, records: Sequence[Record]) -> None:
    """Print how submissions were judged, what they earned, and what repeats the run."""
    if len(records) > FEW:
        console.print(_class_table(records))
    else:
        for record in records:
            _print_submission(console, record)
    judged = [record for record in records if record["error"] is None]
    for record in (record for record in records if record["error"] is not None and len(records) > FEW):
        console.print(Text(f"Error: {record['path']}: {record['error']}", style="red"), soft_wrap=True)
    if judged:
        points, possible = sum(r["points"] for r in judged), sum(r["possible"] for r in judged)
        seed, sandbox = judged[0]["seed"], judged[0]["sandbox"]
        console.print(Text(f"{points} of {possible} points · sandbox: {sandbox} · --seed {seed} repeats the inputs"))


def _print_submission(console: Console, record: Record) -> None:
    if record["error"] is not None or record["chapter"] is None:
        console.print(Text(f"Error: {record['path']}: {record['error']}", style="red"), soft_wrap=True)
        return
    chapter = record["chapter"]
    table = Table(title=f"{chapter['number']} · {chapter['title']} — {record['path']}", title_justify="left")
    table.add_column("exercise")
    table.add_column("verdict", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("first difference", overflow="fold")
    for result in record["exercises"]:
        sign, style = LOOK[Verdict(result["verdict"])]
        name, verdict = f"{result['id']} {result['title']}", f"{sign} {result['verdict']}"
        points = f"{result['points']} of {result['possible']}"
        table.add_row(Text(name), Text(verdict, style=style), points, Text(_why(result)))
    console.print(table)
    for note in record["notes"]:
        console.print(Text(f"Note: {note}"), soft_wrap=True)


def _class_table(records: Sequence[Record]) -> Table:
    table = Table("student", "chapter", "exercises", title_justify="left")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("seconds", justify="right", no_wrap=True)
    for record in (record for record in records if record["error"] is None):
        chapter = record["chapter"]["stem"] if record["chapter"] else ""
        points = f"{record['points']} of {record['possible']}"
        table.add_row(Text(record["student"]), chapter, _signs(record), points, f"{record['seconds']:.1f}")
    return table


def _signs(record: Record) -> Text:
    signs = Text()
    for result in record["exercises"]:
        sign, style = LOOK[Verdict(result["verdict"])]
        signs.append(sign, style)
    return signs


def _why(result: Result) -> str:
    lines = [result["reason"]] if result["reason"] else []
    if difference := result["difference"]:
        lines += [f"{difference['place']}: {difference['command']}"]
        if row := next((row for row in difference["rows"] if row["differs"]), None):
            lines += [
                f"{row['field']}: expected {row['expected']}",
                f"{'':{len(row['field']) + 2}}yours    {row['yours']}",
            ]
    return "\n".join(lines)
