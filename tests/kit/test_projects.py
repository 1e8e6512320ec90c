"""``%%write`` and ``%%add`` make a file of the learner's project, and ``build`` the same one in ``examples/``."""

import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from alcazar_kit.errors import KitError
from alcazar_kit.notebooks import read
from alcazar_kit.projects import add, parse_place, write, written
from alcazar_kit.upkeep.building import build
from alcazar_kit.workspace import Workspace
from tests.kit.small_course import make_course

SHELF = PurePosixPath("shelf/app.py")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """An empty workspace; afterwards nothing of it can be imported."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield Workspace(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "shelf"]:
        del sys.modules[name]


def test_a_file_is_written_and_its_diff_shown(workspace: Workspace) -> None:
    diff = write(workspace, SHELF, "NAME = 'shelf'\n")
    assert (workspace.root / SHELF).read_text() == "NAME = 'shelf'\n"
    assert diff.plain() == "shelf/app.py is new: 1 line\n+ NAME = 'shelf'"


def test_what_was_there_is_kept_as_a_copy(workspace: Workspace) -> None:
    write(workspace, SHELF, "first\n")
    write(workspace, SHELF, "second\n")
    assert [path.read_text() for path in workspace.copies.iterdir()] == ["first\n"]
    assert (workspace.root / SHELF).read_text() == "second\n"


def test_the_same_text_again_keeps_no_copy(workspace: Workspace) -> None:
    write(workspace, SHELF, "first\n")
    assert write(workspace, SHELF, "first\n").plain() == "shelf/app.py is unchanged"
    assert not workspace.copies.exists()


def test_a_project_is_imported_as_it_is_now(workspace: Workspace) -> None:
    write(workspace, PurePosixPath("shelf/__init__.py"), "")
    names = []
    for name in ("first", "a second"):
        write(workspace, SHELF, f"NAME = {name!r}\n")
        scope: dict[str, str] = {}
        exec("from shelf.app import NAME", scope)
        names.append(scope["NAME"])
    assert names == ["first", "a second"]


@pytest.mark.parametrize(
    "text",
    ["", "app.py", "/shelf/app.py", "../shelf/app.py", "shelf/../../app.py", "alcazar/app.py", "notebooks/a.py",
     "C:/shelf/app.py", "shelf\\app.py", ".course/a.py", "shelf/.hidden"],
)  # fmt: skip
def test_a_place_that_is_no_project_is_refused(text: str) -> None:
    with pytest.raises(KitError, match="a folder of its own"):
        parse_place(text)


def test_a_file_that_can_not_be_written_is_one_sentence(workspace: Workspace) -> None:
    (workspace.root / "shelf").write_text("in the way")
    with pytest.raises(KitError, match=r"shelf/app\.py can't be written"):
        write(workspace, SHELF, "text\n")


def test_a_cell_is_added_to_a_file_as_a_build_cell_is_to_a_module(workspace: Workspace) -> None:
    write(workspace, SHELF, "class Shelf:\n    A = 1\n")
    diff = add(workspace, SHELF, "class Shelf:\n    ...\n\n    B = 2\n")
    assert (workspace.root / SHELF).read_text() == "class Shelf:\n    A = 1\n    B = 2\n"
    assert (diff.title, workspace.copies.exists()) == ("shelf/app.py: 1 line added", False)


def test_what_can_not_be_added_changes_nothing(workspace: Workspace) -> None:
    write(workspace, SHELF, "A = 1\n")
    with pytest.raises(KitError):
        add(workspace, SHELF, "A = (")
    assert (workspace.root / SHELF).read_text() == "A = 1\n"


def test_build_leaves_out_what_is_there_to_fail(tmp_path: Path) -> None:
    course = make_course(tmp_path, _03_routing=["%%write shelf/app.py\nA = 1", "%%add shelf/app.py\nA = ("])
    notebook = read(course.walkthrough(course.chapter(3)))
    notebook.cells[-1].metadata["tags"] = ["raises-exception"]
    assert written(notebook) == {"shelf/app.py": "A = 1\n"}


def test_build_writes_the_files_of_the_chapters_into_examples(tmp_path: Path) -> None:
    cells = ["%%write shelf/app.py\nfirst", "%%write shelf/app.py\nA = 1", "%%add shelf/app.py\nB = 2"]
    course = make_course(tmp_path, _03_routing=cells)
    assert [difference.name for difference in build(course, check=True)][-1] == "examples/shelf/app.py"
    build(course)
    assert (tmp_path / "examples" / SHELF).read_text() == "A = 1\nB = 2\n"
    assert [difference.name for difference in build(course, check=True)] == []
