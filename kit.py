"""Sets Alcazar up in `.venv` beside this file, once, and hands over to the `alcazar-kit` command.

It holds no command of its own, and nothing beyond the standard library; a Python too old for the kit can still read it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Iterator

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
PACKAGES = "Lib/site-packages/*.dist-info" if WINDOWS else "lib/python*/site-packages/*.dist-info"
MARKER = VENV / "alcazar.json"
LOCK = VENV / "kit.lock"
LOG = VENV / "setup.log"

USAGE = """\
usage: python3 kit.py COMMAND ...

  lab     open the course in JupyterLab
  test    run every test
  help    what else there is: progress, reset, grade, build, refresh, ...

The first start sets everything up in .venv; later ones go straight on."""

# What an installer's log says, and what that means to the person who waits for it.
TROUBLES = {
    "A package is not the one that this course has pinned. Start again; if it stays so, ask who runs your network.": (
        *("do not match the hashes", "hash mismatch"),
    ),
    "The network's certificate is not trusted: let PIP_CERT and SSL_CERT_FILE name your organisation's certificates.": (
        "certificate",
    ),
    "The disk is full: .venv needs about 600 MB.": ("no space left", "disk quota"),
    "The packages could not be fetched. Is there a network? Behind a proxy, set HTTPS_PROXY. Then start again.": (
        *("connection", "name resolution", "unreachable", "timed out", "dns error", "failed to fetch", "proxyerror"),
    ),
    "A package is not ready-made for this system and this Python: use another one of Python 3.11 to 3.14.": (
        *("no matching distribution", "no usable wheels"),
    ),
    "This Python can't install packages: its ensurepip is missing. On Debian and Ubuntu: apt install python3-venv": (
        *("no module named ensurepip", "no module named pip"),
    ),
}


class SetupError(Exception):
    """What went wrong, and what to do, in a sentence."""


def main(args: list[str]) -> int:
    """Set up what the command needs, then run it and return its exit code."""
    if not args or args[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    try:
        refuse_python(sys.version_info[:2])
        prepare("test" if args[0] == "test" else "lab")
        return hand_over(["--help"] if args[0] == "help" else args)
    except SetupError as trouble:
        print(f"Error: {trouble}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Start again to go on.", file=sys.stderr)
        return 130


def refuse_python(version: tuple[int, ...]) -> None:
    """Raise SetupError for a Python that the kit does not run on."""
    if not (3, 11) <= version <= (3, 14):
        raise SetupError(
            f"Alcazar needs Python 3.11 to 3.14, and {sys.executable} is {'.'.join(map(str, version))}. "
            f"Start kit.py with another one: {'py -3.13' if WINDOWS else 'python3.13'} kit.py lab"
        )


def prepare(purpose: str) -> None:
    """Make `.venv` hold what is needed for a purpose, `lab` or `test`; do nothing where it does."""
    if ready(purpose):
        return
    try:
        VENV.mkdir(exist_ok=True)
        with only_one():
            if not ready(purpose):
                set_up(purpose)
    except OSError as trouble:
        raise SetupError(
            f"{trouble.filename or VENV} can't be written: {trouble.strerror}. "
            "Close whatever still uses .venv, or copy the course to a folder of your own, and start again."
        ) from None


def ready(purpose: str) -> bool:
    """Tell whether `.venv` is whole and up to date for the purpose, without starting a process."""
    marker = read_marker()
    held = marker.get("purpose")
    return held in (purpose, "test") and whole(marker) and marker["digest"] == digest(held)


def whole(marker: dict[str, Any]) -> bool:
    """Tell whether `.venv` was finished in this place, its Python is the same one still, and no package has gone."""
    if marker.get("root") != str(ROOT) or not marker.get("purpose"):
        return False
    same_python = Path(marker["base"]).exists() and PYTHON.exists() and PYTHON.resolve().name == marker["python"]
    return same_python and installed() >= marker["packages"]


def read_marker() -> dict[str, Any]:
    """Return what the last set-up noted, or nothing."""
    try:
        noted = json.loads(MARKER.read_text(encoding="utf-8"))
        return noted if isinstance(noted, dict) else {}
    except (OSError, ValueError):
        return {}


def write_marker(**noted: Any) -> None:
    """Note that `.venv` is ours and, once all is done, what it holds."""
    MARKER.write_text(json.dumps({"root": str(ROOT), **noted}), encoding="utf-8")


def digest(purpose: str) -> str:
    """Return a hash of all that decides what is installed for the purpose."""
    sources = requirements("build"), requirements(purpose), ROOT / "alcazar_kit" / "pyproject.toml"
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def requirements(name: str) -> Path:
    """Return the path of a list of pinned packages."""
    return ROOT / "requirements" / f"{name}.txt"


def installed() -> int:
    """Return the number of packages in `.venv`."""
    return sum(1 for _ in VENV.glob(PACKAGES))


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Keep two set-ups apart by a lock that the system takes back when its process ends, however it ends."""
    with LOCK.open("a") as file:
        if not lock(file.fileno()):
            print("Another kit.py is setting Alcazar up; waiting for it ...", flush=True)
            while not lock(file.fileno()):
                time.sleep(0.2)
        yield


