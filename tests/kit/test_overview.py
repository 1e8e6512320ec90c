"""The overview shows a teacher the class at a glance, and all reports of a run are written together."""

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from alcazar_kit.errors import KitError
from alcazar_kit.grading.reporting.classroom import classroom
from alcazar_kit.grading.reporting.overview import distribution, groups, hardest, overview, tallies
from alcazar_kit.grading.reporting.student_page import student_page
from alcazar_kit.grading.reporting.writing import write_all
from tests.kit.records import HOSTILE, hostile, record, result, unjudged
from tests.kit.test_student_page import LOADING, text

CLASS = [
    record("ada", result("3.1"), result("3.2"), result("3.3")),
    record("grace", result("3.1"), result("3.2", "failed"), result("3.3", "not attempted")),
    record("edsger", result("3.1"), result("3.2", "failed"), result("3.3", "failed", actual="else"), notes=["Odd."]),
    record("ada", result("4.1"), number=4),
    unjudged("late", "03.ipynb can't be read."),
]


def page(*records: Any) -> BeautifulSoup:
    return BeautifulSoup(overview(classroom(records), "Alcazar"), "html.parser")


def part(whole: BeautifulSoup, id: str) -> str:
    """What stands below a heading."""
    found = []
    for tag in whole.find(id=id).find_next_siblings():
        if tag.name == "h2":
            break
        found.append(text(tag))
    return " ".join(found)


def test_the_heat_map_has_a_row_for_each_student_and_a_column_for_each_exercise() -> None:
    rows = page(*CLASS).select(".cells tr")
    cells = [[text(cell) for cell in row.find_all(["th", "td"])] for row in rows]
    assert cells == [
        ["", "", "", "3 Chapter 3", "4 Chapter 4"],
        ["student", "points", "%", "3.1", "3.2", "3.3", "4.1"],
        ["passed, %", "", "", "100", "33", "33", "100"],
        ["ada", "8", "100", "✓", "✓", "✓", "✓"],
        ["edsger", "2", "25", "✓", "✗", "✗", ""],
        ["grace", "2", "25", "✓", "✗", "–", ""],
        ["late", "–", "–", "", "", "", ""],
    ]


def test_each_cell_leads_to_the_exercise_in_the_students_report(tmp_path: Path) -> None:
    write_all(tmp_path, [*CLASS, *hostile()], "Alcazar")
    whole = BeautifulSoup((tmp_path / "overview.html").read_text(encoding="utf-8"), "html.parser")
    links = [link["href"].partition("#") for link in whole.select(".cells a, article a")]
    assert ("reports/ada.html", "#", "ex-3-2") in links
    for file, _, id in links:
        assert not id or f'id="{id}"' in (tmp_path / unquote(file)).read_text(encoding="utf-8")


def test_a_cell_leads_to_the_answer_that_counts_where_a_chapter_was_handed_in_twice() -> None:
    verdicts = {"ada/1.ipynb": "failed", "ada/2.ipynb": "passed"}
    twice = [record("ada", result("3.1", verdict), path=path) for path, verdict in verdicts.items()]
    (link,) = page(*twice).select(".cells a[href*='#']")
    assert (text(link), link["href"]) == ("✓", "reports/ada.html#part-2-ex-3-1")
    assert 'id="part-2-ex-3-1"' in student_page(classroom(twice).students[0], "Alcazar")


def test_totals_say_how_many_and_how_well() -> None:
    totals = [text(each) for each in page(*CLASS).select(".totals div")]
    assert totals == [
        "students 4", "submissions 5", "not judged 1", "points, median 2 of 8", "points, mean 4",
        "passed 6", "failed 3", "not attempted 1",
    ]  # fmt: skip


def test_the_hardest_exercises_come_first_and_those_that_all_passed_not_at_all() -> None:
    found = hardest(tallies(classroom(CLASS)))
    assert [(each.task.id, each.handed_in, each.attempted, each.passed) for each in found] == [
        ("3.2", 3, 3, 1), ("3.3", 3, 2, 1),
    ]  # fmt: skip


def test_equal_wrong_outputs_are_grouped_and_single_ones_left_out() -> None:
    (group,) = groups(classroom(CLASS))
    assert (group.result["id"], [student.name for student in group.students]) == ("3.2", ["edsger", "grace"])
    assert "3.2 Title of 3.2: 2 students" in part(page(*CLASS), "wrong")
    assert "expected shown text About us About them" in part(page(*CLASS), "wrong")


