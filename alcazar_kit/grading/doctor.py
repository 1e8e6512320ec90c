"""What this machine offers for grading, looked at and tried: what ``alcazar-kit doctor`` shows. It mends nothing."""

import functools
import importlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import metadata

import psutil  # type: ignore[import-untyped]  # comes with ipykernel, its types would not
from packaging.requirements import Requirement
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..course import KIT, load_course
from ..errors import KitError
from .probes import probe
from .sandbox.bubblewrap import COMMAND
from .sandbox.level import Level, available

OLDEST = (3, 11)
PINS = "requirements/test.txt"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ROOM = {"memory": 2, "disk": 1}
"""Gigabytes that should be free."""


class State(Enum):
    """Whether a finding lets other people's submissions be graded safely."""

    GOOD = ("✓", "green")
    NOTE = ("–", "yellow")
    BAD = ("✗", "red")


@dataclass(frozen=True)
class Finding:
    """One line of what was found: about what, in words, and whether that is good."""

    subject: str
    found: str
    state: State


def run(console: Console) -> int:
    """Examine this machine, print a table, and return the exit status.

    Returns:
        0 where other people's submissions can be graded safely, 1 otherwise.
    """
    with console.status("Looking around, and trying a sandbox …"):
        findings = examine()
    table = Table(title="What this machine offers for grading", title_justify="left", show_header=False, box=None)
    for finding in findings:
        sign, style = finding.state.value
        table.add_row(Text(sign, style), Text(finding.subject), Text(finding.found, overflow="fold"))
    console.print(table)
    is_safe = all(finding.state is not State.BAD for finding in findings)
    console.print(
        "Other people's submissions can be graded here."
        if is_safe
        else "Grade only submissions of people whose code you would run yourself."
    )
    return 0 if is_safe else 1


def examine(level: Level | None = None) -> list[Finding]:
    """Return what this machine offers; ``level`` has that sandbox tried, not the best one."""
    best, why = available()
    level = level or best
    return [
        _python(),
        _packages(),
        _bubblewrap(best, why),
        Finding("sandbox", f"level {level.value}: {level.meaning}", _state(level is Level.BUBBLEWRAP)),
        *_probes(level),
        *_machine(),
        *_tools(),
    ]


def _python() -> Finding:
    found = f"{platform.python_version()} ({sys.executable})"
    return Finding("Python", found, _state(sys.version_info >= OLDEST))


def _packages() -> Finding:
    """Look for what the kit asks for; versions other than the pinned ones are worth a note."""
    missing, others = [], []
    pins = _pins()
    for required in _required():
        try:
            version = metadata.version(required.name)
            importlib.import_module(_modules().get(required.name.lower(), required.name.replace("-", "_")))
        except (ImportError, metadata.PackageNotFoundError):
            missing.append(required.name)
            continue
        if not required.specifier.contains(version, prereleases=True):
            missing.append(f"{required.name}{required.specifier} (there is {version})")
        elif version != pins.get(required.name, version):
            others.append(f"{required.name} {version} (tested: {pins[required.name]})")
    if missing:
        return Finding("packages", f"missing: {', '.join(missing)}", State.BAD)
    if others:
        return Finding("packages", f"others than were tested: {', '.join(others)}", State.NOTE)
    return Finding("packages", f"all {len(_required())} are there, as tested", State.GOOD)


@functools.cache
def _required() -> tuple[Requirement, ...]:
    settings = KIT / "alcazar_kit" / "pyproject.toml"
    if settings.is_file():
        listed = tomllib.loads(settings.read_text(encoding="utf-8"))["project"]["dependencies"]
    else:
        listed = [line for line in metadata.requires("alcazar-kit") or () if "extra ==" not in line]
    asked = map(Requirement, listed)
    return tuple(required for required in asked if required.marker is None or required.marker.evaluate())


@functools.cache
def _modules() -> dict[str, str]:
    """Return a module of each installed distribution."""
    found: dict[str, str] = {}
    for module, names in metadata.packages_distributions().items():
        for name in names:
            found.setdefault(name.lower(), module)
    return found


def _pins() -> dict[str, str]:
    file = KIT / PINS
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {match[1]: match[2] for line in lines if (match := re.match(r"([\w.-]+)==([^ ;]+)", line))}


def _bubblewrap(best: Level, why: str) -> Finding:
    if best is not Level.BUBBLEWRAP:
        return Finding("bubblewrap", why, State.BAD)
    return Finding("bubblewrap", f"{_version(COMMAND)} works", State.GOOD)


def _probes(level: Level) -> Iterator[Finding]:
    try:
        course = load_course()
        chapter = next(chapter for chapter in course.chapters if chapter.exercises)
        for tried in probe(course, chapter, level):
            yield Finding(f"tried: {tried.tried}", tried.found, _state(tried.held))
    except (KitError, StopIteration) as problem:
        yield Finding("tried: a sandbox", str(problem) or "the course has no exercises", State.BAD)


def _machine() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = psutil.virtual_memory().available / 1e9
    folder = tempfile.gettempdir()
    disk = shutil.disk_usage(folder).free / 1e9
    yield Finding("cores", str(cores), State.GOOD)
    yield Finding("memory", f"{memory:.1f} GB free", _note(memory >= ROOM["memory"]))
    yield Finding("disk", f"{disk:.1f} GB free in {folder}", _note(disk >= ROOM["disk"]))


def _tools() -> Iterator[Finding]:
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), "")
    yield Finding("chromium", chromium or "not there; only browser tests need it", _note(bool(chromium)))
    yield Finding("git", _version("git") if shutil.which("git") else "not there", _note(bool(shutil.which("git"))))


def _version(command: str) -> str:
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False, timeout=10).stdout
    return said.strip().partition("\n")[0]


def _state(is_good: bool) -> State:
    return State.GOOD if is_good else State.BAD


def _note(is_good: bool) -> State:
    return State.GOOD if is_good else State.NOTE
