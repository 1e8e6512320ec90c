"""What the solutions show: as stored, or executed with another seed. It sees no submission."""

import os
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from ..cells import check_id, code_cells
from ..course import Chapter, Course
from ..errors import KitError
from ..notebooks import read

CELL_TIMEOUT = 60


class Reference:
    """The executed solutions for one seed, each chapter executed once.

    Args:
        course: the course.
        seed: what the checks draw their inputs from; the course's own seed takes the stored outputs.
    """

    def __init__(self, course: Course, seed: int) -> None:
        self.course = course
        self.seed = seed
        self._notebooks: dict[int, NotebookNode] = {}

    def notebook(self, chapter: Chapter) -> NotebookNode:
        """Return a chapter's solutions, with outputs.

        Raises:
            KitError: the solutions are missing, were never executed, or fail with this seed.
        """
        if chapter.number not in self._notebooks:
            notebook = read(self.course.solutions(chapter))
            if self.seed != self.course.seed:
                _execute(notebook, self.seed, self.course.root)
            if any(check_id(cell) and cell.execution_count is None for cell in code_cells(notebook)):
                raise KitError(f"The solutions of {chapter.stem} hold checks that were never run: refresh them first.")
            self._notebooks[chapter.number] = notebook
        return self._notebooks[chapter.number]


def _execute(notebook: NotebookNode, seed: int, root: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="alcazar-reference-") as folder:
        env = os.environ | {
            "ALCAZAR_COURSE": str(root),
            "ALCAZAR_KIT_RECORD": "1",
            "ALCAZAR_SEED": str(seed),
            "ALCAZAR_WORKSPACE": str(Path(folder, "workspace")),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        client = NotebookClient(notebook, timeout=CELL_TIMEOUT, resources={"metadata": {"path": folder}})
        try:
            client.execute(env=env)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
            last = str(problem).strip().splitlines()[-1]
            raise KitError(f"The solutions fail with seed {seed}, so nothing can be judged by them: {last}") from None
