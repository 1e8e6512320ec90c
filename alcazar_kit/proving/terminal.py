"""What ``alcazar-kit verify`` prints: a bar while it works, then a table of what it found. It decides nothing."""

from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ..course import Chapter, Course
from ..showing.visible import counted, visible
from .finding import Finding
from .verification import OF_COURSE, questions, verify


def with_bar(course: Course, chapters: list[Chapter], seeds: int, *, slips: bool) -> list[Finding]:
    """Prove chapters of a course, and show how far that is and what is being done."""
    total = sum(len(questions(chapter, slips=slips)) for chapter in chapters)
    total += len(OF_COURSE) if len(chapters) == len(course.chapters) else 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, begun = bar.add_task("proving", total=total), iter(range(total + 1))

        def step(name: str) -> None:
            bar.update(task, completed=next(begun), description=name)

        return verify(course, chapters, seeds, step, slips=slips)


def print_findings(findings: Sequence[Finding], chapters: Sequence[Chapter], seeds: int) -> None:
    """Print each finding in a row, or that there is none."""
    exercises = sum(len(chapter.exercises) for chapter in chapters)
    looked = f"{counted(len(chapters), 'chapter')}, {counted(exercises, 'exercise')}, {counted(seeds, 'seed')}"
    console = Console(highlight=False)
    if not findings:
        console.print(f"Proven: {looked}. Nothing to mend.", style="green", markup=False)
        return
    table = Table("where", "what is wrong", "what to do", box=None, padding=(0, 2, 0, 0), header_style="bold")
    for finding in findings:
        cells = (finding.place, finding.problem, finding.remedy)
        table.add_row(*(Text(_line(cell), overflow="fold") for cell in cells))
    console.print(table)
    console.print(f"\n{counted(len(findings), 'finding')} in {looked}.", style="red", markup=False)


def _line(text: str) -> str:
    return visible(" ".join(text.split()))
