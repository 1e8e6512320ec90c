"""Right answers pass, wrong ones fail, untouched ones are not attempted; what a notebook claims beside them is void."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from alcazar_kit.cells import answer_id, check_id
from alcazar_kit.course import Course
from alcazar_kit.grading.grade import Grade, grade
from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.report import grade_all
from alcazar_kit.grading.submission import expectations
from alcazar_kit.notebooks import read, write
from tests.kit.tiny_course import PAGES, SHORTEN, answered, execute

SHOUT = "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def say(self, text):\n        return text.swapcase()"
RIGHT = {"1.1": SHORTEN, "1.2": PAGES, "1.3": SHOUT}

Judge = Callable[[dict[str, str]], Grade]


@pytest.fixture
def judge(tiny_course: Course, tmp_path: Path) -> Judge:
    """Grades a notebook with these answers by the stored outputs."""
    reference = Reference(tiny_course, tiny_course.seed)
    return lambda answers: grade(reference, answered(tiny_course, answers, tmp_path / "renamed.ipynb"))


def verdicts(graded: Grade) -> dict[str, str]:
    """The verdict on each exercise."""
    return {outcome.exercise.id: outcome.verdict.value for outcome in graded.outcomes}


def test_right_answers_written_otherwise_pass(judge: Judge) -> None:
    graded = judge(RIGHT)
    assert verdicts(graded) == dict.fromkeys(RIGHT, "passed")
    assert (graded.points, graded.possible) == (6, 6)


def test_untouched_starters_are_not_attempted(judge: Judge) -> None:
    graded = judge({})
    assert verdicts(graded) == dict.fromkeys(RIGHT, "not attempted")
    assert graded.points == 0


def test_a_wrong_answer_fails_at_its_first_difference_and_others_are_judged(judge: Judge) -> None:
    graded = judge(RIGHT | {"1.2": PAGES.replace("About us", "About them")})
    assert verdicts(graded) == {"1.1": "passed", "1.2": "failed", "1.3": "passed"}
    difference = graded.outcomes[1].difference
    assert difference is not None
    assert difference.place == "at the second request"
    assert difference.first is not None
    assert (difference.first.field, difference.first.expected, difference.first.yours) == (
        "text", "About us", "About them",
    )  # fmt: skip


def test_an_answer_that_raises_fails_and_says_what_it_raised(judge: Judge) -> None:
    graded = judge({"1.1": "def shorten(:", "1.2": "app = Alcazar()\n1 / 0", "1.3": SHOUT})
    assert verdicts(graded) == {"1.1": "failed", "1.2": "failed", "1.3": "passed"}
    assert graded.outcomes[0].reason.startswith("SyntaxError")
    assert graded.outcomes[1].reason == "ZeroDivisionError: division by zero"


def test_answers_do_not_see_each_other(judge: Judge) -> None:
    graded = judge({"1.1": "app = 1", "1.2": f"{SHORTEN}\n{PAGES}", "1.3": "%%build alcazar/app.py\napp = 1"})
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "failed"}


HOSTILE = {
    "kernels that are ended": {
        "1.1": "import os; os._exit(0)",
        "1.2": "import os\napp = Alcazar()\napp.route('/books')(lambda: os._exit(0))",
    },
    "a kernel that is ended later": {
        "1.1": "import os, threading\nthreading.Timer(0.3, os._exit, [0]).start()",
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
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alcazar_kit.grading.grade._PYTEST", (*_pytest_options(), "--nbval-cell-timeout", "2"))
    graded = judge(RIGHT | {"1.1": "while True: pass", "1.2": PAGES})
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}
    assert graded.outcomes[0].reason == "it took longer than 2 seconds"


def test_an_answer_that_can_not_be_interrupted_is_ended(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alcazar_kit.grading.grade._PYTEST", (*_pytest_options(), "--nbval-cell-timeout", "2"))
    stubborn = "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt:\n        pass"
    assert verdicts(judge(RIGHT | {"1.1": stubborn})) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}


def test_a_run_that_takes_too_long_is_ended_and_fails(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alcazar_kit.grading.grade.START_SECONDS", 4)
    monkeypatch.setattr("alcazar_kit.grading.grade.EXERCISE_SECONDS", 0)
    graded = judge(RIGHT | {"1.1": "import time; time.sleep(60)"})
    assert verdicts(graded) == dict.fromkeys(RIGHT, "failed")
    assert {outcome.reason for outcome in graded.outcomes} == {"the whole run took too long and was stopped"}


def _pytest_options() -> tuple[str, ...]:
    from alcazar_kit.grading import grade

    return grade._PYTEST


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


def test_a_fresh_seed_judges_by_what_the_solution_shows_with_it(tiny_course: Course, tmp_path: Path) -> None:
    learned_by_heart = "def shorten(text, length):\n    return {'%s'}"
    solutions = read(tiny_course.solutions(tiny_course.chapter(1)))
    shown = next(cell.outputs[0].data["text/plain"] for cell in solutions.cells if check_id(cell) == "1.1")
    path = answered(tiny_course, RIGHT | {"1.1": learned_by_heart % shown.split("'")[-2]}, tmp_path / "x.ipynb")
    graded = grade(Reference(tiny_course, 12345), path)
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "passed"}


def test_of_several_answers_the_last_before_the_check_is_judged_and_a_note_says_so(
    tiny_course: Course, tmp_path: Path
) -> None:
    path = answered(tiny_course, RIGHT | {"1.1": "shorten = None"}, tmp_path / "x.ipynb")
    notebook = read(path)
    place = next(number for number, cell in enumerate(notebook.cells) if answer_id(cell) == "1.1")
    second = notebook.cells[place].copy()
    second.id, second.source = "second", f"%%answer 1.1\n{SHORTEN}"
    notebook.cells.insert(place + 1, second)
    write(notebook, path)
    graded = grade(Reference(tiny_course, tiny_course.seed), path)
    assert verdicts(graded)["1.1"] == "passed"
    assert graded.notes == ("There are 2 answer cells for 1.1: the last one before its check is judged.",)


def test_a_missing_answer_is_not_attempted_and_a_note_says_so(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    notebook = read(path)
    notebook.cells = [cell for cell in notebook.cells if answer_id(cell) != "1.3"]
    write(notebook, path)
    graded = grade(Reference(tiny_course, tiny_course.seed), path)
    assert verdicts(graded) == {"1.1": "passed", "1.2": "passed", "1.3": "not attempted"}
    assert graded.notes == ("There is no answer cell for 1.3.",)


def report(course: Course, *paths: Path, json_file: Path | None = None) -> tuple[int, str]:
    """Exit status and text of a grading run."""
    console = Console(width=110, record=True, quiet=False)
    status = grade_all(course, paths, json_file=json_file, seed=course.seed, console=console)
    return status, console.export_text()


def test_the_report_says_verdict_points_and_first_difference(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}, tmp_path / "x.ipynb")
    status, text = report(tiny_course, path)
    assert status == 1
    assert "✓ passed" in text
    assert "✗ failed" in text
    assert "– not attempted" in text
    assert "text: expected About us" in text
    assert "1 of 6 points; inputs drawn with seed 7, --seed 7 repeats them" in text


def test_the_exit_status_is_0_only_where_everything_passed(tiny_course: Course, tmp_path: Path) -> None:
    assert report(tiny_course, answered(tiny_course, RIGHT, tmp_path / "x.ipynb"))[0] == 0


def test_the_json_report_has_a_version_and_every_exercise(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}, tmp_path / "x.ipynb")
    report(tiny_course, path, json_file=tmp_path / "report.json")
    content = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (content["version"], content["seed"]) == (1, 7)
    (submission,) = content["submissions"]
    assert (submission["points"], submission["possible"], submission["chapter"]) == (1, 6, 1)
    assert submission["exercises"][1] == {
        "id": "1.2",
        "title": "Two pages",
        "verdict": "failed",
        "points": 0,
        "possible": 2,
        "difference": {
            "place": "at the second request",
            "command": "curl http://testserver/about",
            "field": "text",
            "expected": "About us",
            "yours": "About them",
        },
        "reason": "",
    }


UNUSABLE = {
    "missing": None,
    "empty": b"",
    "truncated": b'{"cells": [{"cell_type": "code", "sou',
    "binary": b"\x89PNG\r\n\x1a\n\x00\xff",
    "huge": b" " * 20_000_001,
    "not_json": b"print('hello')",
    "not_a_notebook": b'{"a": 1}',
    "old": b'{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}',
    "future": b'{"nbformat": 5, "nbformat_minor": 0, "metadata": {}, "cells": []}',
    "foreign": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
}


def test_unusable_notebooks_get_a_sentence_each_and_the_others_are_judged(tiny_course: Course, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.ipynb" for name in UNUSABLE]
    for path, content in zip(paths, UNUSABLE.values(), strict=True):
        if content is not None:
            path.write_bytes(content)
    right = answered(tiny_course, RIGHT, tmp_path / "right.ipynb")
    status, text = report(tiny_course, *paths, right, json_file=tmp_path / "report.json")
    submissions = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["submissions"]
    assert status == 2
    assert [path.name for path, entry in zip(paths, submissions, strict=False) if path.name not in entry["error"]] == []
    assert submissions[-1]["points"] == 6
    assert f"{len(paths) + 1} of {len(paths) + 1} · " in text


def test_a_learners_saved_copy_is_graded_as_one_from_elsewhere(tiny_course: Course, tmp_path: Path) -> None:
    copy = answered(tiny_course, RIGHT, tiny_course.root / "workspace" / "exercises" / "01_first.ipynb")
    notebook = read(copy)
    execute(notebook, tiny_course.root)
    write(notebook, copy)
    assert verdicts(grade(Reference(tiny_course, tiny_course.seed), copy)) == dict.fromkeys(RIGHT, "passed")
