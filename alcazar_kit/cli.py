"""The ``alcazar-kit`` command: it parses words and prints results. What they do is in the modules it calls."""

import io
import sys
from pathlib import Path
from typing import Any

import click

from .course import load_course
from .errors import KitError

_file = click.Path(path_type=Path, dir_okay=False)
_folder = click.Path(path_type=Path, file_okay=False)


class _Commands(click.Group):
    """A group whose mistakes are one sentence, with exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KitError as problem:
            click.echo(f"Error: {problem}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build a web framework, chapter by chapter: the course's own command."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # what its encoding lacks is spelled: one sign ends no run
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lab(options: tuple[str, ...]) -> None:
    """Open JupyterLab on your workspace. OPTIONS go to jupyter lab."""
    from .lab import run

    sys.exit(run(options))


@main.command()
@click.option("--mine", is_flag=True, help="Run the framework's tests on your own package.")
@click.option("--long", "with_long", is_flag=True, help="Run the tests that take long as well.")
def test(mine: bool, with_long: bool) -> None:
    """Run every test of the course. With --mine, run the framework's on your package."""
    from .upkeep import suite

    sys.exit(suite.run_mine(load_course()) if mine else suite.run_all(load_course(), with_long=with_long))


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where something is not up to date.")
def build(check: bool) -> None:
    """Write alcazar/ and exercises/ from the notebooks."""
    from .upkeep import building, terminal

    differences = building.build(load_course(), check=check)
    terminal.print_differences(differences, check=check)
    sys.exit(1 if check and differences else 0)


@main.command()
@click.argument("names", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a stored output is not up to date.")
def refresh(names: tuple[str, ...], check: bool) -> None:
    """Execute the notebooks and store their outputs. NAMES are numbers, stems or paths; all, if none is given."""
    from .upkeep import refreshing, terminal

    course = load_course()
    results = terminal.with_bar(course, refreshing.sources(course, names), check=check)
    changed = [result for result in results if result.changed]
    terminal.print_refreshed(changed, len(results), check=check)
    sys.exit(1 if check and changed else 0)


@main.command()
@click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--chapter", multiple=True, metavar="NAME", help="Judge this chapter's alone, by number or stem.")
@click.option("--seed", type=int, help="Draw the checks' inputs from this number, not from a fresh one.")
@click.option("--jobs", type=click.IntRange(1), help="Judge so many at once; as many as there are cores, if not given.")
@click.option("--output", type=_folder, help="Keep records and write reports here; 'grades' where a folder is graded.")
@click.option("--json", type=_file, help="Write all records into one file.")
@click.option("--junit", type=_file, help="Write JUnit XML, for other graders.")
@click.option("--dask", default="", metavar="ADDRESS", help="Judge on the workers of this Dask scheduler.")
@click.option("--trust", is_flag=True, help="Judge other people's code where there is no sandbox.")
def grade(submissions: tuple[Path, ...], **wishes: Any) -> None:
    """Judge exercise notebooks. It exits with 0 only where every exercise passed.

    SUBMISSIONS are notebooks, and folders of notebooks: as nbgrader lays them out, a folder for each student, or flat.
    """
    try:
        from .grading.command import Wishes
        from .grading.command import grade as judge

        status = judge(load_course(), submissions, Wishes(**wishes))
    except KeyboardInterrupt:  # before there was anything to judge
        click.echo("Stopped before anything was judged.")
        status = 130
    sys.exit(status)


@main.command()
def doctor() -> None:
    """Say what this machine offers for grading. It exits with 0 where other people's submissions are safe to grade."""
    from rich.console import Console

    from .grading.doctor import run

    sys.exit(run(Console(highlight=False)))


@main.command()
def progress() -> None:
    """Show how far you are."""
    from rich.console import Console

    from .progress import Progress
    from .widgets.progress_panel import ProgressPanel
    from .workspace import Workspace

    course = load_course()
    ProgressPanel(course, Progress(Workspace.find(course).progress).records).print(Console())


@main.command()
@click.argument("exercise")
def reset(exercise: str) -> None:
    """Give an exercise's starter back. Your notebook as it was is kept in a copy."""
    from .desk.reset import reset as put_back
    from .workspace import Workspace

    course = load_course()
    click.echo(put_back(course, Workspace.find(course), exercise))


@main.command()
@click.argument("names", nargs=-1)
@click.option(
    "--seeds", type=click.IntRange(1), default=20, show_default=True, help="How many seeds solutions run with."
)
@click.option("--slips", is_flag=True, help="Try each slip that can be made in a model answer; takes minutes.")
def verify(names: tuple[str, ...], seeds: int, slips: bool) -> None:
    """Prove that the course holds. NAMES are chapters' numbers or stems; the whole course, if none is given."""
    from .proving import terminal

    course = load_course()
    chapters = course.named(names)
    findings = terminal.with_bar(course, chapters, seeds, slips=slips)
    terminal.print_findings(findings, chapters, seeds)
    sys.exit(1 if findings else 0)
