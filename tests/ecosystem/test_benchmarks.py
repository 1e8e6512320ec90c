"""The benchmark measures what it says it measures, and its class is the same in each run. Speed is not tested here."""

import ast
import io
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from alcazar_kit.course import load_course
from alcazar_kit.exercises import exercise_notebook
from alcazar_kit.grading.submission import attempted
from alcazar_kit.notebooks import answers, read
from benchmarks.classes import Student, students
from benchmarks.graders import OTTER_TEST, Alcazar, Grader
from benchmarks.grading import Bench, attempts
from benchmarks.measuring import MB, Command, Failed, Measured, measure

COURSE = load_course()
ROUTING = COURSE.chapter(3)


def python(source: str, folder: Path) -> Command:
    return Command([sys.executable, "-c", source], folder, os.environ)


def test_the_memory_of_descendants_counts(tmp_path: Path) -> None:
    hold = "import time; kept = bytearray(80_000_000); time.sleep(0.6)"
    spawn = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    assert 80 < measure([python(spawn, tmp_path)], at_once=1, limit=20).memory / MB < 200


def test_two_commands_at_once_take_less_than_one_after_the_other(tmp_path: Path) -> None:
    naps = [python("import time; time.sleep(1)", tmp_path)] * 2
    assert 1 <= measure(naps, at_once=2, limit=20).seconds < measure(naps, at_once=1, limit=20).seconds


@pytest.mark.parametrize(("source", "why"), [("1 / 0", "ZeroDivisionError"), ("while True: pass", "longer than 1 s")])
def test_a_command_that_does_not_do_its_work_ends_the_measurement(tmp_path: Path, source: str, why: str) -> None:
    with pytest.raises(Failed, match=why):
        measure([python(source, tmp_path)], at_once=1, limit=1)


def test_a_class_is_right_wrong_and_untouched_and_the_same_each_time() -> None:
    ten = list(students(COURSE, ROUTING, 10))
    assert ten == list(students(COURSE, ROUTING, 10))
    solutions, starters = read(COURSE.solutions(ROUTING)), answers(exercise_notebook(COURSE, ROUTING))
    untouched = [student.name for student in ten if answers(student.notebook) == starters]
    assert untouched == ["student004"]
    tried = Counter(len(attempted(solutions, answers(student.notebook))) for student in ten)
    assert tried == {len(starters): 9, 0: 1}


def test_otters_tests_are_python_that_runs_the_check_cell() -> None:
    source = 'with check("3.2") as given:\n    show(app, "GET /")'
    tree = ast.parse(OTTER_TEST.format(id="3.2", points=2, source=source))
    assert source in [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]


def test_the_courses_own_grader_is_run_by_a_command_that_it_has(tmp_path: Path) -> None:
    pair = [student for student in students(COURSE, ROUTING, 5) if student.name in ("student000", "student004")]
    grader = Alcazar(COURSE, ROUTING, Path(sys.executable), tmp_path)
    grader.prepare(pair)
    measure(grader.commands(pair), at_once=grader.at_once, limit=120)
    assert grader.points(pair) == {"student000": 14, "student004": 0}


def test_a_run_that_fails_is_told_and_left_out_unless_its_grader_has_no_other(tmp_path: Path) -> None:
    class Unlucky(Bench):
        def grade(self, kind: type[Grader], group: Sequence[Student]) -> tuple[Measured, dict[str, float]]:
            tried[kind] += 1
            if kind.name == "otter-grader" and tried[kind] in fails:
                raise Failed("no port\nat all")
            return Measured(1, 1, 1), {}

    bench, console = Unlucky(COURSE, ROUTING, tmp_path, 1), Console(file=io.StringIO(), record=True)
    fails, tried = {1}, Counter[type[Grader]]()
    assert Counter(kind.name for kind, *_ in attempts(console, bench, [], 2))["otter-grader"] == 1
    assert console.export_text() == "A run of otter-grader failed and is left out: no port\n"
    fails, tried = {1, 2}, Counter()
    with pytest.raises(Failed, match="no port"):
        list(attempts(console, bench, [], 2))
