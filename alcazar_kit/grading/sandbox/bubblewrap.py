"""The command line of bubblewrap for a submission's processes: what they can see and where they can write.

It mounts an allow-list, never the whole file system, and of the course nothing that holds an answer. See bwrap(1).
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import ipykernel

from ...course import KIT

COMMAND = "bwrap"
HOME = Path("/home/learner")
COURSE = Path("/course")
"""Where the course's folder stands in a sandbox."""

WRITABLE = ("/dev/shm", "/tmp", str(HOME))
"""The folders that answers can write to; they lie in memory."""

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")


def command(ipc: Path, course: Path, hidden: Path, disk: int, seccomp: int | None) -> list[str]:
    """Return the command line that goes before a program's own.

    Args:
        ipc: the folder of the sockets that kernels connect to, the one that is shared; it is read-only inside.
        course: the folder that stands in for the course's.
        hidden: the course's folder, which is covered where it lies in what is mounted.
        disk: the bytes that files may hold together.
        seccomp: the file descriptor of a filter for system calls, if there is one.
    """
    passages = _passages([*python_folders(), ipc])
    return [
        *isolation(seccomp),
        *_writable(disk),  # first: what is mounted below may lie in /tmp
        *(option for passage in passages for option in ("--perms", "0755", "--tmpfs", passage)),
        *_system(hidden),
        *("--ro-bind", str(course), str(COURSE), "--ro-bind", str(KIT / "alcazar_kit"), str(COURSE / "alcazar_kit")),
        *_way_to(ipc),
        *("--ro-bind", str(ipc), str(ipc)),
        *(option for closed in (*passages, "/proc", "/dev/pts", "/dev", "/") for option in ("--remount-ro", closed)),
        *("--chdir", str(HOME), "--"),
    ]


def isolation(seccomp: int | None) -> list[str]:
    """Return the options that take away the network, other processes, users, terminals and some system calls.

    The program becomes the first process in there, which no other one there can kill or stop.
    """
    user = (
        ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] if is_root() else ["--unshare-user"]
    )
    spaces = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    filter = [] if seccomp is None else ["--seccomp", str(seccomp)]
    return [
        COMMAND,
        *user,
        *spaces,
        *filter,
        "--hostname",
        "alcazar",
        "--as-pid-1",
        "--die-with-parent",
        "--new-session",
    ]


def is_root() -> bool:
    """Whether this is the superuser, whom limits don't bind: the sandbox then takes an ordinary user's number."""
    return os.name == "posix" and os.geteuid() == 0


def python_folders() -> list[Path]:
    """Return the folders that this Python and its packages need, without those that lie in another one of them."""
    wanted = {*_prefixes(), *packages()}
    return sorted(path for path in wanted if not any(other in path.parents for other in wanted))


def _system(hidden: Path) -> Iterator[str]:
    for name in SYSTEM:
        if Path(name).is_symlink():
            yield from ("--symlink", str(Path(name).readlink()), name)
        else:
            yield from ("--ro-bind-try", name, name)
    for name in SETTINGS:
        yield from ("--ro-bind-try", name, name)
    folders = python_folders()
    for folder in folders:
        yield from (*_way_to(folder), "--ro-bind", str(folder), str(folder))
    for covered in {hidden, KIT}:
        if any(mounted in covered.parents for mounted in (*map(Path, SYSTEM), *folders)):
            yield from ("--tmpfs", str(covered))
            for folder in folders:
                if covered in folder.parents:
                    yield from ("--ro-bind", str(folder), str(folder))
            yield from ("--remount-ro", str(covered))


def _way_to(folder: Path) -> Iterator[str]:
    """Make the folders above one, such that an ordinary user can pass through them."""
    for above in reversed(folder.parents[:-1]):
        if not any(Path(mounted) in (above, *above.parents) for mounted in SYSTEM):
            yield from ("--perms", "0755", "--dir", str(above))


def _passages(folders: list[Path]) -> list[str]:
    """Return what leads from a writable folder to one of these: mounts of their own, which answers can't write to."""
    return sorted({str(above) for folder in folders for above in folder.parents if str(above.parent) in WRITABLE})


def _writable(disk: int) -> Iterator[str]:
    # A shared mapping of /dev/zero is memory that belongs to no process.
    yield from ("--proc", "/proc", "--dev", "/dev", "--dev-bind", "/dev/null", "/dev/zero")
    for folder in WRITABLE:
        yield from ("--size", str(disk // 3), "--perms", "1777", "--tmpfs", folder)


def packages() -> list[Path]:
    """Return the folder of installed packages where that is not the environment's own but, say, the user's."""
    folder = Path(ipykernel.__file__).resolve().parents[1]
    return [] if any(prefix in folder.parents for prefix in _prefixes()) else [folder]


def python() -> str:
    """Return this interpreter's path as it is in a sandbox, where links above its environment are not there."""
    executable, prefix = Path(sys.executable), Path(sys.prefix)
    inside = executable.is_relative_to(prefix)
    return str(prefix.resolve() / executable.relative_to(prefix) if inside else executable.resolve())


def _prefixes() -> set[Path]:
    return {Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
