"""``%chapter`` and ``%%build`` in a notebook: an IPython shell in this process, and a few cells of a real kernel."""

import atexit
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output
from traitlets.config import Config

from alcazar_kit.imports import GUARD, purge, restore
from alcazar_kit.own_results import OwnTests
from alcazar_kit.replay import read_package, replay, write_package
from tests.kit.small_course import APP, INIT, make_course

NAME = "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def name(self) -> str:\n        return 'two'"


class Notebook:
    """Cells that run one after the other, as in a notebook."""

    def __init__(self, shell: InteractiveShell, root: Path) -> None:
        self.shell = shell
        self.course = make_course(root / "course")
        self.workspace = root / "workspace"
        self.error: BaseException | None = None
        self.outputs: list[RichOutput] = []

    def run(self, *cells: str) -> str:
        """Run cells and return what the last one printed; its error and outputs are kept."""
        for cell in cells:
            with capture_output() as captured:
                self.error = self.shell.run_cell(cell).error_in_exec
            self.outputs = captured.outputs
        return captured.stdout

    def __getitem__(self, name: str) -> Any:
        return self.shell.user_ns[name]

    def source(self, chapter: int, module: str) -> str:
        return (self.workspace / f"chapters/{chapter:02d}/alcazar/{module}.py").read_text("utf-8")


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A notebook of the small course that has loaded the kit; afterwards this process is as it was."""
    modules, folder, on_path = purge(), GUARD.folder, list(sys.meta_path)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("ALCAZAR_COURSE", str(tmp_path / "course"))
    monkeypatch.setenv("ALCAZAR_WORKSPACE", str(tmp_path / "workspace"))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    notebook = Notebook(shell, tmp_path)
    notebook.run("%load_ext alcazar_kit")
    yield notebook
    atexit.unregister(shell.atexit_operations)
    InteractiveShell.clear_instance()
    GUARD.serve(folder)
    sys.meta_path[:] = on_path
    restore(modules)


def test_opening_a_chapter_says_what_the_package_has(notebook: Notebook) -> None:
    assert notebook.run("%chapter 3") == "Chapter 3 · Routing — your package so far: app, response\n"


def test_the_package_of_the_open_chapter_is_imported(notebook: Notebook) -> None:
    notebook.run("%chapter 3", "import alcazar")
    assert Path(notebook["alcazar"].__file__) == notebook.workspace / "chapters/03/alcazar/__init__.py"


def test_another_chapter_is_imported_after_it_is_opened(notebook: Notebook) -> None:
    notebook.run("%chapter 3", "import alcazar", "%chapter 2", "import alcazar")
    assert Path(notebook["alcazar"].__file__).is_relative_to(notebook.workspace / "chapters/02")


def test_chapter_0_imports_the_finished_package(notebook: Notebook) -> None:
    write_package(replay(notebook.course, 3), notebook.course.root / "alcazar")
    notebook.run("%chapter 0", "import alcazar")
    assert Path(notebook["alcazar"].__file__) == notebook.course.root / "alcazar/__init__.py"


def test_without_a_chapter_an_import_says_what_to_do(notebook: Notebook) -> None:
    notebook.run("import alcazar")
    assert "No chapter is open" in str(notebook.error)


def test_a_build_cell_changes_the_module_and_the_name(notebook: Notebook) -> None:
    notebook.run("%chapter 2", "from alcazar import Alcazar", NAME)
    assert notebook["Alcazar"]().name() == "two"
    assert "return 'two'" in notebook.source(2, "app")


def test_a_build_cell_shows_the_diff(notebook: Notebook) -> None:
    notebook.run("%chapter 2", NAME)
    (output,) = notebook.outputs
    assert {"text/plain", "text/html"} <= output.data.keys()
    assert "return 'two'" in output.data["text/plain"]


def test_a_build_cell_names_the_variables_that_stay_old(notebook: Notebook) -> None:
    said = notebook.run("%chapter 2", "from alcazar import Alcazar\napp = Alcazar()", NAME)
    assert said == "`app` still holds an old Alcazar: run its cell again to use the new one\n"


def test_a_variable_is_named_once_until_it_is_made_again(notebook: Notebook) -> None:
    make = "from alcazar import Alcazar\napp = Alcazar()"
    said = [notebook.run("%chapter 2", make, NAME), notebook.run(NAME.replace("two", "six")), notebook.run(make, NAME)]
    assert [text.count("`app`") for text in said] == [1, 0, 1]


def test_a_build_cell_that_is_run_twice_changes_nothing(notebook: Notebook) -> None:
    notebook.run("%chapter 2", NAME)
    before = notebook.source(2, "app")
    notebook.run(NAME)
    assert (notebook.error, notebook.source(2, "app")) == (None, before)


def test_a_chapter_can_be_built_from_nothing(notebook: Notebook) -> None:
    notebook.run("%chapter 1", APP, INIT, "import alcazar")
    assert read_package(notebook.workspace / "chapters/01/alcazar") == replay(notebook.course, 1)


def test_a_build_is_mirrored_for_import_outside_of_notebooks(notebook: Notebook) -> None:
    notebook.run("%chapter 3", NAME)
    assert "return 'two'" in (notebook.workspace / "alcazar/app.py").read_text("utf-8")


def test_a_build_in_an_earlier_chapter_is_not_mirrored(notebook: Notebook) -> None:
    notebook.run("%chapter 3", "%chapter 2", NAME)
    assert "return 'two'" not in (notebook.workspace / "alcazar/app.py").read_text("utf-8")


FAILING = {
    "no Python": ("%%build alcazar/app.py\nclass (", "SyntaxError|syntax|Python"),
    "a name that is missing": ("%%build alcazar/app.py\nLIMIT = missing", "NameError: name 'missing' is not defined"),
    "an import that fails": (
        "%%build alcazar/app.py\nfrom .nowhere import X\nY = X",
        "no module 'alcazar.nowhere' yet",
    ),
    "an exit": ("%%build alcazar/new.py\nX = exit()", "SystemExit|NameError"),
    "outside the package": ("%%build ../app.py\nX = 1", "not '../app.py'"),
    "no module": ("%%build\nX = 1", "Usage: %%build alcazar/NAME.py"),
    "an unknown option": ("%chapter 2 --hard", "unrecognized arguments: --hard. Usage: %chapter N"),
    "no number": ("%chapter two", "invalid int value: 'two'. Usage: %chapter N"),
    "no such chapter": ("%chapter 17", "There is no chapter 17"),
}


@pytest.mark.parametrize("why", FAILING)
def test_a_mistake_fails_the_cell_with_a_message_and_changes_nothing(why: str, notebook: Notebook) -> None:
    cell, message = FAILING[why]
    notebook.run("%chapter 2", "from alcazar import Alcazar")
    before, old = read_package(notebook.workspace), notebook["Alcazar"]
    said = notebook.run(cell)
    assert "Traceback" not in said
    assert pytest.raises(type(notebook.error), match=message).matches(notebook.error)
    assert read_package(notebook.workspace) == before
    assert notebook["Alcazar"] is old is sys.modules["alcazar.app"].Alcazar


def test_a_mistake_is_found_at_its_line_in_the_cell_as_the_notebook_counts_it(notebook: Notebook) -> None:
    notebook.run("%chapter 1", "%%build alcazar/app.py\nA = 1\nB = 2; C = 3")
    assert "Line 3 of the cell" in str(notebook.error)


def test_an_import_error_shows_the_line_of_the_module(notebook: Notebook) -> None:
    notebook.run("%chapter 2", "%%build alcazar/app.py\nLIMIT = missing")
    first, place, error = str(notebook.error).splitlines()
    assert first == "alcazar/app.py is as it was: with this cell, importing the package fails."
    assert place.startswith("  alcazar/app.py, line ")
    assert place.endswith(": LIMIT = missing")
    assert error == "  NameError: name 'missing' is not defined"


def test_a_new_module_that_fails_leaves_no_file_and_no_folder(notebook: Notebook) -> None:
    notebook.run("%chapter 2", "%%build alcazar/orm/sql.py\nX = missing")
    assert not (notebook.workspace / "chapters/02/alcazar/orm").exists()


def test_building_before_a_chapter_says_what_to_do(notebook: Notebook) -> None:
    notebook.run(NAME)
    assert str(notebook.error).startswith("No chapter is open: run %chapter with a number first")


def test_building_in_chapter_0_is_refused(notebook: Notebook) -> None:
    notebook.run("%chapter 0", NAME)
    assert str(notebook.error).startswith("Chapter 0 shows the finished package, which no cell changes")


def test_building_in_a_deleted_workspace_says_what_to_do(notebook: Notebook) -> None:
    import shutil

    notebook.run("%chapter 2")
    shutil.rmtree(notebook.workspace)
    notebook.run(NAME)
    assert str(notebook.error) == "Your package is gone from the workspace: run %chapter 2 again."


def test_what_ipython_keeps_of_earlier_cells_is_not_said_to_be_old(notebook: Notebook) -> None:
    notebook.run("%chapter 2", "from alcazar import Alcazar\napp = Alcazar()\nOut = {1: app}")
    said = notebook.run(NAME)
    assert "`app` still holds an old Alcazar" in said
    assert "`Out`" not in said


@pytest.mark.parametrize("again", ["%load_ext alcazar_kit", "%reload_ext alcazar_kit"])
def test_loading_the_kit_again_says_nothing_and_goes_on(again: str, notebook: Notebook) -> None:
    notebook.run("%load_ext alcazar_kit", "%chapter 2")
    assert notebook.run(again) == ""
    notebook.run(NAME)
    assert notebook.error is None


def test_no_byte_code_is_left_in_the_workspace(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    notebook.run("%chapter 2", NAME, "import alcazar.response", NAME.replace("two", "six"))
    assert list(notebook.workspace.rglob("*.pyc")) == []


def run_test(notebook: Notebook, monkeypatch: pytest.MonkeyPatch, result: OwnTests) -> list[tuple[Path, int, int]]:
    """Open chapter 2 and run ``%test`` with this result; return which package was tested, of which chapters."""
    asked: list[tuple[Path, int, int]] = []
    monkeypatch.setattr("alcazar_kit.own_tests.run", lambda _, *given: asked.append(given) or result)
    notebook.run("%chapter 2", "%test")
    return asked


def test_the_tests_of_the_open_chapter_are_run_and_shown(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run_test(notebook, monkeypatch, OwnTests("your package", 2, 2, 5))
    assert asked == [(notebook.workspace / "chapters/02/alcazar", 2, 2)]
    assert notebook.outputs[0].data["text/plain"].startswith("5 passed: ")


def test_a_failed_test_is_shown_and_fails_no_cell(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    run_test(notebook, monkeypatch, OwnTests("your package", 2, 2, 5, trouble="stopped"))
    assert notebook.error is None


def test_a_failed_test_fails_its_cell_where_outputs_are_recorded(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALCAZAR_KIT_RECORD", "1")
    run_test(notebook, monkeypatch, OwnTests("your package", 2, 2, 5, trouble="stopped"))
    assert "stopped" in str(notebook.error)


def test_in_chapter_0_all_tests_run_on_the_finished_package(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_test(notebook, monkeypatch, OwnTests("your package", 2, 2, 5))
    asked: list[tuple[Path, int, int]] = []
    monkeypatch.setattr("alcazar_kit.own_tests.run", lambda _, *given: asked.append(given) or OwnTests("x", 1, 3, 5))
    notebook.run("%chapter 0", "%test")
    assert asked == [(notebook.course.root / "alcazar", 1, 3)]


@pytest.mark.parametrize(("which", "chapters"), [("all", (1, 2)), ("1", (1, 1))])
def test_the_tests_of_other_chapters_are_run_where_they_are_named(
    which: str, chapters: tuple[int, int], notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run_test(notebook, monkeypatch, OwnTests("your package", 1, 2, 5))
    notebook.run(f"%test {which}")
    assert asked[1][1:] == chapters


@pytest.mark.parametrize("which", ["3", "0", "some"])
def test_a_chapter_that_is_not_built_yet_is_refused(
    which: str, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_test(notebook, monkeypatch, OwnTests("your package", 2, 2, 5))
    notebook.run(f"%test {which}")
    assert str(notebook.error) == f"%test takes a chapter from 1 to 2, or all, not '{which}'."


def test_testing_before_a_chapter_says_what_to_do(notebook: Notebook) -> None:
    notebook.run("%test")
    assert str(notebook.error).startswith("No chapter is open")


def test_a_build_cell_takes_less_than_30_milliseconds(notebook: Notebook) -> None:
    notebook.run("%chapter 2", "from alcazar import Alcazar\nimport alcazar.response", NAME)
    seconds = []
    for number in range(9):
        begin = time.perf_counter()
        notebook.run(NAME.replace("two", str(number)))
        seconds.append(time.perf_counter() - begin)
    assert sorted(seconds)[2] < 0.03


def test_chapters_and_builds_start_no_process_and_no_thread(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess.Popen, "__init__", lambda *given, **_: started.append(given))
    monkeypatch.setattr(threading.Thread, "start", started.append)
    notebook.run("%chapter 2", NAME, "%chapter 3")
    assert (started, notebook.error) == ([], None)
