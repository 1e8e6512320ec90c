"""The word `grade`: what it says and writes, and its exit status."""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from alcazar_kit.course import Course, load_course
from alcazar_kit.errors import KitError
from alcazar_kit.grading.class_run import ClassRun
from alcazar_kit.grading.command import Wishes, grade
from alcazar_kit.grading.gathering import gather
from alcazar_kit.grading.kept import Kept
from alcazar_kit.grading.reporting.terminal import Ended, print_report
from alcazar_kit.grading.sandbox.level import available
from tests.kit import records
from tests.kit.tiny_course import PAGES, RIGHT, SHORTEN, answered

ROOT = Path(__file__).parents[2]

WRONG = {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}


def said(course: Course, *places: Path, width: int = 110, **wishes: Any) -> tuple[int, str]:
    """Exit status and text of a run, by the stored outputs."""
    console = Console(width=width, record=True, file=io.StringIO())
    status = grade(course, places, Wishes(**{"seed": course.seed} | wishes), console)
    return status, console.export_text()


def started(*words: str | Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    everything = os.environ | {"PYTHONPATH": str(ROOT)} | env
    command = [sys.executable, "-m", "alcazar_kit", "grade", *map(str, words)]
    return subprocess.run(command, env=everything, capture_output=True, text=True, timeout=100, check=False)


def test_a_submission_gets_a_table_of_verdicts_points_and_first_differences(
    tiny_course: Course, tmp_path: Path
) -> None:
    status, text = said(tiny_course, answered(tiny_course, WRONG, tmp_path / "x.ipynb"))
    assert status == 1
    for words in ("1 · First — x.ipynb", "✓ passed", "✗ failed", "– not attempted", "text: expected About us"):
        assert words in text
    assert "1 of 6 points\n1 submission in " in text
    assert "; --seed 7 repeats the inputs" in text
    assert not (tmp_path / "grades").exists()


def test_the_exit_status_is_0_only_where_everything_passed(tiny_course: Course, tmp_path: Path) -> None:
    assert said(tiny_course, answered(tiny_course, RIGHT, tmp_path / "x.ipynb"))[0] == 0


def test_the_json_report_has_the_records_and_the_seed(tiny_course: Course, tmp_path: Path) -> None:
    file = tmp_path / "all" / "report.json"
    said(tiny_course, answered(tiny_course, WRONG, tmp_path / "x.ipynb"), json=file, output=tmp_path / "grades")
    content = json.loads(file.read_text(encoding="utf-8"))
    (kept,) = (tmp_path / "grades" / "records").glob("*/*.json")
    assert (content["version"], content["seed"]) == (2, 7)
    assert content["submissions"] == [json.loads(kept.read_text(encoding="utf-8"))]


UNUSABLE = {
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
    top = tmp_path / "all"
    top.mkdir()
    for name, content in UNUSABLE.items():
        (top / f"{name}.ipynb").write_bytes(content)
    (top / "link.ipynb").symlink_to(answered(tiny_course, RIGHT, tmp_path / "x.ipynb"))
    os.mkfifo(top / "pipe.ipynb")
    answered(tiny_course, RIGHT, top / "right.ipynb")
    status, text = said(tiny_course, top, output=tmp_path / "grades")
    assert status == 2
    for name in (*UNUSABLE, "link", "pipe"):
        assert f"Error: {name}.ipynb: {name}.ipynb " in text
    assert "1 of 12 students passed everything; 6.0 of 6 points on average\n12 submissions in " in text


def test_a_class_gets_a_line_for_each_student_and_its_reports(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ["ada", "bob", "cy", "dee", "eve", "fay"]:
        answered(tiny_course, RIGHT if student < "d" else WRONG, tmp_path / "all" / student / "x.ipynb")
    (tmp_path / "all" / "gus").mkdir()
    monkeypatch.chdir(tmp_path)
    status, text = said(tiny_course, Path("all"), width=80)
    assert status == 1
    assert "│ ada     │  ✓ ✓ ✓ │    6 │" in text
    assert "│ fay     │  ✓ ✗ – │    1 │" in text
    assert "Note: No notebook was found in: gus." in text
    assert "3 of 6 students passed everything; 3.5 of 6 points on average\n6 submissions in" in text
    assert text.endswith("Open grades/overview.html; beside it are gradebook.csv, reports/ and records/.\n")
    assert {path.name for path in Path("grades").iterdir()} == {
        "gradebook.csv", "overview.html", "records", "reports", "run.json",
    }  # fmt: skip
    assert "6 unchanged since an earlier run" in said(tiny_course, Path("all"))[1]


@pytest.fixture
def two_chapters(tmp_path: Path) -> Path:
    """A folder of two students' notebooks for two chapters of the course, all untouched."""
    course = load_course(ROOT)
    for student in ("ada", "bob"):
        (tmp_path / "all" / student).mkdir(parents=True)
        for number in (3, 4):
            exercises = course.exercises(course.chapter(number))
            shutil.copyfile(exercises, tmp_path / "all" / student / f"{number}.ipynb")
    return tmp_path / "all"


def test_one_chapter_of_several_can_be_judged_alone(two_chapters: Path, tmp_path: Path) -> None:
    course, grades = load_course(ROOT), tmp_path / "grades"
    status, text = said(course, two_chapters, chapter=("03_routing",), output=grades)
    assert (status, "3 · Routing" in text, "4 · Handlers" in text) == (1, True, False)
    assert "Note: 2 notebooks of other chapters left out." in text
    assert sorted(path.name for path in grades.glob("records/*/*.json")) == ["3.json", "3.json"]
    assert "4 · Handlers" in said(course, two_chapters, output=grades)[1]
    again = said(course, two_chapters, chapter=("4",), output=grades)[1]
    assert "2 submissions in 0.0 s, 2 unchanged since an earlier run" in again


def test_a_class_is_judged_chapter_by_chapter(two_chapters: Path, tmp_path: Path) -> None:
    course, order = load_course(ROOT), []
    run = ClassRun(
        course, gather(course, [two_chapters]), available()[0], Kept(None), course.seed, jobs=1,
        finished=lambda record: order.append(record["path"]),
    )  # fmt: skip
    assert [record["path"] for record in run.go()] == ["ada/3.ipynb", "ada/4.ipynb", "bob/3.ipynb", "bob/4.ipynb"]
    assert order == ["ada/3.ipynb", "bob/3.ipynb", "ada/4.ipynb", "bob/4.ipynb"]


def test_where_nothing_is_of_that_chapter_a_sentence_says_so(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    with pytest.raises(KitError, match=r"Of 1 notebook none is of what --chapter names\."):
        said(tiny_course, path, chapter=("0",))
    with pytest.raises(KitError, match=r"No chapter is called '9': there are 00_welcome, 01_first\."):
        said(tiny_course, path, chapter=("9",))


def test_points_by_chapter_fit_a_terminal_where_there_are_many() -> None:
    many = [records.record(f"s{n}", records.result(f"{c}.1"), number=c) for n in range(3) for c in range(1, 17)]
    console = Console(width=80, record=True, file=io.StringIO())
    print_report(console, Ended(many, 0, 1.0, None))
    assert "│ s1      │   2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2 │    32 │" in console.export_text()


def test_points_of_two_digits_stay_apart_under_chapters_of_one() -> None:
    many = [records.record("ada", *[records.result(f"{c}.{n}") for n in range(1, 8)], number=c) for c in (3, 4)]
    console = Console(width=80, record=True, file=io.StringIO())
    print_report(console, Ended(many * 3, 0, 1.0, None))
    text = console.export_text()
    assert "┃ student ┃   3  4 ┃" in text
    assert "│ ada     │  14 14 │" in text


@pytest.mark.parametrize("count", [1, 20])
def test_nothing_that_a_learner_wrote_gives_the_terminal_orders(count: int) -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    for record in records.hostile():
        print_report(console, Ended([record] * count, 0, 1.0, None))
    text = console.export_text()
    assert "⟨ESC⟩[31mred" in text
    assert all(character.isprintable() or character == "\n" for character in text)


def test_what_is_missing_and_what_can_not_be_written_is_one_sentence(tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    path = answered(tiny_course, {}, tmp_path / "x.ipynb")
    with pytest.raises(KitError, match=r"lost\.ipynb is not there"):
        said(tiny_course, tmp_path / "lost.ipynb")
    with pytest.raises(KitError, match=r"The report can't be written to .*all\.json: [A-Z][a-z ]+\."):
        said(tiny_course, path, json=tmp_path / "file" / "all.json")
    with pytest.raises(KitError, match=r"Nothing can be kept in .*grades: Not a directory\."):
        said(tiny_course, path, output=tmp_path / "file" / "grades")


def test_a_machine_without_room_for_files_is_one_sentence(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> str:
        raise OSError(28, "No space left on device")

    path = answered(tiny_course, {}, tmp_path / "x.ipynb")
    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(KitError, match=r"The run can't go on: \[Errno 28\] No space left on device\."):
        said(tiny_course, path)


def test_a_report_that_can_not_be_written_takes_no_other_along(tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    path, output = answered(tiny_course, {}, tmp_path / "x.ipynb"), tmp_path / "grades"
    with pytest.raises(KitError, match="The report can't be written"):
        said(tiny_course, path, json=tmp_path / "file" / "all.json", output=output)
    assert (output / "overview.html").is_file()


def test_a_class_whose_records_can_not_be_kept_is_one_sentence(tiny_course: Course, tmp_path: Path) -> None:
    for student in "ada", "bob", "cy", "dee":
        answered(tiny_course, WRONG, tmp_path / "all" / student / "x.ipynb")
    output = tmp_path / "grades"
    output.mkdir()
    (output / "records").write_text("a file, no folder")
    ended = started(tmp_path / "all", "--output", output)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Error: The record ")
    assert ended.stderr.count("\n") == 1


def test_signs_that_the_output_can_not_hold_are_spelled(tiny_course: Course, tmp_path: Path) -> None:
    ended = started(answered(tiny_course, RIGHT, tmp_path / "x.ipynb"), PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert r"\u2713 passed" in ended.stdout


def test_other_peoples_code_is_refused_without_a_sandbox_unless_it_is_trusted(
    tiny_course: Course, tmp_path: Path
) -> None:
    path, nowhere = answered(tiny_course, RIGHT, tmp_path / "x.ipynb"), {"PATH": str(tmp_path)}
    refused = started(path, "--seed", "7", **nowhere)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("Error: x.ipynb is not of your own workspace, and there is no sandbox here:")
    assert refused.stderr.count("\n") == 1
    trusted = started(path, "--seed", "7", "--trust", **nowhere)
    assert (trusted.returncode, "sandbox: limits" in trusted.stdout) == (0, True)


def test_ones_own_code_is_judged_without_a_sandbox(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tiny_course.root / "workspace" / "exercises" / "01_first.ipynb")
    assert started(path, "--seed", "7", PATH=str(tmp_path)).returncode == 0


def test_a_workspace_that_is_reached_by_a_link_is_ones_own(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "disk" / "exercises" / "01_first.ipynb")
    (tmp_path / "desk").symlink_to(tmp_path / "disk")
    assert started(path, PATH=str(tmp_path), ALCAZAR_WORKSPACE=str(tmp_path / "desk")).returncode == 0


def test_without_a_terminal_there_is_no_bar(tiny_course: Course, tmp_path: Path) -> None:
    ended = started(answered(tiny_course, RIGHT, tmp_path / "x.ipynb"), "--seed", "7")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("1 · First — x.ipynb")
    assert not {"\x1b", "\r"} & set(ended.stdout)


def test_at_a_terminal_a_bar_says_what_is_done_and_goes(tiny_course: Course, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    path = answered(tiny_course, RIGHT, tmp_path / "[red] ada.ipynb")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "alcazar_kit", "grade", path, "--seed", "7"]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, env=env, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        shown = b""
        try:
            while part := os.read(master, 65536):
                shown += part
        except OSError:  # so ends a terminal whose last writer is gone
            os.close(master)
    text = shown.decode("utf-8")
    assert process.returncode == 0, text
    assert "judging" in text
    assert "0/1" in text
    assert "[red] ada" in text[: text.index("1 · First")]
    assert text.index("\x1b[2K", text.rindex("1/1")) < text.index("1 · First")
