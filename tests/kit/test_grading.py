"""Right answers pass, wrong ones fail, untouched ones are not attempted."""

from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading.grade import grade
from alcazar_kit.grading.judged_cell import JudgedCell
from alcazar_kit.grading.reference import Reference
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import answer_id, check_id
from tests.kit.judging import Judge, verdicts
from tests.kit.tiny_course import PAGES, RIGHT, SHORTEN, SHOUT, answered, execute


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


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("def (:", "SyntaxError: invalid syntax (line 1)"),
        ("raise SystemExit", "SystemExit"),
        ("from alcazar_kit.checks import Check\nCheck._conclude = print", "the check showed nothing"),
        ("%exercises 1", "KitError: Run the answer cell of 1.1 first: its answer has not run in this kernel yet."),
    ],
)
def test_why_an_answer_failed_is_said_alike_in_every_run(judge: Judge, answer: str, reason: str) -> None:
    assert judge({"1.1": answer}).outcomes[0].reason == reason


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("%%build alcazar/app.py\nclass Alcazar(:", "Line 3 of the cell is not Python: invalid syntax."),
        ("%%build app.py\nx = 1", "%%build takes a module of the package, such as alcazar/routing.py, not 'app.py'."),
        ("%%build alcazar/app.py\nx = print('Error: mine')\ny = 1 / 0", "ZeroDivisionError: division by zero"),
        (
            "%%build alcazar/app.py\nprint('Error: mine')\nx = 1",
            "Line 3 of the cell: `print('Error: mine')` has no name",
        ),
    ],
)
def test_why_an_answer_could_not_be_built_is_said(judge: Judge, answer: str, reason: str) -> None:
    assert judge(RIGHT | {"1.3": answer}).outcomes[2].reason.startswith(reason)


def test_what_an_answer_prints_is_no_reason(judge: Judge) -> None:
    assert judge(RIGHT | {"1.1": "print('Error: mine')\nshorten = print"}).outcomes[0].reason == ""


def test_checks_that_were_not_run_are_no_fault_of_the_answers(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytest, "main", lambda *_, **__: print("INTERNALERROR> OSError: no room"))  # noqa: T201
    with pytest.raises(KitError, match=r"Not every check was run: INTERNALERROR> OSError: no room\."):
        judge(RIGHT)


def test_what_no_one_expected_in_a_cell_is_no_fault_of_the_answer(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: JudgedCell) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(JudgedCell, "run_watched", full)
    with pytest.raises(OSError, match="No space left"):
        judge(RIGHT)


def test_answers_do_not_see_each_other(judge: Judge) -> None:
    graded = judge({"1.1": "app = 1", "1.2": f"{SHORTEN}\n{PAGES}", "1.3": "%%build alcazar/app.py\napp = 1"})
    assert verdicts(graded) == {"1.1": "failed", "1.2": "passed", "1.3": "failed"}


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


def test_a_learners_saved_copy_is_graded_as_one_from_elsewhere(tiny_course: Course, tmp_path: Path) -> None:
    copy = answered(tiny_course, RIGHT, tiny_course.root / "workspace" / "exercises" / "01_first.ipynb")
    notebook = read(copy)
    execute(notebook, tiny_course.root)
    write(notebook, copy)
    assert verdicts(grade(Reference(tiny_course, tiny_course.seed), copy)) == dict.fromkeys(RIGHT, "passed")
