"""Exercises in a live notebook: answers, checks, hints, model answers, progress."""

import atexit
import sys
from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from alcazar_kit.checking.verdict import Verdict
from alcazar_kit.course import Course
from alcazar_kit.imports import GUARD, purge, restore
from alcazar_kit.progress import Progress, Record
from tests.kit.tiny_course import ANSWERS, CHECKS, PAGES, SHORTEN

TOP = "%load_ext alcazar_kit\n%exercises 1\nfrom alcazar import Alcazar"


class Notebook:
    """The exercises of the tiny course, in a shell of this process."""

    def __init__(self, shell: InteractiveShell, course: Course) -> None:
        self.shell, self.course = shell, course
        self.error: BaseException | None = None

    def run(self, cell: str) -> str:
        """Run a cell and return all that it showed, as text."""
        with capture_output() as captured:
            self.error = self.shell.run_cell(cell).error_in_exec
        return captured.stdout + "\n".join(output.data["text/plain"] for output in captured.outputs)

    def answer(self, exercise: str, source: str) -> str:
        """Run an answer cell and return what its check shows."""
        self.run(f"%%answer {exercise}\n{source}")
        return self.run(CHECKS[exercise])

    @property
    def progress(self) -> dict[str, Record]:
        """What is kept of the verdicts."""
        return Progress(self.course.root / "workspace" / "progress.json").records()


