"""A run over many submissions: what is left to do, done in parallel, and kept as soon as it is done. It prints nothing.

A run's folder holds ``run.json`` and ``records/STUDENT/NOTEBOOK.json``. A run that was stopped goes on from there.
"""

import json
import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import joblib  # type: ignore[import-untyped]  # it comes without types
from joblib.externals.loky.process_executor import TerminatedWorkerError  # type: ignore[import-untyped]

from ..atomic import write_text
from ..course import Course
from ..errors import KitError
from .gathering import Handed
from .recording import Conditions, course_digest, file_digest, ungraded
from .reporting import records
from .reporting.names import safe_name
from .reporting.records import Record
from .sandbox.level import Level
from .sandbox.limits import DEFAULT, Limits
from .submission import read_submission
from .work import Order, Task, execute, judge

PATIENCE = 3
"""How often a run goes on after a worker's end, before each submission that is left gets a worker of its own."""


@dataclass
class ClassRun:
    """A run, its folder, and what is kept there.

    Attributes:
        folder: where records are kept; None to keep none.
        jobs: how many submissions are judged at once; as many as there are cores, if not given.
        dask: the address of a Dask scheduler whose workers judge; empty to judge here.
    """

    course: Course
    handed: Sequence[Handed]
    level: Level
    folder: Path | None = None
    seed: int | None = None
    jobs: int | None = None
    limits: Limits = DEFAULT
    dask: str = ""

    def __post_init__(self) -> None:
        self.seed = self._settled_seed()
        self.order = Order(course_digest(self.course), self.seed, self.level, self.limits)
        self.conditions = Conditions(self.order.course, self.seed, self.level.value)
        self.done: dict[str, Record] = {}

    def go(self, finished: Callable[[Record], object], began: Callable[[str], object] = lambda _: None) -> list[Record]:
        """Judge what is not judged yet, and return all records in the order of the submissions.

        Args:
            finished: called with each record, those that were kept before at once.
            began: called with what is being done.
        """
        tasks = [task for handed in self.handed if (task := self._begin(handed, finished)) is not None]
        tasks = list(self._with_expectations(tasks, finished, began))
        began(f"{len(tasks)} to judge")
        for record in self._judged(tasks):
            self._keep(record)
            finished(record)
        return [self.done[handed.name] for handed in self.handed]

    def _begin(self, handed: Handed, finished: Callable[[Record], object]) -> Task | None:
        """Return what is to be judged; None where its record is there, or it can't be."""
        digest = "" if handed.path.is_symlink() else file_digest(handed.path)
        if (kept := self._kept(handed, digest)) is not None:
            self.done[handed.name] = kept
            finished(kept)
            return None
        try:
            if handed.path.is_symlink():
                raise KitError(f"{handed.path.name} is a link, not a notebook.")
            return Task(handed, read_submission(self.course, handed.path), digest)
        except KitError as problem:
            record = ungraded(str(problem), handed.student, handed.name, digest, self.conditions)
            self._keep(record)
            finished(record)
            return None

    def _with_expectations(
        self, tasks: Sequence[Task], finished: Callable[[Record], object], began: Callable[[str], object]
    ) -> Iterator[Task]:
        """Execute the solutions to each chapter once, unless there is a single submission, which runs beside them."""
        if len(tasks) == 1 and not self.dask:
            yield from tasks
            return
        numbers = sorted({task.submission.chapter.number for task in tasks})
        if numbers:
            began(f"executing the solutions with seed {self.seed}")
        shown = dict(self._parallel([partial(execute, self.order, number) for number in numbers]))
        for task in tasks:
            found = shown[task.submission.chapter.number]
            if isinstance(found, str):
                record = ungraded(found, task.handed.student, task.handed.name, task.digest, self.conditions)
                self._keep(record)
                finished(record)
            else:
                yield Task(task.handed, task.submission, task.digest, found)

    def _judged(self, tasks: Sequence[Task]) -> Iterator[Record]:
        """Yield the records of tasks as they are done; a worker that ends takes none but its own submission along."""
        left = {task.handed.name: task for task in tasks}
        for _ in range(PATIENCE):
            with suppress(TerminatedWorkerError):
                for record in self._parallel([partial(judge, self.order, task) for task in left.values()]):
                    del left[record["path"]]
                    yield record
            if not left:
                return
        for task in list(left.values()):
            try:
                yield next(iter(self._parallel([partial(judge, self.order, task)], alone=True)))
            except TerminatedWorkerError:
                problem = "The process that judged it was ended by the code in it."
                yield ungraded(problem, task.handed.student, task.handed.name, task.digest, self.conditions)

    def _parallel(self, calls: Sequence[Callable[[], Any]], *, alone: bool = False) -> Iterable[Any]:
        if len(calls) == 1 and not self.dask and not alone:
            return [calls[0]()]
        backend = {"backend": "dask", "scheduler_host": self.dask} if self.dask else {"backend": "loky"}
        with joblib.parallel_config(**backend):
            jobs = -1 if self.dask else max(1, min(self.jobs or os.cpu_count() or 1, len(calls)))
            parallel = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered", pre_dispatch="all", batch_size=1)
            done: Iterable[Any] = parallel(joblib.delayed(call)() for call in calls)
            return done

    def _file(self, student: str, name: str) -> Path | None:
        notebook = name.removesuffix(".ipynb").removeprefix(f"{student}/")
        return self.folder and self.folder / "records" / safe_name(student) / f"{safe_name(notebook)}.json"

    def _kept(self, handed: Handed, digest: str) -> Record | None:
        """Return the record of an earlier run, if the same submission was judged under the same conditions."""
        file = self._file(handed.student, handed.name)
        if file is None or not file.is_file():
            return None
        with suppress(KitError):
            record = records.read(file)
            if record["digest"] == digest and record["error"] is None and self.conditions.hold_for(record):
                return record
        return None

    def _keep(self, record: Record) -> None:
        self.done[record["path"]] = record
        if file := self._file(record["student"], record["path"]):
            records.write(file, record)

    def _settled_seed(self) -> int:
        """Return the seed: the one asked for, else that of the run that is continued, else a fresh one."""
        file = self.folder and self.folder / "run.json"
        seed = self.seed
        if seed is None and file and file.is_file():
            with suppress(OSError, ValueError, KeyError, TypeError):
                seed = int(json.loads(file.read_text(encoding="utf-8"))["seed"])
        seed = random.SystemRandom().randrange(1, 1_000_000) if seed is None else seed
        if file:
            write_text(file, json.dumps({"version": records.VERSION, "seed": seed}) + "\n")
        return seed
