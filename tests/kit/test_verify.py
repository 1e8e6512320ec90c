"""``alcazar-kit verify`` finds each fault that is planted in a course, names it, and finds none in a course without."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alcazar_kit.cli import main
from alcazar_kit.course import Course, load_course
from alcazar_kit.errors import KitError
from alcazar_kit.proving.evidence import Evidence
from alcazar_kit.proving.finding import Finding
from alcazar_kit.proving.mutants import slips
from alcazar_kit.proving.runner import Run, run
from alcazar_kit.proving.verification import OF_CHAPTER, OF_COURSE, OF_EXERCISES, verify
from tests.kit.faults import ANSWERS, FAULTS, SOLUTIONS, Spoil, change, solve, sow
from tests.kit.proven_course import prove

QUESTIONS = [*OF_COURSE, *OF_CHAPTER, *OF_EXERCISES]


@pytest.fixture(scope="module")
def proven(pristine_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A tiny course without a fault, made once; tests don't change it."""
    root = tmp_path_factory.mktemp("proven") / "course"
    shutil.copytree(pristine_course.root, root, ignore=shutil.ignore_patterns("workspace", "__pycache__"))
    course = load_course(root)
    prove(course)
    return course


@pytest.fixture
def desk(proven: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, for one test to spoil; the kit takes it for the course."""
    root = tmp_path / "course"
    shutil.copytree(proven.root, root)
    monkeypatch.setenv("ALCAZAR_COURSE", str(root))
    return root


def asked(root: Path, question: str, seeds: int = 2) -> list[Finding]:
    """What one question finds."""
    course = load_course(root)
    if question in OF_COURSE:
        return list(OF_COURSE[question](course))
    return list((OF_CHAPTER | OF_EXERCISES)[question](Evidence(course, course.chapters[-1], seeds)))


def kit(*words: str) -> Result:
    return CliRunner().invoke(main, ["verify", *words])


@pytest.mark.parametrize(
    ("question", "spoil", "place", "problem"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_found_and_named(desk: Path, question: str, spoil: Spoil, place: str, problem: str) -> None:
    spoil(desk)
    found = asked(desk, question)
    assert [finding for finding in found if finding.place == place and problem in finding.problem], found
    assert all(finding.remedy for finding in found)


def test_a_wrong_answer_that_is_lucky_with_another_seed_is_found(desk: Path) -> None:
    sow("1.1", "wrong", "def shorten(text, length):\n    return text[:3]")(desk)
    assert [str(finding) for finding in asked(desk, "planted answers", seeds=40)] == [
        "1.1: A wrong answer passes with seed 2: it. Mend the check, the table or the answer."
    ]


def test_every_question_finds_a_fault() -> None:
    assert {question for _, question, *_ in FAULTS} == set(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_finds_a_fault_in_a_course_without(proven: Course, question: str) -> None:
    assert asked(proven.root, question) == []


def test_where_nothing_is_found_it_says_so_and_ends_with_0(desk: Path) -> None:
    result = kit("--seeds", "3")
    assert (result.exit_code, result.stdout) == (0, "Proven: 2 chapters, 3 exercises, 3 seeds. Nothing to mend.\n")


def test_what_is_found_stands_in_a_table_and_the_exit_status_is_1(desk: Path) -> None:
    change("course.toml", "Use route.", "Call it twice.")(desk)
    change("course.toml", '"Override."', '" "')(desk)
    result = kit("--seeds", "1")
    head, *rows, _, last = [re.split(r" {2,}", line.rstrip()) for line in result.stdout.splitlines()]
    assert (result.exit_code, head) == (1, ["where", "what is wrong", "what to do"])
    assert [row[:2] for row in rows if row[0]] == [
        ["1.2", "It gives a hint twice."],
        ["1.3", "One of its hints is empty."],
    ]
    assert last == ["2 findings in 2 chapters, 3 exercises, 1 seed."]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (change(SOLUTIONS, '"nbformat": 4', '"nbformat": 9'), "notebook format 9"),
        (change(ANSWERS, "1.2 wrong: no books", "1.2 maybe: no books"), "1.2 maybe: no books"),
        (change("course.toml", "points = 3", "points = 4"), "4 points"),
    ],
)
def test_where_a_question_can_not_be_asked_that_is_what_is_found(desk: Path, spoil: Spoil, said: str) -> None:
    spoil(desk)
    course = load_course(desk)
    found = verify(course, [course.chapter(1)], 1, lambda _: None)
    assert [finding.place for finding in found if said in finding.problem] == ["01_first"]


def test_slips_are_tried_when_asked_for(desk: Path) -> None:
    solve(', \\"text of 200\\"', ",")(desk)
    without, asked_for = kit("1", "--seeds", "1"), kit("1", "--seeds", "1", "--slips")
    assert "takes a slip for right" not in without.stdout
    assert "takes a slip for right" in asked_for.stdout
    assert asked_for.exit_code == 1


def test_where_the_solutions_fail_no_slip_is_tried(desk: Path) -> None:
    solve("text of 200", "smell")(desk)
    course = load_course(desk)
    with pytest.raises(KitError, match=r"The solutions of 01_first fail with seed 7: "):
        list(slips(Evidence(course, course.chapter(1))))


def test_names_limit_it_to_chapters(desk: Path) -> None:
    change("course.toml", '"Override."', '" "')(desk)
    assert [kit(name, "--seeds", "1").exit_code for name in ("0", "00_welcome", "1")] == [0, 0, 1]


@pytest.mark.parametrize("words", [["7"], ["first"], ["--seeds", "0"]], ids=" ".join)
def test_what_can_not_be_asked_ends_with_2(desk: Path, words: list[str]) -> None:
    result = kit(*words)
    assert (result.exit_code, result.stdout, "Error" in result.stderr) == (2, "", True)


def test_a_course_that_can_not_be_read_ends_with_2(desk: Path) -> None:
    change("course.toml", "hints = ", "tips = ", 1)(desk)
    assert (kit().exit_code, kit().stderr) == (2, "Error: course.toml lacks the key 'hints'.\n")


def test_a_run_that_takes_too_long_is_ended_and_the_others_are_not(desk: Path) -> None:
    course = load_course(desk)
    endless = Run(1, {"1.1": "while True:\n    pass"}, ("1.1",), seconds=2)
    ended, other = run(course, course.solutions(course.chapter(1)), [endless, Run(1)])
    assert (ended.error, other.error) == ("it took longer than 2 seconds", "")


def test_runs_leave_no_file_behind(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    course = load_course(desk)
    untidy = Run(1, {"1.1": "import tempfile\nfolder = tempfile.mkdtemp()"}, ("1.1",))
    shown = run(course, course.solutions(course.chapter(1)), [untidy])
    assert (shown[0].error, [path.name for path in tmp_path.iterdir() if path != desk]) == ("", [])
