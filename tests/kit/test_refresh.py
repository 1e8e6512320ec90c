"""Executing the course's notebooks and storing what they show, twice the same."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook, new_output

from alcazar_kit.cli import main
from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.notebooks import NotebookError, normalise, read, write
from alcazar_kit.notebooks.cells import MEASURES
from alcazar_kit.upkeep.execution import execute
from alcazar_kit.upkeep.refreshing import Source, refresh, refreshed, sources
from tests.kit.small_course import make_course

LOOK = "import os\nprint(os.environ['ALCAZAR_KIT_RECORD'], hash('a'))\n{'b', 'a', 'c'}"

TICKS = "import time; time.perf_counter_ns()"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def one(source: str, *tags: str) -> list[str]:
    """Execute one cell, as a chapter's, and return its outputs as text."""
    notebook = new_notebook(cells=[new_code_cell(source, id="the-cell", metadata={"tags": list(tags)})])
    root = Path(__file__).parents[2]
    (cell,) = normalise(execute(notebook, Course(root, 1, ()), seconds=3), "03_routing").cells
    return [str(output.get("text") or output.get("evalue") or output.data["text/plain"]) for output in cell.outputs]


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    course = make_course(tmp_path, _02_responses=[LOOK, "%%build alcazar/response.py\nX = 1"])
    for result in refresh(course, sources(course)):
        result.store()
    before = {path: path.read_bytes() for path in (tmp_path / "notebooks").iterdir()}
    again = list(refresh(course, sources(course)))
    assert (len(again), [result.source.name for result in again if result.changed]) == (4, [])
    assert {path: path.read_bytes() for path in (tmp_path / "notebooks").iterdir()} == before


def test_outputs_are_stored_and_no_workspace_is_left(course: Course, tmp_path: Path) -> None:
    refreshed(course, sources(course, ["3"])[0]).store()
    cell = read(course.walkthrough(course.chapter(3))).cells[1]
    assert cell.outputs[0].text == "Chapter 3 · Routing — your package so far: app, response\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".replayed", "course.toml", "notebooks"]


def test_what_was_stored_before_does_not_stay(course: Course) -> None:
    (source,) = sources(course, ["00_welcome"])
    notebook = read(source.path)
    notebook.cells.append(new_code_cell("", execution_count=3, outputs=[new_output("stream", text="old")]))
    write(notebook, source.path)
    assert '"old"' not in refreshed(course, source).after


def store_measured(course: Course, source: str) -> Source:
    """Have chapter 3 end with a cell that measures, refresh it, and return the notebook."""
    (found,) = sources(course, ["3"])
    notebook = read(found.path)
    notebook.cells[-1] = new_code_cell(source, metadata={"tags": [MEASURES]})
    write(notebook, found.path)
    refreshed(course, found).store()
    return found


def test_what_was_measured_stays_while_its_cell_does(tmp_path: Path) -> None:
    course = make_course(tmp_path, _03_routing=["0"])
    source = store_measured(course, TICKS)
    (output,) = read(source.path).cells[-1].outputs
    assert not refreshed(course, source).changed
    store_measured(course, f"{TICKS} + 0")
    assert read(source.path).cells[-1].outputs != [output]


def test_nbval_compares_no_cell_that_measures_and_the_others_still(tmp_path: Path) -> None:
    course = make_course(tmp_path, _03_routing=["0"])
    source = store_measured(course, TICKS)
    assert nbval(source.path, course) == 0
    source.path.write_text(source.path.read_text().replace(f'"{MEASURES}"', '"other"'), encoding="utf-8")
    assert nbval(source.path, course) == 1


def test_the_cells_of_a_solution_get_the_manifests_metadata(tiny_course: Course) -> None:
    path = tiny_course.solutions(tiny_course.chapter(1))
    whole, notebook = path.read_text(encoding="utf-8"), read(path)
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    write(notebook, path)
    refreshed(tiny_course, sources(tiny_course, ["solutions/01_first"])[0]).store()
    assert "ex-1-2-check" in path.read_text(encoding="utf-8")
    assert [cell.metadata for cell in read(path).cells] == [cell.metadata for cell in nbformat.reads(whole, 4).cells]


def test_an_error_names_chapter_cell_and_error(tmp_path: Path) -> None:
    course = make_course(tmp_path, _03_routing=["1 / 0"])
    with pytest.raises(NotebookError) as caught:
        list(refresh(course, sources(course, ["3"])))
    message = "Chapter 3, notebooks/03_routing: cell routing-3 raised ZeroDivisionError: division by zero"
    assert str(caught.value) == message


