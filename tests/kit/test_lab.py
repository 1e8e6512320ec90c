"""JupyterLab opens on the learner's workspace, whatever else is set up on their machine."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_notebook

from alcazar_kit.course import Course, load_course
from alcazar_kit.errors import KitError
from alcazar_kit.lab import arguments, surroundings
from alcazar_kit.notebooks import write
from alcazar_kit.workspace import Workspace
from tests.kit.running_lab import Lab, running_lab


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


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab as a learner starts it whose own Jupyter configuration is broken."""
    folder = tmp_path_factory.mktemp("lab")
    course = make_course(folder / "course")
    (folder / "home" / ".jupyter").mkdir(parents=True)
    (folder / "home" / ".jupyter" / "jupyter_config.py").write_text("raise SystemExit('broken')")
    surroundings = {"HOME": str(folder / "home"), "JUPYTER_TOKEN": "of-another-server"}
    with running_lab(course.root, folder / "workspace", **surroundings) as lab:
        yield lab


def test_it_opens_on_the_first_notebook(lab: Lab) -> None:
    assert "/lab/tree/notebooks/00_welcome.ipynb?" in lab.address
    page = lab.get("/lab/tree/notebooks/00_welcome.ipynb")
    assert (page.status_code, "<title>JupyterLab</title>" in page.text) == (200, True)


def test_its_root_is_the_workspace(lab: Lab) -> None:
    assert [entry["path"] for entry in lab.json("/api/contents/")["content"]] == ["notebooks"]
    assert lab.json("/api/contents/notebooks/00_welcome.ipynb?content=0")["type"] == "notebook"


def test_nbgrader_is_no_part_of_it_where_it_is_installed(lab: Lab) -> None:
    page = lab.get("/lab").text
    settings = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert "@jupyter/nbgrader" in settings["disabledExtensions"]
    assert lab.get("/assignments").status_code == 404


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
