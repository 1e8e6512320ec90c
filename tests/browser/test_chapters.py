"""Chapters in a real JupyterLab: all cells are run, and what then stands on the page is read."""

import re
from collections.abc import Callable

import pytest

from alcazar_kit.checking.verdict import Verdict
from alcazar_kit.course import Course, load_course
from alcazar_kit.notebooks import read
from alcazar_kit.progress import Progress
from alcazar_kit.workspace import Workspace
from tests.browser.notebook_page import NotebookPage
from tests.kit.running_lab import ROOT, Lab

pytestmark = pytest.mark.browser

SANITIZER = "jupyterapp.shell.currentWidget.content.rendermime.sanitizer"
OpenPage = Callable[[str], NotebookPage]


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="module")
def welcome(open_page: OpenPage) -> NotebookPage:
    """What the learner's first address shows, all cells run."""
    page = open_page("")
    page.run_all()
    return page


@pytest.fixture(scope="module")
def routing(open_page: OpenPage) -> NotebookPage:
    """Chapter 3 as the first one that is opened, all cells run."""
    page = open_page("notebooks/03_routing.ipynb")
    page.run_all()
    return page


def expected_errors(course: Course, number: int) -> list[str]:
    """The ids of a chapter's cells that raise on purpose."""
    cells = read(course.walkthrough(course.chapter(number))).cells
    return [cell.id for cell in cells if "raises-exception" in cell.metadata.get("tags", [])]


def showing(course: Course, text: str) -> str:
    """The id of the first cell of chapter 3 whose stored output holds this text."""
    cells = read(course.walkthrough(course.chapter(3))).cells
    return next(cell.id for cell in cells if text in str([output.get("data") for output in cell.get("outputs", [])]))


def test_the_lab_opens_on_the_welcome_chapter(welcome: NotebookPage) -> None:
    assert welcome.path == "notebooks/00_welcome.ipynb"
    assert welcome.page.locator(".lm-TabBar-tab.jp-mod-current").inner_text() == "00_welcome.ipynb"


def test_the_lab_asks_nothing_of_a_newcomer(welcome: NotebookPage) -> None:
    assert welcome.page.locator(".jp-Dialog, .Toastify__toast").all_inner_texts() == []


def test_only_the_errors_on_purpose_are_shown(welcome: NotebookPage, routing: NotebookPage, course: Course) -> None:
    assert welcome.errors == expected_errors(course, 0)
    assert routing.errors == expected_errors(course, 3)


def test_a_build_cell_shows_what_it_changed(routing: NotebookPage, course: Course) -> None:
    id = showing(course, "self.routes: ")
    assert re.match(r"alcazar/app\.py: \d+ lines added, \d+ lines removed\n", routing.output(id))
    added = routing.area(id).locator("pre > span", has_text="self.routes: ")
    assert added.evaluate("line => getComputedStyle(line).backgroundColor") == "rgba(46, 160, 67, 0.18)"


def test_a_diff_keeps_its_looks_until_the_notebook_is_trusted(routing: NotebookPage, course: Course) -> None:
    line = routing.area(showing(course, "self.routes: ")).locator("pre > span", has_text="self.routes: ")
    kept = line.evaluate("line => getComputedStyle(line).paddingLeft + getComputedStyle(line).textIndent")
    line.evaluate(f"line => {{ line.outerHTML = {SANITIZER}.sanitize(line.outerHTML); }}")
    assert line.evaluate("line => getComputedStyle(line).paddingLeft + getComputedStyle(line).textIndent") == kept


def test_show_lines_up_what_is_answered(routing: NotebookPage, course: Course) -> None:
    id = showing(course, "GET /nowhere → 404")
    assert [line.split("\t") for line in routing.output(id).splitlines()] == [
        ["GET /books", "200", "text/plain", "All our books"],
        ["GET /nowhere", "404", "text/plain", "Not Found"],
    ]
    left = [label.bounding_box()["x"] for label in routing.area(id).locator("td:nth-child(2)").all()]
    assert len(set(left)) == 1


def test_the_tests_pass_at_the_end_of_a_chapter(routing: NotebookPage) -> None:
    said = routing.output(routing.cell_id("%test"))
    assert re.fullmatch(r"\d+ passed: the finished framework's tests for chapter 3, on your package", said)


def test_the_progress_panel_follows(welcome: NotebookPage, lab: Lab) -> None:
    panel = welcome.area(welcome.cell_id("%progress"))
    assert panel.get_by_text("✓ passed").count() == 0
    Progress(Workspace(lab.workspace).progress).note_verdict("1.1", Verdict.PASSED)
    panel.get_by_role("button", name="Refresh").click()
    panel.get_by_text("✓ passed").wait_for()
    assert panel.get_by_text("✓ passed").count() == 1


def test_no_request_leaves_this_machine(welcome: NotebookPage, routing: NotebookPage) -> None:
    assert welcome.hosts | routing.hosts == {"127.0.0.1"}
