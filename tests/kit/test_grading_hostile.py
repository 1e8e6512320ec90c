"""Answers that attack, hang or die get the right verdict in time, the others are judged, and nothing stays behind."""

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from alcazar_kit import bounded
from alcazar_kit.course import Course
from alcazar_kit.grading.grade import Grade, grade
from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.sandbox.job import USERS
from alcazar_kit.grading.sandbox.level import Level, available
from alcazar_kit.grading.sandbox.limits import MB, Limits
from alcazar_kit.grading.sandbox.material import material
from alcazar_kit.grading.sandbox.scratch import scratch
from alcazar_kit.grading.submission import expectations
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import check_id
from tests.kit.hostile_answers import NAMES, Attack, attacks
from tests.kit.judging import verdicts
from tests.kit.tiny_course import RIGHT, answered

SECONDS = 3
GONE = 2.0
"""Seconds that the system may take to bury what was killed."""
LIMITS = {
    "memory": Limits(cell_seconds=10, memory=300 * MB),
    "forking": Limits(cell_seconds=10),
    "reading": Limits(cell_seconds=15),
}
"""What some attacks are limited to, where it is not the ordinary memory and a short time."""

OTHER_SEED = {"by_heart"}

MACHINES = {
    "calling_out", "connecting", "escaping", "killing", "leaving", "memory_of_no_one", "memory_of_the_system",
    "reading", "signalling", "stopping", "writing_outside",
}  # fmt: skip
"""What only a sandbox holds off: limits alone leave the machine's files, network, processes and memory open."""

LIMITS_HOLD = (
    *("displaying", "exiting", "forging_replies", "forking", "interfering", "looping", "memory", "no_end", "printing"),
    "shadowing",
)
"""What limits alone hold off as well."""

in_a_sandbox = pytest.mark.skipif(available()[0] is not Level.BUBBLEWRAP, reason=f"no sandbox: {available()[1]}")


@pytest.mark.parametrize("name", [pytest.param(name, marks=in_a_sandbox if name in MACHINES else ()) for name in NAMES])
def test_attacks_get_the_verdict_they_deserve_and_leave_nothing(tiny_course: Course, tmp_path: Path, name: str) -> None:
    judge_attacks(tiny_course, tmp_path, name, available()[0])


@pytest.mark.parametrize("name", LIMITS_HOLD)
def test_limits_alone_judge_rightly_as_well(tiny_course: Course, tmp_path: Path, name: str) -> None:
    judge_attacks(tiny_course, tmp_path, name, Level.LIMITS)


def judge_attacks(course: Course, folder: Path, name: str, level: Level) -> None:
    tried, limits = attacks(name), LIMITS.get(name, Limits(cell_seconds=SECONDS))
    deserved = dict.fromkeys(RIGHT, "passed") | {attack.exercise: attack.verdict for attack in tried}
    reference = Reference(course, 12345 if name in OTHER_SEED else course.seed, level)
    with listening(folder) as ports, nothing_left(course, folder):
        begin = time.monotonic()
        graded = grade(reference, submitted(course, tried, folder, ports), limits)
        seconds = time.monotonic() - begin
    assert verdicts(graded) == deserved, reasons(graded)
    assert seconds < len(tried) * (limits.cell_seconds + 5) + 5
    assert all(len(outcome.reason) < 400 for outcome in graded.outcomes)


def submitted(course: Course, tried: list[Attack], folder: Path, ports: dict[str, str]) -> Path:
    """Write a submission of these attacks, with what they have to know about this machine."""
    shown = expectations(read(course.solutions(course.chapter(1))))
    known = {"COURSE": str(course.root), "FOLDER": str(folder / "submitted"), "HOME": str(Path.home()), **ports}
    answers = dict(RIGHT)
    for attack in tried:
        source = attack.source.replace("EXPECTED", repr(shown[attack.exercise]))
        for word, meant in known.items():
            source = source.replace(word, meant)
        answers[attack.exercise] = source
    return answered(course, answers, folder / "submitted" / "any.ipynb")


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[dict[str, str]]:
    """Offer a server on this machine, by each kind of socket; none may be called."""
    with socket.socket() as internet, socket.socket(socket.AF_UNIX) as file, socket.socket(socket.AF_UNIX) as abstract:
        internet.bind(("127.0.0.1", 0))
        path, name = str(folder / "s"), f"alcazar-{os.getpid()}"
        file.bind(path)
        abstract.bind(f"\0{name}")
        for server in (internet, file, abstract):
            server.listen()
        yield {"PORT": str(internet.getsockname()[1]), "SOCKET": path, "ABSTRACT": name}


@contextlib.contextmanager
def nothing_left(course: Course, folder: Path) -> Iterator[None]:
    """Hold that no process, no file and no thread is left behind, and none of the course's files has changed."""
    material(course, course.chapter(1))
    before = processes(), files(folder, Path.home(), scratch()), contents(course.root)
    yield
    end = time.monotonic() + GONE
    while not (left := processes()) <= before[0] and time.monotonic() < end:
        time.sleep(0.05)
    assert left <= before[0]
    assert {path for path in files(folder, Path.home(), scratch()) - before[1] if path.name != "submitted"} == set()
    assert contents(course.root) == before[2]


def processes() -> set[int]:
    """The processes of this one's submissions: those below it, and those of the users made up for them."""
    made_up = range(USERS + os.getpid() * 100, USERS + os.getpid() * 100 + 100)
    found = set()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.uids().real in made_up or (process.ppid() == os.getpid()):
                found.add(process.pid)
    return found


def files(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.glob("*")}


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def reasons(graded: Grade) -> dict[str, str]:
    return {outcome.exercise.id: f"{outcome.reason} {outcome.actual[:500]}" for outcome in graded.outcomes}


def test_there_are_sixty_attacks_with_stories_of_their_own() -> None:
    stories = [attack.story for name in NAMES for attack in attacks(name)]
    assert len(set(stories)) == len(stories) >= 60


@pytest.mark.skipif(os.name != "posix", reason="a daemon is made by fork")
def test_a_process_that_left_its_group_and_its_parents_is_ended_with_the_run(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    daemon = f"import os, time\nos.setsid()\nopen({str(noted)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    parent = f"import os\nif os.fork() == 0:\n    exec({daemon!r})\nwhile not os.path.exists({str(noted)!r}): pass"
    assert bounded.run([sys.executable, "-c", parent], cwd=tmp_path, env={}, timeout=30).status == 0
    assert not is_alive(int(noted.read_text()))


def is_alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_what_a_notebook_claims_beside_its_answers_is_ignored(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT | {"1.1": "def shorten(text, length):\n    return text"}, tmp_path / "x.ipynb")
    notebook = read(path)
    for cell in notebook.cells:
        cell.metadata["tags"] = ["nbval-skip", "nbval-ignore-output", "raises-exception"]
        if check_id(cell):
            cell.source = "# NBVAL_SKIP\nprint('passed')"
    write(notebook, path)
    graded = grade(Reference(tiny_course, tiny_course.seed), path)
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}
