"""What the cells of a notebook are for: building, answering, checking. It reads no files and changes no cell."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from ..errors import KitError

_MAGIC = re.compile(r"\s*%%(\w+)[ \t]*([^\n]*)")
_CHECK = re.compile(r"""^[ \t]*with check\(\s*["'](\d+\.\d+)["']""", re.MULTILINE)
_GRADE_ID = re.compile(r"ex-(\d+)-(\d+)(-check)?")


MEASURES = "nbval-ignore-output"
"""The tag of a cell that measures: it runs, and what it shows is another one each time and not compared."""


class NotebookError(KitError):
    """A notebook that can't be used; the message names it and says why."""


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the notebook's code cells in order."""
    yield from (cell for cell in notebook.cells if cell.cell_type == "code")


def tags(cell: NotebookNode) -> list[str]:
    """Return the cell's tags."""
    return list(cell.metadata.get("tags", ()))


def magic_line(source: str) -> tuple[str, str] | None:
    """Return the name and the argument of the cell magic that heads a source: ``("build", "alcazar/app.py")``."""
    match = _MAGIC.match(source)
    return (match[1], match[2].strip()) if match else None


def body(source: str) -> str:
    """Return what follows a cell's magic line, as IPython hands it to the magic."""
    text = source.lstrip().partition("\n")[2]
    return text if text.endswith("\n") else f"{text}\n"


def builds(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the ``%%build`` cells, without those that are there to fail (``raises-exception``)."""
    for cell in code_cells(notebook):
        name, _ = magic_line(cell.source) or ("", "")
        if name == "build" and "raises-exception" not in tags(cell):
            yield cell


def target(build: NotebookNode) -> str:
    """Return the module that a ``%%build`` cell names: ``alcazar/app.py``."""
    _, argument = magic_line(build.source) or ("", "")
    return argument


def answers(notebook: NotebookNode) -> dict[str, str]:
    """Return the source of each answer cell, its ``%%answer`` line included, by exercise id.

    Of several cells for one exercise the last one before its last check counts, as it does in a run from top to bottom.
    """
    checked: dict[str, str] = {}
    unchecked: dict[str, str] = {}
    for cell in code_cells(notebook):
        if answer := answer_id(cell):
            unchecked[answer] = cell.source
        elif (check := check_id(cell)) and check in unchecked:
            checked[check] = unchecked.pop(check)
    return unchecked | checked


def answer_id(cell: NotebookNode) -> str | None:
    """Return the exercise that a cell answers: by its ``%%answer`` line, or else by its nbgrader metadata."""
    if cell.cell_type != "code":
        return None
    name, argument = magic_line(cell.source) or ("", "")
    if name == "answer":
        return argument or None
    return _graded(cell, "solution", is_check=False)


def check_id(cell: NotebookNode) -> str | None:
    """Return the exercise that a cell checks: by its ``with check("3.2")``, or else by its nbgrader metadata."""
    if cell.cell_type != "code" or answer_id(cell):
        return None
    match = _CHECK.search(cell.source)
    return match[1] if match else _graded(cell, "grade", is_check=True)


def _graded(cell: NotebookNode, role: str, *, is_check: bool) -> str | None:
    nbgrader = cell.metadata.get("nbgrader")
    if not isinstance(nbgrader, dict):
        return None
    match = _GRADE_ID.fullmatch(str(nbgrader.get("grade_id", "")))
    if not match or not nbgrader.get(role) or bool(match[3]) != is_check:
        return None
    return f"{match[1]}.{match[2]}"
