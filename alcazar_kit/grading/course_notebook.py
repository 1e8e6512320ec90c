"""A notebook of the course as nbval compares it: in which kernel, for how long. It takes no answers from anyone."""

# mypy: allow-subclassing-any
# nbval comes without types.

import os
import tempfile
from pathlib import Path

from nbval.plugin import IPyNbFile

from ..course import KIT
from .kernel import WatchedKernel

NBVALS_TIMEOUT = 2000.0


class CourseNotebook(IPyNbFile):
    """A notebook compared with its stored outputs, in a kernel that has an empty workspace and judges nothing."""

    timeout = 60.0
    kernel: WatchedKernel | None

    def setup(self) -> None:
        """Start the kernel."""
        self.lay_desk()
        self.start_kernel()

    def lay_desk(self, within: Path | None = None) -> None:
        """Make ready what a kernel needs, in a new folder within one."""
        option = self.config.option
        if option.nbval_cell_timeout == NBVALS_TIMEOUT:
            option.nbval_cell_timeout = self.timeout
        self.desk = tempfile.TemporaryDirectory(prefix="alcazar-desk-", dir=within, ignore_cleanup_errors=True)
        self.setup_sanitize_files()

    def start_kernel(self) -> WatchedKernel:
        """Start the kernel that cells run in from now on, and return it."""
        self.kernel = kernel = self.new_kernel()
        return kernel

    def new_kernel(self) -> WatchedKernel:
        """Start a kernel."""
        env = os.environ | {
            "ALCAZAR_KIT_RECORD": "1",
            "ALCAZAR_WORKSPACE": str(Path(self.desk.name, "workspace")),
            "TMPDIR": self.temporary(),  # a kernel that is killed clears nothing away
            "PYTHONPATH": os.pathsep.join(filter(None, [str(KIT), os.environ.get("PYTHONPATH")])),
        }
        return WatchedKernel(self.kernel_folder(), env, self.config.option.nbval_kernel_startup_timeout)

    def temporary(self) -> str:
        """Return a folder for temporary files, which goes with the desk."""
        folder = Path(self.desk.name, "tmp")
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder)

    def kernel_folder(self) -> Path:
        """Return the folder that the kernel starts in."""
        return Path(self.path.parent)

    def teardown(self) -> None:
        """Stop the kernel."""
        self.stop_kernel()
        self.desk.cleanup()

    def stop_kernel(self) -> None:
        """Stop the kernel, if there is one."""
        if self.kernel is not None:
            self.kernel.stop()
            self.kernel = None
