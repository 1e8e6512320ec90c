"""The process that kernels are forked from: it has imported what they need, and runs no cell itself.

A kernel that is started from nothing spends most of its start on imports; a forked one has them. It is a program, told
by lines on its standard input: ``start FILE`` forks a kernel for a connection file, ``end`` kills all processes but
itself and clears what they wrote. It answers with ``started``, ``exited STATUS``, and ``ended`` or ``spoilt``. When its
standard input ends, it ends as well, with all it forked.
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

from .leftovers import below, clear, connections, is_left, is_this_users, others
from .preload import preload

POLL = 0.02
"""Seconds between two looks whether a kernel ended by itself."""

ROUNDS, PAUSE = 1000, 0.002
"""How often what was forked is killed, while something is left, and the seconds in between."""

DIE_WITH_PARENT, DUMPABLE, ADOPT = 1, 4, 36
"""Numbers of prctl(2): to be killed when the parent ends, whether others of the same user may look into a process, and
to become the parent of orphans below."""


def main() -> None:
    """Serve the one who started it until its standard input ends."""
    job = json.loads(sys.argv[1])
    if job["user"]:
        _become(job["user"])
    _limit(job["limits"])
    _control(DIE_WITH_PARENT, signal.SIGKILL)
    _control(ADOPT, 1)
    _control(DUMPABLE, 0)
    preload()
    inbox, outbox = os.dup(0), os.dup(1)
    _silence()
    _say(outbox, "ready")
    Zygote(job, inbox, outbox).serve()
    os._exit(0)


class Zygote:
    """Forks kernels, one at a time.

    Args:
        job: ``cleared`` lists the folders that ``end`` empties, ``home`` is where kernels start.
        inbox: the file descriptor that it is told by.
        outbox: the file descriptor that it answers on.
    """

    def __init__(self, job: dict[str, Any], inbox: int, outbox: int) -> None:
        self.job, self.inbox, self.outbox = job, inbox, outbox
        self.kernel = 0

    def serve(self) -> None:
        """Do as told."""
        told = b""
        while True:
            if select.select([self.inbox], [], [], POLL)[0]:
                read = os.read(self.inbox, 4096)
                if not read:
                    return self.kill()
                *lines, told = (told + read).split(b"\n")
                for line in lines:
                    self.do(*line.decode().split(" ", 1))
            self.reap()

    def do(self, word: str, file: str = "") -> None:
        """Do what one line says."""
        if word == "start":
            self.kernel = self.fork(file)
            _say(self.outbox, "started")
        elif word == "end":
            self.end()
            _say(self.outbox, "ended" if self.is_alone() else "spoilt")

    def fork(self, file: str) -> int:
        """Fork a kernel for a connection file and return its process id."""
        if pid := os.fork():
            return pid
        try:
            os.close(self.inbox)
            os.close(self.outbox)
            os.setsid()
            _control(DUMPABLE, 1)
            _run_kernel(file, self.job["home"])
        finally:
            os._exit(1)

    def reap(self) -> None:
        """Take leave of processes that ended; say so if it was the kernel."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)) != (0, 0):
                if ended[0] == self.kernel:
                    self.kernel = 0
                    _say(self.outbox, f"exited {ended[1]}")

    def end(self) -> None:
        """Kill all that runs beside this process, and clear what it wrote: in a sandbox that is all there is."""
        self.kernel = 0
        self.kill()
        for folder in self.job["cleared"]:
            if is_this_users(Path(folder)):
                Path(folder).chmod(0o1777)  # as it was, whatever an answer made of it
            for entry in Path(folder).iterdir():
                clear(entry)

    def is_alone(self) -> bool:
        """Whether no process, connection or file of the submission is left, and this has the processor as before."""
        if not self.job["alone"] or others() or connections() or os.sched_getscheduler(0) != os.SCHED_OTHER:
            return False
        return not any(is_left(entry) for folder in self.job["cleared"] for entry in Path(folder).iterdir())

    def kill(self) -> None:
        """Kill all that was forked, until nothing is left: what is killed may be forking."""
        for _ in range(ROUNDS):
            left = others() if self.job["alone"] else below(os.getpid())
            if not left:
                break
            for pid in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            self.reap()
            time.sleep(PAUSE)


def _run_kernel(file: str, home: str) -> None:
    from .kernel_app import SandboxedKernelApp

    os.chdir(home)
    SandboxedKernelApp.launch_instance(["-f", file, "--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"])


def _become(user: int) -> None:
    """Become an ordinary user, whom limits bind."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _limit(limits: dict[str, int]) -> None:
    for name, value in limits.items():
        with contextlib.suppress(ValueError, OSError):  # what is allowed is less already
            resource.setrlimit(getattr(resource, name), (value, value))


def _silence() -> None:
    """Let nothing that is printed reach the one who started it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _say(outbox: int, word: str) -> None:
    os.write(outbox, f"{word}\n".encode())


if __name__ == "__main__":
    main()
