"""A grading run says what it found: in a table, in JSON, by its exit status."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading.report import grade_all
from tests.kit.tiny_course import PAGES, RIGHT, SHORTEN, answered


def report(course: Course, *paths: Path, json_file: Path | None = None) -> tuple[int, str]:
    """Exit status and text of a grading run."""
    console = Console(width=110, record=True, quiet=False)
    status = grade_all(course, paths, json_file=json_file, seed=course.seed, console=console)
    return status, console.export_text()


def test_the_report_says_verdict_points_and_first_difference(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}, tmp_path / "x.ipynb")
    status, text = report(tiny_course, path)
    assert status == 1
    assert "✓ passed" in text
    assert "✗ failed" in text
    assert "– not attempted" in text
    assert "text: expected About us" in text
    assert "1 of 6 points; inputs drawn with seed 7, --seed 7 repeats them" in text


def test_the_exit_status_is_0_only_where_everything_passed(tiny_course: Course, tmp_path: Path) -> None:
    assert report(tiny_course, answered(tiny_course, RIGHT, tmp_path / "x.ipynb"))[0] == 0


def test_the_json_report_has_a_version_and_every_exercise(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}, tmp_path / "x.ipynb")
    report(tiny_course, path, json_file=tmp_path / "report.json")
    content = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (content["version"], content["seed"]) == (1, 7)
    (submission,) = content["submissions"]
    assert (submission["points"], submission["possible"], submission["chapter"]) == (1, 6, 1)
    assert submission["exercises"][1] == {
        "id": "1.2",
        "title": "Two pages",
        "verdict": "failed",
        "points": 0,
        "possible": 2,
        "difference": {
            "place": "at the second request",
            "command": "curl http://testserver/about",
            "field": "text",
            "expected": "About us",
            "yours": "About them",
        },
        "reason": "",
    }


UNUSABLE = {
    "missing": None,
    "empty": b"",
    "truncated": b'{"cells": [{"cell_type": "code", "sou',
    "binary": b"\x89PNG\r\n\x1a\n\x00\xff",
    "huge": b" " * 20_000_001,
    "not_json": b"print('hello')",
    "not_a_notebook": b'{"a": 1}',
    "old": b'{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}',
    "future": b'{"nbformat": 5, "nbformat_minor": 0, "metadata": {}, "cells": []}',
    "foreign": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
}


def test_unusable_notebooks_get_a_sentence_each_and_the_others_are_judged(tiny_course: Course, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.ipynb" for name in UNUSABLE]
    for path, content in zip(paths, UNUSABLE.values(), strict=True):
        if content is not None:
            path.write_bytes(content)
    right = answered(tiny_course, RIGHT, tmp_path / "right.ipynb")
    status, text = report(tiny_course, *paths, right, json_file=tmp_path / "report.json")
    submissions = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["submissions"]
    assert status == 2
    assert [path.name for path, entry in zip(paths, submissions, strict=False) if path.name not in entry["error"]] == []
    assert submissions[-1]["points"] == 6
    assert f"{len(paths) + 1} of {len(paths) + 1} · " in text


def test_a_report_that_can_not_be_written_is_one_sentence(tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("a file, no folder")
    with pytest.raises(KitError, match=r"The report can't be written to .*marks"):
        grade_all(tiny_course, [tmp_path / "lost.ipynb"], json_file=tmp_path / "marks" / "all.json")
