"""Calls made in other processes through joblib, such that whatever ends a process takes no other call along.

It knows nothing of submissions.
"""

import contextlib
import os
import shutil
import signal
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import joblib  # type: ignore[import-untyped]  # it comes without types
import psutil  # type: ignore[import-untyped]  # so does this
from joblib.externals.loky import get_reusable_executor  # type: ignore[import-untyped]
from joblib.externals.loky.process_executor import TerminatedWorkerError  # type: ignore[import-untyped]

LOOK = 0.5
"""Seconds between two looks of a worker whether the process that it works for is there."""

T = TypeVar("T")


class Workers:
    """Processes on this machine; they are made when the first call needs them, and end with the ``with`` block.

    Args:
        jobs: how many calls are made at once.
        folder: where the workers' temporary files go; a worker whose run is gone removes it.
    """

    ended: tuple[type[Exception], ...] = (TerminatedWorkerError,)
    """What is raised when a worker ended with calls to make."""

    patience = 3
    """How often calls are made anew after that, before each that is left gets a worker of its own."""

    def __init__(self, jobs: int, folder: Path) -> None:
        self.jobs, self.folder = jobs, folder

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        get_reusable_executor(reuse=True).shutdown(wait=True, kill_workers=True)

    def each(self, calls: Mapping[str, Callable[[], T]]) -> Iterator[tuple[str, T | None]]:
        """Make calls, and yield the name and the result of each as it is done; None for one that ends its workers."""
        left = dict(calls)
        for _ in range(self.patience):
            with contextlib.suppress(*self.ended):
                for name, result in self.run(dict(left)):
                    del left[name]
                    yield name, result
            if not left:
                return
        for name, call in left.items():
            found: list[tuple[str, T | None]] = [(name, None)]
            with contextlib.suppress(*self.ended):
                found = list(self.run({name: call}))
            yield from found

    def run(self, calls: Mapping[str, Callable[[], Any]]) -> Iterable[tuple[str, Any]]:
        """Make calls, and raise one of ``ended`` as soon as a worker ends."""
        settings = {"initializer": _begin, "initargs": (os.getpid(), str(self.folder))}
        with joblib.parallel_config("loky", **settings):
            # joblib makes no process for one job: two are made, and given one call at a time.
            return self._generator(calls, n_jobs=max(2, self.jobs), pre_dispatch=self.jobs)

    @staticmethod
    def _generator(calls: Mapping[str, Callable[[], Any]], **settings: Any) -> Iterable[tuple[str, Any]]:
        # Who stops early knows it: a record can't be kept, say. joblib would advise them.
        warnings.filterwarnings("ignore", r"\d+ tasks (which were still|have been)", module="joblib")
        parallel = joblib.Parallel(return_as="generator_unordered", batch_size=1, **settings)
        # Each call goes as a pair: joblib would leave a single object with one Dask worker, which may end, for all.
        results: Iterable[tuple[str, Any]] = parallel(joblib.delayed(_named)(call) for call in calls.items())
        return results


class Here(Workers):
    """This process itself, which is ready at once: for a single call, which it shares its fate with."""

    def __init__(self) -> None:
        super().__init__(1, Path())

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, calls: Mapping[str, Callable[[], Any]]) -> Iterable[tuple[str, Any]]:
        """Make the calls one by one; Ctrl-C stops them, also where something in them takes it for its own."""
        for call in calls.items():
            with _stoppable():
                result = _named(call)
            yield result


def _named(call: tuple[str, Callable[[], T]]) -> tuple[str, T]:
    return call[0], call[1]()


def _begin(parent: int, folder: str) -> None:
    """Make a new worker one that leaves Ctrl-C to its parent, and that ends where the parent did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    threading.Thread(target=_follow, args=[psutil.Process(parent), Path(folder)], daemon=True).start()


def _follow(parent: psutil.Process, folder: Path) -> None:
    while parent.is_running() and (os.name != "posix" or os.getppid() == parent.pid):
        time.sleep(LOOK)
    _end_children()
    if os.name == "posix" and os.fork():
        os._exit(1)
    # In the fork no other thread is left that could go on to write files.
    time.sleep(LOOK)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    stops: list[int] = []

    def stop(number: int, _: object) -> None:
        stops.append(number)
        _end_children()
        raise KeyboardInterrupt

    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, stop) if is_main else None
    try:
        yield
    finally:
        if is_main:
            signal.signal(signal.SIGINT, before)
    if stops:
        raise KeyboardInterrupt


def _end_children() -> None:
    """End what this process started; threads that wait for it go on at once."""
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            child.kill()