def test_answers_that_stop_for_the_same_reason_are_grouped() -> None:
    stopped = [record(name, result("3.1", "failed", reason="NameError: x", actual="")) for name in "abc"]
    assert [len(group.students) for group in groups(classroom(stopped))] == [3]


def test_the_distribution_counts_each_student_who_was_judged_once_and_a_hundred_percent_in_the_last_step() -> None:
    counts = [step.count for step in distribution(classroom(CLASS))]
    assert counts == [0, 0, 2, 0, 0, 0, 0, 0, 0, 1]


def test_what_is_odd_is_listed_with_who_handed_it_in() -> None:
    said = part(page(*CLASS), "problems")
    assert "edsger edsger/03_chapter.ipynb Odd." in said
    assert "late late/03_chapter.ipynb Not judged. 03.ipynb can't be read." in said


def test_it_says_what_was_in_force_and_when_not_all_were_judged_alike() -> None:
    assert "sandbox bubblewrap ; seed 4711 ; Python 3.11.7" in text(page(*CLASS).main)
    assert "Not all were judged alike" not in text(page(*CLASS).main)
    mixed = page(record("ada"), record("grace", sandbox="limits", seed=1))
    assert "sandbox and seed differ between submissions" in text(mixed.main)


def test_hostile_records_make_no_element_and_no_address() -> None:
    hurt = page(*hostile())
    assert hurt.find_all(LOADING) == []
    assert [name for tag in hurt.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    addresses = [link["href"] for link in hurt.find_all("a")]
    own = re.compile(r"#\w+|gradebook.csv|reports/[\w.%-]+(#(part-\d+-)?ex-[\d-]+)?")
    assert [each for each in addresses if not own.fullmatch(each)] == []
    assert len(str(hurt)) < 200_000


def test_a_class_without_students_has_an_overview() -> None:
    assert "No two wrong answers show the same." in text(page().main)


def test_two_hundred_students_make_a_page_of_two_megabytes_at_most_within_seconds() -> None:
    ids = [f"{chapter}.{number}" for chapter in range(1, 18) for number in range(1, 6)]
    done = [result(id, "failed" if number % 3 else "passed") for number, id in enumerate(ids)]
    start = time.perf_counter()
    drawn = overview(classroom(record(f"student.{n:03}", *done) for n in range(200)), "Alcazar")
    assert len(drawn) < 2_000_000
    assert time.perf_counter() - start < 10


def test_a_run_leaves_its_reports_in_its_folder(tmp_path: Path) -> None:
    write_all(tmp_path, [*CLASS, record("../../x", result())], "Alcazar")
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert [re.sub("-[0-9a-f]{10}", "-…", file) for file in files] == [
        "gradebook.csv", "overview.html", "reports/ada.html", "reports/edsger.html", "reports/grace.html",
        "reports/late.html", "reports/x-….html",
    ]  # fmt: skip


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    write_all(tmp_path, CLASS, "Alcazar")
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.*")}
    write_all(tmp_path, [*CLASS, record("grace", result("4.1"), number=4)], "Alcazar")
    changed = {path.name for path, inode in before.items() if path.stat().st_ino != inode}
    assert changed == {"grace.html", "gradebook.csv", "overview.html"}


def test_a_report_that_was_cut_short_is_written_again(tmp_path: Path) -> None:
    write_all(tmp_path, CLASS, "Alcazar")
    report = tmp_path / "reports" / "ada.html"
    whole = report.read_bytes()
    report.write_bytes(whole[:1000])
    write_all(tmp_path, CLASS, "Alcazar")
    assert report.read_bytes() == whole


def test_a_folder_that_can_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file, no folder")
    with pytest.raises(KitError, match=r"reports.* can't be written: "):
        write_all(tmp_path, CLASS, "Alcazar")


def test_hostile_records_are_written_as_utf_8(tmp_path: Path) -> None:
    write_all(tmp_path, hostile(), "Alcazar")
    names = [path.read_text(encoding="utf-8") for path in (tmp_path / "reports").iterdir()]
    assert len(names) == len(HOSTILE) + 1
