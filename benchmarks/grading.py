"""Grades the same class with alcazar-kit, nbgrader and otter-grader, and prints what each took. It keeps no results.

Run it in the kit's environment, from the course's folder: ``python -m benchmarks.grading --cache FOLDER``.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table

from alcazar_kit.course import Chapter, Course, load_course

from .classes import Student, students
from .environments import environment
from .graders import GRADERS, Alcazar, Grader
from .measuring import MB, Failed, Measured, measure

FIGURES = ("s in all", "s each", "CPU s each", "per minute", "peak MB")

Points = dict[str, float]


@click.command()
@click.option("--cache", type=click.Path(path_type=Path), required=True, help="Where the graders' environments go.")
@click.option("--students", "number", default=20, show_default=True, help="How many submissions each grader gets.")
@click.option("--chapter", default=3, show_default=True, help="The chapter that is graded.")
@click.option("--rounds", default=3, show_default=True, help="How often each grades; its fastest run counts.")
@click.option("--growth", default="1,2,5,10,20,50,100,200", show_default=True, help="Sizes of classes for alcazar-kit.")
@click.option("--limit", default=1800.0, show_default=True, help="Seconds that one command may take.")
def main(cache: Path, number: int, chapter: int, rounds: int, growth: str, limit: float) -> None:
    """Compare graders on one class, and show how alcazar-kit's time grows with the class."""
    course, console = load_course(), Console(width=110)
    bench = Bench(course, course.chapter(chapter), cache.absolute(), limit)
    try:
        if number:
            compare(console, bench, bench.students(number), rounds)
        if sizes := [int(size) for size in growth.split(",") if size]:
            grow(console, bench, sizes)
    except Failed as problem:
        raise click.ClickException(str(problem)) from None


@dataclass(frozen=True)
class Bench:
    """What is graded, and where the graders' environments are kept."""

    course: Course
    chapter: Chapter
    cache: Path
    limit: float

    def students(self, number: int) -> list[Student]:
        """Return a class of that many."""
        return list(students(self.course, self.chapter, number))

    def grade(self, kind: type[Grader], group: Sequence[Student]) -> tuple[Measured, Points]:
        """Grade a class in a new folder; return what that took, and the points."""
        python = environment(kind, self.cache, self.course.root)
        with tempfile.TemporaryDirectory(prefix="alcazar-benchmark-") as folder:
            grader = kind(self.course, self.chapter, python, Path(folder))
            grader.prepare(group)
            measured = measure(grader.commands(group), at_once=kind.at_once, limit=self.limit)
            return measured, grader.points(group)


def compare(console: Console, bench: Bench, group: Sequence[Student], rounds: int) -> None:
    """Print what each grader takes for the class, and whether all give the same points."""
    runs = list(attempts(console, bench, group, rounds))
    slowest_first = sorted(runs, key=lambda run: -run[1].seconds)
    best = {kind: took for kind, took, _ in slowest_first}  # of those of a kind, the last one stays
    peer = next(took.seconds for kind, took in best.items() if kind.name == "nbgrader")
    title = f"{bench.chapter.stem}, {len(group)} submissions, {os.cpu_count()} cores, the fastest of {rounds}"
    table = Table("grader", *FIGURES, "throughput ÷ nbgrader's", title=title, title_justify="left")
    for kind in GRADERS:
        took = best[kind]
        table.add_row(kind.requirement or kind.name, *figures(took, len(group)), f"{peer / took.seconds:.2f}")
    console.print(table)
    own = next(points for kind, _, points in runs if kind is Alcazar)
    differences = {
        f"{kind.name} gave {name} {points[name]:g} points, alcazar-kit {own[name]:g}."
        for kind, _, points in runs
        for name in own
        if points[name] != own[name]
    }
    console.print("\n".join(sorted(differences)) or "All gave the same points to each student.")


def attempts(
    console: Console, bench: Bench, group: Sequence[Student], rounds: int
) -> Iterator[tuple[type[Grader], Measured, Points]]:
    """Yield the runs of all graders, in turn; one that fails is told and left out, unless its grader has no other.

    Two commands of Otter's at once now and then give two kernels the same port.
    """
    done = set[type[Grader]]()
    for last in (number == rounds - 1 for number in range(rounds)):
        for kind in GRADERS:
            try:
                yield kind, *bench.grade(kind, group)
                done.add(kind)
            except Failed as problem:
                if last and kind not in done:
                    raise
                console.print(f"A run of {kind.name} failed and is left out: {str(problem).splitlines()[0]}")


def grow(console: Console, bench: Bench, sizes: Sequence[int]) -> None:
    """Print how alcazar-kit's time and memory grow with the class."""
    group = bench.students(max(sizes))
    table = Table("submissions", *FIGURES, title="alcazar-kit, by the size of the class", title_justify="left")
    with Live(table, console=console):  # what is there when it is stopped is shown all the same
        for size in sizes:
            took, _ = bench.grade(Alcazar, group[:size])
            table.add_row(str(size), *figures(took, size))


def figures(took: Measured, number: int) -> list[str]:
    """Return what was measured in the words of FIGURES."""
    each = took.seconds / number
    shown = [(took.seconds, 1), (each, 2), (took.cpu / number, 2), (60 / each, 1), (took.memory / MB, 0)]
    return [f"{value:.{digits}f}" for value, digits in shown]


if __name__ == "__main__":
    main()
