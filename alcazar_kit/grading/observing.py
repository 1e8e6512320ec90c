"""What a notebook's checks show in a kernel: how solutions become references. It compares nothing."""

from collections.abc import Iterator
from queue import Empty
from typing import Any

from nbformat import NotebookNode

from ..notebooks.cells import NotebookError, answer_id, check_id, code_cells
from .kernel import DeadKernelError, WatchedKernel

QUIET = 5.0
"""Seconds that may pass between two messages of a kernel that has replied."""


def observe(kernel: WatchedKernel, notebook: NotebookNode, seconds: float) -> dict[str, str]:
    """Run a notebook's code cells and return what each check shows, as plain text, by exercise.

    Args:
        kernel: a kernel that has run nothing yet.
        notebook: solutions, whose cells are meant to run.
        seconds: what a cell may take.

    Raises:
        NotebookError: a cell raised something, took too long, or ended the kernel; the message names the cell.
    """
    shown = {}
    for cell in code_cells(notebook):
        try:
            texts = list(_texts(kernel, cell, seconds))
        except Empty:
            raise NotebookError(f"cell {cell.id} took longer than {seconds:g} seconds.") from None
        except DeadKernelError as problem:
            raise NotebookError(f"cell {cell.id} can't be run: {problem}.") from None
        if exercise := check_id(cell):
            shown[exercise] = "\n".join(texts)
    return shown


def _texts(kernel: WatchedKernel, cell: NotebookNode, seconds: float) -> Iterator[str]:
    asked = kernel.execute_cell_input(cell.source, allow_stdin=False)
    kernel.await_reply(asked, seconds)
    while not _is_end(message := _next(kernel, asked)):
        content = message["content"]
        if message["msg_type"] == "error":
            raise NotebookError(f"cell {cell.id} raised {content['ename']}: {content['evalue']}")
        if "data" in content and not answer_id(cell):
            yield content["data"].get("text/plain", "")


def _next(kernel: WatchedKernel, asked: str) -> Any:
    while True:
        message = kernel.get_message("iopub", QUIET)
        if message["parent_header"].get("msg_id") == asked:
            return message


def _is_end(message: Any) -> bool:
    return bool(message["msg_type"] == "status" and message["content"]["execution_state"] == "idle")
