"""One sandbox: a process tree that kernels of one submission are forked in. It compares nothing and knows no answer."""

import contextlib
import json
import os
import queue
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import uuid
from pathlib import Path

from ...bounded import MARK, end_strays, end_tree
from ...course import KIT, Chapter, Course
from ...errors import KitError
from . import bubblewrap
from .level import Level
from .limits import DEFAULT, Limits
from .material import COPY, material
from .watch import Watch

ANSWER = 10.0
"""Seconds that the process which forks may take to say that it did."""

LINES = 100
"""How much of what it says is kept unheard."""

USERS = 1_000_000_000
"""Ordinary users' numbers that stand for the superuser begin here; no machine has accounts there."""


class SandboxError(KitError):
    """The sandbox itself could not be started."""


class Sandbox:
    """Where the kernels of one submission run, one at a time.

    Args:
        course: the course.
        chapter: the chapter whose exercises are answered.
        seed: what the checks draw their inputs from.
        level: what keeps it apart.
        limits: what it may use.
    """

    def __init__(self, course: Course, chapter: Chapter, seed: int, level: Level, limits: Limits = DEFAULT) -> None:
        self.level, self.limits, self.seed = level, limits, seed
        self.lost = ""
        self._folder = Path(tempfile.mkdtemp(prefix="alcazar-")).resolve()
        self.ipc = self._folder / "ipc"
        self._course, self._material = course, material(course, chapter)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_running = False

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start_kernel(self, connection_file: Path) -> None:
        """Have a kernel forked, where no other process of the submission is left.

        Raises:
            SandboxError: it can't be started; the message says why.
        """
        if self._process is None or self.lost or not self._say(f"start {connection_file}", "started"):
            self.end()
            self._start()
            if not self._say(f"start {connection_file}", "started"):
                raise SandboxError(f"The sandbox ({self.level.value}) starts no kernel: {self.lost or 'it is silent'}.")

    def connection_file(self) -> Path:
        """Return a path for the next kernel's connection file, in a folder of its own."""
        folder = self.ipc / secrets.token_hex(4)
        folder.mkdir(parents=True)
        folder.chmod(0o777)
        return folder / "kernel.json"

    @property
    def is_running(self) -> bool:
        """Whether the kernel that was forked last runs."""
        if self._process is None or self._process.poll() is not None or self.lost:
            return False
        with contextlib.suppress(queue.Empty):
            while self._is_running:
                heard = self._heard.get_nowait()
                self._is_running = bool(heard) and not heard.startswith("exited")
        return self._is_running

    def end_kernel(self) -> None:
        """End all that runs for the submission, and clear what it wrote."""
        clean = self.level is Level.BUBBLEWRAP and not self.lost and self._say("end", "ended")
        self._is_running = False
        if not clean:
            self.end()
        for left in self.ipc.glob("*"):  # the folder itself stays: it is mounted
            shutil.rmtree(left, ignore_errors=True)

    def end(self) -> None:
        """End every process."""
        if self._process is None:
            return
        self._watch.stop()
        end_tree(self._process)
        if self.level is Level.LIMITS:
            end_strays(self._mark)
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process, self.lost = None, ""

    def close(self) -> None:
        """End every process and leave no file behind."""
        self.end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> None:
        self.ipc.mkdir(exist_ok=True)
        self.ipc.chmod(0o777)
        self._mark, self._is_running = uuid.uuid4().hex, False
        self._heard: queue.Queue[str] = queue.Queue(LINES)
        with (self._folder / "said").open("wb") as errors:
            self._process = subprocess.Popen(
                self._command(), env=self._environment(), cwd=self._folder, start_new_session=os.name == "posix",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        threading.Thread(target=self._hear, args=[self._process], daemon=True).start()
        self._watch = Watch(self._process.pid, self.ipc, self.limits, self._lose)
        if not self._hears("ready", self.limits.start_seconds):
            said = (self._folder / "said").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            reason = self.lost or (said[-1] if said else "it did not start in time")
            self.end()
            raise SandboxError(f"The sandbox ({self.level.value}) can't be started: {reason}.")

    def _command(self) -> list[str]:
        job = {"limits": self._limits(), "cleared": [], "home": str(self._home), "user": 0}
        if self.level is Level.LIMITS:
            self._home.mkdir(exist_ok=True)
            shutil.copytree(self._material, self._folder / COPY, dirs_exist_ok=True)
            return [sys.executable, "-m", f"{__package__}.zygote", json.dumps(job)]
        job |= {"cleared": ["/tmp", "/dev/shm", str(self._home)], "user": self._user()}
        before = bubblewrap.command(self.ipc, self._material, self._course.root, self.limits.disk)
        return [*before, bubblewrap.python(), "-m", f"{__package__}.zygote", json.dumps(job)]

    @property
    def _home(self) -> Path:
        return bubblewrap.HOME if self.level is Level.BUBBLEWRAP else self._folder / "home"

    def _user(self) -> int:
        """Return a number that no one else has, since limits on processes count a user's; 0 to stay who we are."""
        return USERS + os.getpid() * 100 + secrets.randbelow(100) if bubblewrap.is_root() else 0

    def _limits(self) -> dict[str, int]:
        limits = {"RLIMIT_CORE": 0, "RLIMIT_FSIZE": self.limits.file, "RLIMIT_DATA": self.limits.memory}
        if self.level is Level.BUBBLEWRAP:
            limits["RLIMIT_NPROC"] = self.limits.tasks  # elsewhere it would count all processes of the same user
        return limits

    def _environment(self) -> dict[str, str]:
        course, kit = (self._folder / COPY, KIT) if self.level is Level.LIMITS else (bubblewrap.COURSE,) * 2
        inherited = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ", "SYSTEMROOT") if name in os.environ}
        return inherited | {
            "ALCAZAR_COURSE": str(course),
            "ALCAZAR_KIT_RECORD": "1",
            "ALCAZAR_SEED": str(self.seed),
            "ALCAZAR_WORKSPACE": str(self._home / "workspace"),
            "HOME": str(self._home),
            "IPYTHONDIR": str(self._home / ".ipython"),
            "LOGNAME": "learner",
            "PATH": os.pathsep.join([str(Path(bubblewrap.python()).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": os.pathsep.join(map(str, [kit, *bubblewrap.packages()])),
            "PYTHONUTF8": "1",
            MARK: self._mark,
        }

    def _say(self, word: str, answer: str) -> bool:
        """Tell the process that forks something, and return whether it did it."""
        assert self._process
        assert self._process.stdin
        if answer == "started":
            self._is_running = True
        try:
            self._process.stdin.write(f"{word}\n".encode())
            self._process.stdin.flush()
        except OSError:
            return False
        return self._hears(answer, ANSWER)

    def _hears(self, answer: str, seconds: float) -> bool:
        with contextlib.suppress(queue.Empty):
            while (heard := self._heard.get(timeout=seconds)) != answer:
                if heard == "":
                    return False
            return True
        return False

    def _hear(self, process: subprocess.Popen[bytes]) -> None:
        """Take in what the process that forks says; an empty line stands for its end."""
        assert process.stdout
        heard = self._heard
        with contextlib.suppress(ValueError, OSError):
            while line := process.stdout.readline(1000):
                with contextlib.suppress(queue.Full):  # an answer talks in its place
                    heard.put_nowait(line.decode("ascii", "replace").strip())
        with contextlib.suppress(queue.Full):
            heard.put_nowait("")

    def _lose(self, reason: str) -> None:
        self.lost = reason
        if process := self._process:
            with contextlib.suppress(OSError):
                process.kill()
