"""A kernel for nbval whose death is noticed while its reply is awaited. It compares nothing."""

# mypy: allow-subclassing-any
# nbval comes without types.

import math
import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from queue import Empty
from typing import Any

from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel, start_new_kernel

from ..errors import KitError

POLL = 0.25


class DeadKernelError(KitError):
    """The kernel's process ended while it had work to do."""


class WatchedKernel(RunningKernel):
    """A kernel of the Python that runs this, in a given folder and environment.

    Args:
        cwd: the folder it starts in.
        env: what its environment has beside this process's.
        startup_timeout: the seconds it may take to start.
    """

    def __init__(self, cwd: Path, env: Mapping[str, str], startup_timeout: float) -> None:
        self.km, self.kc = start_new_kernel(
            startup_timeout, CURRENT_ENV_KERNEL_NAME, stderr=subprocess.DEVNULL, cwd=str(cwd), env=os.environ | env
        )
        self._ensure_iopub_up()

    def get_message(self, stream: str, timeout: float | None = None) -> Any:
        """Return the next message.

        Raises:
            queue.Empty: there was none within ``timeout`` seconds.
            DeadKernelError: there will be none.
        """
        end = math.inf if timeout is None else time.monotonic() + timeout
        while True:
            try:
                return super().get_message(stream, timeout=max(0.0, min(POLL, end - time.monotonic())))
            except Empty:
                if not self.is_alive():
                    raise DeadKernelError("the code ended its own kernel") from None
                if time.monotonic() >= end:
                    raise
