"""The kit asks apps by the finished framework's session, and leaves the name ``alcazar`` to the learner."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from webob import Request
from webob.dec import wsgify

from alcazar_kit.client import BASE_URL, session
from alcazar_kit.upkeep.building import build
from tests.kit.small_course import make_course

ROOT = Path(__file__).parents[2]
ASK = """
    from alcazar_kit.client import session
    from alcazar_kit.errors import KitError
    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"answered"]
    try:
        print(session(app).get("/").text)
    except KitError as problem:
        print(problem)
"""

Asked = Callable[..., str]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the kit and the finished package, to be damaged."""
    for package in ("alcazar", "alcazar_kit"):
        shutil.copytree(ROOT / package, tmp_path / "checkout" / package, ignore=shutil.ignore_patterns("__pycache__"))
    make_course(tmp_path / "checkout")
    return tmp_path / "checkout"


@pytest.fixture
def asked(checkout: Path, tmp_path: Path) -> Asked:
    """Run code in a new process that finds the kit in this folder; return what it printed."""

    def run(code: str = ASK, path: Path = checkout, **environment: str) -> str:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ALCAZAR_")}
        env = inherited | {"PYTHONPATH": str(path), "PYTHONSAFEPATH": "1"} | environment
        command = [sys.executable, "-c", dedent(code)]
        ended = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8")
        return ended.stdout + ended.stderr

    return run


@wsgify
def greet(request: Request) -> str:
    return f"{request.method} {request.url}"


def failing(environ: object, start_response: object) -> list[bytes]:
    raise KeyError("x")


def test_a_session_asks_the_app_in_this_process() -> None:
    assert session(greet).post("/books").text == f"POST {BASE_URL}/books"


@pytest.mark.parametrize("raise_errors", [True, False])
def test_an_app_without_exception_handlers_raises_anyway(raise_errors: bool) -> None:
    with pytest.raises(KeyError):
        session(failing, raise_errors=raise_errors).get("/")


def test_an_app_that_handles_errors_is_told_whether_to() -> None:
    told: list[object] = []

    @wsgify
    def app(request: Request) -> str:
        told.append("alcazar.unanswered" in request.environ)
        return "fine"

    for raise_errors in (True, False):
        session(app, raise_errors=raise_errors).get("/")
    assert told == [True, False]


def test_the_name_alcazar_is_not_taken(asked: Asked) -> None:
    loaded = 'import sys; print([name for name in sys.modules if name.split(".")[0] == "alcazar"])'
    assert asked(dedent(ASK) + loaded) == "answered\n[]\n"


def test_a_learners_package_is_left_alone_and_not_asked(asked: Asked, checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "desk/alcazar").mkdir(parents=True)
    (tmp_path / "desk/alcazar/__init__.py").write_text("WHO = 'the learner'")
    (tmp_path / "desk/alcazar/testing.py").write_text("1 / 0")
    code = f"import alcazar\n{dedent(ASK)}\nprint(alcazar.WHO)"
    path = os.pathsep.join([str(tmp_path / "desk"), str(checkout)])
    assert asked(code, PYTHONPATH=path) == "answered\nthe learner\n"


def test_a_kernel_in_which_no_chapter_is_open_can_ask(asked: Asked) -> None:
    assert asked("from alcazar_kit.imports import GUARD\nGUARD.install()" + dedent(ASK)) == "answered\n"


def test_a_kit_that_is_installed_elsewhere_finds_the_courses_package(
    asked: Asked, checkout: Path, tmp_path: Path
) -> None:
    shutil.move(checkout / "alcazar_kit", tmp_path / "site/alcazar_kit")
    assert asked(path=tmp_path / "site", ALCAZAR_COURSE=str(checkout)) == "answered\n"


def test_a_course_without_a_session_gets_the_one_beside_the_kit(asked: Asked, tmp_path: Path) -> None:
    small = make_course(tmp_path / "small")
    build(small)
    assert asked(ALCAZAR_COURSE=str(small.root)) == "answered\n"


@pytest.mark.parametrize(("source", "said"), [
    ("def session(:", "SyntaxError: invalid syntax"),
    ("import nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
    ("", "AttributeError: module '_alcazar_finished.testing' has no attribute 'Session'"),
    (None, "ModuleNotFoundError: No module named '_alcazar_finished.testing'"),
])  # fmt: skip
def test_a_damaged_session_is_one_clear_error(asked: Asked, checkout: Path, source: str | None, said: str) -> None:
    module = checkout / "alcazar/testing.py"
    module.unlink() if source is None else module.write_text(source)
    shown = asked()
    assert shown.startswith(f"The kit stands on alcazar/testing.py, which can't be used: {said}")
    assert shown.endswith("alcazar-kit build writes it anew.\n")


def test_a_damaged_session_does_not_stop_its_repair(asked: Asked, checkout: Path) -> None:
    (checkout / "alcazar/testing.py").write_text("1 / 0")
    command = "import sys; sys.argv = ['alcazar-kit', 'build']; from alcazar_kit.cli import main; main()"
    assert "alcazar/testing.py" in asked(command)
    assert not (checkout / "alcazar/testing.py").exists()  # the small course has none
