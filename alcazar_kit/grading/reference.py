"""What the solutions show: as stored, or executed with another seed. It sees no submission."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from ..course import Chapter, Course
from ..errors import KitError
from ..notebooks import read
from ..notebooks.cells import check_id, code_cells
from .observing import observe
from .sandbox.kernel import start_kernel
from .sandbox.level import Level, available
from .sandbox.limits import DEFAULT
from .sandbox.process import Sandbox
from .submission import expectations

Shown = Mapping[str, str]
"""What each check shows, as plain text, by exercise."""


class Reference:
    """What the solutions show with one seed; each chapter's are executed once, in a sandbox like a submission's.

    Args:
        course: the course.
        seed: what the checks draw their inputs from; the course's own seed takes the stored outputs.
        level: what the sandbox keeps out; as much as it can, where none is named.
    """

    def __init__(self, course: Course, seed: int, level: Level | None = None) -> None:
        self.course, self.seed, self.level = course, seed, level or available()[0]
        self._executor = ThreadPoolExecutor(1, "reference")
        self._begun: dict[int, Future[Shown]] = {}

    def begin(self, chapter: Chapter) -> Callable[[], Shown]:
        """Begin to execute a chapter's solutions, unless they were, and return what waits for it.

        The returned function raises KitError where the solutions are missing, were never executed, or fail.
        """
        if chapter.number not in self._begun:
            self._begun[chapter.number] = self._executor.submit(self._shown, chapter)
        return self._begun[chapter.number].result

    def _shown(self, chapter: Chapter) -> Shown:
        notebook = read(self.course.solutions(chapter))
        if any(check_id(cell) and cell.execution_count is None for cell in code_cells(notebook)):
            raise KitError(f"The solutions of {chapter.stem} hold checks that were never run: refresh them first.")
        if self.seed == self.course.seed:
            return expectations(notebook)
        try:
            with Sandbox(self.course, chapter, self.seed, self.level) as sandbox:
                kernel = start_kernel(sandbox)
                try:
                    return observe(kernel, notebook, DEFAULT.cell_seconds)
                finally:
                    kernel.stop()
        except KitError as problem:
            raise KitError(f"The solutions of {chapter.stem} fail with seed {self.seed}: {problem}") from None
