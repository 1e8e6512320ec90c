"""A class judged on a real Dask cluster of two workers, each with the kit and a course of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading import cluster
from alcazar_kit.grading.class_run import ClassRun
from alcazar_kit.grading.cluster import Cluster
from alcazar_kit.grading.gathering import gather
from alcazar_kit.grading.kept import Kept
from alcazar_kit.grading.reporting.records import Record
from alcazar_kit.grading.sandbox.level import available
from tests.kit.tiny_course import PAGES, RIGHT, SHORTEN, answered

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # those of Dask are its own

CLASS = {"ada": RIGHT, "bob": {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}, "cy": {}, "dee": RIGHT}
SLOW = {"1.1": f"import time\ntime.sleep(6)\n{SHORTEN}"}


class Machines:
    """A scheduler and its workers, processes on this machine; each worker has a folder and a course of its own."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.course, self.folder = course, folder
        self.processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.start("scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2])

    def start(self, name: str, *words: str, **env: str) -> "subprocess.Popen[bytes]":
        """Start one of Dask's commands."""
        home = self.folder / f"{name}-{len(self.processes)}"
        home.mkdir(parents=True)
        everything = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **env}
        with (home / "log").open("wb") as log:
            command = [sys.executable, "-m", "dask", name, *words, "--no-dashboard"]
            process = subprocess.Popen(command, cwd=home, env=everything, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def worker(self, nanny: str = "--no-nanny", threads: int = 2, **env: str) -> "subprocess.Popen[bytes]":
        """Start a worker, which has its own copy of the course; a nanny starts it anew if it ends."""
        root = self.folder / f"course-{len(self.processes)}"
        shutil.copytree(self.course.root, root)
        own = {"ALCAZAR_COURSE": str(root), "ALCAZAR_WORKSPACE": str(root / "workspace")} | env
        return self.start("worker", self.address, "--nthreads", str(threads), nanny, "--host", "127.0.0.1", **own)

    def wait(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)

    def end(self) -> None:
        """End all, by their ids."""
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def machines(tiny_course: Course, tmp_path: Path) -> Iterator[Machines]:
    """A scheduler that has no workers yet."""
    made = Machines(tiny_course, tmp_path / "machines")
    yield made
    made.end()


def start(course: Course, top: Path, output: Path, **changes: Any) -> ClassRun:
    """A run with a seed that is not the course's, so that solutions are executed too."""
    return ClassRun(course, gather(course, [top]), available()[0], Kept(output), 4711, **changes)


def hand_in(course: Course, top: Path, answers: dict[str, dict[str, str]]) -> Path:
    """A class's folder."""
    for student, own in answers.items():
        answered(course, own, top / student / "01_first.ipynb")
    return top


def timeless(found: list[Record]) -> list[dict[str, Any]]:
    """Records without how long they took."""
    return [{**record, "seconds": 0} for record in found]


def test_a_cluster_judges_as_this_machine_does(tiny_course: Course, tmp_path: Path, machines: Machines) -> None:
    top = hand_in(tiny_course, tmp_path / "all", CLASS)
    for _ in range(2):
        machines.worker()
    machines.wait(2)
    there = start(tiny_course, top, tmp_path / "there", dask=machines.address).go()
    assert [record["points"] for record in there] == [6, 1, 0, 6]
    assert timeless(there) == timeless(start(tiny_course, top, tmp_path / "here").go())


def test_a_single_worker_of_one_thread_judges_and_not_this_machine(
    tiny_course: Course, tmp_path: Path, machines: Machines
) -> None:
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT, "bob": RIGHT})
    machines.worker(threads=1)
    (manifest,) = machines.folder.glob("course-*/course.toml")
    manifest.write_text(manifest.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    machines.wait(1)
    found = start(tiny_course, top, tmp_path / "there", dask=machines.address).go()
    for record in found:
        assert str(record["error"]).startswith(
            f"The course in {manifest.parent}, or a package that it stands on, is not"
        )


def test_a_killed_worker_loses_nothing(tiny_course: Course, tmp_path: Path, machines: Machines) -> None:
    top = hand_in(tiny_course, tmp_path / "all", CLASS | dict.fromkeys(["eve", "fay", "gus", "hal"], SLOW))
    workers = [machines.worker() for _ in range(2)]
    machines.wait(2)
    killed: list[str] = []

    def kill(record: Record) -> None:
        if not killed:
            workers[0].send_signal(signal.SIGKILL)
            killed.append(record["student"])

    found = start(tiny_course, top, tmp_path / "there", dask=machines.address, finished=kill).go()
    assert killed
    assert [record["points"] for record in found] == [6, 1, 0, 6, 1, 1, 1, 1]
    assert [record["error"] for record in found] == [None] * 8


def test_a_scheduler_that_ends_is_one_sentence_and_what_is_judged_is_kept(
    tiny_course: Course, tmp_path: Path, machines: Machines
) -> None:
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT, "bob": SLOW, "cy": SLOW})
    machines.worker()
    machines.wait(1)
    run = start(tiny_course, top, tmp_path / "there", dask=machines.address)
    run.finished = lambda _: machines.processes[0].kill()
    with pytest.raises(KitError, match=r"The Dask cluster at tcp://127.* failed: .*"):
        run.go()
    assert len(run.left()) == 2


