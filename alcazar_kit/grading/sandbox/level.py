"""How far a machine can keep a submission apart. It starts no kernel."""

import functools
import shutil
import subprocess
import sys
from enum import Enum

from .bubblewrap import COMMAND, isolation
from .seccomp import offered

PATIENCE = 10
"""Seconds for a try whether bubblewrap works."""


class Level(Enum):
    """What stands between a submission and the machine."""

    BUBBLEWRAP = "bubblewrap"
    LIMITS = "limits"

    @property
    def meaning(self) -> str:
        """What it keeps out, in a sentence."""
        if self is Level.BUBBLEWRAP:
            return (
                "no network; only the course's tools can be read and a private folder written; limits on time, memory, "
                "processes, files and output; all that was started is ended"
            )
        return (
            "limits on time, memory, files and output, and what was started is ended; the network and your files are "
            "open to the code that is graded"
        )


@functools.cache
def available() -> tuple[Level, str]:
    """Return the best level that this machine offers, and why it is not a better one; tried, not guessed."""
    if not sys.platform.startswith("linux"):
        return Level.LIMITS, "bubblewrap runs on Linux alone"
    if not shutil.which(COMMAND):
        return Level.LIMITS, "bubblewrap is not installed (on Debian and Ubuntu: apt install bubblewrap)"
    try:
        with offered() as filter:
            tried = subprocess.run(
                [*isolation(filter), "--ro-bind", "/", "/", "true"], capture_output=True, text=True, timeout=PATIENCE,
                check=False, pass_fds=[] if filter is None else [filter],
            )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as problem:
        return Level.LIMITS, f"bubblewrap can't be started: {problem}"
    if tried.returncode:
        said = tried.stderr.strip().partition("\n")[0] or f"exit status {tried.returncode}"
        return Level.LIMITS, f"bubblewrap does not work here: {said}"
    return Level.BUBBLEWRAP, ""
