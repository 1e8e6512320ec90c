"""One sandbox: a process tree that kernels of one submission are forked in. It compares nothing and knows no answer."""

import contextlib
import os
import queue
import secrets
import subprocess
import tempfile
import threading
import uuid
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # comes with ipykernel, its types would not

from ...bounded import end_strays, end_tree
from ...course import Chapter, Course
from ...errors import KitError
from . import seccomp
from .job import IPC, Job
from .level import Level
from .limits import DEFAULT, Limits
from .scratch import remove, scratch
from .watch import Watch, descendants

ANSWER = 3.0
"""Seconds that the process which forks may take to say that it did, before another one is started in its place."""

ENDING = 2.0
"""Seconds that it may take to end by itself."""

LINES = 100
"""How much of what it says is kept unheard."""


class SandboxError(KitError):
    """The sandbox itself could not be started."""


class Sandbox:
    """Where the kernels of one submission run, one at a time; afterwards, if nothing is left of it, those of another.

    Args:
        course: the course.
        chapter: the chapter whose exercises are answered.
        seed: what the checks draw their inputs from.
        level: what keeps it apart.
        limits: what it may use.

    Attributes:
        job: what its processes are given.
        is_reusable: whether nothing of the kernels that were ended is left, by all that can be told.
    """

    def __init__(self, course: Course, chapter: Chapter, seed: int, level: Level, limits: Limits = DEFAULT) -> None:
        self.level, self.limits, self.lost = level, limits, ""
        self._folder = Path(tempfile.mkdtemp(dir=scratch()))
        self._ipc = self._folder / IPC
        self.job = Job(course, chapter, seed, level, limits, self._folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_running, self.is_reusable = False, True

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start_kernel(self, connection_file: Path) -> None:
        """Have a kernel forked, where no other process of the submission is left.

        Raises:
            SandboxError: it can't be started; the message says why.
        """
        if self._process:
            self._watch.renew()
        if self._process is None or self.lost or not self._say(f"start {connection_file}", "started"):
            self.end()
            self._start()
            if not self._say(f"start {connection_file}", "started", self.limits.start_seconds):
                raise SandboxError(f"The sandbox ({self.level.value}) starts no kernel: {self.lost or 'it is silent'}.")

    def socket_folder(self) -> Path:
        """Return a new folder for the sockets that the next kernel connects to."""
        folder = self._ipc / secrets.token_hex(4)
        folder.mkdir(parents=True)
        for shared in (self._ipc, folder):
            shared.chmod(0o755)
        return folder

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
        self._is_running, self.is_reusable = False, clean and bool(seccomp.program())
        if not clean:
            self.end()
        for left in self._ipc.glob("*"):  # the folder itself stays: it is mounted
            remove(left)

    def end(self) -> None:
        """End every process, and clear what they wrote."""
        if self._process is None:
            return
        self._watch.stop()
        assert self._process.stdin
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self._process.stdin.close()  # it ends by itself then, and buries its own dead
            self._process.wait(ENDING)
        end_tree(self._process)
        if self.level is Level.LIMITS:
            end_strays(self._mark)
        if self._process.stdout:
            self._process.stdout.close()
        self._process, self.lost = None, ""
        self.job.clear()

    def close(self) -> None:
        """End every process and leave no file behind."""
        self.end()
        remove(self._folder)

    def _start(self) -> None:
        self._mark, self._is_running = uuid.uuid4().hex, False
        self._heard: queue.Queue[str] = queue.Queue(LINES)
        self.job.lay_out()
        with (self._folder / "said").open("wb") as errors, self._filter() as filter:
            try:
                self._process = subprocess.Popen(
                    self.job.command(filter), env=self.job.environment(self._mark), cwd=self._folder, stderr=errors,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=os.name == "posix",
                    pass_fds=[] if filter is None else [filter],
                )  # fmt: skip
            except OSError as problem:
                raise SandboxError(f"The sandbox ({self.level.value}) can't be started: {problem}.") from None
        threading.Thread(target=self._hear, args=[self._process], name="sandbox-hear", daemon=True).start()
        self._watch = Watch(self._process.pid, self.limits, self._lose)
        if not self._hears("ready", self.limits.start_seconds):
            said = (self._folder / "said").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            reason = self.lost or (said[-1] if said else "it did not start in time")
            self.end()
            raise SandboxError(f"The sandbox ({self.level.value}) can't be started: {reason}.")

    def _filter(self) -> contextlib.AbstractContextManager[int | None]:
        return seccomp.offered() if self.level is Level.BUBBLEWRAP else contextlib.nullcontext()

    def _say(self, word: str, answer: str, seconds: float = ANSWER) -> bool:
        """Tell the process that forks something, and return whether it did it."""
        if self._process is None:
            return False
        assert self._process.stdin
        if answer == "started":
            self._is_running = True
        try:
            self._process.stdin.write(f"{word}\n".encode())
            self._process.stdin.flush()
        except OSError:
            return False
        return self._hears(answer, seconds)

    def _hears(self, answer: str, seconds: float) -> bool:
        with contextlib.suppress(queue.Empty):
            while (heard := self._heard.get(timeout=seconds)) != answer:
                if heard in ("", "spoilt"):
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
            for below in descendants(process.pid):
                with contextlib.suppress(psutil.Error):
                    below.kill()
