"""The learner's workspace: what a chapter starts from, what is kept, and what happens when it is damaged."""

from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.desk.completeness import lacking
from alcazar_kit.desk.opening import prepare
from alcazar_kit.errors import KitError
from alcazar_kit.replay import read_package, replay, write_package
from alcazar_kit.workspace import Workspace
from tests.kit.small_course import make_course

OWN = "OWN = True\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def finish(course: Course, workspace: Workspace, number: int, extra: str = OWN) -> dict[str, str]:
    """Open a chapter, and leave its package as a learner does at its end, with something of their own in it."""
    prepare(course, workspace, number)
    files = replay(course, number)
    files["app.py"] += extra
    write_package(files, workspace.package(number))
    return files


def test_a_chapter_that_is_opened_first_starts_from_the_course(course: Course, workspace: Workspace) -> None:
    opening = prepare(course, workspace, 3)
    assert str(opening) == "Chapter 3 · Routing — your package so far: app, response"
    assert read_package(opening.package) == replay(course, 2)


def test_the_first_chapter_starts_empty(course: Course, workspace: Workspace) -> None:
    assert str(prepare(course, workspace, 1)) == "Chapter 1 · Wsgi — your package is still empty"


def test_chapter_0_is_the_finished_package_and_makes_none(course: Course, workspace: Workspace) -> None:
    write_package(replay(course, 3), course.root / "alcazar")
    opening = prepare(course, workspace, 0)
    assert str(opening) == "Chapter 0 · Welcome — the finished package: app, response"
    assert not (workspace.root / "chapters").exists()


def test_a_chapter_goes_on_from_the_learners_own_one_before(course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 2)
    opening = prepare(course, workspace, 3)
    assert (read_package(opening.package), opening.notes) == (own, ())


def test_fresh_starts_from_the_course_instead(course: Course, workspace: Workspace) -> None:
    finish(course, workspace, 2)
    assert read_package(prepare(course, workspace, 3, fresh=True).package) == replay(course, 2)


def test_an_unfinished_chapter_before_is_not_built_on(course: Course, workspace: Workspace) -> None:
    prepare(course, workspace, 2)
    opening = prepare(course, workspace, 3)
    assert read_package(opening.package) == replay(course, 2)
    assert opening.notes == ("Your chapter 2 has no response.py: this chapter starts from the course's package.",)


def test_a_complete_copy_is_taken_where_the_chapter_before_is_reopened(course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 2)
    prepare(course, workspace, 2)
    opening = prepare(course, workspace, 3)
    assert read_package(opening.package) == own
    assert opening.notes == ("Your chapter 2 has no response.py: this chapter starts from copies/chapter-02-1.",)


def test_what_was_built_in_a_chapter_is_kept_when_it_starts_over(course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 3)
    opening = prepare(course, workspace, 3)
    assert read_package(workspace.copies / "chapter-03-1") == own
    assert "kept in copies/chapter-03-1" in opening.notes[0]


def test_the_same_is_not_kept_twice(course: Course, workspace: Workspace) -> None:
    for extra in (OWN, OWN, "# more\n", OWN):
        finish(course, workspace, 3, extra)
    prepare(course, workspace, 3)
    assert [path.name for path in workspace.kept("chapter-03")] == ["chapter-03-3", "chapter-03-2", "chapter-03-1"]


def test_opening_a_chapter_twice_keeps_nothing_and_says_nothing(course: Course, workspace: Workspace) -> None:
    prepare(course, workspace, 3)
    assert prepare(course, workspace, 3).notes == ()
    assert not workspace.copies.exists()


def test_resuming_goes_on_with_what_is_there(course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 3)
    opening = prepare(course, workspace, 3, resume=True)
    assert (read_package(opening.package), opening.notes) == (own, ())


def test_resuming_after_starting_over_brings_back_what_was_built(course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 3)
    prepare(course, workspace, 3)
    opening = prepare(course, workspace, 3, resume=True)
    assert (read_package(opening.package), opening.notes) == (own, ("It goes on from copies/chapter-03-1.",))


def test_resuming_what_was_built_since_leaves_the_copy_alone(course: Course, workspace: Workspace) -> None:
    finish(course, workspace, 3)
    newer = finish(course, workspace, 3, "NEWER = 1\n")
    assert read_package(prepare(course, workspace, 3, resume=True).package) == newer


def test_resuming_a_chapter_that_was_never_opened_opens_it(course: Course, workspace: Workspace) -> None:
    opening = prepare(course, workspace, 3, resume=True)
    assert opening.notes == ("There was nothing to resume in chapter 3.",)
    assert read_package(opening.package) == replay(course, 2)


def test_reopening_a_chapter_leaves_later_ones_as_they_were(course: Course, workspace: Workspace) -> None:
    finish(course, workspace, 2)
    later = finish(course, workspace, 3)
    finish(course, workspace, 2, "OTHER = 1\n")
    assert read_package(workspace.package(3)) == later


def test_resuming_says_that_the_chapter_before_is_newer(course: Course, workspace: Workspace) -> None:
    finish(course, workspace, 2)
    finish(course, workspace, 3)
    finish(course, workspace, 2, "OTHER = 1\n")
    (note,) = prepare(course, workspace, 3, resume=True).notes
    assert note == "It rests on an older chapter 2 than the one now there: %chapter 3 starts over."


