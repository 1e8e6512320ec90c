"""Byte code for what sandboxes import: they can keep none, since they write nowhere. It runs no answer."""

import functools
import os
import subprocess
import sys
from contextlib import suppress
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from ...course import KIT

LAST = "ipykernel.kernelapp"
"""A module that only kernels import: where it has byte code, so have the others."""


@functools.cache
def keep() -> None:
    """Have Python keep byte code of what a kernel imports, where it has none yet and is allowed to.

    An installer that compiles nothing leaves that to the first import, which would be a sandbox's, each time anew.
    """
    spec = find_spec(LAST)
    if sys.dont_write_bytecode or spec is None or spec.origin is None or Path(cache_from_source(spec.origin)).exists():
        return
    path = os.pathsep.join(filter(None, [str(KIT), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-c", f"from {__package__}.preload import preload; preload()"]
    with suppress(OSError, subprocess.SubprocessError):  # without it, everything is only slower
        subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=False, timeout=60)