def test_an_error_on_purpose_is_shown() -> None:
    assert one("1 / 0", "raises-exception") == ["division by zero"]


def test_a_mistake_in_a_magic_is_an_error_like_any_other() -> None:
    with pytest.raises(NotebookError, match="cell the-cell raised KitError: There is no chapter 99"):
        one("%load_ext alcazar_kit\n%chapter 99")


def test_an_error_on_purpose_that_does_not_come_is_refused() -> None:
    with pytest.raises(NotebookError, match="the-cell is tagged raises-exception, but raised nothing"):
        one("1", "raises-exception")


def test_a_cell_that_takes_too_long_is_named() -> None:
    with pytest.raises(NotebookError, match="cell the-cell took longer than 3 seconds"):
        one("while True: pass")


def test_a_cell_that_ends_the_kernel_is_named() -> None:
    with pytest.raises(NotebookError, match="cell the-cell ended the kernel"):
        one("import os\nos._exit(1)")


def test_colour_variables_do_not_reach_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS", "ALCAZAR_SEED"):
        monkeypatch.setenv(name, "1")
    names = ("NO_COLOR", "COLUMNS", "ALCAZAR_SEED")
    assert one(f"import os\n[name for name in {names} if name in os.environ]") == ["[]"]


@pytest.mark.parametrize("name", ["3", "03", "03_routing", "notebooks/03_routing.ipynb", "./notebooks/03_routing"])
def test_a_notebook_can_be_named_in_many_ways(name: str, course: Course) -> None:
    assert [source.name for source in sources(course, [name])] == ["notebooks/03_routing"]


def test_a_name_that_fits_nothing_is_refused(course: Course) -> None:
    with pytest.raises(KitError, match="No notebook is called 'routes': there are notebooks/00_welcome, "):
        sources(course, ["routes"])


def test_the_command_checks_without_writing(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALCAZAR_COURSE", str(tmp_path))
    before = course.walkthrough(course.chapter(0)).read_bytes()
    result = CliRunner().invoke(main, ["refresh", "0", "--check"])
    assert (result.exit_code, "differs: notebooks/00_welcome.ipynb" in result.output) == (1, True)
    assert course.walkthrough(course.chapter(0)).read_bytes() == before


def test_a_mistake_on_purpose_is_stored_as_its_message_and_nbval_agrees(tmp_path: Path) -> None:
    course = make_course(tmp_path, _03_routing=["%%build alcazar/app.py\nX = missing", "%test --hard"])
    (source,) = sources(course, ["3"])
    notebook = read(source.path)
    for cell in notebook.cells[2:]:
        cell.metadata["tags"] = ["raises-exception"]
    write(notebook, source.path)
    refreshed(course, source).store()
    assert [cell.outputs[0].traceback[0][:26] for cell in read(source.path).cells[2:]] == [
        "BuildError: alcazar/app.py",
        "KitError: unrecognized arg",
    ]
    assert nbval(source.path, course) == 0


def test_what_is_done_is_stored_where_another_notebook_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make_course(tmp_path, _03_routing=["import time; time.sleep(3); 1 / 0"])
    monkeypatch.setenv("ALCAZAR_COURSE", str(tmp_path))
    result = CliRunner().invoke(main, ["refresh", "1", "3"])
    assert (result.exit_code, "cell routing-3 raised ZeroDivisionError" in result.stderr) == (2, True)
    assert read(course.walkthrough(course.chapter(1))).cells[1].outputs


def nbval(path: Path, course: Course) -> int:
    """Compare a stored notebook with a fresh run of it, strictly, and return pytest's exit status."""
    options = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider"]
    environment = os.environ | {
        "ALCAZAR_COURSE": str(course.root),
        "ALCAZAR_WORKSPACE": str(course.root / "for-nbval"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-m", "pytest", *options, str(path)]
    return subprocess.run(command, cwd=course.root, env=environment, capture_output=True, timeout=90).returncode


def test_nbval_notices_what_a_build_cell_shows(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    (source,) = sources(course, ["3"])
    result = refreshed(course, source)
    assert "return 'route'" in result.after
    source.path.write_text(result.after.replace("3 lines added", "9 lines added"), encoding="utf-8")
    assert nbval(source.path, course) == 1
