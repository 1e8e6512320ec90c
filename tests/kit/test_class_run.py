"""A run over a class keeps what is done, goes on from there, and is not stopped by what one submission does."""

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading import work
from alcazar_kit.grading.class_run import ClassRun
from alcazar_kit.grading.gathering import Handed, gather
from alcazar_kit.grading.kept import Kept
from alcazar_kit.grading.recording import course_digest, file_digest, ungraded
from alcazar_kit.grading.reporting import records
from alcazar_kit.grading.sandbox.level import available
from alcazar_kit.grading.workers import Here, Workers
from tests.kit.tiny_course import PAGES, RIGHT, SHORTEN, answered

WRONG = {"1.1": SHORTEN, "1.2": PAGES.replace("us", "them")}
Start = Callable[..., ClassRun]


@pytest.fixture
def handed_in(tiny_course: Course, tmp_path: Path) -> Path:
    """A folder of three students' notebooks: right, wrong, untouched."""
    top = tmp_path / "handed in"
    for student, answers in {"ada": RIGHT, "bob": WRONG, "cy": {}}.items():
        (top / student).mkdir(parents=True)
        answered(tiny_course, answers, top / student / "01_first.ipynb")
    return top


@pytest.fixture
def start(tiny_course: Course, handed_in: Path, tmp_path: Path) -> Start:
    """Makes a run over the class, by the stored outputs unless a seed is given."""

    def made(*places: Path, seed: int | None = tiny_course.seed, **changes: Any) -> ClassRun:
        kept = Kept(tmp_path / "grades")
        handed = gather(tiny_course, places or [handed_in])
        return ClassRun(tiny_course, handed, available()[0], kept, kept.seed(seed), **changes)

    return made


@pytest.fixture
def one(start: Start, handed_in: Path) -> Start:
    """Makes a run over a folder of ada's notebook alone."""
    top = handed_in.parent / "one"
    shutil.copytree(handed_in / "ada", top / "ada")
    return lambda **changes: start(top, **changes)


def points(found: list[records.Record]) -> list[tuple[str, int]]:
    """What each submission earned."""
    return [(record["student"], record["points"]) for record in found]


def test_a_class_is_judged_and_each_record_kept_before_the_next(start: Start, tmp_path: Path) -> None:
    kept = []
    run = start(finished=lambda record: kept.append(len(list((tmp_path / "grades/records").glob("*/*.json")))))
    found = run.go()
    assert points(found) == [("ada", 6), ("bob", 1), ("cy", 0)]
    assert kept == [1, 2, 3]
    assert records.read_all(tmp_path / "grades" / "records") == found


def test_a_second_start_judges_what_has_changed_and_nothing_else(
    start: Start, tiny_course: Course, handed_in: Path
) -> None:
    before = start().go()
    answered(tiny_course, RIGHT, handed_in / "bob" / "01_first.ipynb")
    again = start()
    found = again.go()
    assert again.unchanged == 2
    assert points(found) == [("ada", 6), ("bob", 6), ("cy", 0)]
    assert (found[0], found[2]) == (before[0], before[2])


@pytest.mark.parametrize("change", [{"seed": 8}, {"course": "x"}, {"python": "3.99"}, {"sandbox": "limits "}])
def test_under_another_condition_all_is_judged_anew(change: dict[str, Any], one: Start) -> None:
    run = one()
    run.kept.write(_record(run))
    assert run.left() == []
    run.conditions = replace(run.conditions, **change)
    assert len(run.left()) == 1


@pytest.mark.parametrize("file", ["course.toml", "solutions/01_first.ipynb", "notebooks/01_first.ipynb"])
def test_a_changed_course_is_another_condition(file: str, one: Start, tiny_course: Course) -> None:
    before = one().conditions
    with (tiny_course.root / file).open("a") as open_file:
        open_file.write("\n")
    course_digest.cache_clear()
    assert one().conditions.course != before.course
    assert one(seed=9).conditions.seed == 9


