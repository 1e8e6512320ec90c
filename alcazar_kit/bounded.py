"""A command in a process of its own, ended in time with all it started. It keeps no one from reading files."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # comes with ipykernel, its types would not

MARK = "ALCAZAR_RUN"
"""What a run's processes inherit in their environment, by which those that have left its group are found."""

OUTPUT_LIMIT = 100_000
FILE_LIMIT = 200_000_000
ROUNDS, PAUSE = 20, 0.05


@dataclass(frozen=True)
class Ended:
    """How a process ended: its exit status (None where it ran out of time) and the end of what it printed."""

    status: int | None
    output: str


def run(command: Sequence[str | Path], *, cwd: Path, env: dict[str, str], timeout: float) -> Ended:
    """Run a command in a process group of its own and leave none of its processes behind.

    Args:
        command: the program and its arguments.
        cwd: the folder it starts in.
        env: its whole environment.
        timeout: the seconds it may take.
    """
    mark = uuid.uuid4().hex
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env | {MARK: mark}, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=os.name == "posix", preexec_fn=_limit if sys.platform != "win32" else None,
        )  # fmt: skip
        try:
            status: int | None = process.wait(timeout)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            end_tree(process)
            end_strays(mark)
        output.seek(max(0, output.seek(0, os.SEEK_END) - OUTPUT_LIMIT))
        return Ended(status, output.read().decode("utf-8", "replace"))


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill the process, its descendants and its process group; kernels have groups of their own."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for descendant in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                descendant.kill()
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def end_strays(mark: str) -> None:
    """Kill what has outlived its parents, until there is none: a daemon may start another one meanwhile."""
    for _ in range(ROUNDS):
        strays = list(_marked(mark))
        for stray in strays:
            with contextlib.suppress(psutil.Error):
                stray.kill()
        if not strays:
            return
        time.sleep(PAUSE)


def _marked(mark: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark:
                yield process


def _limit() -> None:
    """Allow no core dumps and no giant files, in the child before it becomes the program."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
