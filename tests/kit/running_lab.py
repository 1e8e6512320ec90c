"""A JupyterLab in a process of its own, started as learners start it, for tests to talk to. It opens no browser."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S+\?token=\w+")
PATIENCE = 30.0
"""Seconds until it has to answer."""


class Lab:
    """A running JupyterLab and what its server says.

    Args:
        address: what it tells the learner to open.
        workspace: the learner's, on whose notebooks it runs.
    """

    def __init__(self, address: str, workspace: Path) -> None:
        self.address = address
        self.workspace = workspace
        self.base, _, self.token = re.split(r"(/lab/tree/[^?]+)\?token=", address)

    def wait(self) -> None:
        """Wait until it answers, which is a moment after it has told its address."""
        for _ in range(100):
            with contextlib.suppress(requests.ConnectionError):
                self.get("/api")
                return
            time.sleep(0.1)

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.base}{path}", headers={"Authorization": f"token {self.token}"}, timeout=10)

    def json(self, path: str) -> Any:
        return self.get(path).json()


@contextlib.contextmanager
def running_lab(course: Path, workspace: Path, *options: str, **environment: str) -> Iterator[Lab]:
    """Start JupyterLab on a course and a workspace, and end it afterwards.

    Args:
        course: the folder of the course.
        workspace: the learner's folder; it need not be there yet.
        options: go to JupyterLab.
        environment: goes beside what is inherited, in which nothing is said of Jupyter or Alcazar.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "ALCAZAR"))}
    ours = {"ALCAZAR_COURSE": str(course), "ALCAZAR_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT)}
    said = workspace.with_name(f"{workspace.name}.log")
    with said.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "alcazar_kit", "lab", "--no-browser", *options],
            env=inherited | ours | environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        lab = Lab(_address(process, said), workspace)
        lab.wait()
        yield lab
    finally:
        _end(process)


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """Wait for the address that it tells."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := ADDRESS.search(said.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"JupyterLab did not start:\n{said.read_text(encoding='utf-8')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, with its kernels; make it end where it doesn't."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(15)
