"""Two notebooks at once, in two real processes, on one workspace: nothing is lost or torn."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.desk.completeness import lacking
from alcazar_kit.desk.opening import prepare
from alcazar_kit.errors import KitError
from alcazar_kit.replay import read_package, replay
from alcazar_kit.workspace import Workspace
from tests.kit.small_course import make_course

NOTEBOOK = """
import sys
from types import SimpleNamespace
from alcazar_kit.course import load_course
from alcazar_kit.imports import GUARD
from alcazar_kit.session import KernelSession
from alcazar_kit.workspace import Workspace

who, chapter, opens = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "opens"
course = load_course()
session = KernelSession(course, Workspace.find(course), SimpleNamespace(user_ns={}))
GUARD.install()
session.open(chapter, resume=True)
print("ready", flush=True)
sys.stdin.readline()
for number in range(15):
    if opens:
        session.open(chapter)
    method = f"class Alcazar:\\n    ...\\n\\n    def {who}{number}(self):\\n        return {number}\\n"
    session.build("alcazar/app.py", method)
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def run_both(course: Course, workspace: Workspace, *notebooks: tuple[str, int, str]) -> None:
    """Run two notebooks that begin at the same time, and see that none of them fails."""
    environment = os.environ | {
        "ALCAZAR_COURSE": str(course.root),
        "ALCAZAR_WORKSPACE": str(workspace.root),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    processes = [
        subprocess.Popen([sys.executable, "-c", NOTEBOOK, *map(str, args)], env=environment, text=True, **pipes)
        for args in notebooks
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in ended] == ["", ""]


def methods(package: Path) -> set[str]:
    tree = ast.parse((package / "app.py").read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_two_notebooks_of_one_chapter_lose_no_cell(course: Course, workspace: Workspace) -> None:
    run_both(course, workspace, ("a", 3, "resumes"), ("b", 3, "resumes"))
    assert methods(workspace.package(3)) == {"name", *(f"{who}{n}" for who in "ab" for n in range(15))}
    assert read_package(workspace.mirror) == read_package(workspace.package(3))


def test_two_notebooks_of_two_chapters_leave_each_other_alone(course: Course, workspace: Workspace) -> None:
    run_both(course, workspace, ("a", 2, "resumes"), ("b", 3, "resumes"))
    assert methods(workspace.package(2)) == {"name", *(f"a{n}" for n in range(15))}
    assert methods(workspace.package(3)) == {"name", *(f"b{n}" for n in range(15))}
    assert read_package(workspace.mirror) == read_package(workspace.package(3))


def test_a_chapter_that_is_opened_while_another_notebook_builds_in_it_stays_whole(
    course: Course, workspace: Workspace
) -> None:
    run_both(course, workspace, ("a", 3, "opens"), ("b", 3, "resumes"))
    assert lacking(read_package(workspace.package(3)), replay(course, 2)) is None
    kept = set().union(*(methods(copy) for copy in workspace.kept("chapter-03")), methods(workspace.package(3)))
    assert {f"b{n}" for n in range(15)} <= kept


def test_a_notebook_that_waits_too_long_for_another_says_so(
    course: Course, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alcazar_kit.workspace.PATIENCE", 0.1)
    holding = "import sys; from pathlib import Path; from alcazar_kit.workspace import Workspace\n"
    holding += f"with Workspace(Path({str(workspace.root)!r})).locked(): print(1, flush=True); sys.stdin.read()"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", holding], env=environment, text=True, **pipes) as other:
        assert other.stdout.readline() == "1\n"
        with pytest.raises(KitError, match="Another notebook is still changing this workspace"):
            prepare(course, workspace, 3)
        other.communicate()
