"""The bookshelf behind a real server, on a free port of this machine: gunicorn, or waitress where there is none."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).parents[2]
SECONDS = 30


def environment(project: Path) -> dict[str, str]:
    """Return the environment in which a project finds the finished framework."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(project)]), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def served(database: Path) -> Iterator[str]:
    """Serve the bookshelf over a file, with two processes of two threads where there is gunicorn; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    gunicorn = ["gunicorn", f"--bind={address}", "--workers=2", "--threads=2", "--no-control-socket"]
    waitress = ["waitress", f"--listen={address}", "--threads=4"]
    command = [sys.executable, "-m", *(waitress if sys.platform == "win32" else gunicorn), "bookshelf.wsgi:app"]
    named = environment(ROOT / "examples") | {"BOOKSHELF_DB": str(database)}
    log = database.with_suffix(".log")
    with log.open("w") as said, subprocess.Popen(command, cwd=database.parent, env=named, stderr=said) as server:
        try:
            _wait(address, server, log)
            yield f"http://{address}"
        finally:
            server.terminate()


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            requests.get(f"http://{address}/", timeout=SECONDS)
        except requests.ConnectionError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing answers at {address} after {SECONDS} seconds: {log.read_text()}")