def test_another_version_of_a_package_is_another_condition(
    tiny_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = course_digest(tiny_course)
    monkeypatch.setattr(
        "alcazar_kit.grading.recording.metadata.version", lambda name: "9.9" if name == "webob" else "1"
    )
    course_digest.cache_clear()
    assert course_digest(tiny_course) != before


def test_a_worker_of_another_python_refuses(one: Start) -> None:
    order = replace(one().order, python="3.99.1")
    assert re.fullmatch(r"This worker runs Python 3\.\S+, the run Python 3\.99\.1\.", str(work.execute(order, 1)))


def test_a_copy_that_jupyterlab_keeps_is_no_change_of_the_course(tiny_course: Course) -> None:
    before = course_digest(tiny_course)
    copy = tiny_course.root / "solutions" / ".ipynb_checkpoints" / "01_first-checkpoint.ipynb"
    copy.parent.mkdir()
    copy.write_text("{}")
    course_digest.cache_clear()
    assert course_digest(tiny_course) == before


def test_a_submission_that_could_not_be_judged_is_tried_again(one: Start) -> None:
    run = one()
    run.handed[0].path.write_text("{", "utf-8")
    assert "its JSON breaks off" in str(run.go()[0]["error"])
    assert len(run.left()) == 1


def broken(*_: Any) -> Any:
    """Do what a full disk does."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["read_submission", "grade_answers"])
def test_what_no_one_expected_is_the_error_of_that_submission(
    step: str, one: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, step, broken)
    (record,) = one().go()
    said = r"It could not be judged here: OSError: .* No space left on device \(test_class_run.py, line \d+\)\."
    assert re.fullmatch(said, str(record["error"]))


def test_solutions_that_can_not_be_run_here_are_a_sentence(one: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_reference", broken)
    assert "No space left on device" in work.execute(one().order, 1)


def test_a_sandbox_in_which_something_went_wrong_serves_no_other_submission(
    one: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "grade_answers", broken)
    run = one()
    (task,) = run._opened(run.left(), Here())
    assert work.judge(run.order, task)["error"]
    assert not work._kept


def test_a_sandbox_that_no_other_submission_needs_is_ended(one: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "IDLE", 0.5)
    run, before = one(), set(psutil.Process().children(recursive=True))
    (task,) = run._opened(run.left(), Here())
    assert work.judge(run.order, task)["points"] == 6
    end = time.monotonic() + 10
    while set(psutil.Process().children(recursive=True)) - before and time.monotonic() < end:
        time.sleep(0.1)
    assert set(psutil.Process().children(recursive=True)) <= before


def test_a_killed_worker_takes_no_submission_along(start: Start) -> None:
    killed = []

    def kill(record: records.Record) -> None:
        if not killed:
            workers = [p for p in psutil.Process().children() if "popen_loky" in " ".join(p.cmdline())]
            killed.extend(worker.pid for worker in workers if not worker.kill())

    run = start(jobs=2, finished=kill)
    assert points(run.go()) == [("ada", 6), ("bob", 1), ("cy", 0)]
    assert len(killed) >= 2


def test_a_call_that_ends_its_worker_each_time_is_given_up_and_the_others_are_made(tmp_path: Path) -> None:
    calls = {"good": partial(abs, -1), "bad": partial(os._exit, 1), "fine": partial(abs, -2)}
    with Workers(2, tmp_path) as workers:
        assert dict(workers.each(calls)) == {"good": 1, "bad": None, "fine": 2}


def test_two_notebooks_for_one_chapter_have_a_record_each(start: Start, tiny_course: Course, handed_in: Path) -> None:
    answered(tiny_course, RIGHT, handed_in / "bob" / "second try.ipynb")
    assert points(start().go()) == [("ada", 6), ("bob", 1), ("bob", 6), ("cy", 0)]


def test_the_same_names_in_two_folders_are_kept_apart(start: Start, tiny_course: Course, tmp_path: Path) -> None:
    for day, answers in {"monday": {}, "friday": RIGHT}.items():
        (tmp_path / day / "ada").mkdir(parents=True)
        answered(tiny_course, answers, tmp_path / day / "ada" / "x.ipynb")
    places = tmp_path / "monday", tmp_path / "friday"
    assert points(start(*places).go()) == [("ada", 0), ("ada", 6)]
    assert start(*places).left() == []


@pytest.mark.parametrize("name", ["..x", ".", "con", "a\nb", "../../x", "%2e%2e", "\x1b[31mred", "é" * 60])
def test_no_name_of_a_student_leads_out_of_the_folder(name: str, one: Start, tmp_path: Path) -> None:
    run = one()
    run.handed = [Handed(name, tmp_path / "lost.ipynb", f"{name}/lost.ipynb")]
    before = {path for path in tmp_path.rglob("*") if "grades" not in path.parts}
    (record,) = run.go()
    (file,) = (tmp_path / "grades" / "records").glob("*/*.json")
    assert records.read(file) == record
    assert {path for path in tmp_path.rglob("*") if "grades" not in path.parts} == before


def test_no_submission_is_no_record(start: Start) -> None:
    run = start()
    run.handed = []
    assert run.go() == []


def test_a_seed_is_drawn_and_the_next_start_has_the_same(one: Start, tmp_path: Path) -> None:
    drawn = one(seed=None).seed
    assert json.loads((tmp_path / "grades" / "run.json").read_text("utf-8")) == {"version": 2, "seed": drawn}
    assert one(seed=None).seed == drawn
    assert one(seed=5).seed == 5
    assert one(seed=None).seed == 5


STRANGE = [b"", b"{", b"[]", b'{"seed": "x"}', b"\xff", b'{"seed": null}', b'{"seed": Infinity}', b"[" * 100_000]


@pytest.mark.parametrize("content", STRANGE)
def test_a_corrupt_run_file_is_noted_and_a_fresh_seed_drawn(content: bytes, one: Start, tmp_path: Path) -> None:
    (tmp_path / "grades").mkdir()
    (tmp_path / "grades" / "run.json").write_bytes(content)
    run = one(seed=None)
    assert 0 < run.seed < 10**6
    assert "run.json could not be read: a fresh seed was drawn" in run.kept.notes[0]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"version": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_corrupt_record_is_noted_and_its_submission_judged(content: bytes, one: Start, tmp_path: Path) -> None:
    run = one()
    run.kept.write(record := _record(run))
    assert run.left() == []
    (file,) = (tmp_path / "grades" / "records").glob("*/*.json")
    file.write_bytes(content)
    assert [handed.student for handed, _ in run.left()] == [record["student"]]
    assert "no record that this kit reads" in run.kept.notes[0]
    assert len(run.left()) == len(run.kept.notes) == 1
    assert "json and 1 other: no record" in run.kept.notes[0]


def test_a_record_of_another_submission_is_not_taken_for_this_one(one: Start) -> None:
    run = one()
    run.kept.write(_record(run) | {"path": "01_first.ipynb"})
    assert len(run.left()) == 1


def test_a_folder_that_can_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(KitError, match=r"Nothing can be kept in .*grades: Not a directory\."):
        Kept(tmp_path / "file" / "grades").seed(None)


def _record(run: ClassRun) -> records.Record:
    """A record of the run's submission, as if it were judged."""
    (handed,) = run.handed
    return ungraded("", handed.student, handed.name, file_digest(handed.path), run.conditions) | {"error": None}
