"""How long commands take together, and how much memory they and all their descendants hold. It prints nothing."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil  # type: ignore[import-untyped]  # comes with ipykernel, its types would not

EVERY = 0.1
"""Seconds between two looks at the memory."""

MB = 1e6


class Failed(Exception):  # noqa: N818 - it names what happened
    """A command failed, or took too long."""


@dataclass(frozen=True)
class Measured:
    """What a batch of commands took.

    Attributes:
        seconds: from the start of the first to the end of the last.
        cpu: seconds that they and their descendants kept a core busy, at least; it depends less on what else runs.
        memory: the most that all of them held at once, in bytes; pages that they share count for each.
    """

    seconds: float
    cpu: float
    memory: int


@dataclass(frozen=True)
class Command:
    """One command, where it runs, and the exit statuses that mean that it did its work."""

    words: Sequence[str | Path]
    folder: Path
    env: Mapping[str, str]
    fine: frozenset[int] = frozenset({0})


class Watch(Thread):
    """Looks at all descendants of this process, now and then, until it is told to stop.

    Attributes:
        memory: the most that they held at once, in bytes.
        used: the CPU seconds of each when it was last seen. Who is killed and never waited for is seen nowhere else.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.memory, self.used = 0, dict[psutil.Process, float]()
        self._stopped = Event()
        self._before = set(psutil.Process().children(recursive=True))

    def run(self) -> None:
        """Look until it is stopped."""
        own = psutil.Process()
        while not self._stopped.wait(EVERY):
            held = 0
            for process in set(own.children(recursive=True)) - self._before:
                with suppress(psutil.Error):
                    held += process.memory_info().rss
                    times = process.cpu_times()
                    self.used[process] = times.user + times.system
            self.memory = max(self.memory, held)

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self.join()


def measure(commands: Sequence[Command], *, at_once: int, limit: float) -> Measured:
    """Run commands, some at once, and measure them together.

    Args:
        commands: what to run.
        at_once: how many run at the same time.
        limit: seconds that each may take.

    Raises:
        Failed: one ended with another exit status than those that are fine, or took too long.
    """
    watch = Watch()
    watch.start()
    started, busy = time.perf_counter(), _waited_for()
    try:
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(lambda command: run(command, limit), commands))
        seconds = time.perf_counter() - started
    finally:
        watch.stop()
    return Measured(seconds, max(_waited_for() - busy, sum(watch.used.values())), watch.memory)


def run(command: Command, limit: float) -> str:
    """Run one command and return what it printed.

    Raises:
        Failed: it ended with another exit status than those that are fine, or took too long.
    """
    words = [str(word) for word in command.words]
    try:
        ended = subprocess.run(
            words, cwd=command.folder, env=dict(command.env), capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(words[:4])} … took longer than {limit:.0f} s") from None
    if ended.returncode not in command.fine:
        raise Failed(f"{' '.join(words[:4])} … ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
    return ended.stdout


def _waited_for() -> float:
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)
