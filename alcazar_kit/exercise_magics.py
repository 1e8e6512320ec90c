"""``%exercises``, ``%%answer``, ``%hint``, ``%solution``, ``%progress``: they parse their line and show results.

What they do is in ``practising``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments
from IPython.display import display

from .errors import KitError
from .magics import arguments
from .practising.practice import Practice
from .session import KernelSession
from .show import ask, show, show_call
from .show_rows import show_rows
from .show_sql import show_sql
from .widgets.code import Code
from .widgets.progress_panel import ProgressPanel


@magics_class
class ExerciseMagics(Magics):
    """The magics of an exercise notebook."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice.session.shell)
        self.practice = practice

    @magic_arguments()
    @argument("chapter", type=int, help="the chapter's number")
    @line_magic
    def exercises(self, line: str) -> None:
        """Open a chapter's exercises: each answer starts from the official package at its end."""
        given = arguments(self.exercises, line, "%exercises N")
        chapter = self.practice.open(given.chapter)
        ids = ", ".join(exercise.id for exercise in chapter.exercises)
        click.echo(f"Chapter {chapter.number} · {chapter.title} — exercises {ids}, each from the package at its end")

    @magic_arguments()
    @argument("exercise", help="the exercise's id, such as 3.2")
    @cell_magic
    def answer(self, line: str, cell: str) -> None:
        """Run the answer to an exercise, apart from all other answers; its errors are shown and end nothing else."""
        with spoken():
            given = arguments(self.answer, line, "%%answer 3.2")
            try:
                diff = self.practice.answer(given.exercise, cell, self._execute)
            except KitError:
                raise
            except Exception:  # noqa: BLE001 - whatever importing the learner's package raised
                self.practice.session.shell.showtraceback()
            else:
                if diff is not None:
                    display(diff)
                for name in self.practice.taken(given.exercise):
                    click.echo(f"Your answer defines {name}, which is the kit's own: give yours another name.")

    @magic_arguments()
    @argument("exercise", help="the exercise's id, such as 3.2")
    @line_magic
    def hint(self, line: str) -> None:
        """Show the next hint for an exercise."""
        given = arguments(self.hint, line, "%hint 3.2")
        display(self.practice.hint(given.exercise))

    @magic_arguments()
    @argument("exercise", help="the exercise's id, such as 3.2")
    @line_magic
    def solution(self, line: str) -> None:
        """Show the model answer to an exercise that is passed, or has no hints left."""
        given = arguments(self.solution, line, "%solution 3.2")
        display(Code(self.practice.solution(given.exercise)))

    @line_magic
    def progress(self, _: str) -> None:
        """Show how far you are."""
        display(ProgressPanel(self.practice.course, self.practice.progress.records))

    def _execute(self, source: str) -> BaseException | None:
        ran = self.practice.session.shell.run_cell(source)
        error: BaseException | None = ran.error_before_exec or ran.error_in_exec
        return error


@contextmanager
def spoken() -> Iterator[None]:
    """Print a mistake's message and go on, where a cell that fails would end a run of all cells."""
    try:
        yield
    except KitError as problem:
        click.echo(f"Error: {problem}")


def filled(lines: list[str]) -> list[str]:
    """Give an answer cell that was emptied an empty line: IPython refuses a cell magic that has no body at all."""
    if len(lines) == 1 and lines[0].lstrip().startswith("%%answer"):
        return [lines[0].rstrip("\n") + "\n", "\n"]
    return lines


def register(session: KernelSession) -> None:
    """Give a session's shell the magics of exercises, and its notebook the names that show and check."""
    practice = Practice(session)
    session.shell.register_magics(ExerciseMagics(practice))
    if filled not in session.shell.input_transformers_cleanup:
        session.shell.input_transformers_cleanup.insert(0, filled)
    session.shell.user_ns.update(
        ask=ask, check=practice.check, show=show, show_call=show_call, show_rows=show_rows, show_sql=show_sql
    )
