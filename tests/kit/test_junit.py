"""JUnit XML says of each submission what its record says, and is XML whatever the record holds."""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar_kit.errors import KitError
from alcazar_kit.grading.reporting import junit

PASSED = {
    "id": "1.1",
    "title": "Shorten",
    "difficulty": 1,
    "verdict": "passed",
    "points": 1,
    "possible": 1,
    "reason": "",
    "answer": "x = 1",
    "hints": [],
    "expected": "",
    "actual": "",
    "difference": None,
}
DIFFERENCE = {
    "place": "at the second request",
    "command": "curl http://testserver/about",
    "note": "",
    "rows": [
        {"field": "status", "expected": "200 OK", "yours": "200 OK", "differs": False},
        {"field": "text", "expected": "About us", "yours": "About\nthem", "differs": True},
    ],
}
FAILED = PASSED | {"id": "1.2", "title": "Two pages", "verdict": "failed", "points": 0, "possible": 2}
FAILED |= {"difference": DIFFERENCE}
UNTOUCHED = PASSED | {"id": "1.3", "title": "Shout", "verdict": "not attempted", "points": 0, "possible": 3}
RECORD = {
    "version": 2,
    "student": "ada",
    "path": "ada/01_first.ipynb",
    "digest": "ab12",
    "course": "cd34",
    "seed": 4711,
    "python": "3.11.7",
    "sandbox": "limits",
    "seconds": 2.134,
    "error": None,
    "points": 1,
    "possible": 6,
    "chapter": {"number": 1, "stem": "01_first", "title": "First"},
    "notes": ["There is no answer cell for 1.3."],
    "exercises": [PASSED, FAILED, UNTOUCHED],
}
LOST = RECORD | {"chapter": None, "points": 0, "possible": 0, "notes": [], "exercises": []}
LOST |= {"path": "bob/01_first.ipynb", "error": "01_first.ipynb is not a notebook: it is empty."}


def parsed(*records: Mapping[str, Any]) -> Element:
    return ElementTree.fromstring(junit.as_xml(records))


def cases(root: Element) -> list[tuple[str, str]]:
    """The name of each test case and how it ended."""
    return [
        (case.attrib["name"], next((end.tag for end in case if end.tag != "properties"), "passed"))
        for case in root.iter("testcase")
    ]


def properties(element: Element) -> dict[str, str]:
    return {entry.attrib["name"]: entry.attrib["value"] for entry in element.findall("properties/property")}


def test_a_submission_is_a_suite_and_an_exercise_a_case() -> None:
    root = parsed(RECORD, LOST)
    assert [suite.attrib["name"] for suite in root] == ["ada/01_first.ipynb", "bob/01_first.ipynb"]
    assert cases(root[0]) == [("1.1 Shorten", "passed"), ("1.2 Two pages", "failure"), ("1.3 Shout", "failure")]
    assert {case.attrib["classname"] for case in root[0].iter("testcase")} == {"ada.01_first"}


def test_what_could_not_be_judged_is_an_error() -> None:
    (case,) = parsed(LOST).iter("testcase")
    (error,) = case
    assert error.tag == "error"
    assert error.attrib == {"type": "not judged", "message": LOST["error"]}


def test_suites_are_counted_each_and_together() -> None:
    root = parsed(RECORD, LOST)
    names = ("tests", "failures", "errors", "skipped")
    assert [[int(element.attrib[name]) for name in names] for element in (root, *root)] == [
        [4, 2, 1, 0],
        [3, 2, 0, 0],
        [1, 0, 1, 0],
    ]
    assert root[0].attrib["time"] == "2.134"


def test_points_are_properties_of_the_suite_and_of_each_case() -> None:
    (suite,) = parsed(RECORD)
    assert properties(suite).items() >= {"student": "ada", "points": "1", "possible": "6", "chapter": "1"}.items()
    points = [(found["points"], found["possible"]) for found in map(properties, suite.iter("testcase"))]
    assert points == [("1", "1"), ("0", "2"), ("0", "3")]


def test_a_failure_says_where_and_what_differs() -> None:
    failure = next(parsed(RECORD).iter("failure"))
    assert failure.attrib["message"] == "at the second request: curl http://testserver/about"
    assert failure.text == (
        "at the second request: curl http://testserver/about\n"
        "text: expected About us\n"
        "      yours    About\n"
        "               them"
    )


def test_an_untouched_exercise_is_a_failure_that_says_so() -> None:
    _, failure = parsed(RECORD).iter("failure")
    assert failure.attrib == {"type": "not attempted", "message": "not attempted"}


def test_notes_are_the_suites_output() -> None:
    assert parsed(RECORD)[0].findtext("system-out") == "There is no answer cell for 1.3."


HOSTILE = st.text(st.characters() | st.sampled_from("\0\x1b\x7f\ud800\udfff\ufffe\uffff<>&\"'\r\n]"), max_size=30)


@given(HOSTILE, HOSTILE)
def test_it_is_xml_with_the_same_cases_whatever_the_learner_wrote(word: str, tail: str) -> None:
    hostile = copy.deepcopy(RECORD) | {"path": f"{word}.ipynb", "student": word, "notes": [tail]}
    failed = hostile["exercises"][1]
    failed["reason"] = f"]]></failure></testcase><testcase name='9.9'/>{tail}"
    failed["difference"] |= {
        "command": word,
        "note": tail,
        "rows": [row | {"yours": word} for row in DIFFERENCE["rows"]],
    }
    root = parsed(hostile, LOST | {"error": word})
    assert [end for _, end in cases(root)] == ["passed", "failure", "failure", "error"]


def test_what_xml_can_not_hold_is_written_as_its_code_point() -> None:
    root = parsed(LOST | {"error": "a\0b\ud800c\x1bd\uffff \N{SNAKE}"})
    assert next(root.iter("error")).text == "a⟨U+0000⟩b⟨U+D800⟩c⟨U+001B⟩d⟨U+FFFF⟩ \N{SNAKE}"


def test_no_submission_is_an_empty_report() -> None:
    assert parsed().attrib == {"name": "alcazar", "tests": "0", "failures": "0", "errors": "0", "skipped": "0"}


def test_it_is_written_whole_into_a_folder_that_is_made(tmp_path: Path) -> None:
    file = tmp_path / "reports" / "results.xml"
    junit.write(file, [RECORD])
    assert file.read_bytes() == junit.as_xml([RECORD])
    assert list(file.parent.iterdir()) == [file]


def test_a_place_that_can_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("a file, no folder")
    with pytest.raises(KitError, match=r"The JUnit report can't be written to .*results\.xml"):
        junit.write(tmp_path / "marks" / "results.xml", [RECORD])
