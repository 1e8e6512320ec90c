"""A kernel started from nothing, where the system can't fork one (Windows); what keeps it apart is the level "limits".

Memory, processes and time are looked at from outside; the system sets no limit of its own.
"""

# mypy: allow-subclassing-any
# nbval comes without types.

import uuid
from queue import Empty

from ...bounded import end_strays, end_tree
from ..kernel import DeadKernelError, WatchedKernel
from .process import Sandbox, SandboxError
from .watch import Watch


class SpawnedKernel(WatchedKernel):
    """A kernel with a process of its own, which is given new folders and an environment with nothing of this one's.

    Args:
        sandbox: whose folders and limits it has.

    Raises:
        SandboxError: it can't be started.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.lost, self.mark = sandbox, "", uuid.uuid4().hex
        self.output_limit = sandbox.limits.output
        job = sandbox.job
        job.lay_out()
        try:
            super().__init__(job.home, job.environment(self.mark), sandbox.limits.start_seconds)
        except (DeadKernelError, Empty, OSError, RuntimeError) as problem:
            self._clear()
            raise SandboxError(f"The sandbox ({sandbox.level.value}) starts no kernel: {problem}.") from None
        self.watch = Watch(self.km.provisioner.pid, sandbox.limits, self._lose)

    def is_alive(self) -> bool:
        """Whether the kernel runs, and may."""
        return not self.lost and super().is_alive()

    def interrupt(self) -> None:
        """End the kernel: an answer that has to be interrupted is lost."""
        end_tree(self.km.provisioner.process)

    def why_dead(self) -> str:
        """Return why the kernel is dead."""
        return self.lost or super().why_dead()

    def stop(self) -> None:
        """End the kernel and all that it started, and clear what it wrote."""
        self.watch.stop()
        end_tree(self.km.provisioner.process)
        super().stop()
        self._clear()

    def _lose(self, reason: str) -> None:
        self.lost = reason
        end_tree(self.km.provisioner.process)

    def _clear(self) -> None:
        end_strays(self.mark)
        self.sandbox.end_kernel()
        self.sandbox.job.clear()
