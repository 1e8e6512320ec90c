"""What a sandbox holds off on this machine, found out by trying it inside one. It judges no submission."""

import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty

from ..course import Chapter, Course
from .kernel import DeadKernelError, WatchedKernel
from .sandbox.kernel import CAN_FORK, start_kernel
from .sandbox.level import Level
from .sandbox.limits import MB, Limits
from .sandbox.process import Sandbox

LIMITS = Limits(cell_seconds=2, memory=400 * MB)
HELD = "held off: "
SAY = "\nexcept Exception as problem:\n    print(f'held off: {type(problem).__name__}', flush=True)"


@dataclass(frozen=True)
class Probe:
    """One thing that was tried in a sandbox.

    Attributes:
        tried: in words.
        found: what happened.
        held: whether it was held off.
    """

    tried: str
    found: str
    held: bool


def probe(course: Course, chapter: Chapter, level: Level) -> Iterator[Probe]:
    """Try to reach the network, files and more than is allowed from inside a sandbox.

    Raises:
        SandboxError: it can't be started.
    """
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        tempfile.NamedTemporaryFile(prefix="alcazar-doctor-") as file,
        Sandbox(course, chapter, course.seed, level, LIMITS) as sandbox,
    ):
        Path(file.name).chmod(0o666)
        begin = time.monotonic()
        ask = _asking(sandbox)
        answer = ask("print('it answers')")
        yield Probe("start a sandbox", f"{answer} after {time.monotonic() - begin:.1f} s", answer == "it answers")
        for tried, source in _attempts(server.getsockname()[1], file.name).items():
            found = ask(f"try:\n    {source}\n    print('it works', flush=True){SAY}")
            yield Probe(tried, found.removeprefix(HELD), found.startswith(HELD))
        for tried, source, reason in _excesses():
            begin = time.monotonic()
            found = ask(source)
            yield Probe(tried, f"{found}, after {time.monotonic() - begin:.1f} s", reason in found)


def _attempts(port: int, file: str) -> dict[str, str]:
    """Return what should fail at once, by what it is in words."""
    return {
        "call a server on this machine": f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)",
        "read a file of this machine": f"open({file!r}).read()",
        "write a file of this machine": f"open({file!r}, 'r+').write('x')",
    }


def _excesses() -> Iterator[tuple[str, str, str]]:
    """Yield what should be ended, and a part of what is said then: in words, as code, as a reason."""
    yield "hold 1 GB of memory", "held = bytearray(1_000_000_000)\nprint('it works', flush=True)", "MemoryError"
    if CAN_FORK:
        processes = (
            "import os, time\nfor _ in range(70):\n    if not os.fork():\n        time.sleep(30)\n        os._exit(0)\n"
            "time.sleep(1)\nprint('it works', flush=True)"
        )
        yield "start 70 processes", processes, "processes at once"
    yield "show 3 MB", "for _ in range(300):\n    print('x' * 10_000)", "it showed more than 1 MB"
    yield "run for ever", "while True:\n    pass", "it was ended"


def _asking(sandbox: Sandbox) -> Callable[[str], str]:
    """Return what runs a cell in a live kernel of the sandbox and returns what it printed, raised or ended by."""
    kernels: list[WatchedKernel] = []

    def ask(source: str) -> str:
        if not kernels or not kernels[0].is_alive():
            kernels[:] = [start_kernel(sandbox)]
        try:
            return _ask(kernels[0], source)
        except Empty:
            reason = "it was ended"
        except DeadKernelError as problem:
            reason = str(problem)
        kernels.pop().stop()
        return reason

    return ask


def _ask(kernel: WatchedKernel, source: str) -> str:
    asked, said = kernel.execute_cell_input(source, allow_stdin=False), ""
    kernel.await_reply(asked, LIMITS.cell_seconds)
    while True:
        message = kernel.get_message("iopub", LIMITS.cell_seconds)
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != asked:
            continue
        if kind == "status" and content["execution_state"] == "idle":
            return said.strip()
        said += content["text"] if kind == "stream" else content["ename"] if kind == "error" else ""
