"""A kernel in a sandbox, as nbval talks to it, and what it takes from it at most. It compares nothing."""

# mypy: allow-subclassing-any
# nbval comes without types.

import secrets
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from ..kernel import WatchedKernel
from .process import Sandbox

MESSAGES = 1_000
"""How many messages wait at most before each socket."""


class SandboxedKernel(WatchedKernel):
    """A kernel that was forked in a sandbox, reached by sockets in the one folder that it shares with this process.

    Args:
        sandbox: where it runs, and within which limits.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.output_limit = sandbox.limits.output
        file = sandbox.connection_file()
        key = secrets.token_hex().encode()
        write_connection_file(str(file), transport="ipc", ip=str(file.parent / "s"), key=key)
        file.chmod(0o644)
        sandbox.start_kernel(file)
        self.kc = BlockingKernelClient(connection_file=str(file), context=_context(sandbox.limits.output))
        self.kc.load_connection_file()
        self.kc.start_channels(stdin=False, hb=False, control=False)
        self.listen()

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
        self.kc.stop_channels()
        self.kc.context.destroy(linger=0)
        self.sandbox.end_kernel()


def _context(output: int) -> "zmq.Context[Any]":
    """Return a context whose sockets take no message that is far larger than what may be shown."""
    context: zmq.Context[Any] = zmq.Context()
    context.setsockopt(zmq.MAXMSGSIZE, 2 * output)
    context.setsockopt(zmq.RCVHWM, MESSAGES)
    context.setsockopt(zmq.LINGER, 0)
    return context
