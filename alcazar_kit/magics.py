"""``%chapter``, ``%%build``, ``%%write``, ``%%add`` and ``%test``: they parse their line and show results.

What they do is in ``session`` and ``projects``.
"""

import os
from collections.abc import Callable
from typing import Any

import click
from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from IPython.display import display

from . import projects
from .diff import Headline
from .errors import KitError
from .session import KernelSession


@magics_class
class AlcazarMagics(Magics):
    """The magics that build the package."""

    def __init__(self, session: KernelSession) -> None:
        super().__init__(session.shell)
        self.session = session

    @magic_arguments()
    @argument("number", type=int, help="the chapter's number")
    @argument("--fresh", action="store_true", help="start from the course's package, not from your own")
    @argument("--resume", action="store_true", help="go on with what you built in this chapter")
    @line_magic
    def chapter(self, line: str) -> None:
        """Open a chapter: make your package ready at the state before it."""
        given = arguments(self.chapter, line, "%chapter N [--fresh | --resume]")
        click.echo(str(self.session.open(given.number, fresh=given.fresh, resume=given.resume)))

    @magic_arguments()
    @argument("module", help="the module's path, such as alcazar/app.py")
    @cell_magic
    def build(self, line: str, cell: str) -> None:
        """Merge this cell into a module of your package, and import the package afresh."""
        given = arguments(self.build, line, "%%build alcazar/NAME.py")
        built = self.session.build(given.module, cell)
        display(built.diff)
        for variable in built.stale:
            click.echo(str(variable))

    @magic_arguments()
    @argument("place", help="the file's place in your workspace, such as bookshelf/app.py")
    @cell_magic
    def write(self, line: str, cell: str) -> None:
        """Make this cell a file of a project of yours; what was there before is kept in copies/."""
        given = arguments(self.write, line, "%%write FOLDER/NAME")
        diff = projects.write(self.session.workspace, projects.parse_place(given.place), cell)
        display(diff if diff.old else Headline(diff.title))  # the whole of a new file stands right above

    @magic_arguments()
    @argument("place", help="the place of a Python file in your workspace, such as bookshelf/app.py")
    @cell_magic
    def add(self, line: str, cell: str) -> None:
        """Merge this cell into a Python file of a project of yours, as %%build does into your package."""
        given = arguments(self.add, line, "%%add FOLDER/NAME.py")
        display(projects.add(self.session.workspace, projects.parse_place(given.place), cell))

    @magic_arguments()
    @argument("which", nargs="?", default="", help="another chapter's number, or all for every chapter up to this one")
    @line_magic
    def test(self, line: str) -> None:
        """Run the finished framework's tests of the open chapter on your package."""
        result = self.session.test(arguments(self.test, line, "%test [N | all]").which)
        display(result)
        if os.environ.get("ALCAZAR_KIT_RECORD") and not result.succeeded:
            raise KitError(result.headline())


def arguments(magic: Callable[..., Any], line: str, usage: str) -> Any:
    """Parse a magic's line.

    Raises:
        KitError: the line can't be parsed; the message shows the usage.
    """
    try:
        return parse_argstring(magic, line)
    except UsageError as problem:
        raise KitError(f"{problem}. Usage: {usage}") from None


def register(session: KernelSession) -> None:
    """Give a session's shell the magics."""
    session.shell.register_magics(AlcazarMagics(session))
