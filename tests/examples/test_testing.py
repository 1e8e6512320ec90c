"""The example of a tested project: a real pytest runs it, and its tests can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def outcome(project: Path) -> str:
    """Run pytest in a project, as its user would with the package installed, and return its last line."""
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "alcazar.pytest_plugin", "-c", os.devnull]
    command += ["--rootdir", str(project), "-p", "no:cacheprovider", str(project)]
    done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example."""
    return shutil.copytree(ROOT / "examples" / "testing", tmp_path / "testing")


def test_the_example_passes(project):
    assert outcome(project).startswith("5 passed")


@pytest.mark.parametrize(
    ("right", "wrong"), [("signed.append(name)", "pass"), ("status_code = 400", "status_code = 200")]
)
def test_the_example_fails_when_its_app_is_broken(project, right, wrong):
    app = project / "app.py"
    source = app.read_text()
    assert right in source
    app.write_text(source.replace(right, wrong))
    assert "failed" in outcome(project)
