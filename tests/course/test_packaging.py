"""Chapter 15 packages the learner's framework as the project packages its own. It installs nothing."""

import ast
import contextlib
import re
import shutil
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import hatchling.build
import pytest

from alcazar_kit.notebooks import read
from alcazar_kit.notebooks.cells import code_cells
from alcazar_kit.replay import replay, write_package
from tests.course.chapters import COURSE

NOTEBOOK = COURSE.root / "notebooks" / "15_packaging.ipynb"
TABLES = ("BUILD", "PROJECT", "ABOUT", "PLUGIN", "WHEEL")

Wheel = dict[str, str]


def settings() -> str:
    """The ``pyproject.toml`` that the chapter ends with: its cells' tables, each as it was last written."""
    names: dict[str, str] = {}
    for cell in code_cells(read(NOTEBOOK)):
        for node in ast.parse("" if cell.source.startswith("%") else cell.source).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in TABLES:
                exec(compile(ast.Module([node], []), NOTEBOOK.name, "exec"), names)
    return "".join(names[name] for name in TABLES)


def built(folder: Path) -> Wheel:
    """Build a wheel of a project, and return its files; the folder of metadata is called the same for all."""
    with contextlib.chdir(folder), zipfile.ZipFile(Path("dist", hatchling.build.build_wheel("dist"))) as wheel:
        return {re.sub(r"^[^/]+\.dist-info", "about", name): wheel.read(name).decode() for name in wheel.namelist()}


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """The wheel that a learner ends with."""
    folder = tmp_path_factory.mktemp("taught")
    write_package(replay(COURSE, 15), folder / "alcazar")
    (folder / "alcazar" / "py.typed").touch()
    for name, text in ((".gitignore", "dist/\n"), ("README.md", "# Mine\n"), ("LICENSE", "Mine\n")):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "pyproject.toml").write_text(settings(), encoding="utf-8")
    return built(folder)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """The wheel of the project itself."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(COURSE.root / "alcazar", folder / "alcazar", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(COURSE.root / name, folder)
    (folder / ".gitignore").write_text("dist/\n", encoding="utf-8")
    return built(folder)


def needs(wheel: Wheel) -> set[str]:
    """The distributions that a wheel asks for."""
    return set(HeaderParser().parsestr(wheel["about/METADATA"]).get_all("Requires-Dist", []))


def test_the_wheel_of_the_chapter_holds_what_the_projects_own_holds(taught: Wheel, own: Wheel) -> None:
    assert sorted(taught) == sorted(own)


def test_the_wheel_of_the_chapter_brings_the_plugin_of_the_projects_own(taught: Wheel, own: Wheel) -> None:
    assert taught["about/entry_points.txt"] == own["about/entry_points.txt"]


def test_the_wheel_of_the_chapter_asks_for_what_the_projects_own_asks_for(taught: Wheel, own: Wheel) -> None:
    assert needs(taught) == needs(own)


@pytest.mark.parametrize("name", ["hatchling", "packaging", "pip", "pytest"])
def test_what_the_chapter_borrows_is_pinned_for_the_lab(name: str) -> None:
    pins = (COURSE.root / "requirements" / "lab.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{name}==", pins, re.MULTILINE)
