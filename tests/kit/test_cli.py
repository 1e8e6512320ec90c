"""The ``alcazar-kit`` command: its words, its exit status, and what it says of mistakes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alcazar_kit.cli import main
from alcazar_kit.course import Course
from alcazar_kit.desk.opening import prepare
from alcazar_kit.own_results import OwnTests
from alcazar_kit.upkeep import suite
from alcazar_kit.upkeep.suite import Step, run_all, steps
from alcazar_kit.workspace import Workspace
from tests.kit.small_course import make_course

WORDS = ["build", "doctor", "grade", "lab", "progress", "refresh", "reset", "test", "verify"]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setenv("ALCAZAR_COURSE", str(tmp_path))
    monkeypatch.setenv("ALCAZAR_WORKSPACE", str(tmp_path / "workspace"))
    return make_course(tmp_path)


def kit(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def ends(monkeypatch: pytest.MonkeyPatch, *codes: int) -> None:
    """Let the whole run consist of processes that end with these codes."""
    made = [Step(f"step {n}", [sys.executable, "-c", f"raise SystemExit({code})"]) for n, code in enumerate(codes)]
    monkeypatch.setattr(suite, "steps", lambda *_, **__: made)


def test_its_words_are_these() -> None:
    assert sorted(main.commands) == WORDS


def test_every_word_has_a_line_of_help() -> None:
    assert all(main.commands[word].get_short_help_str() for word in WORDS)


def test_it_can_be_run_as_a_module() -> None:
    ended = subprocess.run([sys.executable, "-m", "alcazar_kit", "--help"], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, "refresh" in ended.stdout) == (0, True)


def test_an_unknown_word_ends_with_2() -> None:
    result = kit("bild")
    assert (result.exit_code, "No such command 'bild'" in result.stderr) == (2, True)


def test_a_mistake_is_one_sentence_on_stderr(course: Course) -> None:
    result = kit("reset", "9.9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: There is no exercise '9.9'")


def test_a_folder_without_a_course_is_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALCAZAR_COURSE", str(tmp_path))
    result = kit("progress")
    assert (result.exit_code, result.stderr.startswith("Error: No course in ")) == (2, True)


def test_a_notebook_that_cannot_be_judged_ends_with_2(course: Course, tmp_path: Path) -> None:
    assert kit("grade", str(tmp_path / "lost.ipynb")).exit_code == 2


def test_building_writes_and_names_the_files(course: Course) -> None:
    result = kit("build")
    assert (result.exit_code, "written: alcazar/app.py\n" in result.stdout) == (0, True)
    assert kit("build").stdout == "alcazar/ and exercises/ are what the notebooks make.\n"


def test_checking_shows_what_differs_and_ends_with_1(course: Course) -> None:
    kit("build")
    app = course.root / "alcazar/app.py"
    app.write_text(app.read_text("utf-8").replace("one", "two"), encoding="utf-8")
    result = kit("build", "--check")
    assert result.exit_code == 1
    assert "differs: alcazar/app.py" in result.stdout
    assert 'return "one"' in result.stdout
    assert result.stderr == "1 file is not what the notebooks make: run alcazar-kit build.\n"


def test_a_build_cell_that_cannot_be_merged_ends_with_2(course: Course) -> None:
    make_course(course.root, _03_routing=["%%build alcazar/app.py\nclass ("])
    result = kit("build")
    assert (result.exit_code, result.stderr.startswith("Error: Chapter 3, cell routing-3: ")) == (2, True)


def test_without_a_package_of_ones_own_there_is_nothing_to_test(course: Course) -> None:
    result = kit("test", "--mine")
    assert (result.exit_code, "There is no package of yours" in result.stderr) == (2, True)


def test_the_furthest_chapter_decides_what_is_tested(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.find(course)
    for number in (3, 2):
        prepare(course, workspace, number)
    asked = []
    monkeypatch.setattr(suite, "run", lambda *given: asked.append(given) or OwnTests("your package", 1, 3, 1))
    assert kit("test", "--mine").exit_code == 0
    assert asked == [(course, workspace.mirror, 1, 3)]


def test_a_package_that_fails_ends_with_1(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(course, Workspace.find(course), 3)
    monkeypatch.setattr(suite, "run", lambda *_: OwnTests("your package", 1, 3, 1, trouble="stopped"))
    assert kit("test", "--mine").exit_code == 1


@pytest.mark.parametrize(("codes", "status"), [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((5, 0), 1)])
def test_one_failed_step_fails_the_run_and_all_steps_run(
    codes: tuple[int, int],
    status: int,
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ends(monkeypatch, *codes)
    assert run_all(course) == status
    summary = capfd.readouterr().out.splitlines()[-2:]
    assert [line.split()[0] for line in summary] == ["failed" if code else "passed" for code in codes]


def test_a_run_has_lint_types_builds_tests_and_notebooks(course: Course) -> None:
    commands = {step.name: " ".join(step.command) for step in steps(course)}
    for wanted in (
        "ruff check",
        "ruff format --check",
        "mypy",
        "build --check",
        "pytest -q tests",
        "--nbval ",
        "--fail-under=100",
    ):
        assert any(wanted in command for command in commands.values()), wanted
    assert "notebooks/03_routing.ipynb" in commands["notebooks"]


def test_long_tests_run_where_they_are_asked_for(course: Course) -> None:
    chosen = [["not long" in step.command for step in steps(course, with_long=long)] for long in (False, True)]
    assert (any(chosen[0]), any(chosen[1])) == (True, False)


def test_a_package_that_is_gone_from_the_environment_is_named(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError(name='click')", "utf-8")
    command = [sys.executable, "-c", "import runpy; runpy.run_module('alcazar_kit', run_name='__main__')"]
    paths = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])]), "PYTHONSAFEPATH": "1"}
    ended = subprocess.run(command, env=paths, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "Error: click is missing from this Python's packages. Delete .venv and run kit.py again.\n"
