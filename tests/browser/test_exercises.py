"""An exercise in a real JupyterLab, done by key and mouse; and the saved notebook, judged by the other two ways."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alcazar_kit.progress import Progress
from alcazar_kit.workspace import Workspace
from tests.browser.notebook_page import NotebookPage
from tests.kit.running_lab import ROOT, Lab

pytestmark = pytest.mark.browser

NOTEBOOK = "exercises/03_routing.ipynb"
ANSWER, CHECK = "answer-3-2", "check-3-2"
# The editor indents and closes brackets by itself, for a person as for this test.
WORDS_TOO = [
    '@app.route("/books/{number}")', "Enter",
    "def book(req, resp, number):", "Enter",
    'resp.text = f"Book {number}"',
]  # fmt: skip
NUMBERS_ONLY = ["Control+End", "ArrowUp", "ArrowUp", "End", "ArrowLeft", "ArrowLeft", "ArrowLeft", ":d"]
AFRESH = ["Control+a", "%%answer 3.2", "Enter", "app = Alcazar()", "Enter"]


@pytest.fixture(scope="module")
def exercises(open_page: Callable[[str], NotebookPage]) -> NotebookPage:
    """The exercises of chapter 3 as they are handed out, all cells run."""
    page = open_page(NOTEBOOK)
    page.run_all()
    return page


def on_screen(page: NotebookPage) -> str:
    """Return the verdict that the check shows: ``failed``."""
    said = re.match(r"3\.2 (passed|failed|not attempted)\b", page.output(CHECK))
    assert said, page.output(CHECK)
    return said[1]


def answer(page: NotebookPage, *keys: str) -> str:
    """Press keys in the answer, run it and its check, and return the verdict that this shows."""
    page.keys(ANSWER, *keys)
    page.run(ANSWER)
    page.run(CHECK)
    return on_screen(page)


def kept(lab: Lab) -> str:
    """Return the verdict that the workspace keeps."""
    return Progress(Workspace(lab.workspace).progress).record("3.2").verdict.value


def by_others(saved: Path, folder: Path) -> tuple[str, str]:
    """Return the verdicts of ``alcazar-kit grade`` and of ``pytest --nbval``, which are run side by side."""
    report, python = folder / "marks.json", [sys.executable, "-m"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "ALCAZAR_COURSE": str(ROOT), "PYTEST_ADDOPTS": ""}
    commands = (
        [*python, "alcazar_kit", "grade", str(saved), "--json", str(report)],
        [*python, "pytest", "--nbval", "-rA", "-p", "no:cacheprovider", str(saved)],
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    processes = [subprocess.Popen(command, env=env, cwd=folder, **pipes) for command in commands]
    said = [process.communicate(timeout=60)[0] for process in processes]
    (submission,) = json.loads(report.read_text(encoding="utf-8"))["submissions"]
    (nbval,) = re.findall(r"^(PASSED|FAILED) .*::3\.2 check", said[1], re.MULTILINE)
    return next(each["verdict"] for each in submission["exercises"] if each["id"] == "3.2"), nbval.lower()


def test_the_verdict_follows_what_is_typed(exercises: NotebookPage, lab: Lab) -> None:
    assert (on_screen(exercises), kept(lab)) == ("not attempted", "not attempted")
    assert (answer(exercises, "Control+End", "Enter", *WORDS_TOO), kept(lab)) == ("failed", "failed")
    assert re.search(r"^status.*404 Not Found\s+200 OK$", exercises.output(CHECK), re.MULTILINE)
    assert (answer(exercises, *NUMBERS_ONLY), kept(lab)) == ("passed", "passed")


@pytest.mark.parametrize(("keys", "verdict"), [(WORDS_TOO, "failed"), (WORDS_TOO + NUMBERS_ONLY, "passed")])
def test_a_saved_answer_is_judged_elsewhere_as_on_the_screen(
    exercises: NotebookPage, lab: Lab, tmp_path: Path, keys: list[str], verdict: str
) -> None:
    assert answer(exercises, *AFRESH, *keys) == verdict
    exercises.save()
    assert by_others(lab.workspace / NOTEBOOK, tmp_path) == (verdict, verdict)
