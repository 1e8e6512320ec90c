"""The finished framework's tests, run on the learner's package in a process of their own. It judges no exercises.

The process finds the learner's ``alcazar`` first, also where another one is installed, and ``tests/framework`` refuses
to run on any other. What it reports is in ``own_results``.
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from . import bounded
from .course import KIT, Course
from .own_results import OwnTests, read_report

SECONDS = 120.0
"""How long all tests together may take."""

_OPTIONS = [
    "-p", "no:alcazar", "-p", "no:cacheprovider", "-o", "pythonpath=", "--color=no", "--verbose", "--tb=short",
    "--continue-on-collection-errors",
]  # fmt: skip


def run(course: Course, package: Path, first: int, through: int, seconds: float = SECONDS) -> OwnTests:
    """Run the tests of chapters ``first`` to ``through`` on a package.

    Args:
        course: the course whose tests they are.
        package: the folder of the package, called ``alcazar``.
        first: the first chapter whose tests are run, and ``through`` the last.
        seconds: how long they may take together.
    """
    tests = OwnTests("the finished package" if package == course.root / "alcazar" else "your package", first, through)
    with tempfile.TemporaryDirectory(prefix="alcazar-tests-") as folder:
        report = Path(folder) / "report.xml"
        environment = _environment(package, first, through, folder)
        ended = bounded.run(_command(course, report), cwd=Path(folder), env=environment, timeout=seconds)
        if ended.status is None:
            return replace(tests, trouble=f"stopped after {seconds:g} seconds{_last_test(ended.output)}")
        return read_report(report, tests, ended.status, ended.output)


def _command(course: Course, report: Path) -> list[str]:
    tests = course.root / "tests" / "framework"
    places = ["-c", str(course.root / "pyproject.toml"), "--rootdir", str(course.root), "--confcutdir", str(tests)]
    return [sys.executable, "-m", "pytest", str(tests), *places, *_OPTIONS, f"--junitxml={report}"]


def _environment(package: Path, first: int, through: int, folder: str) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "COV_"))}
    return inherited | {
        "ALCAZAR_PACKAGE": str(package),
        "ALCAZAR_FIRST": str(first),
        "ALCAZAR_THROUGH": str(through),
        "PY_COLORS": "0",  # a kernel asks for colours, which the report would hold as well
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join([str(package.parent), str(KIT)]),  # the finished package lies there too
        "PYTHONPYCACHEPREFIX": folder,  # byte code that lies beside the package is not read either
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
    }


def _last_test(output: str) -> str:
    names = [line.split()[0] for line in output.splitlines() if "::" in line]
    return f", in {names[-1].rpartition('::')[2]}" if names else ""
