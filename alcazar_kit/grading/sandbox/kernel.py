"""A kernel in a sandbox, as nbval talks to it, and what it takes from it at most. It compares nothing."""

# mypy: allow-subclassing-any
# nbval comes without types.

import os
import secrets
import time
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from ..kernel import POLL, DeadKernelError, WatchedKernel
from .limits import MB
from .process import Sandbox, SandboxError
from .spawned import SpawnedKernel

MESSAGES = 1_000
"""How many messages wait at most before each socket."""

CONNECTING, SENDING, ENDING = 10.0, 1.0, 0.5
"""Seconds that a kernel may take to connect, to take in a cell, and to be known as ended once it hung up."""

CAN_FORK = hasattr(os, "fork")
"""Whether the system can fork a kernel; Windows can't."""

FAILURES = (DeadKernelError, OSError, RuntimeError, zmq.ZMQError)
"""What starting a kernel may raise that is no fault of the machine's."""


def start_kernel(sandbox: Sandbox) -> WatchedKernel:
    """Start a kernel in a sandbox.

    Raises:
        SandboxError: it can't be started.
    """
    return SandboxedKernel(sandbox) if CAN_FORK else SpawnedKernel(sandbox)


class SandboxedKernel(WatchedKernel):
    """A kernel that was forked in a sandbox, and connects to sockets of this process.

    Args:
        sandbox: where it runs, and within which limits.

    Raises:
        SandboxError: it can't be started.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.output_limit = sandbox.limits.output
        try:
            self._start_again_if_need_be()
        except FAILURES as problem:
            self.stop()
            raise SandboxError(f"The sandbox ({sandbox.level.value}) starts no kernel: {problem}.") from None
        except BaseException:
            self.stop()
            raise

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> Any:
        """Send a cell to the kernel, which may have stopped to listen."""
        try:
            return super().execute_cell_input(cell_input, allow_stdin=allow_stdin)
        except zmq.Again:
            raise DeadKernelError(self.why_dead()) from None

    def is_alive(self) -> bool:
        """Whether the kernel runs."""
        return self.sandbox.is_running

    def interrupt(self) -> None:
        """End the kernel: an answer that has to be interrupted is lost."""
        self.sandbox.end_kernel()

    def why_dead(self) -> str:
        """Return why the kernel is dead."""
        return self.sandbox.lost or super().why_dead()

    def stop(self) -> None:
        """End the kernel and all that it started, and close what led to it."""
        if self.kc:
            self.kc.context.destroy(linger=0)
        self.sandbox.end_kernel()

    def hung_up(self) -> str:
        """Return why the kernel hung up: it ended, it sent more than is taken, or an answer closed its sockets."""
        end = time.monotonic() + ENDING
        while self.is_alive() and time.monotonic() < end:
            time.sleep(ENDING / 20)
        if not self.is_alive():
            return self.why_dead()
        return f"it showed more than {self.output_limit / MB:g} MB, or cut off its own kernel"

    def _start_again_if_need_be(self) -> None:
        try:
            self._start()
        except FAILURES:  # whatever the kernel before it did: not in the next sandbox
            self.stop()
            self.sandbox.end()
            self._start()

    def _start(self) -> None:
        self.kc = None
        self.kc = client = _Client(self.sandbox.socket_folder(), self.sandbox.limits.output)
        self.monitor = client.iopub_channel.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        self.sandbox.start_kernel(client.file)
        end = time.monotonic() + CONNECTING
        while not client.shell_channel.socket.poll(1000 * POLL, zmq.POLLOUT):
            if not self.is_alive() or time.monotonic() > end:
                raise DeadKernelError("it does not connect")
        self.listen()
        client.take_no_more()


class _Client(BlockingKernelClient):
    """A client that listens where others connect, so that a kernel needs no place to make sockets in.

    Args:
        folder: where the sockets and the connection file are made.
        output: the bytes that a cell may show.
    """

    def __init__(self, folder: Path, output: int) -> None:
        super().__init__(context=_context(output))
        self.file = folder / "kernel.json"
        key = secrets.token_hex().encode()
        write_connection_file(str(self.file), 1, 2, 3, 4, 5, ip=str(folder / "s"), key=key, transport="ipc")
        self.file.chmod(0o644)
        self.load_connection_file(str(self.file))
        self.start_channels(stdin=False, hb=False, control=False)

    def take_no_more(self) -> None:
        """Let no one else connect: each connection takes a file of this process, and ZeroMQ ends it where none is left.

        To unbind the sockets would end the connections that there are.
        """
        for path in self.file.parent.glob("s-*"):
            path.unlink()

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> Any:
        socket = self.context.socket(zmq.DEALER if channel == "shell" else zmq.SUB)
        if identity:
            socket.identity = identity
        path = Path(f"{self.ip}-{self.shell_port if channel == 'shell' else self.iopub_port}")
        socket.bind(f"ipc://{path}")
        path.chmod(0o777)
        return socket


def _context(output: int) -> "zmq.Context[Any]":
    """Return a context whose sockets take no message that is far larger than what may be shown."""
    context: zmq.Context[Any] = zmq.Context()
    context.setsockopt(zmq.MAXMSGSIZE, 2 * output)
    context.setsockopt(zmq.RCVHWM, MESSAGES)
    context.setsockopt(zmq.SNDTIMEO, int(1000 * SENDING))
    context.setsockopt(zmq.LINGER, 0)
    return context
