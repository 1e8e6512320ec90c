"""``%test``: the finished framework's tests judge the learner's package, and never another one by accident."""

import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.own_results import Failure, OwnTests, sentence
from alcazar_kit.own_tests import run
from alcazar_kit.replay import replay, write_package
from alcazar_kit.upkeep.building import build
from tests.kit.small_course import make_course

FRAMEWORK = Path(__file__).parents[1] / "framework"

TESTS = {
    "test_app.py": """
        import pytest
        from alcazar import Alcazar
        @pytest.mark.chapter(1)
        @pytest.mark.parametrize("case", ["a", "b"])
        def test_an_application_has_a_name(case): assert Alcazar().name() == "one"
        @pytest.mark.chapter(3)
        def test_it_has_routes(): assert Alcazar().route() == "route"
        def test_of_no_chapter(): assert False
    """,
    "test_response.py": """
        import pytest
        from alcazar.response import Response
        pytestmark = pytest.mark.chapter(2)
        def test_a_response_is_fine(): assert Response.status == 200
    """,
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The small course with its finished package and a few tests of it."""
    course = make_course(tmp_path / "course")
    build(course)
    tests = course.root / "tests/framework"
    tests.mkdir(parents=True)
    shutil.copy(FRAMEWORK / "conftest.py", tests)
    shutil.copy(FRAMEWORK.parents[1] / "pyproject.toml", course.root)
    for name, source in TESTS.items():
        (tests / name).write_text("\n".join(line[8:] for line in source.splitlines()), encoding="utf-8")
    return course


@pytest.fixture
def package(course: Course, tmp_path: Path) -> Path:
    """The learner's package at the end of chapter 3."""
    package = tmp_path / "03/alcazar"
    write_package(replay(course, 3), package)
    return package


@pytest.fixture(params=["editable", "wheel"])
def installed(request: pytest.FixtureRequest, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An interpreter that has the finished package installed, with a pytest plugin that can't be loaded."""
    venv.create(tmp_path / "venv", symlinks=os.name != "nt")
    paths = {"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    (site / "packages.pth").write_text("\n".join(path for path in sys.path if "site-packages" in path))
    if request.param == "editable":
        (site / "_editable.pth").write_text(str(course.root))
    else:
        shutil.copytree(course.root / "alcazar", site / "alcazar")
    (site / "alcazar_web_framework-1.dist-info").mkdir()
    (site / "alcazar_web_framework-1.dist-info/METADATA").write_text("Name: alcazar-web-framework\nVersion: 1\n")
    (site / "alcazar_web_framework-1.dist-info/entry_points.txt").write_text("[pytest11]\nalcazar = alcazar.nowhere\n")
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / Path(sys.executable).name
    monkeypatch.setattr(sys, "executable", str(python))
    found = subprocess.run(
        [python, "-c", "import alcazar; print('found')"], cwd=tmp_path, capture_output=True, text=True
    )
    assert found.stdout == "found\n"
    return str(python)


def test_a_complete_package_passes_all_tests_of_its_chapters(course: Course, package: Path) -> None:
    result = run(course, package, 1, 3)
    assert result.plain() == "4 passed: the finished framework's tests for chapters 1 to 3, on your package"
    assert result.succeeded


def test_chapters_to_come_are_not_tested(course: Course, package: Path) -> None:
    (package / "response.py").unlink()
    said = run(course, package, 1, 1).plain()
    assert said == "2 passed: the finished framework's tests for chapter 1, on your package"


def test_the_tests_of_one_chapter_can_be_run_alone(course: Course, package: Path) -> None:
    said = run(course, package, 3, 3).plain()
    assert said == "1 passed: the finished framework's tests for chapter 3, on your package"


def test_the_finished_package_is_called_so(course: Course) -> None:
    assert run(course, course.root / "alcazar", 1, 3).plain().endswith(" on the finished package")


def test_a_failure_is_a_sentence_and_a_reason(course: Course, package: Path) -> None:
    app = package / "app.py"
    app.write_text(app.read_text().replace('"one"', '"two"').replace("'one'", "'two'"))
    result = run(course, package, 1, 3)
    assert result.plain().splitlines() == [
        "2 of 4 failed: the finished framework's tests for chapters 1 to 3, on your package",
        "  an application has a name [a]",
        "    assert 'two' == 'one'",
        "  … and 1 more",
    ]


def test_a_missing_module_fails_what_needs_it_alone(course: Course, package: Path) -> None:
    (package / "response.py").unlink()
    result = run(course, package, 1, 3)
    assert (result.passed, [failure.test for failure in result.failures]) == (3, ["test_response.py can't begin"])
    assert result.failures[0].reason == "ModuleNotFoundError: No module named 'alcazar.response'"


def test_an_install_of_the_finished_package_is_not_tested_instead(
    course: Course, package: Path, installed: str
) -> None:
    assert run(course, package, 1, 3).passed == 4
    (package / "response.py").unlink()
    assert [failure.test for failure in run(course, package, 1, 3).failures] == ["test_response.py can't begin"]


def test_the_fixtures_are_the_packages_own(course: Course, package: Path, installed: str) -> None:
    (package / "pytest_plugin.py").write_text("import pytest\n@pytest.fixture\ndef app(): return 'the learner'")
    test = "import pytest\npytestmark = pytest.mark.chapter(5)\ndef test_it(app): assert app == 'the learner'"
    (course.root / "tests/framework/test_fixture.py").write_text(test)
    assert [run(course, package, 1, through).passed for through in (4, 5)] == [4, 5]


def test_fixtures_that_are_not_built_yet_fail_what_asks_for_them_alone(course: Course, package: Path) -> None:
    test = "import pytest\npytestmark = pytest.mark.chapter(5)\ndef test_it(app): assert app"
    (course.root / "tests/framework/test_fixture.py").write_text(test)
    result = run(course, package, 1, 5)
    assert (result.passed, [failure.test for failure in result.failures]) == (4, ["it"])


def test_a_test_that_cannot_begin_is_named_in_a_kernel_as_well(
    course: Course, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    (package / "response.py").unlink()
    (failure,) = run(course, package, 1, 3).failures
    assert failure == Failure("test_response.py can't begin", "ModuleNotFoundError: No module named 'alcazar.response'")


def test_an_empty_package_fails_also_where_the_finished_one_is_installed(
    course: Course, tmp_path: Path, installed: str
) -> None:
    (tmp_path / "01/alcazar").mkdir(parents=True)
    result = run(course, tmp_path / "01/alcazar", 1, 1)
    assert not result.succeeded
    assert result.trouble == "your package is not there to be tested: it has no __init__.py yet"


def test_a_package_that_is_not_there_fails(course: Course, tmp_path: Path) -> None:
    result = run(course, tmp_path / "01/alcazar", 1, 1)
    assert (result.succeeded, result.passed) == (False, 0)


def test_a_package_that_cannot_be_imported_fails_with_the_reason(course: Course, package: Path) -> None:
    (package / "app.py").write_text("import nowhere")
    message = "your package can't be imported: ModuleNotFoundError: No module named 'nowhere'"
    assert run(course, package, 1, 3).trouble == message


def test_the_folder_that_the_notebook_runs_in_is_not_searched(
    course: Course, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("PYTHONPATH", str(course.root))
    (package / "response.py").unlink()
    assert len(run(course, package, 1, 3).failures) == 1


def test_poisoned_byte_code_beside_the_package_is_not_read(course: Course, package: Path) -> None:
    app = package / "app.py"
    good, stat = app.read_text(), app.stat()
    app.write_text(good.replace("one", "two"))
    os.utime(app, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    py_compile.compile(str(app), doraise=True)
    app.write_text(good)
    os.utime(app, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert run(course, package, 1, 3).passed == 4


def test_nothing_is_left_beside_the_package(course: Course, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    before = sorted(package.parent.rglob("*")), sorted(course.root.rglob("*"))
    run(course, package, 1, 3)
    assert (sorted(package.parent.rglob("*")), sorted(course.root.rglob("*"))) == before


def test_an_endless_test_is_stopped_and_named(course: Course, package: Path) -> None:
    app = package / "app.py"
    app.write_text(app.read_text().replace("return 'route'", "while True: pass"))
    trouble = run(course, package, 1, 3, seconds=4).trouble
    assert trouble == "stopped after 4 seconds, in test_it_has_routes"


def test_without_any_test_nothing_has_passed(course: Course, package: Path) -> None:
    for name in TESTS:
        (course.root / "tests/framework" / name).unlink()
    result = run(course, package, 1, 3)
    assert (result.succeeded, result.trouble) == (False, "no test ran")


def test_the_finished_tests_stop_where_another_package_is_found(tmp_path: Path) -> None:
    (tmp_path / "alcazar").mkdir()
    (tmp_path / "alcazar/__init__.py").touch()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(FRAMEWORK)]
    environment = os.environ | {"ALCAZAR_PACKAGE": str(tmp_path / "alcazar"), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        command, cwd=FRAMEWORK.parents[1], env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 4
    assert "another alcazar, or none, was found" in ended.stderr


def test_html_and_text_say_the_same() -> None:
    result = OwnTests("your package", 1, 3, 2, (Failure("a < b", "assert 1 == 2"),))
    shown = result._repr_mimebundle_()
    assert all(text in shown["text/plain"] for text in ("1 of 3 failed", "a < b", "assert 1 == 2"))
    assert all(text in shown["text/html"] for text in ("1 of 3 failed", "a &lt; b", "assert 1 == 2"))


def test_a_tests_name_is_read_as_a_sentence() -> None:
    assert sentence("test_an_unknown_path_is_404[/nowhere]") == "an unknown path is 404 [/nowhere]"
