"""The filter for system calls that bubblewrap loads: it refuses what gets around the limits. It is no sandbox alone.

What it refuses: user namespaces, in which an ordinary user may mount; memory that belongs to no process and so is not
counted; other processes' memory, limits and priorities; what would outlive all processes of a submission, such as keys
and attributes of folders; kinds of sockets that know no network namespace; leases, by which others wait to open a file.
See seccomp(2) and bpf(2).
"""

import contextlib
import os
import platform
import struct
from collections.abc import Iterable, Iterator

EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
REFUSED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "open_by_handle_at": (304, 265),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "syslog": (103, 116),
    "semget": (64, 190), "mq_open": (240, 180), "setpriority": (141, 140), "ioprio_set": (251, 30),
    "sched_setaffinity": (203, 122), "sched_setparam": (142, 118),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "sched_setattr": (314, 274), "move_pages": (279, 239), "migrate_pages": (256, 238),
}  # fmt: skip
"""System calls that are refused, with their numbers on x86_64 and on aarch64."""

CLONE, CLONE3, MMAP, SOCKET, PRLIMIT, FCNTL = (56, 220), (435, 435), (9, 222), (41, 198), (302, 261), (72, 25)
X32 = 0x40000000
"""From here on, x86_64 has the numbers of another interface for the same calls."""

NAMESPACES = 0x7E020000
"""The flags of clone(2) that make a namespace of any kind."""

SHARED_ANONYMOUS, SET_LEASE = 0x21, 1024
FAMILIES = (1, 2, 10, 16)
"""The kinds of sockets that are allowed: Unix, IPv4, IPv6, and the one that the system's own tools ask by."""

ALLOW, ERRNO = 0x7FFF0000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_OF, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, ARCHITECTURE = 0, 4

Step = tuple[int, int, int, int]


def program() -> bytes:
    """Return the filter for this machine's processor; empty where its system calls' numbers are not known here."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        return b""
    column = list(ARCHITECTURES).index(machine)
    steps: list[Step] = [
        (LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, ARCHITECTURES[machine]), _fail(ENOSYS), (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32), _fail(ENOSYS),
    ]  # fmt: skip
    for numbers in REFUSED.values():
        steps += [(EQUAL, 0, 1, numbers[column]), _fail(EPERM)]
    steps += [(EQUAL, 0, 1, CLONE3[column]), _fail(ENOSYS)]  # its flags can't be seen; the C library falls back
    steps += _where(CLONE[column], 0, [(ANY_OF, 0, 1, NAMESPACES), _fail(EPERM)])
    steps += _where(MMAP[column], 3, [(AND, 0, 0, SHARED_ANONYMOUS), (EQUAL, 0, 1, SHARED_ANONYMOUS), _fail(EPERM)])
    known = [(EQUAL, len(FAMILIES) - at, 0, family) for at, family in enumerate(FAMILIES)]
    steps += _where(SOCKET[column], 0, [*known, _fail(EAFNOSUPPORT)])
    steps += _where(PRLIMIT[column], 0, [(EQUAL, 1, 0, 0), _fail(EPERM)])  # no one's limits but one's own
    steps += _where(FCNTL[column], 1, [(EQUAL, 0, 1, SET_LEASE), _fail(EPERM)])
    return b"".join(struct.pack("=HBBI", *step) for step in (*steps, (RETURN, 0, 0, ALLOW)))


@contextlib.contextmanager
def offered() -> Iterator[int | None]:
    """Offer a file descriptor from which bubblewrap reads the filter, if there is one."""
    if not (filter := program()):
        yield None
        return
    readable, writable = os.pipe()
    with open(readable, "rb"), open(writable, "wb") as pipe:  # noqa: PTH123 - they are no paths
        pipe.write(filter)
        pipe.close()
        yield readable


def _where(number: int, argument: int, steps: Iterable[Step]) -> list[Step]:
    """Take these steps on an argument of a system call; where they don't fail, it is allowed."""
    block = [(LOAD, 0, 0, 16 + 8 * argument), *steps, (RETURN, 0, 0, ALLOW)]
    return [(EQUAL, 0, len(block), number), *block]


def _fail(error: int) -> Step:
    return (RETURN, 0, 0, ERRNO | error)
