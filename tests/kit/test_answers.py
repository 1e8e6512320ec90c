"""Answers stay apart: names, packages, errors."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alcazar_kit.builder import BuildError
from alcazar_kit.errors import KitError
from alcazar_kit.imports import GUARD, purge, restore
from alcazar_kit.practising.answers import Answers

APP = 'VERSION = 1\n\n\nclass Alcazar:\n    """An app."""\n\n    def say(self):\n        return "plain"\n'

Answer = Callable[[str, str], object]


@pytest.fixture
def guard() -> Iterator[None]:
    """The import guard, in charge for one test."""
    before, folder = purge(), GUARD.folder
    GUARD.install()
    yield
    sys.meta_path.remove(GUARD)
    GUARD.serve(folder)
    restore(before)


@pytest.fixture
def namespace(tmp_path: Path, guard: None) -> dict[str, Any]:
    """The variables of a notebook that imported ``Alcazar`` at its top."""
    package = tmp_path / "alcazar"
    package.mkdir()
    (package / "__init__.py").write_text("from .app import Alcazar\n", encoding="utf-8")
    (package / "app.py").write_text(APP, encoding="utf-8")
    GUARD.serve(package)
    names: dict[str, Any] = {"check": "the kit's"}
    exec("from alcazar import Alcazar\nimport alcazar", names)
    return names


@pytest.fixture
def answers(namespace: dict[str, Any], tmp_path: Path) -> Answers:
    """The answers of that notebook."""
    return Answers(namespace, tmp_path / "alcazar", tmp_path / "answers", ("check",))


@pytest.fixture
def answer(answers: Answers, namespace: dict[str, Any]) -> Answer:
    """Runs an answer as a kernel would."""
    return lambda exercise, source: answers.run(exercise, source, lambda code: exec(code, namespace))


def test_an_answer_defines_its_names(answer: Answer, namespace: dict[str, Any]) -> None:
    answer("3.1", "x = 1")
    assert namespace["x"] == 1


def test_the_next_answer_does_not_see_them(answer: Answer, namespace: dict[str, Any]) -> None:
    answer("3.1", "x = 1")
    with pytest.raises(NameError):
        answer("3.2", "x")
    assert "x" not in namespace


def test_a_check_brings_them_back_even_when_another_answer_ran_in_between(
    answer: Answer, answers: Answers, namespace: dict[str, Any]
) -> None:
    answer("3.1", "x = 1")
    answer("3.2", "x, y = 2, 2")
    answers.activate("3.1")
    assert answers.source("3.1") == "x = 1"
    assert namespace["x"] == 1
    assert "y" not in namespace


def test_names_from_before_the_first_answer_stay(answer: Answer, namespace: dict[str, Any]) -> None:
    namespace["top"] = 1
    answer("3.1", "x = top + 1")
    answer("3.2", "y = top")
    assert namespace["y"] == 1


def test_a_name_that_an_answer_covered_comes_back(answer: Answer, namespace: dict[str, Any]) -> None:
    namespace["top"] = "mine"
    answer("3.1", "top = 'covered'")
    answer("3.2", "seen = top")
    assert namespace["seen"] == "mine"


def test_an_answer_that_fails_keeps_what_it_defined_before(
    answer: Answer, answers: Answers, namespace: dict[str, Any]
) -> None:
    with pytest.raises(ZeroDivisionError):
        answer("3.1", "x = 1\n1 / 0")
    answer("3.2", "")
    answers.activate("3.1")
    assert namespace["x"] == 1


def test_each_answer_starts_from_a_fresh_package(answer: Answer, namespace: dict[str, Any]) -> None:
    answer("3.1", "Alcazar.say = lambda self: 'patched'; alcazar.app.VERSION = 2")
    answer("3.2", "said, version = Alcazar().say(), alcazar.app.VERSION")
    assert (namespace["said"], namespace["version"]) == ("plain", 1)


def test_a_check_sees_the_package_of_its_answer(answer: Answer, answers: Answers, namespace: dict[str, Any]) -> None:
    answer("3.1", "Alcazar.say = lambda self: 'patched'")
    first = namespace["Alcazar"]
    answer("3.2", "app = Alcazar()")
    answers.activate("3.1")
    assert namespace["Alcazar"] is first
    assert sys.modules["alcazar.app"].Alcazar is first
    answers.activate("3.2")
    assert type(namespace["app"]) is namespace["Alcazar"] is sys.modules["alcazar"].Alcazar


def test_a_build_answer_changes_a_copy_of_the_package(
    answer: Answer, answers: Answers, namespace: dict[str, Any]
) -> None:
    diff = answer(
        "3.1", "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def say(self):\n        return 'LOUD'\n"
    )
    assert namespace["Alcazar"]().say() == "LOUD"
    assert "LOUD" in diff.plain()  # type: ignore[attr-defined]
    assert (answers.package / "app.py").read_text(encoding="utf-8") == APP


def test_what_a_build_answer_changed_is_its_own(answer: Answer, answers: Answers, namespace: dict[str, Any]) -> None:
    answer("3.1", "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def say(self):\n        return 'LOUD'\n")
    answer("3.2", "said = Alcazar().say()")
    assert namespace["said"] == "plain"
    answers.activate("3.1")
    assert namespace["Alcazar"]().say() == "LOUD"


def test_a_build_answer_run_again_starts_from_the_official_package(answer: Answer, namespace: dict[str, Any]) -> None:
    answer("3.1", "%%build alcazar/app.py\nEXTRA = 1\n")
    answer("3.1", "%%build alcazar/app.py\nOTHER = 1\n")
    assert not hasattr(sys.modules["alcazar.app"], "EXTRA")


@pytest.mark.parametrize("body", ["%%build ../x.py\nx = 1", "%%build alcazar/app.py\nclass Alcazar(:"])
def test_a_build_answer_that_can_not_be_merged_leaves_the_official_package(
    answer: Answer, namespace: dict[str, Any], body: str
) -> None:
    with pytest.raises(BuildError):
        answer("3.1", body)
    assert namespace["Alcazar"]().say() == "plain"


def test_a_build_answer_that_can_not_be_imported_leaves_the_official_package(
    answer: Answer, answers: Answers, namespace: dict[str, Any]
) -> None:
    with pytest.raises(ZeroDivisionError):
        answer("3.1", "%%build alcazar/app.py\nX = 1 / 0\n")
    answers.activate("3.1")
    assert namespace["Alcazar"]().say() == "plain"


def test_an_answer_can_not_take_the_kits_names(answer: Answer, answers: Answers, namespace: dict[str, Any]) -> None:
    answer("3.1", "check = 'mine'")
    assert namespace["check"] == "the kit's"
    namespace["check"] = "taken later"
    answers.activate("3.1")
    assert namespace["check"] == "the kit's"


def test_an_answer_that_has_not_run_says_what_to_do(answers: Answers) -> None:
    with pytest.raises(KitError, match=r"Run the answer cell of 3\.2 first"):
        answers.activate("3.2")
