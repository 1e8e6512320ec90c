"""A run over many submissions: what is left to do, done in parallel, and kept as soon as it is done. It prints nothing.

A run's folder holds ``run.json`` and ``records/STUDENT/NOTEBOOK.json``. A run that was stopped goes on from there.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

import joblib  # type: ignore[import-untyped]  # it comes without types

from ..course import Course
from .gathering import Handed
from .kept import Kept
from .recording import Conditions, course_digest, file_digest, ungraded
from .reporting.records import Record
from .run_folder import run_folder
from .sandbox.level import Level
from .sandbox.limits import DEFAULT, Limits
from .work import Order, Task, end_kept, execute, judge, open_up
from .workers import Here, Workers

LOST = "The process that judged it ended before it was done, again and again."


@dataclass
class ClassRun:
    """A run, its folder, and what is kept there.

    Attributes:
        kept: where records are kept.
        seed: what the checks draw their inputs from.
        jobs: how many submissions are judged at once; as many as there are cores, if not given.
        chapters: whose submissions are judged, by number; all, if not given.
        dask: the address of a Dask scheduler whose workers judge; empty to judge here.
        finished: called with each record, those of an earlier run at once.
        began: called with what is being done.
    """

    course: Course
    handed: Sequence[Handed]
    level: Level
    kept: Kept
    seed: int
    jobs: int | None = None
    limits: Limits = DEFAULT
    chapters: frozenset[int] = frozenset()
    dask: str = ""
    finished: Callable[[Record], object] = lambda _: None
    began: Callable[[str], object] = lambda _: None

    def __post_init__(self) -> None:
        self.order = Order(course_digest(self.course), self.seed, self.level, self.limits)
        self.conditions = Conditions(self.order.course, self.seed, self.level.value)
        self.done: dict[str, Record] = {}
        self.unchanged, self.left_out = 0, 0
        self._places = {handed.name: place for place, handed in enumerate(self.handed)}

    def go(self) -> list[Record]:
        """Judge what is not judged yet, and return all records in the order of the submissions.

        Those of other chapters have none.

        Raises:
            KitError: a record can't be kept, or the cluster can't be used.
        """
        if left := self.left():
            with ExitStack() as stack:
                here = stack.enter_context(self._workers(len(left), stack))
                there = stack.enter_context(self._cluster()) if self.dask else here
                tasks = sorted(self._opened(left, here), key=self._turn)
                self._judge(list(self._with_expectations(tasks, there)), there)
        return [self.done[handed.name] for handed in self.handed if handed.name in self.done]

    def left(self) -> list[tuple[Handed, str]]:
        """Return the submissions that are not judged yet, with their files' digests; the others are done with it."""
        return [(handed, digest) for handed in self.handed if (digest := self._digest_if_left(handed)) is not None]

    def _digest_if_left(self, handed: Handed) -> str | None:
        """Return the file's digest; None where its record was kept under the same conditions."""
        digest = file_digest(handed.path)
        record = self.kept.read(handed.student, handed.name)
        if record is None or record["digest"] != digest or record["error"] or not self.conditions.hold_for(record):
            return digest
        if record["chapter"] and not self._is_wanted(record["chapter"]["number"]):
            self.left_out += 1
        else:
            self.unchanged += 1
            self._done(record)
        return None

    def _turn(self, task: Task) -> tuple[int, int]:
        """Return when a submission is judged: chapter by chapter, as a sandbox serves the next one of its chapter."""
        return task.submission.chapter.number, self._places[task.handed.name]

    def _is_wanted(self, chapter: int) -> bool:
        return not self.chapters or chapter in self.chapters

    def _workers(self, calls: int, stack: ExitStack) -> Workers:
        folder = stack.enter_context(run_folder())
        stack.callback(end_kept)
        return Here() if calls == 1 else Workers(min(self.jobs or joblib.cpu_count(), calls), folder)

    def _cluster(self) -> Workers:
        from .cluster import Cluster

        self.began(f"reaching {self.dask}")
        return Cluster(self.dask, self.began)

    def _opened(self, left: Sequence[tuple[Handed, str]], workers: Workers) -> Iterator[Task]:
        self.began("reading")
        by_name = {handed.name: (handed, digest) for handed, digest in left}
        calls = {name: partial(open_up, *call) for name, call in by_name.items()}
        for name, opened in workers.each(calls):
            if isinstance(opened, Task) and not self._is_wanted(opened.submission.chapter.number):
                self.left_out += 1
            elif isinstance(opened, Task):
                yield opened
            else:
                self._give_up(opened or LOST, *by_name[name])

    def _with_expectations(self, tasks: Sequence[Task], workers: Workers) -> Iterator[Task]:
        """Execute the solutions to each chapter once, unless there is a single submission, which runs beside them."""
        if len(tasks) == 1 and isinstance(workers, Here):
            yield from tasks
            return
        numbers = sorted({task.submission.chapter.number for task in tasks})
        if numbers:
            self.began(f"running the solutions to {_chapters(numbers)}")
        shown = dict(workers.each({str(number): partial(execute, self.order, number) for number in numbers}))
        for task in tasks:
            found = shown[str(task.submission.chapter.number)]
            if isinstance(found, dict):
                yield replace(task, expected=found)
            else:
                self._give_up(found or LOST, task.handed, task.digest)

    def _judge(self, tasks: Sequence[Task], workers: Workers) -> None:
        self.began("judging")
        by_name = {task.handed.name: task for task in tasks}
        for name, record in workers.each({name: partial(judge, self.order, task) for name, task in by_name.items()}):
            if record is None:
                self._give_up(LOST, by_name[name].handed, by_name[name].digest)
            else:
                self.kept.write(record)
                self._done(record)

    def _give_up(self, problem: str, handed: Handed, digest: str) -> None:
        record = ungraded(problem, handed.student, handed.name, digest, self.conditions)
        self.kept.write(record)
        self._done(record)

    def _done(self, record: Record) -> None:
        self.done[record["path"]] = record
        self.finished(record)


def _chapters(numbers: Sequence[int]) -> str:
    return f"{len(numbers)} chapters" if len(numbers) > 1 else f"chapter {numbers[0]}"
