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

    def setup(self) -> None:
        """Start the kernel."""
        option = self.config.option
        if option.nbval_cell_timeout == NBVALS_TIMEOUT:
            option.nbval_cell_timeout = self.timeout
        self.desk = tempfile.TemporaryDirectory(prefix="alcazar-desk-", ignore_cleanup_errors=True)
        self.start_kernel()
        self.setup_sanitize_files()

    def start_kernel(self) -> None:
        """Start a kernel in place of the one before, if any."""
        env = {
            "ALCAZAR_KIT_RECORD": "1",
            "ALCAZAR_WORKSPACE": str(Path(self.desk.name, "workspace")),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(KIT), os.environ.get("PYTHONPATH")])),
        }
        self.kernel = WatchedKernel(self.kernel_folder(), env, self.config.option.nbval_kernel_startup_timeout)

    def kernel_folder(self) -> Path:
        """Return the folder that the kernel starts in."""
        return Path(self.path.parent)

    def teardown(self) -> None:
        """Stop the kernel."""
        super().teardown()
        self.desk.cleanup()
