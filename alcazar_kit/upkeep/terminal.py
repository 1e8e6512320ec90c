"""What the ``alcazar-kit`` command prints: differences in colour, a bar while notebooks run. It decides nothing."""

from collections.abc import Sequence

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..course import Course
from .building import Difference
from .refreshing import Refreshed, Source, refresh

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def print_differences(differences: Sequence[Difference], *, check: bool) -> None:
    """Print what was built, or what would have to be, with coloured diffs."""
    for difference in differences:
        click.echo(f"{'differs' if check else 'written'}: {difference.name}")
        if difference.diff and check:
            click.echo("\n".join(_coloured(line) for line in difference.diff.plain().splitlines()))
    if not differences:
        click.echo("alcazar/ and exercises/ are what the notebooks make.")
    elif check:
        click.echo(f"{_files(len(differences))} not what the notebooks make: run alcazar-kit build.", err=True)


def with_bar(course: Course, sources: Sequence[Source], *, check: bool) -> list[Refreshed]:
    """Execute notebooks and show how far that is; what is done is stored, also where a later one fails."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("executing", total=len(sources))
        results = []
        for result in refresh(course, sources):
            results.append(result)
            if not check:
                result.store()
            bar.update(task, advance=1, description=result.source.name)
    return sorted(results, key=lambda result: result.source.name)


def print_refreshed(changed: Sequence[Refreshed], total: int, *, check: bool) -> None:
    """Print which notebooks have new outputs."""
    for result in changed:
        click.echo(f"{'differs' if check else 'stored'}: {result.source.name}.ipynb")
    if not changed:
        click.echo(f"{total} notebooks executed: their stored outputs are what they show.")
    elif check:
        click.echo(f"{_files(len(changed))} not what the cells show: run alcazar-kit refresh.", err=True)


def _coloured(line: str) -> str:
    return click.style(line, fg=COLOURS.get(line[:1]))


def _files(count: int) -> str:
    return "1 file is" if count == 1 else f"{count} files are"
