"""The framework, installed from its wheel with pytest and the kit: its fixtures are found, its name is not taken."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.small_course import make_course

ROOT = Path(__file__).parents[2]
PROJECT = """
import pytest
from alcazar import Alcazar
from alcazar.utils.tests import url

def test_without_routes_all_is_404(client):
    assert client.get("/").status_code == 404

class TestShop:
    @pytest.fixture
    def app(self):
        app = Alcazar()
        @app.route("/books")
        def books(req, resp): resp.text = "All our books"
        return app

    def test_the_client_asks_the_projects_app(self, client):
        assert client.get(url("/books")).text == "All our books"
"""
KERNEL = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_line_magic("load_ext", "alcazar_kit")
print([name for name in sys.modules if name.split(".")[0] == "alcazar"])
try:
    import alcazar
except ModuleNotFoundError as problem:
    print(problem)
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own, with the framework's wheel installed, the kit, and what both stand on."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=60)
    venv.create(folder / "venv", symlinks=os.name != "nt")
    base = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    python = Path(sysconfig.get_path("scripts", "venv", base)) / Path(sys.executable).name
    others = [path for path in sys.path if "site-packages" in path]
    (Path(sysconfig.get_path("purelib", "venv", base)) / "others.pth").write_text(
        "\n".join([*others, str(folder / "kit")])
    )
    install = [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", *folder.glob("*.whl")]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    unneeded = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    shutil.copytree(ROOT / "alcazar_kit", folder / "kit/alcazar_kit", ignore=unneeded)
    return python


@pytest.fixture
def run(python: Path, tmp_path: Path) -> Run:
    """Run that Python in a folder of its own, on the small course."""
    course = make_course(tmp_path / "course")
    inherited = {
        key: value for key, value in os.environ.items() if not key.startswith(("ALCAZAR_", "PYTHON", "PYTEST"))
    }
    own = {"ALCAZAR_COURSE": str(course.root), "ALCAZAR_WORKSPACE": str(tmp_path / "desk"), "IPYTHONDIR": str(tmp_path)}

    def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [python, *map(str, arguments)], cwd=tmp_path, env=inherited | own, capture_output=True, text=True,
            encoding="utf-8", timeout=120,
        )  # fmt: skip

    return run


def test_a_projects_tests_use_the_fixtures(run: Run, tmp_path: Path) -> None:
    (tmp_path / "test_shop.py").write_text(PROJECT)
    ended = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py")
    assert "2 passed" in ended.stdout, ended.stdout + ended.stderr


def test_in_a_kernel_the_name_is_the_learners(run: Run) -> None:
    ended = run("-c", KERNEL)
    assert ended.stdout.splitlines() == [
        "[]", "No chapter is open, so there is no alcazar yet: run %chapter with a number first, such as %chapter 1."
    ], ended.stderr  # fmt: skip


def test_nbval_runs_a_notebook_on_the_learners_package(run: Run, tmp_path: Path) -> None:
    notebook = tmp_path / "course/notebooks/03_routing.ipynb"
    ended = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", notebook)
    assert "2 passed" in ended.stdout, ended.stdout + ended.stderr
    assert (tmp_path / "desk/chapters/03/alcazar/app.py").is_file()


def test_the_frameworks_own_tests_register_the_fixtures_once(run: Run) -> None:
    tests = ["--collect-only", "-c", ROOT / "pyproject.toml", ROOT / "tests/framework/test_quick_start.py"]
    ended = run("-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert ended.returncode == 0, ended.stdout + ended.stderr
