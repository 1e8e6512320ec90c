"""What a machine offers is tried, and said line by line."""

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from alcazar_kit.course import Course
from alcazar_kit.grading import doctor
from alcazar_kit.grading.doctor import State, examine
from alcazar_kit.grading.sandbox import level as levels
from alcazar_kit.grading.sandbox.level import Level, available

REACHED = {"call a server on this machine", "read a file of this machine", "write a file of this machine"}
ENDED = {"hold 1 GB of memory", "start 70 processes", "show 3 MB", "run for ever"}


def probed(level: Level) -> dict[str, bool]:
    findings = [finding for finding in examine(level) if finding.subject.startswith("tried: ")]
    return {finding.subject.removeprefix("tried: "): finding.state is State.GOOD for finding in findings}


@pytest.mark.skipif(available()[0] is not Level.BUBBLEWRAP, reason=f"no sandbox: {available()[1]}")
def test_in_a_sandbox_everything_that_is_tried_is_held_off(tiny_course: Course) -> None:
    assert probed(Level.BUBBLEWRAP) == dict.fromkeys({"start a sandbox"} | REACHED | ENDED, True)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no limit for a process's memory")
def test_limits_alone_end_what_is_too_much_and_leave_the_machine_open(tiny_course: Course) -> None:
    assert probed(Level.LIMITS) == dict.fromkeys({"start a sandbox"} | ENDED, True) | dict.fromkeys(REACHED, False)


def test_the_status_says_whether_others_can_be_graded_safely(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without bubblewrap is one whose PATH does not lead to it."""
    shown = io.StringIO()
    assert doctor.run(Console(file=shown, width=120)) == (0 if available()[0] is Level.BUBBLEWRAP else 1)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(levels, "available", levels.available.__wrapped__)
    monkeypatch.setattr(doctor, "available", levels.available)
    assert doctor.run(Console(file=shown, width=120)) == 1
    assert "Grade only submissions of people whose code you would run yourself." in shown.getvalue()
