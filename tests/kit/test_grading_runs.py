"""What a grading run leaves behind, however it ends, and whom it disturbs: nothing, and no one."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading.sandbox import scratch
from alcazar_kit.grading.sandbox.level import Level, available
from alcazar_kit.grading.sandbox.limits import MB, Limits
from tests.kit import ordinary_user
from tests.kit.hostile_answers import attacks
from tests.kit.judging import Judge
from tests.kit.ordinary_user import as_superuser
from tests.kit.tiny_course import RIGHT, answered

ROOT = Path(__file__).parents[2]
LOUD = ("displaying", "displaying_parts", "printing")

GRADE = (
    "import sys; from pathlib import Path; from alcazar_kit.course import load_course\n"
    "from alcazar_kit.grading.grade import grade; from alcazar_kit.grading.reference import Reference\n"
    "from alcazar_kit.grading.sandbox.limits import Limits\n"
    "graded = grade(Reference(load_course(), 7), Path(sys.argv[1]), Limits(cell_seconds=10))\n"
    "print(*(outcome.verdict.value for outcome in graded.outcomes), graded.level.value, sep=', ')"
)
"""A program that grades a submission."""

posix = pytest.mark.skipif(os.name != "posix", reason="signals and users are not the same on Windows")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, as sockets need, which every user can read."""
    path = Path(tempfile.mkdtemp(prefix="a", dir="/tmp" if os.name == "posix" else None))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def grading(path: Path, folder: Path, **options: str) -> subprocess.Popen[bytes]:
    """Start to grade a submission from the command line; ``folder`` is for temporary files."""
    words = ("-m", "alcazar_kit", "grade", "--seed", "7", path.name)
    return started(folder, *words, cwd=path.parent, **options)


def started(folder: Path, *words: str, cwd: Path | None = None, **options: str) -> subprocess.Popen[bytes]:
    """Start a Python."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)} | options
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, *words], env=env, cwd=cwd, stdin=quiet, stdout=quiet, stderr=quiet)


@pytest.mark.parametrize("name", LOUD)
def test_output_without_end_costs_the_judge_little_memory(judge: Judge, name: str) -> None:
    with peak() as grown:
        judge(RIGHT | {attack.exercise: attack.source for attack in attacks(name)}, Limits(cell_seconds=3))
    assert grown[0] < 300 * MB


@contextlib.contextmanager
def peak() -> Iterator[list[int]]:
    """Measure by how much this process grows meanwhile."""
    own, over = psutil.Process(), threading.Event()
    before, grown = own.memory_info().rss, [0]

    def look() -> None:
        while not over.wait(0.01):
            grown[0] = max(grown[0], own.memory_info().rss - before)

    thread = threading.Thread(target=look)
    thread.start()
    yield grown
    over.set()
    thread.join()


@posix
@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_judge_that_is_ended_leaves_no_process_and_the_next_one_clears_its_files(
    tiny_course: Course, tmp_path: Path, folder: Path, ended: signal.Signals
) -> None:
    daemon = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])\n"
    path = answered(tiny_course, {"1.1": f"{daemon}while True:\n    pass"}, tmp_path / "x.ipynb")
    run = started(folder, "-c", GRADE, str(path))
    below = wait_for(
        lambda: [one for one in psutil.Process(run.pid).children(recursive=True) if "sleep(99)" in one.cmdline()[-1]]
    )
    all_below = psutil.Process(run.pid).children(recursive=True)
    assert below
    run.send_signal(ended)
    run.wait(10)
    assert wait_for(lambda: not any(is_alive(one) for one in all_below))
    assert [path.name for path in folder.iterdir() if ended is signal.SIGINT] == []
    for lock in folder.glob("*/lock"):
        os.utime(lock, (time.time() - 60,) * 2)
    sweep(folder)
    assert list(folder.iterdir()) == []


@posix
def test_a_folder_whose_path_is_too_long_for_sockets_is_left_alone(
    tiny_course: Course, tmp_path: Path, folder: Path
) -> None:
    (deep := folder / ("x" * 90)).mkdir()
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    env = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(deep)}
    said = subprocess.run([sys.executable, "-c", GRADE, path], env=env, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("passed, passed, passed")


def test_processes_that_start_at_once_leave_each_other_their_folders(folder: Path) -> None:
    other = folder / f"{scratch.PREFIX}other"
    other.mkdir()
    (other / scratch.LOCK).touch()  # its process is about to lock it
    sweep(folder)
    assert list(folder.iterdir()) == [other]


@posix
def test_a_link_among_folders_that_were_left_leads_to_no_file_that_is_removed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / scratch.LOCK).touch()
    os.utime(tmp_path / scratch.LOCK, (time.time() - 60,) * 2)
    (folder / f"{scratch.PREFIX}link").symlink_to(tmp_path)
    sweep(folder)
    assert (tmp_path / scratch.LOCK).exists()


def sweep(folder: Path) -> None:
    """Let a process that grades come and go."""
    script = "from alcazar_kit.grading.sandbox.scratch import scratch; scratch()"
    env = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    subprocess.run([sys.executable, "-c", script], env=env, check=True)


def wait_for(happened):
    """Wait until something is true, and return it; the last try's value after 10 seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with contextlib.suppress(psutil.Error, IndexError):
            if found := happened():
                return found
        time.sleep(0.05)
    return happened()