@pytest.fixture
def notebook(tiny_course: Course, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A live notebook whose first cell has run; afterwards this process is as it was."""
    modules, folder, on_path = purge(), GUARD.folder, list(sys.meta_path)
    monkeypatch.setenv("IPYTHONDIR", str(tiny_course.root / "ipython"))
    monkeypatch.delenv("ALCAZAR_KIT_RECORD", raising=False)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    notebook = Notebook(shell, tiny_course)
    notebook.run(TOP)
    yield notebook
    atexit.unregister(shell.atexit_operations)
    InteractiveShell.clear_instance()
    GUARD.serve(folder)
    sys.meta_path[:] = on_path
    restore(modules)


def test_a_right_answer_passes_and_is_kept(notebook: Notebook) -> None:
    assert notebook.answer("1.1", SHORTEN).startswith("1.1 passed")
    assert notebook.progress == {"1.1": Record(Verdict.PASSED)}


def test_a_wrong_answer_fails_with_a_curl_line_and_ends_nothing(notebook: Notebook) -> None:
    shown = notebook.answer("1.2", PAGES.replace("About us", "About them"))
    assert "1.2 failed at the second request" in shown
    assert "curl http://testserver/about" in shown
    assert notebook.error is None
    assert notebook.progress == {"1.2": Record(Verdict.FAILED)}


def test_the_starter_is_not_attempted(notebook: Notebook) -> None:
    assert notebook.answer("1.2", "app = Alcazar()\n# thinking …").startswith("1.2 not attempted")
    assert notebook.error is None


@pytest.mark.parametrize("cell", ["%%answer 1.1", "%%answer 1.1\n", "%%answer 1.1\n\n\n"])
def test_an_emptied_answer_is_not_attempted_and_ends_nothing(notebook: Notebook, cell: str) -> None:
    assert notebook.run(cell) == ""
    assert notebook.shell.last_execution_succeeded
    assert notebook.run(CHECKS["1.1"]).startswith("1.1 not attempted")


def test_the_model_answers_pass(notebook: Notebook) -> None:
    for exercise, source in ANSWERS.items():
        notebook.run(source)
        assert notebook.run(CHECKS[exercise]).startswith(f"{exercise} passed")


def test_an_answer_that_raises_shows_its_traceback_and_later_cells_run(notebook: Notebook) -> None:
    shown = notebook.run("%%answer 1.2\napp = Alcazar()\n1 / 0")
    assert "ZeroDivisionError" in shown
    assert notebook.error is None
    assert "failed" in notebook.run(CHECKS["1.2"])


def test_an_answer_that_does_not_parse_shows_where(notebook: Notebook) -> None:
    assert "SyntaxError" in notebook.run("%%answer 1.1\ndef shorten(:")
    assert notebook.error is None
    assert notebook.run(CHECKS["1.1"]).startswith("1.1 failed")


@pytest.mark.parametrize(
    ("source", "stopped"),
    [
        ("def app(:", "SyntaxError: invalid syntax"),
        ("app = Alcazar()\n1 / 0", "ZeroDivisionError: division by zero"),
        ("%%build alcazar/app.py\nx = 1; y = 2", "Line 3 of the cell: there are two statements on one line"),
        ("%%build alcazar/app.py\nimport nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
    ],
)
def test_a_failed_check_says_where_its_answer_stopped(notebook: Notebook, source: str, stopped: str) -> None:
    assert f"\nYour answer cell did not run to its end: {stopped}" in notebook.answer("1.2", source)


def test_an_answer_that_ran_to_its_end_is_not_said_to_have_stopped(notebook: Notebook) -> None:
    notebook.answer("1.2", "1 / 0")
    assert "to its end" not in notebook.answer("1.2", "app = Alcazar()")


def test_a_build_answer_shows_its_diff(notebook: Notebook) -> None:
    shown = notebook.run(ANSWERS["1.3"])
    assert "return text.upper()" in shown
    assert notebook.run(CHECKS["1.3"]).startswith("1.3 passed")


@pytest.mark.parametrize("line", ["%%answer 9.9", "%%answer", "%%answer 1.1 2.2"])
def test_an_answer_to_nothing_says_so_in_a_sentence_and_ends_nothing(notebook: Notebook, line: str) -> None:
    assert notebook.run(f"{line}\nx = 1").startswith("Error: ")
    assert notebook.error is None


def test_a_check_before_its_answer_says_what_to_do(notebook: Notebook) -> None:
    shown = notebook.run(CHECKS["1.1"])
    assert "Run the answer cell of 1.1 first" in shown
    assert "Traceback" not in shown


def test_an_answer_before_the_exercises_are_open_says_what_to_do(notebook: Notebook) -> None:
    InteractiveShell.clear_instance()
    notebook.shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    notebook.run("%load_ext alcazar_kit")
    assert "run %exercises with a chapter's number first" in notebook.run("%%answer 1.1\nx = 1")


def test_a_chapter_without_exercises_says_so(notebook: Notebook) -> None:
    assert "Chapter 0, Welcome, has no exercises" in notebook.run("%exercises 0")


def test_hints_come_one_by_one(notebook: Notebook) -> None:
    hints = [notebook.run("%hint 1.1").splitlines()[0] for _ in range(3)]
    assert hints == ["Hint 1 of 2: Slice it.", "Hint 2 of 2: text[:length] does.", "Hint 2 of 2: text[:length] does."]


def test_a_hint_in_html_says_the_same(notebook: Notebook) -> None:
    with capture_output() as captured:
        notebook.shell.run_cell("%hint 1.1")
    html = captured.outputs[0].data["text/html"]
    assert "<strong>Hint 1 of 2</strong>: Slice it. (<code>%hint 1.1</code> again for the next one)" in html


def test_the_model_answer_is_not_shown_before_passing_or_the_last_hint(notebook: Notebook) -> None:
    assert "2 hints left" in notebook.run("%solution 1.1")
    notebook.run("%hint 1.1")
    assert "1 hint left" in notebook.run("%solution 1.1")
    notebook.run("%hint 1.1")
    assert notebook.run("%solution 1.1") == "def shorten(text, length):\n    return text[:length]"


def test_the_model_answer_is_shown_after_passing(notebook: Notebook) -> None:
    notebook.answer("1.1", SHORTEN)
    assert "def shorten" in notebook.run("%solution 1.1")


def test_a_model_answer_is_highlighted_without_a_style_sheet(notebook: Notebook) -> None:
    notebook.answer("1.1", SHORTEN)
    with capture_output() as captured:
        notebook.shell.run_cell("%solution 1.1")
    html = captured.outputs[0].data["text/html"]
    assert "<span style=" in html
    assert "<style" not in html
    assert "background:" not in html


def test_the_progress_panel_counts_what_passed(notebook: Notebook) -> None:
    notebook.answer("1.1", SHORTEN)
    assert "1 of 3 exercises passed, 1 of 6 points" in notebook.run("%progress")


def test_a_recorded_check_shows_the_observation_alone_and_keeps_nothing(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALCAZAR_KIT_RECORD", "1")
    notebook.course.solutions(notebook.course.chapter(1)).unlink()
    shown = notebook.answer("1.2", PAGES)
    assert shown.startswith("GET /books\n  status  200 OK\n  text    All books")
    assert notebook.progress == {}


def test_an_answer_that_takes_a_name_of_the_kit_is_told_so(notebook: Notebook) -> None:
    said = notebook.run(f"%%answer 1.1\n{SHORTEN}\n\ndef show(text):\n    return text")
    assert said.strip() == "Your answer defines show, which is the kit's own: give yours another name."
    assert "Your answer defines" not in notebook.run(f"%%answer 1.1\n{SHORTEN}")
