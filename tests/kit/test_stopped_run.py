"""A run that is stopped, or killed, in a real process: what is judged is kept, nothing is left running or lying."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from alcazar_kit.course import Course
from alcazar_kit.grading.run_folder import run_folder
from tests.kit.tiny_course import RIGHT, SHORTEN, answered

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
SLOW = {"1.1": f"import time\ntime.sleep(15)\n{SHORTEN}"}


class Run:
    """``alcazar-kit grade`` in a process and a session of its own, as a terminal starts it."""

    def __init__(self, *words: str | Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir="/tmp"))  # a short path: sockets lie in it
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alcazar_kit", "grade", *map(str, words)],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(self.folder)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def wait_for(self, there: Callable[[], object]) -> None:
        """Wait until something is there, while it runs."""
        self.wait_until(lambda: there() or self.process.poll() is not None)
        assert self.process.poll() is None, self.process.communicate()

    @staticmethod
    def wait_until(there: Callable[[], object]) -> None:
        """Wait until something is there."""
        end = time.monotonic() + 60
        while not there():
            assert time.monotonic() < end
            time.sleep(0.1)

    def started(self) -> list[psutil.Process]:
        """The processes that it started."""
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def end(self) -> tuple[int, str, str]:
        """Its exit status and what it said."""
        said, errors = self.process.communicate(timeout=60)
        return self.process.returncode, said, errors


@pytest.fixture
def grade() -> Iterator[Callable[..., Run]]:
    """Starts runs, and ends those that a failed test leaves."""
    runs: list[Run] = []

    def start(*words: str | Path) -> Run:
        runs.append(Run(*words))
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            os.killpg(run.process.pid, signal.SIGKILL)
            run.process.communicate()
        shutil.rmtree(run.folder, ignore_errors=True)


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def none_left(processes: list[psutil.Process], seconds: float = 5) -> bool:
    """Whether all processes end within some seconds."""
    end = time.monotonic() + seconds
    while not all(map(is_gone, processes)) and time.monotonic() < end:
        time.sleep(0.1)
    return all(map(is_gone, processes))


@pytest.fixture
def handed_in(tiny_course: Course, tmp_path: Path) -> Path:
    """Ada's right answers, and two that take long."""
    for student, answers in {"ada": RIGHT, "bob": SLOW, "cy": SLOW}.items():
        (tmp_path / "all" / student).mkdir(parents=True)
        answered(tiny_course, answers, tmp_path / "all" / student / "x.ipynb")
    return tmp_path / "all"


def test_ctrl_c_keeps_what_is_judged_and_the_next_start_goes_on(
    handed_in: Path, tiny_course: Course, tmp_path: Path, grade: Callable[..., Run]
) -> None:
    output = tmp_path / "grades"
    run = grade(handed_in, "--output", output)
    run.wait_for(lambda: list(output.glob("records/ada/*.json")))
    started = run.started()
    os.killpg(run.process.pid, signal.SIGINT)
    begin = time.monotonic()
    assert run.end() == (130, "Stopped with 1 of 3 judged. The same command goes on from there.\n", "")
    assert time.monotonic() - begin < 5
    assert len(started) > 2
    assert none_left(started)
    assert list(run.folder.iterdir()) == []
    (kept,) = output.glob("records/ada/*.json")
    before, seed = kept.stat().st_mtime_ns, json.loads((output / "run.json").read_text("utf-8"))["seed"]
    for student in "bob", "cy":
        answered(tiny_course, RIGHT, handed_in / student / "x.ipynb")
    status, said, _ = grade(handed_in, "--output", output).end()
    assert (status, kept.stat().st_mtime_ns) == (0, before)
    assert "3 of 3 students passed everything" in said
    assert f"--seed {seed} repeats the inputs" in said


def test_ctrl_c_stops_a_single_submission_too(handed_in: Path, tmp_path: Path, grade: Callable[..., Run]) -> None:
    run = grade(handed_in / "bob" / "x.ipynb", "--seed", "7")
    run.wait_for(lambda: any("bwrap" in process.name() for process in run.started()))
    time.sleep(3)
    started = run.started()
    os.killpg(run.process.pid, signal.SIGINT)
    begin = time.monotonic()
    assert run.end() == (130, "Stopped with 0 of 1 judged. With --output, it could go on from there.\n", "")
    assert time.monotonic() - begin < 5
    assert none_left(started)
    assert list(run.folder.iterdir()) == []


def test_a_killed_grader_leaves_no_process_and_keeps_its_records(
    handed_in: Path, tmp_path: Path, grade: Callable[..., Run]
) -> None:
    output = tmp_path / "grades"
    run = grade(handed_in, "--output", output)
    run.wait_for(lambda: list(output.glob("records/ada/*.json")))
    started = run.started()
    run.process.kill()
    assert none_left(started)
    assert json.loads(next(output.glob("records/ada/*.json")).read_text("utf-8"))["points"] == 6
    run.end()
    run.wait_until(lambda: not list(run.folder.iterdir()))


def test_what_a_killed_run_left_lying_goes_with_a_later_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("alcazar_kit.grading.run_folder.LONGEST", 1000)
    for name, age in {"alcazar-run-old": 3600, "alcazar-run-new": 1, "another": 3600}.items():
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    (tmp_path / "alcazar-run-link").symlink_to(tmp_path / "another")
    os.utime(tmp_path / "alcazar-run-link", (time.time() - 3600,) * 2, follow_symlinks=False)
    with run_folder() as folder:
        os.utime(folder, (time.time() - 3600,) * 2)
        tempfile.tempdir = str(tmp_path)
        with run_folder() as second:
            assert {path for path in tmp_path.iterdir() if not path.is_symlink()} == {
                folder, second, tmp_path / "alcazar-run-new", tmp_path / "another",
            }  # fmt: skip
    assert not folder.exists()
    assert list((tmp_path / "another").iterdir()) == []