def is_alive(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def test_a_run_leaves_no_thread_no_open_file_and_no_child(judge: Judge) -> None:
    judge(RIGHT)
    own = psutil.Process()
    before = threading.active_count(), own.num_fds() if os.name == "posix" else 0, len(own.children())
    for _ in range(3):
        judge({"1.1": "import os; os._exit(0)"})
    after = threading.active_count(), own.num_fds() if os.name == "posix" else 0, len(own.children())
    assert after <= before


@pytest.mark.skipif(available()[0] is not Level.BUBBLEWRAP, reason="without a sandbox, machines are shared")
def test_attacks_do_not_disturb_another_students_run(
    tiny_course: Course, tmp_path: Path, folder: Path, judge: Judge
) -> None:
    right = grading(answered(tiny_course, RIGHT, tmp_path / "x.ipynb"), folder)
    for name in ("forking", "killing", "memory_of_no_one"):
        judge(RIGHT | {attack.exercise: attack.source for attack in attacks(name)}, Limits(cell_seconds=5))
    assert right.wait(30) == 0


@pytest.mark.parametrize("level", ["here", "limits"], indirect=True)
def test_a_sandbox_that_can_not_be_started_is_nobodys_failure(judge: Judge) -> None:
    with pytest.raises(KitError, match=r"^The sandbox \(\w+\) can't be started: it did not start in time\.$"):
        judge(RIGHT, Limits(start_seconds=0))


def test_files_beside_a_submission_have_no_power(tiny_course: Course, tmp_path: Path, folder: Path) -> None:
    """Also where the command is run from that folder, from which Python would import first."""
    noted = tmp_path / "noted"
    for name in ("conftest", "random", "sitecustomize", "usercustomize", "typing", "nbval", "alcazar", "click"):
        (tmp_path / f"{name}.py").write_text(f"open({str(noted)!r}, 'a').write('{name} ')")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only -p conftest")
    (tmp_path / "setup.cfg").write_text("[tool:pytest]\naddopts = --collect-only")
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    assert grading(path, folder, PYTEST_ADDOPTS="--collect-only", PYTEST_PLUGINS="conftest").wait(60) == 0
    assert not noted.exists()


@posix
def test_a_folder_is_removed_whatever_was_made_of_it(tmp_path: Path) -> None:
    made = tmp_path / "made"
    (made / "closed" / "inside").mkdir(parents=True)
    (made / "link").symlink_to(tmp_path)
    (made / "closed").chmod(0)
    here = Path.cwd()
    os.chdir(made)
    for _ in range(3_000):
        os.mkdir("down")  # noqa: PTH102 - what is this deep has no path
        os.chdir("down")
    os.chdir(here)
    scratch.remove(made)
    assert list(tmp_path.iterdir()) == []


@as_superuser
@pytest.mark.skipif(available()[0] is not Level.BUBBLEWRAP, reason=f"no sandbox: {available()[1]}")
@pytest.mark.parametrize("name", ["escaping", "forking", "killing", "leaving", "reading", "writing_outside"])
def test_the_sandbox_holds_for_an_ordinary_user_as_well(tiny_course: Course, folder: Path, name: str) -> None:
    tried = attacks(name)
    answered(tiny_course, RIGHT | {attack.exercise: attack.source for attack in tried}, folder / "x.ipynb")
    done = ordinary_user.run(GRADE, "x.ipynb", course=tiny_course, folder=folder)
    deserved = dict.fromkeys(RIGHT, "passed") | {attack.exercise: attack.verdict for attack in tried}
    assert done.stdout.strip() == ", ".join([*deserved.values(), "bubblewrap"]), done.stderr
