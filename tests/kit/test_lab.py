"""JupyterLab opens on the learner's workspace, whatever else is set up on their machine."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from nbformat.v4 import new_notebook

from alcazar_kit.course import Course, load_course
from alcazar_kit.errors import KitError
from alcazar_kit.lab import arguments, surroundings
from alcazar_kit.notebooks import write
from alcazar_kit.workspace import Workspace

START = "from alcazar_kit.lab import run; run(['--no-browser'])"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S+\?token=\w+")


def make_course(root: Path) -> Course:
    """A course of an empty first chapter."""
    root.mkdir(parents=True)
    (root / "course.toml").write_text('seed = 1\n[[chapters]]\nnumber = 0\nstem = "00_welcome"\ntitle = "Welcome"\n')
    course = load_course(root)
    write(new_notebook(), course.walkthrough(course.chapters[0]))
    return course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


class Lab:
    """A running JupyterLab and what its pages say."""

    def __init__(self, address: str) -> None:
        self.address = address
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


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab as a learner starts it whose own Jupyter configuration is broken."""
    folder = tmp_path_factory.mktemp("lab")
    course = make_course(folder / "course")
    (folder / "home" / ".jupyter").mkdir(parents=True)
    (folder / "home" / ".jupyter" / "jupyter_config.py").write_text("raise SystemExit('broken')")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "ALCAZAR"))}
    environment = inherited | {
        "HOME": str(folder / "home"),
        "ALCAZAR_COURSE": str(course.root),
        "JUPYTER_TOKEN": "of-another-server",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    give_up = threading.Timer(30, process.kill)
    give_up.start()
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if found := ADDRESS.search(line):
            lab = Lab(found[0])
            lab.wait()
            yield lab
            break
    else:
        pytest.fail(f"JupyterLab did not start:\n{said}")
    process.send_signal(signal.SIGTERM)
    process.wait(15)
    process.stdout.close()
    give_up.cancel()


def test_it_opens_on_the_first_notebook(lab: Lab) -> None:
    assert "/lab/tree/notebooks/00_welcome.ipynb?" in lab.address
    page = lab.get("/lab/tree/notebooks/00_welcome.ipynb")
    assert (page.status_code, "<title>JupyterLab</title>" in page.text) == (200, True)


def test_its_root_is_the_workspace(lab: Lab) -> None:
    assert [entry["path"] for entry in lab.json("/api/contents/")["content"]] == ["notebooks"]
    assert lab.json("/api/contents/notebooks/00_welcome.ipynb?content=0")["type"] == "notebook"


def test_it_fetches_no_news_and_looks_for_no_updates(lab: Lab) -> None:
    settings = lab.json("/lab/api/settings/@jupyterlab/apputils-extension:notification")
    properties = settings["schema"]["properties"]
    assert (properties["fetchNews"]["default"], properties["checkForUpdates"]["default"]) == ("false", False)


def test_its_kernels_run_on_the_python_of_the_course(lab: Lab) -> None:
    kernels = lab.json("/api/kernelspecs")
    assert kernels["default"] == "python3"
    assert Path(kernels["kernelspecs"]["python3"]["spec"]["argv"][0]).stem.startswith("python")


def test_it_answers_this_machine_only(lab: Lab) -> None:
    port = int(lab.base.rpartition(":")[2])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", port)) != 0


def test_its_settings_stay_in_the_workspace_and_name_the_course(course: Course) -> None:
    workspace = Workspace(course.root / "workspace")
    environment = surroundings(course, workspace)
    assert (environment["ALCAZAR_COURSE"], environment["ALCAZAR_WORKSPACE"]) == (str(course.root), str(workspace.root))
    folders = [value for name, value in environment.items() if name.endswith("DIR")]
    assert len(folders) == 4
    assert all(Path(folder).is_relative_to(workspace.root) for folder in folders)


@pytest.mark.parametrize("words", [["--port={}"], ["--port", "{}"], ["--ServerApp.port={}"]])
def test_a_port_in_use_is_a_sentence(course: Course, words: list[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(KitError, match=f"Port {port} is in use. Choose another one"):
            arguments(course, Workspace(course.root), [word.format(port) for word in words])


def test_a_port_that_is_free_is_insisted_on(course: Course) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = arguments(course, Workspace(course.root), ["--port", str(port), "--no-browser"])
    assert words[-4:] == ["--ServerApp.port_retries=0", "--port", str(port), "--no-browser"]


def test_a_port_that_is_none_is_a_sentence(course: Course) -> None:
    with pytest.raises(KitError, match="'eighty' is no port"):
        arguments(course, Workspace(course.root), ["--port=eighty"])
