"""Answers that attack, hang or die get the right verdict, and the others are judged all the same."""

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from alcazar_kit import bounded
from alcazar_kit.course import Course
from alcazar_kit.grading.grade import grade
from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.sandbox.limits import Limits
from alcazar_kit.grading.submission import expectations
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import check_id
from tests.kit.judging import Judge, verdicts
from tests.kit.tiny_course import PAGES, RIGHT, answered

HOSTILE = {
    "kernels that are ended": {
        "1.1": "import os; os._exit(0)",
        "1.2": "import os\napp = Alcazar()\napp.route('/books')(lambda: os._exit(0))",
    },
    "a kernel that is ended later": {
        "1.1": "import os, threading\nthreading.Timer(0.3, os._exit, [0]).start()",
    },
    "a folder that is deleted": {
        "1.2": "import os, shutil\nshutil.rmtree(os.getcwd())\napp = Alcazar()",
    },
    "skip comments, and output that looks right": {
        "1.1": "# NBVAL_SKIP\n# NBVAL_IGNORE_OUTPUT\ndef shorten(text, length):\n    return text",
        "1.2": "print(EXPECTED)\nfrom IPython.display import display\ndisplay({'text/plain': EXPECTED}, raw=True)",
    },
    "cells run from an answer": {
        "1.1": "get_ipython().run_cell('print(EXPECTED)')\n"
        "get_ipython().run_line_magic('exercises', '1')\nshorten = lambda text, length: text",
    },
    "output slipped into every check": {
        "1.1": "from IPython.display import display\nget_ipython().events.register(\n"
        "    'pre_run_cell', lambda info: display({'text/plain': EXPECTED}, raw=True))\nshorten = None",
        "1.2": "from contextlib import contextmanager\n@contextmanager\ndef check(id):\n    yield\n"
        "    display({'text/plain': EXPECTED}, raw=True)",
    },
}


@pytest.mark.parametrize("story", HOSTILE)
def test_hostile_answers_fail_and_the_others_are_judged(judge: Judge, tiny_course: Course, story: str) -> None:
    expected = expectations(read(tiny_course.solutions(tiny_course.chapter(1))))
    hostile = {id: source.replace("EXPECTED", repr(expected[id])) for id, source in HOSTILE[story].items()}
    begin = time.monotonic()
    assert verdicts(judge(RIGHT | hostile)) == dict.fromkeys(RIGHT, "passed") | dict.fromkeys(hostile, "failed")
    assert time.monotonic() - begin < 30


def test_an_endless_answer_fails_in_time_and_the_others_are_judged(
    judge: Judge,
) -> None:
    graded = judge(RIGHT | {"1.1": "while True: pass", "1.2": PAGES}, Limits(cell_seconds=2))
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}
    assert graded.outcomes[0].reason == "it took longer than 2 seconds"


def test_an_answer_that_can_not_be_interrupted_is_ended(judge: Judge) -> None:
    stubborn = "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt:\n        pass"
    assert verdicts(judge(RIGHT | {"1.1": stubborn}, Limits(cell_seconds=2))) == {
        "1.1": "failed",
        "1.2": "passed",
        "1.3": "passed",
    }


@pytest.mark.skipif(os.name != "posix", reason="a daemon is made by fork")
def test_a_process_that_left_its_group_and_its_parents_is_ended_with_the_run(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    daemon = f"import os, time\nos.setsid()\nopen({str(noted)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    parent = f"import os\nif os.fork() == 0:\n    exec({daemon!r})\nwhile not os.path.exists({str(noted)!r}): pass"
    assert bounded.run([sys.executable, "-c", parent], cwd=tmp_path, env={}, timeout=30).status == 0
    assert not is_alive(int(noted.read_text()))


def is_alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_what_a_notebook_claims_beside_its_answers_is_ignored(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT | {"1.1": "def shorten(text, length):\n    return text"}, tmp_path / "x.ipynb")
    notebook = read(path)
    for cell in notebook.cells:
        cell.metadata["tags"] = ["nbval-skip", "nbval-ignore-output", "raises-exception"]
        if check_id(cell):
            cell.source = "# NBVAL_SKIP\nprint('passed')"
    write(notebook, path)
    graded = grade(Reference(tiny_course, tiny_course.seed), path)
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}
