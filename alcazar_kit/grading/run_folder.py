"""Where a run's temporary files lie: in one folder, which goes with the run, or with a later one if that was killed.

It keeps no result: those are in the run's own folder.
"""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from .sandbox.material import material
from .sandbox.scratch import above, is_own

PREFIX = "alcazar-run-"
LOCK = "lock"
"""The file that is locked as long as the run lives."""

FRESH = 60
"""Seconds in which a folder may not be locked yet."""

LONGEST = 25
"""The most characters of the folder above it: in it lie the folders of its processes, and in those, sockets."""


@contextlib.contextmanager
def run_folder() -> Iterator[Path]:
    """Have temporary files made in a folder of their own, and remove it at the end."""
    top = above(LONGEST)
    _sweep(top)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=top))
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        with FileLock(folder / LOCK):
            yield folder
    finally:
        tempfile.tempdir = before
        material.cache_clear()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(top: Path) -> None:
    """Remove the folders of runs that were killed; they hold copies of the course and of answers."""
    for folder in top.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, Timeout):
            if is_own(folder) and time.time() - folder.lstat().st_mtime > FRESH:
                with FileLock(folder / LOCK, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
