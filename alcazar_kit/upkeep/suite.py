"""All tests of the course in one run, with a summary. What each test checks is said where it is written."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from ..course import Course
from ..errors import KitError
from ..own_tests import run
from ..workspace import Workspace

WORKERS = ["-n", "2", "--dist", "loadfile"]
"""Two processes, each test file or notebook whole in one of them: more do not pay on two cores."""


@dataclass(frozen=True)
class Step:
    """One command of the run."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Result:
    """How a step ended."""

    step: Step
    code: int
    seconds: float


def run_all(course: Course, *, with_long: bool = False) -> int:
    """Run every test, show a summary, and return the exit status: 0 where all passed."""
    console = Console()
    results = []
    for step in steps(course, with_long=with_long):
        console.rule(step.name, align="left")
        begin = time.monotonic()
        code = subprocess.call(step.command, cwd=course.root, env=_environment(course))
        results.append(Result(step, code, time.monotonic() - begin))
    console.print(_summary(results))
    return int(any(result.code for result in results))


def run_mine(course: Course) -> int:
    """Run the framework's tests on the package of the learner's furthest chapter, and return the exit status.

    Raises:
        KitError: the learner has not built a package.
    """
    workspace = Workspace.find(course)
    furthest = workspace.furthest()
    if furthest is None:
        raise KitError(f"There is no package of yours in {workspace.root}: open a chapter first.")
    result = run(course, workspace.mirror, 1, furthest)
    Console(highlight=False).print(result.plain(), markup=False)
    return 0 if result.succeeded else 1


def steps(course: Course, *, with_long: bool = False) -> Iterator[Step]:
    """Yield the commands of a run, the quick ones first."""
    python = [sys.executable, "-m"]
    yield Step("lint", [*python, "ruff", "check"])
    yield Step("format", [*python, "ruff", "format", "--check"])
    yield Step("types", [*python, "mypy"])
    yield Step("the notebooks make alcazar/ and exercises/", [*python, "alcazar_kit", "build", "--check"])
    chosen = [] if with_long else ["-m", "not long"]
    yield Step("tests", [*python, "pytest", "-q", "tests", *WORKERS, *chosen])
    coverage = [*python, "coverage"]
    measured = ["run", "--branch", "--source=alcazar", "-m", "pytest", "-q", "tests/framework", *chosen]
    yield Step("branch coverage of alcazar/", [*coverage, *measured])
    yield Step("branch coverage is complete", [*coverage, "report", "--fail-under=100", "--skip-covered"])
    if notebooks := _notebooks(course):
        options = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "60", "-p", "no:cacheprovider"]
        yield Step("notebooks", [*python, "pytest", "-q", *options, *WORKERS, *notebooks])


def _notebooks(course: Course) -> list[str]:
    chapters = course.chapters[::-1]  # the last ones take longest: whoever begins with them isn't left alone with one
    places = [course.walkthrough(chapter) for chapter in chapters]
    places += [course.solutions(chapter) for chapter in chapters]
    return [str(path.relative_to(course.root)) for path in places if path.is_file()]


def _environment(course: Course) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("ALCAZAR_")}
    return inherited | {"ALCAZAR_COURSE": str(course.root), "PYTHONPATH": str(course.root)}


def _summary(results: Sequence[Result]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for result in results:
        word, style = ("passed", "green") if result.code == 0 else ("failed", "red")
        table.add_row(word, result.step.name, f"{result.seconds:.0f} s", style=style)
    return table
