"""What the solutions show: as stored, or executed with another seed. It sees no submission."""

from nbformat import NotebookNode

from ..course import Chapter, Course
from ..errors import KitError
from ..notebooks import read
from ..notebooks.cells import check_id, code_cells
from ..upkeep.execution import execute


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
                self._execute(notebook, chapter)
            if any(check_id(cell) and cell.execution_count is None for cell in code_cells(notebook)):
                raise KitError(f"The solutions of {chapter.stem} hold checks that were never run: refresh them first.")
            self._notebooks[chapter.number] = notebook
        return self._notebooks[chapter.number]

    def _execute(self, notebook: NotebookNode, chapter: Chapter) -> None:
        try:
            execute(notebook, self.course, ALCAZAR_SEED=str(self.seed))
        except KitError as problem:
            raise KitError(f"The solutions of {chapter.stem} fail with seed {self.seed}: {problem}") from None
