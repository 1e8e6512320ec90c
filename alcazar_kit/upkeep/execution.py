"""Runs one notebook from top to bottom as a fresh learner would, and returns it with its outputs. It stores nothing."""

import asyncio
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from ..course import KIT, Course
from ..notebooks.cells import NotebookError, code_cells, tags

SECONDS = 60
"""How long one cell may take."""

_UNWANTED = ("ALCAZAR_", "CLICOLOR", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "PYTEST", "PYTHONWARNINGS", "TERM")


def execute(notebook: NotebookNode, course: Course, seconds: int = SECONDS, **environment: str) -> NotebookNode:
    """Execute a notebook in a kernel of its own, in a workspace of its own, and return it with its outputs.

    Args:
        notebook: the notebook; its outputs are filled in.
        course: the course that the kit serves in it.
        seconds: how long one cell may take.
        environment: variables for the kernel besides the usual ones.

    Raises:
        NotebookError: a cell failed that is not tagged ``raises-exception``, one that is tagged so did not fail,
            one took too long, or the kernel died; the message names the cell.
    """
    with tempfile.TemporaryDirectory(prefix="alcazar-refresh-", ignore_cleanup_errors=True) as folder:
        client, environ = _Client(notebook, folder, seconds), _environment(course, Path(folder)) | environment
        try:
            asyncio.run(client.async_execute(cleanup_kc=True, cwd=folder, env=environ, stderr=subprocess.DEVNULL))
        except CellTimeoutError:
            raise NotebookError(f"cell {client.at.id} took longer than {seconds} seconds.") from None
        except DeadKernelError:
            raise NotebookError(f"cell {client.at.id} ended the kernel.") from None
        except CellExecutionError as error:
            raise NotebookError(f"cell {client.at.id} raised {error.ename}: {error.evalue}") from None
    for cell in code_cells(notebook):
        if "raises-exception" in tags(cell) and not any(o.output_type == "error" for o in cell.outputs):
            raise NotebookError(f"cell {cell.id} is tagged raises-exception, but raised nothing.")
    return notebook


class _Client(NotebookClient):
    """A client that knows which cell it is at, and runs the interpreter it runs in, whatever kernels are installed."""

    def __init__(self, notebook: NotebookNode, folder: str, seconds: int) -> None:
        manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
        manager.connection_file = str(Path(folder) / "kernel.json")
        super().__init__(notebook, km=manager, timeout=seconds, record_timing=False, coalesce_streams=True)
        self.at = notebook.cells[0] if notebook.cells else NotebookNode(id="none")

    async def async_execute_cell(self, cell: NotebookNode, *given: Any, **named: Any) -> NotebookNode:
        self.at = cell
        return await super().async_execute_cell(cell, *given, **named)


def _environment(course: Course, folder: Path) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(_UNWANTED)}
    return inherited | {
        "ALCAZAR_COURSE": str(course.root),
        "ALCAZAR_KIT_RECORD": "1",
        "ALCAZAR_WORKSPACE": str(folder / "workspace"),
        "IPYTHONDIR": str(folder / "ipython"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(KIT), os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
        "TMPDIR": str(folder),  # a kernel that is killed clears nothing away
    }
