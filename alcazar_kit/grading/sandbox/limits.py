"""What a submission may use. It enforces nothing."""

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The limits of one sandbox.

    Attributes:
        cell_seconds: what one cell may take, in seconds.
        output: what one cell may show, in bytes of messages.
        memory: what all its processes together, and each of them, may hold, in bytes.
        processes: how many there may be at once.
        tasks: how many processes and threads there may be at once; the operating system refuses more at once.
        open_files: how many files and sockets a process may have open.
        file: how large a file may become, in bytes.
        disk: what all its files together may hold, in bytes; they lie in memory.
        start_seconds: what starting a kernel may take, in seconds.
    """

    cell_seconds: float = 20
    output: int = 1 * MB
    memory: int = 1000 * MB
    processes: int = 64
    tasks: int = 256
    open_files: int = 512
    file: int = 100 * MB
    disk: int = 256 * MB
    start_seconds: float = 60


DEFAULT = Limits()
