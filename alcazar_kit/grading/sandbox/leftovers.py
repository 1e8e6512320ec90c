"""What a submission may leave in its sandbox: processes, connections, files. It kills none of the processes."""

import contextlib
import os
from pathlib import Path

from .scratch import remove


def others() -> list[int]:
    """Return all processes but this one: those of the submission, in a sandbox of its own."""
    return [
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and entry.name != str(os.getpid())
    ]


def connections() -> bool:
    """Whether there are connections, in a sandbox of its own: the system keeps a port for a minute after its use."""
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    return any(len(table.read_text(encoding="ascii").splitlines()) > 1 for table in tables if table.exists())


def below(root: int) -> list[int]:
    """Return the processes that descend from one."""
    import psutil  # type: ignore[import-untyped]

    return [process.pid for process in psutil.Process(root).children(recursive=True)]


def clear(path: Path) -> None:
    """Remove what is this user's own; what is mounted is not."""
    with contextlib.suppress(OSError):
        if not is_left(path):
            return
        if path.is_dir() and not path.is_symlink():
            remove(path)
        else:
            path.unlink()


def is_left(path: Path) -> bool:
    """Whether a submission may have made this; what is mounted there can be of the same user."""
    return is_this_users(path) and not path.is_mount()


def is_this_users(path: Path) -> bool:
    """Whether this process's user owns a file, a folder, or a link itself."""
    return path.lstat().st_uid == os.getuid()
