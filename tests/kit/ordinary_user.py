"""Programs run by an ordinary user, where tests are run by the superuser."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from alcazar_kit.course import Course

ROOT = Path(__file__).parents[2]
NOBODY = 65534

as_superuser = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="needs the superuser, to become another one"
)


def run(program: str, *words: str, course: Course, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder with copies of the course and the kit, which the user can read."""
    shutil.copytree(course.root, folder / "course")
    (folder / "course").chmod(0o755)
    for name in ("alcazar", "alcazar_kit"):
        shutil.copytree(ROOT / name, folder / "kit" / name, ignore=shutil.ignore_patterns("__pycache__"))
    temporary = folder / "t"
    temporary.mkdir()
    temporary.chmod(0o777)
    env = {"PATH": os.environ["PATH"], "HOME": str(temporary), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"ALCAZAR_COURSE": str(folder / "course"), "PYTHONPATH": f"{folder / 'kit'}{os.pathsep}{_packages()}"}
    done = subprocess.run(
        [_python(), "-c", program, *words], cwd=folder, env=env, user=NOBODY, group=NOBODY, extra_groups=[],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert list(temporary.iterdir()) == []
    return done


def _packages() -> str:
    return str(Path(psutil.__file__).parents[1])


def _python() -> str:
    """Return a Python of this version which an ordinary user can run as well."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in filter(None, (sys.executable, shutil.which(f"python{version}", path="/usr/bin:/usr/local/bin"))):
        with contextlib.suppress(OSError):
            tried = subprocess.run([python, "-c", ""], user=NOBODY, group=NOBODY, extra_groups=[], check=False)
            if tried.returncode == 0:
                return python
    pytest.skip(f"no Python {version} that an ordinary user can run")
