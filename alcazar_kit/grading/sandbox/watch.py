"""Looks at what a sandbox uses, again and again, and ends it when that is too much. It reads no files and no output."""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # comes with ipykernel, its types would not

from .limits import MB, Limits

PAUSE = 0.05
"""Seconds between two looks."""

SWOLLEN = 150 * MB
"""How much larger this process may become meanwhile: what it is sent, it holds in memory before it can be counted."""

LISTS = Path(f"/proc/self/task/{os.getpid()}/children").exists()
"""Whether the system lists a process's children: ten times faster than to look at all processes."""


class Watch:
    """A thread that calls ``end`` once, with the reason, when a process tree grows too large, or this process by it.

    Args:
        pid: the process at the tree's root.
        limits: what is allowed.
        end: called with a sentence's part, such as "it used more than 1,000 MB of memory".
    """

    def __init__(self, pid: int, limits: Limits, end: Callable[[str], None]) -> None:
        self.limits, self.end = limits, end
        self._root, self._own = pid, psutil.Process()
        self.renew()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="sandbox-watch", daemon=True)
        self._thread.start()

    def renew(self) -> None:
        """Let this process be as large as it is: what it holds by now is not what it will be sent."""
        self._most = _resident(self._own) + SWOLLEN

    def stop(self) -> None:
        """Look no longer."""
        self._over.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            with contextlib.suppress(psutil.Error, OSError):
                if reason := self._too_much():
                    self.end(reason)
                    return

    def _too_much(self) -> str:
        tree = [psutil.Process(self._root), *descendants(self._root)]
        if len(tree) > self.limits.processes:
            return f"it had more than {self.limits.processes} processes at once"
        if sum(map(_resident, tree)) > self.limits.memory and sum(map(_proportion, tree)) > self.limits.memory:
            return f"it used more than {self.limits.memory // MB:,} MB of memory"
        if _resident(self._own) > self._most:
            return f"it showed far more than {self.limits.output / MB:g} MB"
        return ""


def descendants(root: int) -> list[psutil.Process]:
    """Return the processes below one: as the system lists them or, where it has no such lists, by looking at all."""
    if not LISTS:
        return list(psutil.Process(root).children(recursive=True))
    found: list[int] = []
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                children = (task / "children").read_text(encoding="ascii").split()
                waiting += map(int, children)
                found += map(int, children)
    return [process for pid in found if (process := _process(pid))]


def _process(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.Error:
        return None


def _proportion(process: psutil.Process) -> int:
    """Return a process's part of the memory that it has, since what is forked shares most of it; slow."""
    try:
        used = process.memory_full_info()
        return int(getattr(used, "pss", used.rss))
    except psutil.Error:
        return _resident(process)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