def test_starting_over_says_that_the_old_one_rested_on_an_older_chapter(course: Course, workspace: Workspace) -> None:
    finish(course, workspace, 2)
    finish(course, workspace, 3)
    finish(course, workspace, 2, "OTHER = 1\n")
    opening = prepare(course, workspace, 3)
    assert opening.notes[-1] == "It rested on an older chapter 2."
    assert "OTHER" in read_package(opening.package)["app.py"]


def test_a_damaged_package_that_is_resumed_is_named(course: Course, workspace: Workspace) -> None:
    prepare(course, workspace, 3)
    (workspace.package(3) / "app.py").write_text("class Alc(")
    (note,) = prepare(course, workspace, 3, resume=True).notes
    assert note == "It has a syntax error in app.py, line 1: mend that, or start over by %chapter 3."


def test_fresh_and_resume_exclude_each_other(course: Course, workspace: Workspace) -> None:
    with pytest.raises(KitError, match="not both"):
        prepare(course, workspace, 3, fresh=True, resume=True)


def test_a_chapter_that_does_not_exist_is_refused(course: Course, workspace: Workspace) -> None:
    with pytest.raises(KitError, match="There is no chapter 17: this course has chapters 0 to 3"):
        prepare(course, workspace, 17)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda package: (package / "response.py").unlink(), "has no response.py"),
        (lambda package: (package / "app.py").write_text("class Alcazar:\n    de"), "has no Alcazar.name in app.py"),
        (lambda package: (package / "app.py").write_text("class Alc("), "has a syntax error in app.py, line 1"),
        (lambda package: (package / "app.py").write_bytes(b"\x00\xff"), "has a syntax error in app.py, line 1"),
        (lambda package: (package / "__init__.py").write_text(""), "has no Alcazar in __init__.py"),
        (lambda package: (package / "app.py").write_text("return"), "has a syntax error in app.py, line 1"),
    ],
)
def test_a_damaged_chapter_before_is_named_and_not_built_on(damage, said, course, workspace) -> None:
    finish(course, workspace, 2)
    damage(workspace.package(2))
    opening = prepare(course, workspace, 3)
    assert opening.notes == (f"Your chapter 2 {said}: this chapter starts from the course's package.",)
    assert read_package(opening.package) == replay(course, 2)


def test_a_complete_package_may_be_written_otherwise() -> None:
    course = {"app.py": "class A:\n    def f(self): return 1\nX = 1\n"}
    own = {"app.py": "X: int = 2\nY = 3\nclass A:\n    async def f(self): pass\n    g = 1\n", "more.py": ""}
    assert lacking(own, course) is None


def test_a_private_helper_may_have_another_name_where_nothing_speaks_of_the_old_one() -> None:
    course = {"app.py": "class A:\n    def f(self): return self._g()\n    def _g(self): return 1\n"}
    assert lacking({"app.py": course["app.py"].replace("_g", "_h")}, course) is None
    assert lacking({"app.py": "class A:\n    def f(self): return self._g()\n"}, course) == "has no A._g in app.py"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"digest": 7}', b'{"chapter": "x"}'])
def test_damaged_records_are_as_good_as_none(content: bytes, course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 3)
    (workspace.chapter(3) / "base.json").write_bytes(content)
    (workspace.root / "chapters/mirror.json").write_bytes(content)
    prepare(course, workspace, 3, resume=True)
    prepare(course, workspace, 3)
    assert read_package(workspace.copies / "chapter-03-1") == own


def test_a_deleted_workspace_is_made_again(course: Course, workspace: Workspace) -> None:
    import shutil

    finish(course, workspace, 3)
    shutil.rmtree(workspace.root)
    assert str(prepare(course, workspace, 3)) == "Chapter 3 · Routing — your package so far: app, response"


def test_a_workspace_that_cannot_be_written_is_replaced_and_says_so(
    course: Course, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ALCAZAR_WORKSPACE", str(tmp_path / "file/workspace"))
    workspace = Workspace.find(course)
    assert workspace.note.startswith(f"{tmp_path / 'file/workspace'} can't be written: your work")
    assert prepare(course, workspace, 3).notes == (workspace.note,)
    assert Workspace.find(course) is workspace


def test_a_folder_that_cannot_be_written_is_a_sentence(course: Course, workspace: Workspace) -> None:
    workspace.root.mkdir()
    (workspace.root / "chapters").touch()
    with pytest.raises(KitError, match="The workspace can't be used: "):
        prepare(course, workspace, 3)


def test_the_workspace_is_the_courses_or_what_the_environment_names(
    course: Course, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delenv("ALCAZAR_WORKSPACE", raising=False)
    assert Workspace.find(course).root == course.root / "workspace"
    monkeypatch.setenv("ALCAZAR_WORKSPACE", str(tmp_path / "desk"))
    assert Workspace.find(course).root == tmp_path / "desk"


def test_the_mirror_is_the_furthest_chapters_package(course: Course, workspace: Workspace) -> None:
    own = finish(course, workspace, 3)
    finish(course, workspace, 2, "OTHER = 1\n")
    workspace.update_mirror()
    assert (workspace.furthest(), read_package(workspace.mirror)) == (3, own)


def test_a_mirror_that_was_changed_by_hand_is_kept(course: Course, workspace: Workspace) -> None:
    prepare(course, workspace, 3)
    (workspace.mirror / "app.py").write_text("MINE = 1\n")
    prepare(course, workspace, 3)
    assert read_package(workspace.copies / "alcazar-1")["app.py"] == "MINE = 1\n"
    assert read_package(workspace.mirror) == replay(course, 2)