def test_if_all_workers_are_lost_it_says_so_and_goes_on_with_a_new_one(
    tiny_course: Course, tmp_path: Path, machines: Machines
) -> None:
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT, "bob": SLOW})
    workers = [machines.worker()]
    machines.wait(1)
    said: list[str] = []

    def hear(what: str) -> None:
        said.append(what)
        if "lost" in what:
            workers.append(machines.worker())

    run = start(tiny_course, top, tmp_path / "there", dask=machines.address, began=hear)
    run.finished = lambda _: workers[0].kill()
    assert [record["points"] for record in run.go()] == [6, 1]
    assert said[-2:] == ["all workers are lost, waiting for new ones", "judging"]


def test_if_no_new_worker_comes_it_is_one_sentence_and_what_is_judged_is_kept(
    tiny_course: Course, tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ABSENCE", 3)
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT, "bob": SLOW})
    worker = machines.worker()
    machines.wait(1)
    run = start(tiny_course, top, tmp_path / "there", dask=machines.address)
    run.finished = lambda _: worker.kill()
    with pytest.raises(KitError, match=r"at tcp://127.* lost all workers, and for 3 s no new one came"):
        run.go()
    assert len(run.left()) == 1


def test_a_worker_with_another_course_refuses(tiny_course: Course, tmp_path: Path, machines: Machines) -> None:
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT})
    machines.worker()
    machines.wait(1)
    manifest = tiny_course.root / "course.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("Slice it.", "Cut it."), "utf-8")
    (record,) = start(tiny_course, top, tmp_path / "there", dask=machines.address).go()
    assert str(record["error"]).startswith("The course in ")
    assert "is not the one that this run was started with: bring both to the same state." in str(record["error"])


def test_a_worker_without_a_sandbox_refuses(tiny_course: Course, tmp_path: Path, machines: Machines) -> None:
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT})
    machines.worker(PATH=str(tmp_path))
    machines.wait(1)
    (record,) = start(tiny_course, top, tmp_path / "there", dask=machines.address).go()
    assert str(record["error"]).startswith("This worker has no sandbox: bubblewrap is not installed")


def test_a_worker_without_the_kit_is_one_sentence(tiny_course: Course, tmp_path: Path, machines: Machines) -> None:
    (tmp_path / "empty" / "alcazar_kit").mkdir(parents=True)
    (tmp_path / "empty" / "alcazar_kit" / "__init__.py").write_text("raise ImportError('not here')")
    top = hand_in(tiny_course, tmp_path / "all", {"ada": RIGHT})
    machines.worker(PYTHONPATH=str(tmp_path / "empty"))
    machines.wait(1)
    with pytest.raises(KitError, match=r"The worker tcp://127.* of tcp://127.* can't import the kit: not here\."):
        start(tiny_course, top, tmp_path / "there", dask=machines.address).go()


def test_a_call_that_ends_every_worker_is_given_up_and_the_others_are_made(machines: Machines) -> None:
    for _ in range(2):
        machines.worker("--nanny")
    machines.wait(2)
    calls = {"good": partial(abs, -1), "bad": partial(os._exit, 1)}
    with Cluster(machines.address) as workers:
        assert dict(workers.each(calls)) == {"good": 1, "bad": None}


@pytest.mark.parametrize("address", ["127.0.0.1:9", "tcp://127.0.0.1:9", "nonsense", "tcp://no.such.host.invalid:8786"])
def test_a_wrong_address_is_one_sentence_and_soon(address: str, tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    begin = time.monotonic()
    ended = graded(path, address)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"Error: No Dask scheduler answers at {address}: ")
    assert ended.stderr.count("\n") == 1
    assert time.monotonic() - begin < 20


def test_a_port_where_something_else_listens_is_one_sentence_and_soon(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address, begin = f"tcp://127.0.0.1:{server.getsockname()[1]}", time.monotonic()
        ended = graded(path, address)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"Error: No Dask scheduler answers at {address}: it says nothing for 8 seconds.\n"
    assert time.monotonic() - begin < 20


def test_a_scheduler_without_workers_is_one_sentence_and_soon(
    tiny_course: Course, tmp_path: Path, machines: Machines
) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    time.sleep(5)
    ended = graded(path, machines.address)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"Error: The Dask scheduler at {machines.address} has no workers.\n"


def graded(path: Path, address: str) -> "subprocess.CompletedProcess[str]":
    """The command, with this scheduler."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "alcazar_kit", "grade", str(path), "--dask", address]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