def lock(file: int) -> bool:
    """Try to lock an open file, and tell whether it is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def set_up(purpose: str) -> None:
    """Install all that the purpose needs; the note of it comes last, so that half a set-up is made again."""
    started = time.monotonic()
    print(f"Setting Alcazar up in {VENV}, once; this takes a minute or two.", flush=True)
    if not whole(read_marker()):
        make_venv()
    write_marker()
    install = installer()
    pinned = [*install, "--require-hashes", "--only-binary=:all:", "--no-binary=requests-wsgi-adapter", "-r"]
    run("build tools", [*pinned, str(requirements("build"))])
    run("packages", [*pinned, str(requirements(purpose))], requirements(purpose))
    run("the kit", [*install, "--no-index", "-e", str(ROOT / "alcazar_kit")])
    base = getattr(sys, "_base_executable", sys.executable)
    finished = {"purpose": purpose, "digest": digest(purpose), "base": base, "packages": installed()}
    write_marker(python=PYTHON.resolve().name, **finished)
    print(f"Ready after {time.monotonic() - started:.0f} s.\n", flush=True)


def make_venv() -> None:
    """Make `.venv` afresh; one that kit.py did not make is left alone."""
    kept = [path for path in VENV.iterdir() if path != LOCK]
    if kept and not MARKER.exists():
        raise SetupError(f"{VENV} was not made by kit.py. Move it away or delete it, and start again.")
    write_marker()
    for path in kept:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != MARKER:
            path.unlink()
    import venv

    venv.EnvBuilder(symlinks=not WINDOWS).create(VENV)


def installer() -> list[str]:
    """Return the command that installs into `.venv`: uv where it works, or else pip."""
    LOG.write_text("")
    how = ["--no-deps", "--no-build-isolation"]
    with contextlib.suppress(OSError):
        if subprocess.run(["uv", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
            return ["uv", "pip", "install", "--python", str(PYTHON), *how]
    run("pip", [str(PYTHON), "-m", "ensurepip"])
    quietly = ["--no-input", "--retries=2", "--no-compile", "--disable-pip-version-check", "--no-warn-script-location"]
    return [str(PYTHON), "-m", "pip", "install", *quietly, *how]


def run(step: str, command: list[str], pins: Path | None = None) -> None:
    """Run one step, show how far it is, and raise SetupError with a sentence where it fails."""
    surroundings = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    surroundings["PIP_USER"] = "0"
    begin = LOG.stat().st_size
    with LOG.open("ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=surroundings)
    try:
        watch(step, process, pins)
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise SetupError(explain(step, LOG.read_bytes()[begin:].decode("utf-8", "replace")))


def watch(step: str, process: subprocess.Popen[bytes], pins: Path | None) -> None:
    """Show a step's progress until its process ends: on a terminal all the time, elsewhere now and then."""
    started, before, pause = time.monotonic(), installed(), 0.1 if sys.stdout.isatty() else 10
    total = len(re.findall("^[a-z].*==", pins.read_text(encoding="utf-8"), re.MULTILINE)) if pins else 0
    ended = False
    while not ended:
        with contextlib.suppress(subprocess.TimeoutExpired):
            ended = process.wait(pause) is not None
        fetched, new = LOG.read_bytes().count(b"\nCollecting ") if total else 0, installed() - before
        done = 24 if ended else min(24, 24 * max(2 * new, fetched + new) // (2 * total or 1))
        bar = f"[{'#' * done:.<24}] {fetched} fetched, {new} installed, " if total else ""
        end = "\n" if ended or pause > 1 else "\r"
        print(f"  {step:<12}{bar}{time.monotonic() - started:.0f} s", end=end, flush=True)


def explain(step: str, output: str) -> str:
    """Return the sentence that an installer's output comes down to."""
    for sentence, signs in TROUBLES.items():
        if any(sign in output.lower() for sign in signs):
            return sentence
    last = (output.strip().splitlines() or ["it said nothing"])[-1].strip()
    return f"Installing {step} failed: {last} (all of it is in {LOG})"


def hand_over(args: list[str]) -> int:
    """Become the `alcazar-kit` command; where a process can't become another one, wait for it."""
    command = [str(PYTHON), "-P", "-m", "alcazar_kit", *args]
    if not WINDOWS:
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
