"""Where the system forks no kernel, as Windows, each is started from nothing, and held by limits from outside."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from alcazar_kit.course import Course
from alcazar_kit.grading.sandbox import kernel
from alcazar_kit.grading.sandbox.level import Level
from alcazar_kit.grading.sandbox.limits import MB, Limits
from tests.kit.judging import Judge, verdicts
from tests.kit.tiny_course import RIGHT, answered

ROOT = Path(__file__).parents[2]

WITHOUT_FORK = "import os\nif hasattr(os, 'fork'):\n    del os.fork\n"
"""What takes the call away from Python when it starts."""

EXCESSES = {
    "it took longer than 2 seconds": "while True:\n    pass",
    "the code ended its own kernel": "import os\nos._exit(0)",
    "it used more than 400 MB of memory": "held = bytearray(b'x') * 1_000_000_000",
    "it showed more than 1 MB": "for _ in range(100):\n    print('x' * 100_000)",
    "it had more than 4 processes at once": "import subprocess, sys, time\nfor _ in range(6):\n"
    "    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])\ntime.sleep(9)",
}


@pytest.fixture
def level(monkeypatch: pytest.MonkeyPatch) -> Level:
    monkeypatch.setattr(kernel, "CAN_FORK", False)
    return Level.LIMITS


def test_answers_are_judged_as_elsewhere(judge: Judge) -> None:
    assert verdicts(judge(RIGHT | {"1.2": "app = None"})) == {"1.1": "passed", "1.2": "failed", "1.3": "passed"}


@pytest.mark.parametrize(("reason", "source"), EXCESSES.items())
def test_what_is_too_much_is_ended_and_costs_its_exercise_alone(judge: Judge, reason: str, source: str) -> None:
    before = set(psutil.Process().children(recursive=True))  # another test's, such as joblib's resource tracker
    graded = judge(RIGHT | {"1.1": source}, Limits(cell_seconds=2, memory=400 * MB, processes=4))
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}
    assert graded.outcomes[0].reason == reason
    assert set(psutil.Process().children(recursive=True)) <= before


def test_a_class_is_graded_by_the_command(tiny_course: Course, tmp_path: Path) -> None:
    """In processes in which nothing can fork, and on a PATH that leads to no bubblewrap."""
    for student, answers in {"ada": RIGHT, "bob": RIGHT | {"1.1": "import os\nos._exit(0)"}}.items():
        answered(tiny_course, answers, tmp_path / "submissions" / student / "01_first.ipynb")
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(WITHOUT_FORK)
    env = os.environ | {"PATH": "", "PYTHONPATH": f"{tmp_path / 'start'}{os.pathsep}{ROOT}"}
    words = ("-m", "alcazar_kit", "grade", "submissions", "--trust", "--seed", "7")
    done = subprocess.run([sys.executable, *words], env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "sandbox: limits" in done.stdout
    gradebook = (tmp_path / "grades" / "gradebook.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in gradebook[1:]] == [['"ada"', "6"], ['"bob"', "5"]]
