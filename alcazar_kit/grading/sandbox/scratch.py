"""The folder for what grading leaves on this machine's disk, gone with the process that made it. It holds no result.

A process that is killed can't clean up. So each one holds a lock in its folder, and the next one removes the folders
whose lock nobody holds.
"""

import atexit
import contextlib
import functools
import itertools
import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "alcazar-grading-"
LOCK = "lock"
FRESH = 10
"""Seconds in which a file may be there and not locked yet, when many processes start at once."""

LONGEST = 48
"""The most characters of the folder above it: systems cut the paths of sockets at about 100."""


def scratch() -> Path:
    """Return this process's folder, after removing those of processes that were killed."""
    return _made_in(str(above(LONGEST)))


def above(longest: int) -> Path:
    """Return the folder for temporary files; where its path has more characters, the one that every system has."""
    usual = Path(tempfile.gettempdir()).resolve()
    return usual if len(str(usual)) <= longest or os.name != "posix" else Path("/tmp").resolve()


@functools.cache
def _made_in(top: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=top)).resolve()
    lock = FileLock(folder / LOCK, thread_local=False)
    lock.acquire()
    atexit.register(_leave, folder, lock, os.getpid())
    for other in folder.parent.glob(f"{PREFIX}*/{LOCK}"):
        with contextlib.suppress(Timeout, OSError):
            if is_own(other.parent) and time.time() - other.lstat().st_mtime > FRESH:
                with FileLock(other, timeout=0, is_singleton=False):
                    remove(other.parent)
    return folder


def is_own(folder: Path) -> bool:
    """Whether a folder in a place where everyone can make some was made by this user, and is no link to elsewhere."""
    return not folder.is_symlink() and (os.name != "posix" or folder.lstat().st_uid == os.geteuid())


def remove(folder: Path) -> None:
    """Remove a folder, whatever was made of it: with closed folders in it, or nested deeper than a path can be long."""
    mark, number, waiting = secrets.token_hex(8), itertools.count(), [folder]
    while waiting:
        emptied = waiting.pop()
        with contextlib.suppress(OSError):
            emptied.chmod(0o700)
            with os.scandir(emptied) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        if entry.is_dir(follow_symlinks=False):
                            Path(entry.path).chmod(0o700)
                            waiting.append(Path(entry.path).rename(folder / f"{mark}-{next(number)}"))
                        else:
                            os.unlink(entry.path)  # noqa: PTH108 - there may be a million
            if emptied != folder:
                emptied.rmdir()
    shutil.rmtree(folder, ignore_errors=True)


def _leave(folder: Path, lock: FileLock, owner: int) -> None:
    if os.getpid() == owner:
        lock.release()
        remove(folder)
