"""The package as the notebooks build it, without a kernel."""

from pathlib import Path

import pytest

from alcazar_kit.notebooks import NotebookError
from alcazar_kit.replay import read_package, replay, write_package
from alcazar_kit.upkeep.building import build
from tests.kit.small_course import make_course


def test_the_build_cells_are_merged_in_order(tmp_path: Path) -> None:
    files = replay(make_course(tmp_path), 3)
    assert sorted(files) == ["__init__.py", "app.py", "response.py"]
    assert files["app.py"].index("def name") < files["app.py"].index("def route")


def test_a_replay_ends_with_the_chapter_that_is_asked_for(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    assert (replay(course, 0), sorted(replay(course, 1))) == ({}, ["__init__.py", "app.py"])
    assert "route" not in replay(course, 2)["app.py"]


def test_a_module_may_lie_in_a_folder(tmp_path: Path) -> None:
    files = replay(make_course(tmp_path, _03_routing=["%%build alcazar/orm/sql.py\nX = 1"]), 3)
    assert files["orm/sql.py"] == "X = 1\n"


@pytest.mark.parametrize("cell", ["%%build alcazar/app.py\nclass (", "%%build app.py\nx = 1"])
def test_a_cell_that_cannot_be_merged_is_named_with_its_chapter(cell: str, tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="Chapter 3, cell routing-3: "):
        replay(make_course(tmp_path, _03_routing=[cell]), 3)


def test_a_package_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    files = {"app.py": "x = 'é'\r\n", "orm/__init__.py": "", "orm/sql.py": "y = 1\n"}
    write_package(files, tmp_path / "alcazar")
    assert read_package(tmp_path / "alcazar") == files


def test_modules_that_are_not_in_the_package_go(tmp_path: Path) -> None:
    write_package({"app.py": "", "orm/sql.py": ""}, tmp_path)
    (tmp_path / "py.typed").touch()
    write_package({"app.py": ""}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["app.py", "py.typed"]


def test_a_module_that_is_right_already_is_not_written_again(tmp_path: Path) -> None:
    write_package({"app.py": "x = 1\n"}, tmp_path)
    before = (tmp_path / "app.py").stat().st_mtime_ns, (tmp_path / "app.py").stat().st_ino
    write_package({"app.py": "x = 1\n"}, tmp_path)
    assert ((tmp_path / "app.py").stat().st_mtime_ns, (tmp_path / "app.py").stat().st_ino) == before


def test_a_folder_that_is_not_there_holds_no_package(tmp_path: Path) -> None:
    assert read_package(tmp_path / "gone") == {}


def test_building_writes_the_package_and_says_what_was_new(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    assert [d.name for d in build(course)] == ["alcazar/__init__.py", "alcazar/app.py", "alcazar/response.py"]
    assert build(course) == []
    assert read_package(tmp_path / "alcazar") == replay(course, 3)


def test_checking_finds_one_byte_and_writes_nothing(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    build(course)
    with (tmp_path / "alcazar/app.py").open("a") as file:
        file.write("\n")
    (difference,) = build(course, check=True)
    assert difference.name == "alcazar/app.py"
    assert (tmp_path / "alcazar/app.py").read_text().endswith("\n\n")


def test_a_module_that_no_notebook_builds_is_a_difference(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    build(course)
    (tmp_path / "alcazar/by_hand.py").touch()
    assert [difference.name for difference in build(course, check=True)] == ["alcazar/by_hand.py"]


def test_what_was_replayed_is_kept_until_something_of_it_changes(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    files = replay(course, 3)
    (kept,) = (tmp_path / ".replayed").iterdir()
    kept.write_text('{"app.py": "kept"}')
    assert replay(course, 3) == {"app.py": "kept"}
    notebook = course.walkthrough(course.chapter(3))
    notebook.write_text(notebook.read_text() + "\n")
    assert replay(course, 3) == files


def test_a_kept_replay_that_is_damaged_is_made_again(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    files = replay(course, 3)
    (kept,) = (tmp_path / ".replayed").iterdir()
    kept.write_text('{"app.py": ')
    assert replay(course, 3) == files


def test_a_course_that_can_not_be_written_is_replayed_all_the_same(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    (tmp_path / ".replayed").write_text("in the way")
    assert sorted(replay(course, 1)) == ["__init__.py", "app.py"]
