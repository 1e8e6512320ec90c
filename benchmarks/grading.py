"""Grades the same class with alcazar-kit, nbgrader and otter-grader, and prints what each took. It keeps no results.

Run it in the kit's environment, from the course's folder: ``python -m benchmarks.grading --cache FOLDER``.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from alcazar_kit.course import Chapter, Course, load_course

from .classes import Student, students
from .environments import environment
from .graders import GRADERS, Alcazar, Grader
from .measuring import MB, Failed, Measured, measure

Result = tuple[Measured, dict[str, float]]

FIGURES = ("s in all", "s each", "CPU s each", "per minute", "peak MB")


@click.command()
@click.option("--cache", type=click.Path(path_type=Path), required=True, help="Where the graders' environments go.")
@click.option("--students", "number", default=20, show_default=True, help="How many submissions each grader gets.")
@click.option("--chapter", "chapter_number", default=3, show_default=True, help="The chapter that is graded.")
@click.option("--growth", default="1,2,5,10,20,50,100,200", show_default=True, help="Sizes of classes for alcazar-kit.")
@click.option("--limit", default=1800.0, show_default=True, help="Seconds that one command may take.")
def main(cache: Path, number: int, chapter_number: int, growth: str, limit: float) -> None:
    """Compare graders on one class, and show how alcazar-kit's time grows with the class."""
    course, console = load_course(), Console(width=110)
    chapter = course.chapter(chapter_number)
    kept = cache.absolute()
    console.print(f"{chapter.stem}, {number} submissions, {os.cpu_count()} cores")
    try:
        compare(console, course, chapter, kept, list(students(course, chapter, number)), limit)
        if sizes := [int(size) for size in growth.split(",") if size]:
            grow(console, course, chapter, kept, list(students(course, chapter, max(sizes))), sizes, limit)
    except Failed as problem:
        raise click.ClickException(str(problem)) from None


def compare(
    console: Console, course: Course, chapter: Chapter, cache: Path, group: Sequence[Student], limit: float
) -> None:
    """Print what each grader takes for the class, and whether all give the same points."""
    results = {kind: graded(kind, course, chapter, cache, group, limit) for kind in GRADERS}
    table = Table("grader", *FIGURES, "throughput ÷ nbgrader's")
    seconds = {kind.name: measured.seconds for kind, (measured, _) in results.items()}
    for kind, (measured, _) in results.items():
        ratio = seconds["nbgrader"] / measured.seconds
        table.add_row(kind.requirement or kind.name, *figures(measured, len(group)), f"{ratio:.2f}")
    console.print(table)
    own = results[Alcazar][1]
    for kind, (_, points) in results.items():
        for name in (name for name in own if points[name] != own[name]):
            console.print(f"{kind.name} gave {name} {points[name]:g} points, alcazar-kit {own[name]:g}.")
    if all(points == own for _, points in results.values()):
        console.print(f"All gave the same points to each student: {', '.join(f'{n:g}' for n in own.values())}.")


def grow(
    console: Console, course: Course, chapter: Chapter, cache: Path, group: Sequence[Student], sizes: Sequence[int],
    limit: float,
) -> None:  # fmt: skip
    """Print how alcazar-kit's time and memory grow with the class."""
    table = Table("submissions", *FIGURES, title="alcazar-kit", title_justify="left")
    for size in sizes:
        measured, _ = graded(Alcazar, course, chapter, cache, group[:size], limit)
        table.add_row(str(size), *figures(measured, size))
    console.print(table)


def graded(
    kind: type[Grader], course: Course, chapter: Chapter, cache: Path, group: Sequence[Student], limit: float
) -> Result:
    """Grade a class in a new folder; return what that took, and the points."""
    python = environment(kind, cache, course.root)
    with tempfile.TemporaryDirectory(prefix="alcazar-benchmark-") as folder:
        grader = kind(course, chapter, python, Path(folder))
        grader.prepare(group)
        measured = measure(grader.commands(group), at_once=kind.at_once, limit=limit)
        return measured, grader.points(group)


def figures(measured: Measured, number: int) -> list[str]:
    """Return what was measured in the words of FIGURES."""
    each = measured.seconds / number
    shown = [(measured.seconds, 1), (each, 2), (measured.cpu / number, 2), (60 / each, 1), (measured.memory / MB, 0)]
    return [f"{value:.{digits}f}" for value, digits in shown]


if __name__ == "__main__":
    main()
