"""Notebooks keep the course's form: canonical, compared whole, short, and nothing before its chapter."""

import itertools
import re
import statistics
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbval.plugin import find_comment_markers

from alcazar_kit.notebooks import read
from alcazar_kit.notebooks.cells import MEASURES, builds, code_cells, magic_line, tags
from tests.course.chapters import CHAPTERS, COURSE, WITH_EXERCISES

WALKTHROUGHS = [COURSE.walkthrough(chapter) for chapter in CHAPTERS]
SOLUTIONS = [COURSE.solutions(chapter) for chapter in WITH_EXERCISES]
STARTERS = [COURSE.exercises(chapter) for chapter in WITH_EXERCISES]

TAUGHT = {  # what code needs to have been taught, and the chapter that does
    r"\.cookies\b|\.set_cookie\(": 2,
    r"\.status_code\b": 2,
    r"\.route\(|\.add_route\(": 3,
    r"\{\w+:\w+\}": 3,
    r"\burl_for\(": 3,
    r"\bmethods=": 4,
    r"\bdef (get|post|put|delete)\(self, req": 4,
    r"\bapp\.session\(|\balcazar\.testing\b": 5,
    r"\btemplates_dir\b|\.template\(|\bjinja2\b": 6,
    r"\bstatic_dir\b": 7,
    r"\bHTTPError\b|\badd_exception_handler\b|\bdebug=True": 8,
    r"\bMiddleware\b|\badd_middleware\b|(?<!client)(?<!self)\.mount\(": 9,  # a session of requests mounts adapters
    r"\bDatabase\b|\bTable\b|\bColumn\b|\balcazar\.orm\b": 10,
    r"\bForeignKey\b": 11,
    r"\.filter\(|\.transaction\(|\.save_all\(": 12,
}

MEASURING = re.compile(r"\b(measured?|perf_counter|timeit)\(")


def name(path: Path) -> str:
    """Name a notebook in a test's id."""
    return f"{path.parent.name}-{path.stem}"


each_notebook = pytest.mark.parametrize("path", [*WALKTHROUGHS, *SOLUTIONS, *STARTERS], ids=name)
each_executed = pytest.mark.parametrize("path", [*WALKTHROUGHS, *SOLUTIONS], ids=name)
each_walkthrough = pytest.mark.parametrize("path", WALKTHROUGHS, ids=name)


def words(source: str) -> int:
    """The words of a prose cell; tables and blocks of code are not prose."""
    text = re.sub(r"^(```|~~~).*?^\1", "", source, flags=re.MULTILINE | re.DOTALL)
    return len([word for line in text.splitlines() if not line.lstrip().startswith("|") for word in line.split()])


def lengths(notebook: NotebookNode, but: str = "") -> list[int]:
    """The lines of each code cell, but of those that a magic heads."""
    cells = [cell for cell in code_cells(notebook) if (magic_line(cell.source) or ("",))[0] != but or not but]
    return sorted(len(cell.source.splitlines()) for cell in cells)


@each_executed
def test_no_cell_is_exempt_from_comparison(path: Path) -> None:
    cells = list(code_cells(read(path)))
    assert [cell.source for cell in cells if dict(find_comment_markers(cell.source))] == []
    assert {tag for cell in cells for tag in tags(cell)} <= {"raises-exception", MEASURES}


@each_executed
def test_a_cell_that_measures_is_followed_by_one_that_is_compared(path: Path) -> None:
    cells = list(code_cells(read(path)))
    exempt = [(cell, after) for cell, after in itertools.pairwise([*cells, None]) if MEASURES in tags(cell)]
    assert [cell.id for cell, _ in exempt if not MEASURING.search(cell.source) or magic_line(cell.source)] == []
    assert [cell.id for cell, after in exempt if not after or MEASURES in tags(after) or not after.outputs] == []


@pytest.mark.parametrize("path", [*SOLUTIONS, *STARTERS], ids=name)
def test_no_exercise_measures(path: Path) -> None:
    assert [cell.id for cell in code_cells(read(path)) if MEASURES in tags(cell)] == []


@each_executed
def test_no_output_is_an_unplanned_error(path: Path) -> None:
    failed = [
        cell.id for cell in code_cells(read(path))
        if any(output.output_type == "error" for output in cell.outputs) and "raises-exception" not in tags(cell)
    ]  # fmt: skip
    assert failed == []


@each_walkthrough
def test_code_cells_are_short(path: Path) -> None:
    lines = lengths(read(path))
    assert statistics.median(lengths(read(path), but="write")) <= 8  # these are files, one step or many
    assert sum(length <= 25 for length in lines) >= 0.9 * len(lines)


@each_notebook
def test_prose_cells_have_at_most_80_words(path: Path) -> None:
    prose = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    assert {cell.id: words(cell.source) for cell in prose if words(cell.source) > 80} == {}


@each_walkthrough
def test_of_two_code_cells_in_a_row_one_shows_something(path: Path) -> None:
    cells = list(code_cells(read(path)))
    silent = [(a.id, b.id) for a, b in itertools.pairwise(cells) if not a.outputs and not b.outputs]
    assert silent == []


@each_notebook
def test_a_notebook_has_one_title_and_it_comes_first(path: Path) -> None:
    cells = read(path).cells
    prose = [re.sub(r"^```.*?^```", "", c.source, flags=re.M | re.S) for c in cells if c.cell_type == "markdown"]
    assert cells[0].source.startswith("# ")
    assert len(re.findall(r"^# ", "\n".join(prose), re.MULTILINE)) == 1


@each_walkthrough
def test_a_chapter_that_builds_ends_with_the_frameworks_tests(path: Path) -> None:
    notebook = read(path)
    code = [cell.source.strip() for cell in code_cells(notebook)]
    assert not any(builds(notebook)) or "%test" in code[-2:]


def test_the_last_chapter_ends_with_the_tests_of_all_chapters() -> None:
    assert "%test all" in [cell.source.strip() for cell in code_cells(read(WALKTHROUGHS[-1]))][-2:]


@pytest.mark.parametrize("path", [*WALKTHROUGHS[1:], *SOLUTIONS, *STARTERS], ids=name)
def test_nothing_is_used_before_the_chapter_that_teaches_it(path: Path) -> None:
    number = int(path.stem[:2])
    too_early = [
        (cell.id, found[0])
        for cell in code_cells(read(path))
        for pattern, chapter in TAUGHT.items()
        if chapter > number and (found := re.search(pattern, cell.source))
    ]
    assert too_early == []
