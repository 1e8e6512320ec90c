"""What a chapter is judged by: its notebooks, and what its checks show of solutions, starters and planted answers.

Each run is made when it is asked for, and once. It judges nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from nbformat import NotebookNode

from ..course import Chapter, Course
from ..grading.submission import expectations
from ..notebooks import answers, read
from ..notebooks.cells import body
from .planted import Planted, load
from .runner import Run, Shown, run

SEEDS = 20
"""With how many seeds solutions run, where no other number is asked for."""


Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - it is written as a decorator
    """A property that is made once for each object. Up to Python 3.11, ``cached_property`` made one wait for others."""

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make

    def __get__(self, instance: Any, _owner: type) -> Value:
        value = vars(instance)[self.make.__name__] = self.make(instance)
        return value


@dataclass(frozen=True)
class Evidence:
    """The evidence for one chapter.

    Attributes:
        seeds: with how many seeds its solutions run.
    """

    course: Course
    chapter: Chapter
    seeds: int = SEEDS

    @property
    def solutions(self) -> NotebookNode:
        """The solutions, read afresh, for the caller to change."""
        return read(self.course.solutions(self.chapter))

    @property
    def exercises(self) -> NotebookNode:
        """The exercises as they are handed out."""
        return read(self.course.exercises(self.chapter))

    @once
    def model_answers(self) -> dict[str, str]:
        """The solutions' answer cells by exercise, markers included, without their ``%%answer`` lines."""
        return _bodies(self.solutions)

    @once
    def handed_out(self) -> dict[str, str]:
        """The exercises' answer cells in the same way."""
        return _bodies(self.exercises)

    @once
    def stored(self) -> dict[str, str]:
        """What the checks show, as it is stored in the solutions: the expectation."""
        return expectations(self.solutions)

    @property
    def own(self) -> Shown:
        """What the solutions show with the course's own seed, held against the tables in the prose."""
        return self._together[0]

    @property
    def first(self) -> list[Shown]:
        """What the solutions show with each seed."""
        return self._together[3:]

    @once
    def second(self) -> list[Shown]:
        """The same once more: in another process, where sets have another order and objects other addresses."""
        return self._run(list(map(Run, range(1, self.seeds + 1))), hash_seed=1)

    @property
    def unsolved(self) -> dict[str, Shown]:
        """What the checks show of answers that nobody gave: the starter, and nothing at all."""
        return {"the starter": self._together[1], "an empty answer": self._together[2]}

    def expected(self, seed: int) -> dict[str, str]:
        """Return what the solutions show with a seed that planted answers ran with."""
        return (self.own if seed == self.course.seed else self.first[seed - 1]).checks

    @property
    def few_seeds(self) -> list[int]:
        """The seeds for what is many: the course's own, and one in twenty of the others.

        A wrong answer that passes with one seed in six would now and then be lucky in a grading run.
        """
        return [self.course.seed, *range(1, self.seeds // 20 + 1)]

    @once
    def planted(self) -> dict[Planted, dict[int, Shown]]:
        """What the checks show of each planted answer, by seed."""
        known = {exercise.id for exercise in self.chapter.exercises}
        planted = [entry for entry in load(self.course, self.chapter) if entry.exercise in known]
        seeds, count = self.few_seeds, len(self.few_seeds)
        shown = self._run([Run(seed, {e.exercise: e.source}, (e.exercise,)) for e in planted for seed in seeds])
        return {e: dict(zip(seeds, shown[n * count :], strict=False)) for n, e in enumerate(planted)}

    @once
    def _together(self) -> list[Shown]:
        """One process for what can share it: the solutions, what nobody answered, the solutions with each seed."""
        seed, nothing = self.course.seed, dict.fromkeys(self.handed_out, "")
        own, unsolved = Run(seed, prose=True), [Run(seed, self.handed_out), Run(seed, nothing)]
        return self._run([own, *unsolved, *map(Run, range(1, self.seeds + 1))])

    def _run(self, runs: list[Run], hash_seed: int = 0) -> list[Shown]:
        read(self.course.solutions(self.chapter))  # where it can't be read, a sentence says so, and no traceback
        return run(self.course, self.course.solutions(self.chapter), runs, hash_seed=hash_seed)


def _bodies(notebook: NotebookNode) -> dict[str, str]:
    return {id: body(source).rstrip("\n") for id, source in answers(notebook).items()}
