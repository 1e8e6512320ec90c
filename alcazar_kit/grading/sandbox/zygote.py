"""The process that kernels are forked from: it has imported what they need, and runs no cell itself.

A kernel that is started from nothing spends most of its start on imports; a forked one has them. It is a program, told
by lines on its standard input: ``start FILE`` forks a kernel for a connection file, ``end`` kills all processes but
itself and clears what they wrote. It answers with ``started``, ``exited STATUS``, and ``ended`` or ``spoilt``. When its
standard input ends, it ends as well, with all it forked.
"""

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from .scratch import remove

POLL = 0.02
"""Seconds between two looks whether a kernel ended by itself."""

ROUNDS, PAUSE = 1000, 0.002
"""How often what was forked is killed, while something is left, and the seconds in between."""

NEEDED = (
    *("ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib", "IPython.core.magics.extension"),
    *("IPython.extensions.storemagic", "jinja2", ".kernel_app", "...client", "...exercise_magics", "...magics"),
    *("...projects", "...session", "...widgets"),
)
"""What a kernel imports between its start and an exercise's answer."""

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
            if _is_own(Path(folder)):
                Path(folder).chmod(0o1777)  # as it was, whatever an answer made of it
            for entry in Path(folder).iterdir():
                _remove(entry)

    def is_alone(self) -> bool:
        """Whether no process, connection or file of the submission is left, and this has the processor as before."""
        if not self.job["alone"] or _others() or _connections() or os.sched_getscheduler(0) != os.SCHED_OTHER:
            return False
        return not any(_is_left(entry) for folder in self.job["cleared"] for entry in Path(folder).iterdir())

    def kill(self) -> None:
        """Kill all that was forked, until nothing is left: what is killed may be forking."""
        for _ in range(ROUNDS):
            left = _others() if self.job["alone"] else _below(os.getpid())
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


def preload() -> None:
    """Import what each kernel imports, and keep the collector from looking at it in each of them."""
    # No kernel in here is debugged, and to import the debugger takes as long as to start a kernel.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in NEEDED:
        import_module(name, __package__)
    from ...errors import KitError
    from ...finished import finished

    with contextlib.suppress(KitError):  # a course may have no framework yet
        finished("app", "Alcazar")
        finished("testing", "Session")
    gc.collect()
    gc.freeze()


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


def _others() -> list[int]:
    """Return all processes but this one: those of the submission, in a sandbox of its own."""
    return [
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and entry.name != str(os.getpid())
    ]


def _connections() -> bool:
    """Whether there are connections, in a sandbox of its own: the system keeps a port for a minute after its use."""
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    return any(len(table.read_text(encoding="ascii").splitlines()) > 1 for table in tables if table.exists())


def _below(root: int) -> list[int]:
    """Return the processes that descend from one."""
    import psutil  # type: ignore[import-untyped]

    return [process.pid for process in psutil.Process(root).children(recursive=True)]


def _remove(path: Path) -> None:
    """Remove what is this user's own; what is mounted is not."""
    with contextlib.suppress(OSError):
        if not _is_left(path):
            return
        if path.is_dir() and not path.is_symlink():
            remove(path)
        else:
            path.unlink()


def _is_left(path: Path) -> bool:
    return _is_own(path) and not path.is_mount()


def _is_own(path: Path) -> bool:
    return path.lstat().st_uid == os.getuid()


def _say(outbox: int, word: str) -> None:
    os.write(outbox, f"{word}\n".encode())


if __name__ == "__main__":
    main()
