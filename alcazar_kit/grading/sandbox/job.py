"""How a sandbox's first process is started: its command line, its environment, the files it needs. It starts none."""

import itertools
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ...bounded import MARK
from ...course import KIT, Chapter, Course
from . import bubblewrap
from .level import Level
from .limits import Limits
from .material import COPY, material
from .scratch import remove

IPC = "ipc"
"""The folder of the sockets that kernels connect to."""

USERS = 1_000_000_000
"""Ordinary users' numbers that stand for the superuser begin here; no machine has accounts there."""

ADDRESSES = 8
"""How many addresses a process may have for each byte that it may hold: no one counts the memory of their tables."""

INHERITED = ("LANG", "LC_ALL", "TZ", "SYSTEMROOT")

_numbers = itertools.count()


@dataclass(frozen=True)
class Job:
    """What the first process of a sandbox is told.

    Attributes:
        folder: the sandbox's own on this machine's disk.
    """

    course: Course
    chapter: Chapter
    seed: int
    level: Level
    limits: Limits
    folder: Path

    @property
    def home(self) -> Path:
        """Where kernels start, as it is called inside."""
        return bubblewrap.HOME if self.level is Level.BUBBLEWRAP else self.folder / "home"

    def lay_out(self) -> None:
        """Make the folders that it needs on this machine's disk."""
        (self.folder / IPC).mkdir(exist_ok=True)
        if self.level is Level.LIMITS:
            (self.home / "tmp").mkdir(parents=True)
            shutil.copytree(material(self.course, self.chapter), self.folder / COPY)

    def clear(self) -> None:
        """Remove what its processes could write to on this machine's disk."""
        if self.level is Level.LIMITS:
            remove(self.home)
            remove(self.folder / COPY)

    def command(self, seccomp: int | None) -> list[str]:
        """Return its command line; ``seccomp`` is the file descriptor of a filter for system calls."""
        told = {"limits": self._limits(), "alone": False, "cleared": [], "home": str(self.home), "user": 0}
        if self.level is Level.LIMITS:
            return [sys.executable, "-m", f"{__package__}.zygote", json.dumps(told)]
        told |= {"alone": True, "cleared": bubblewrap.WRITABLE, "user": _user()}
        before = bubblewrap.command(
            self.folder / IPC, material(self.course, self.chapter), self.course.root, self.limits.disk, seccomp
        )
        return [*before, bubblewrap.python(), "-m", f"{__package__}.zygote", json.dumps(told)]

    def environment(self, mark: str) -> dict[str, str]:
        """Return its whole environment; ``mark`` is what its processes are found by."""
        course, kit = (self.folder / COPY, KIT) if self.level is Level.LIMITS else (bubblewrap.COURSE,) * 2
        return {name: os.environ[name] for name in INHERITED if name in os.environ} | {
            "ALCAZAR_COURSE": str(course),
            "ALCAZAR_KIT_RECORD": "1",
            "ALCAZAR_SEED": str(self.seed),
            "ALCAZAR_WORKSPACE": str(self.home / "workspace"),
            "HOME": str(self.home),
            "IPYTHONDIR": str(self.home / ".ipython"),
            "LOGNAME": "learner",
            "PATH": os.pathsep.join([str(Path(bubblewrap.python()).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": os.pathsep.join(map(str, [kit, *bubblewrap.packages()])),
            "PYTHONUTF8": "1",
            "TMPDIR": "/tmp" if self.level is Level.BUBBLEWRAP else str(self.home / "tmp"),
            "USERPROFILE": str(self.home),
            MARK: mark,
        }

    def _limits(self) -> dict[str, int]:
        limits = {
            "RLIMIT_CORE": 0, "RLIMIT_DATA": self.limits.memory, "RLIMIT_AS": ADDRESSES * self.limits.memory,
            "RLIMIT_FSIZE": self.limits.file, "RLIMIT_NOFILE": self.limits.open_files,
        }  # fmt: skip
        if self.level is Level.BUBBLEWRAP:
            limits["RLIMIT_NPROC"] = self.limits.tasks  # elsewhere it would count all processes of the same user
        return limits


def _user() -> int:
    """Return a number that no one else has, since limits on processes count a user's; 0 to stay who we are."""
    return USERS + os.getpid() * 100 + next(_numbers) % 100 if bubblewrap.is_root() else 0
