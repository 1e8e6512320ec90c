"""Kernels for nbval: their death is noticed at once, and what they send is counted. It compares nothing."""

# mypy: allow-subclassing-any
# nbval comes without types.

import contextlib
import math
import subprocess
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel, start_new_kernel

from ..errors import KitError
from .messages import is_sound
from .sandbox.limits import MB

POLL = 0.25
"""Seconds between two looks whether the kernel lives."""

STARTING, HEARING, TRIES = 60.0, 0.1, 100
"""Seconds that a new kernel may take to reply, and its broadcast to follow; how often that is tried."""

OUTPUT_SECONDS = 5.0
"""Seconds that a cell's output may take to arrive once the cell has ended."""


class DeadKernelError(KitError):
    """The kernel's process ended, or was ended, while it had work to do."""


class WatchedKernel(RunningKernel):
    """A kernel of the Python that runs this, in a given folder and environment.

    Args:
        cwd: the folder it starts in.
        env: its whole environment.
        startup_timeout: the seconds it may take to start.
    """

    output_limit = math.inf
    monitor: Any = None
    """A socket that is told when the kernel hangs up, if there is one."""

    def __init__(self, cwd: Path, env: Mapping[str, str], startup_timeout: float) -> None:
        quiet = subprocess.DEVNULL
        self.km, self.kc = start_new_kernel(
            startup_timeout, CURRENT_ENV_KERNEL_NAME, stdout=quiet, stderr=quiet, cwd=str(cwd), env=dict(env)
        )
        self.listen()

    def listen(self) -> None:
        """Begin to take in what the kernel sends."""
        self.shown, self.waiting, self.until = 0, deque[Any](), math.inf
        self.poller = zmq.Poller()
        for socket in filter(None, (self.kc.shell_channel.socket, self.kc.iopub_channel.socket, self.monitor)):
            self.poller.register(socket, zmq.POLLIN)
        self._ensure_iopub_up()

    def _ensure_iopub_up(self) -> None:
        """Ask the kernel about itself until its broadcast is heard: what it said before one listened is lost."""
        for _ in range(TRIES):
            asked = self.kc.kernel_info()
            self.await_reply(asked, STARTING)
            with contextlib.suppress(Empty):
                self.await_idle(asked, HEARING)
                return
        raise DeadKernelError("its kernel sends no output")

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> Any:
        """Send a cell to the kernel; from here on its output is counted."""
        self.shown = 0
        return super().execute_cell_input(cell_input, allow_stdin=allow_stdin)

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:
        """Wait for the reply to a message; other messages give the kernel no more time.

        Raises:
            queue.Empty: it took longer than ``timeout`` seconds.
        """
        self.until = math.inf if timeout is None else time.monotonic() + timeout
        try:
            super().await_reply(msg_id, timeout)
        except RuntimeError:
            raise DeadKernelError("its kernel refused the cell") from None
        finally:
            self.until = time.monotonic() + OUTPUT_SECONDS

    def get_message(self, stream: str, timeout: float | None = None) -> Any:
        """Return the next message of a stream; meanwhile, those of the other one are taken in as well.

        Raises:
            queue.Empty: there was none within ``timeout`` seconds.
            DeadKernelError: there will be none, or what came is too much, or is no Jupyter message.
        """
        end = min(self.until, math.inf if timeout is None else time.monotonic() + timeout)
        while time.monotonic() < end:
            if stream == "iopub" and self.waiting:
                return self.waiting.popleft()
            ready = dict(self.poller.poll(int(1000 * max(0.0, min(POLL, end - time.monotonic())))))
            if self.kc.iopub_channel.socket in ready:
                self.waiting.append(self._receive(self.kc.iopub_channel))
            elif stream == "shell" and self.kc.shell_channel.socket in ready:
                return self._receive(self.kc.shell_channel)
            elif self.monitor in ready:
                raise DeadKernelError(self.hung_up())
            elif not self.is_alive():
                raise DeadKernelError(self.why_dead())
        raise Empty

    def stop(self) -> None:
        """End the kernel, also where it is dead, and close what led to it."""
        self.kc.stop_channels()
        if self.is_alive():
            self.km.shutdown_kernel(now=True)
        else:
            self.km.cleanup_resources()
        del self.km

    def why_dead(self) -> str:
        """Return why the kernel is dead."""
        return "the code ended its own kernel"

    def hung_up(self) -> str:
        """Return why the kernel hung up."""
        return self.why_dead()

    def _receive(self, channel: Any) -> Any:
        frames = channel.socket.recv_multipart(zmq.NOBLOCK)
        self.shown += sum(map(len, frames))
        if self.shown > self.output_limit:
            raise DeadKernelError(f"it showed more than {self.output_limit / MB:g} MB")
        try:
            message = channel.session.deserialize(channel.session.feed_identities(frames)[1])
            if is_sound(message):
                return message
        except Exception:  # noqa: BLE001 - whatever an answer that writes to its kernel's sockets can cause
            pass
        raise DeadKernelError("its kernel sent what is no Jupyter message")
