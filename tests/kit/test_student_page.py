"""A student's page says what became of each answer, in one file that needs no other and runs nothing."""

import time
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from alcazar_kit.grading.reporting.classroom import classroom
from alcazar_kit.grading.reporting.student_page import student_page
from tests.kit.records import ACTUAL, EXPECTED, hostile, record, result, unjudged

LOADING = ["script", "link", "img", "iframe", "object", "embed", "base", "form", "svg", "video", "audio", "input"]
CLASS = [
    record("ada", result("3.1"), result("3.2", "failed"), result("3.3", "not attempted"), notes=["An odd cell."]),
    unjudged("ada", "04.ipynb can't be read.", path="ada/04.ipynb"),
]


def pages(*records: Any) -> list[BeautifulSoup]:
    """The pages of these records' students."""
    drawn = [student_page(student, "Alcazar") for student in classroom(records).students]
    return [BeautifulSoup(page, "html.parser") for page in drawn]


def exercise(page: BeautifulSoup, id: str) -> Tag:
    found = page.find(id=id)
    assert isinstance(found, Tag)
    return found


def text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_it_says_who_it_is_about_and_what_they_earned() -> None:
    (page,) = pages(*CLASS)
    assert "ada" in text(page.h1)
    assert "2 of 6 points" in text(page.main)
    assert "An odd cell." in text(page.main)
    assert "seed 4711, under Python 3.11.7; sandbox: bubblewrap" in text(page.main)


def test_each_verdict_is_a_word_and_a_sign() -> None:
    (page,) = pages(*CLASS)
    said = [text(each) for each in page.select("article .verdict")]
    assert said == ["✓ passed", "✗ failed", "– not attempted"]


def test_a_failed_exercise_shows_request_and_values_with_the_first_difference_marked() -> None:
    failed = exercise(pages(*CLASS)[0], "ex-3-2")
    assert text(failed.select_one("pre.command")) == "curl http://testserver/about"
    assert [[text(cell) for cell in row.find_all(["th", "td"])] for row in failed.select("table.compared tr")] == [
        ["", "expected", "yours"],
        ["status", "200 OK", "200 OK"],
        ["text first difference", "About us", "About them"],
    ]
    assert [mark.get_text() for mark in failed.select("table.compared mark")] == ["us", "them"]


def test_the_whole_texts_are_there_with_the_first_different_line_marked() -> None:
    whole = exercise(pages(*CLASS)[0], "ex-3-2").find("details")
    assert [pre.get_text() for pre in whole.find_all("pre")] == [EXPECTED, ACTUAL]
    assert [mark.get_text() for mark in whole.find_all("mark")] == ["text  About us", "text  About them"]


@pytest.mark.parametrize(("id", "hints", "code"), [("ex-3-1", 0, True), ("ex-3-2", 2, True), ("ex-3-3", 2, False)])
def test_hints_stand_with_what_did_not_pass_and_code_with_what_was_attempted(id: str, hints: int, code: bool) -> None:
    found = exercise(pages(*CLASS)[0], id)
    assert text(found).count("Hint ") == hints
    assert ("return 'About them'" in found.get_text()) is code


def test_code_keeps_its_lines_and_is_coloured_inline_and_by_class() -> None:
    code = exercise(pages(*CLASS)[0], "ex-3-1").select_one("pre.code")
    assert code.get_text() == "def about():\n    return 'About them'  # mine"
    assert [word.get_text() for word in code.select(".keyword[style*=color]")] == ["def", "return"]


def test_a_reason_is_told_when_nothing_was_shown() -> None:
    (page,) = pages(record("ada", result("3.1", "failed", reason="NameError: x", actual="", difference=None)))
    assert "NameError: x" in text(exercise(page, "ex-3-1"))
    assert "Your answer showed nothing." in text(exercise(page, "ex-3-1"))


def test_a_submission_that_could_not_be_judged_says_why() -> None:
    shown = text(pages(*CLASS)[0].main)
    assert "It could not be judged. 04.ipynb can't be read." in shown
    assert "Handed in as ada/04.ipynb" in shown


def test_no_anchor_is_there_twice_and_each_link_leads_to_one() -> None:
    twice = [record("ada", result(), path=f"ada/{name}.ipynb") for name in "ab"]
    for page in [*pages(*CLASS), *pages(*twice)]:
        ids = [each["id"] for each in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
        assert {link["href"] for link in page.find_all("a")} <= {f"#{id}" for id in ids}


@pytest.mark.parametrize("page", pages(*CLASS, *hostile()))
def test_it_asks_for_nothing_from_elsewhere_and_holds_nothing_that_runs(page: BeautifulSoup) -> None:
    assert page.find_all(LOADING) == []
    attributes = {name for tag in page.find_all(True) for name in tag.attrs}
    assert [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "action")] == []
    assert [link["href"] for link in page.find_all(href=True) if not link["href"].startswith("#")] == []
    assert "url(" not in str(page.style) and "@import" not in str(page.style)  # noqa: PT018


@pytest.mark.parametrize("page", pages(*hostile()))
def test_unseen_characters_are_written_out_and_very_long_texts_cut(page: BeautifulSoup) -> None:
    assert [c for c in page.get_text() if not c.isprintable() and c != "\n"] == []
    assert len(str(page)) < 200_000


def test_what_was_cut_says_how_long_it_was() -> None:
    (page,) = pages(record("ada", result("3.1", "failed", answer="#" * 1_000_000)))
    assert "(1,000,000 characters)" in text(exercise(page, "ex-3-1"))


def test_code_that_looks_empty_is_drawn_soon() -> None:
    begin = time.monotonic()
    pages(record("ada", result("3.1", answer="\n " * 9_999 + "x")))
    assert time.monotonic() - begin < 3


def test_a_page_is_the_same_whenever_it_is_drawn() -> None:
    assert pages(*CLASS) == pages(*CLASS)


def test_tables_name_their_rows_and_columns_and_the_page_its_language() -> None:
    (page,) = pages(*CLASS)
    assert page.html["lang"] == "en"
    assert [th for th in page.find_all("th") if th.get("scope") not in ("row", "col")] == []
    assert [each.name for each in page.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h2", "h3", "h3", "h3"]
