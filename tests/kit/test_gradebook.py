"""The gradebook is a table that spreadsheets and learning platforms import, and no cell of it does anything there."""

import csv
import io
from typing import Any

import pytest

from alcazar_kit.grading.reporting.classroom import classroom
from alcazar_kit.grading.reporting.gradebook import gradebook
from tests.kit.records import hostile, record, result, unjudged

CLASS = [
    record("grace", result("3.1"), result("3.2", "failed"), result("3.10", "not attempted")),
    record("ada", result("3.1"), result("3.2"), result("3.10")),
    record("ada", result("12.1", possible=3, points=3), number=12),
]


def lines(*records: Any) -> list[dict[str, str]]:
    """The gradebook as a program reads it."""
    return list(csv.DictReader(io.StringIO(gradebook(classroom(records)).removeprefix("\ufeff"))))


def test_there_is_a_line_for_each_student_and_a_column_for_each_exercise() -> None:
    ada, grace = lines(*CLASS)
    assert ",".join(ada) == (
        "student,points,possible,percent,unjudged,chapter-3,chapter-12,ex-3-1,ex-3-2,ex-3-10,ex-12-1"
    )
    assert ",".join(ada.values()) == "ada,9,9,100.0,0,6,3,2,2,2,3"
    assert ",".join(grace.values()) == "grace,2,9,22.2,0,2,,2,0,0,"


def test_what_could_not_be_judged_is_counted_and_has_empty_cells() -> None:
    _, late = lines(record("ada", result()), unjudged("late"))
    assert (late["unjudged"], late["points"], late["ex-3-1"], late["chapter-3"]) == ("1", "0", "", "")


def test_of_two_notebooks_for_one_chapter_the_better_answer_counts() -> None:
    again = [record("ada", result("3.1", verdict), path=f"ada/{verdict}.ipynb") for verdict in ("passed", "failed")]
    assert [line["points"] for line in lines(*again)] == ["2"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "=HYPERLINK(0)"])
def test_a_name_is_never_a_formula(name: str) -> None:
    (line,) = lines(record(name))
    assert line["student"][0] in "'⟨"


def test_a_name_with_separators_stays_one_cell() -> None:
    (line,) = lines(record('a,b;c"d\ne'))
    assert line["student"] == 'a,b;c"d⟨newline⟩e'
    assert gradebook(classroom([record("x;=1+1")])).splitlines()[1].startswith('"x;=1+1",')


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert gradebook(classroom([record("Zoë")])).encode().startswith(b"\xef\xbb\xbf")


def test_hostile_records_make_one_line_each() -> None:
    assert len(lines(*hostile())) == len({each["student"] for each in hostile()})


def test_a_class_without_students_has_a_head() -> None:
    assert gradebook(classroom([])) == '\ufeff"student","points","possible","percent","unjudged"\r\n'
