"""Which notebooks are submissions, and whose: by folders as others lay them out, and by names."""

from pathlib import Path

import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading.gathering import gather, no_notebooks, without_notebook
from alcazar_kit.grading.kept import Kept


def lay(top: Path, *names: str) -> Path:
    """Make files of these names, empty ones: gathering opens none."""
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).touch()
    return top


def found(course: Course, *places: Path) -> list[tuple[str, str]]:
    """The student and the name of each submission."""
    return [(handed.student, handed.name) for handed in gather(course, places)]


def test_nbgraders_layout_is_students_above_assignments(tiny_course: Course, tmp_path: Path) -> None:
    lay(tmp_path / "nb", "submitted/ada/ps1/01_first.ipynb", "submitted/bob/ps1/01_first.ipynb", "source/ps1/x.ipynb")
    lay(tmp_path / "nb", "autograded/ada/ps1/01_first.ipynb", "submitted/bob/ps1/timestamp.txt")
    expected = [("ada", "ada/ps1/01_first.ipynb"), ("bob", "bob/ps1/01_first.ipynb")]
    assert found(tiny_course, tmp_path / "nb") == expected
    assert found(tiny_course, tmp_path / "nb" / "submitted") == expected


def test_of_a_students_checkout_the_exercises_are_taken_and_nothing_of_the_course(
    tiny_course: Course, tmp_path: Path
) -> None:
    top = lay(
        tmp_path / "all",
        *(f"hw-ada/{name}/01_first.ipynb" for name in ("exercises", "notebooks", "solutions")),
        *(f"hw-ada/workspace/{name}/01_first.ipynb" for name in ("exercises", "notebooks", "copies")),
        "hw-ada/.venv/lib/x.ipynb",
        "hw-ada/env/lib/python3.11/site-packages/x.ipynb",
    )
    names = ["hw-ada/exercises/01_first.ipynb", "hw-ada/workspace/exercises/01_first.ipynb"]
    assert found(tiny_course, top) == [("hw-ada", name) for name in names]


def test_what_a_student_put_into_a_folder_called_notebooks_counts(tiny_course: Course, tmp_path: Path) -> None:
    assert found(tiny_course, lay(tmp_path / "all", "ada/notebooks/x.ipynb")) == [("ada", "ada/notebooks/x.ipynb")]


@pytest.mark.parametrize(
    ("file", "student"),
    [
        ("ada.ipynb", "ada"),
        ("ada-01_first.ipynb", "ada"),
        ("01_first_ada lovelace.ipynb", "ada lovelace"),
        ("ada_01_FIRST_late.ipynb", "ada late"),
        ("ada-01_first-Copy1.ipynb", "ada"),
        ("ada-01_first (2).ipynb", "ada"),
        ("01_first.ipynb", "handed in"),
        ("01_first (1).ipynb", "handed in"),
        ("zoë.müller.ipynb", "zoë.müller"),
    ],
)
def test_flat_files_are_named_after_students(file: str, student: str, tiny_course: Course, tmp_path: Path) -> None:
    top = lay(tmp_path / "handed in", file)
    assert found(tiny_course, top) == [(student, file)]
    assert found(tiny_course, top / file) == [(student, file)]


def test_a_learners_own_folders_are_never_the_student(tiny_course: Course, tmp_path: Path) -> None:
    lay(tmp_path / "ada", "workspace/exercises/01_first.ipynb")
    for place in ("ada", "ada/workspace", "ada/workspace/exercises", "ada/workspace/exercises/01_first.ipynb"):
        assert [student for student, _ in found(tiny_course, tmp_path / place)] == ["ada"], place


@pytest.mark.parametrize("name", ["01_first", "homework"])
def test_files_of_one_name_are_told_apart_by_their_folders(name: str, tiny_course: Course, tmp_path: Path) -> None:
    names = [f"ada/exercises/{name}.ipynb", f"bob/exercises/{name}.ipynb"]
    top = lay(tmp_path / "all", *names)
    assert found(tiny_course, *(top / name for name in names)) == [("ada", names[0]), ("bob", names[1])]


def test_the_same_name_in_two_folders_is_two_submissions(tiny_course: Course, tmp_path: Path) -> None:
    places = [lay(tmp_path / name, "ada/01_first.ipynb") for name in ("monday", "friday")]
    names = [f"{tmp_path.name}/{day}/ada/01_first.ipynb" for day in ("monday", "friday")]
    assert found(tiny_course, *places) == [("ada", name) for name in names]


def test_a_file_and_a_folder_of_one_name_are_two_submissions(tiny_course: Course, tmp_path: Path) -> None:
    top = lay(tmp_path / "all", "ada.ipynb", "ada/ada.ipynb")
    assert found(tiny_course, top) == [("ada", "all/ada/ada.ipynb"), ("ada", "all/ada.ipynb")]


def test_learners_own_folders_named_side_by_side_are_two_submissions(tiny_course: Course, tmp_path: Path) -> None:
    places = [lay(tmp_path / name, "workspace/exercises/01_first.ipynb") / "workspace" for name in ("ada", "bob")]
    names = [f"{tmp_path.name}/{name}/workspace/exercises/01_first.ipynb" for name in ("ada", "bob")]
    assert found(tiny_course, *places) == [("ada", names[0]), ("bob", names[1])]


def test_a_path_that_another_submission_has_for_a_name_is_told_from_it(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "monday/ada/x.ipynb", "friday/ada/x.ipynb", "old/monday/ada/x.ipynb")
    monkeypatch.chdir(tmp_path)
    names = [name for _, name in found(tiny_course, Path("monday"), Path("friday"), Path("old"))]
    assert len(set(names)) == 3


def test_a_longer_path_that_is_another_ones_name_is_made_whole(tiny_course: Course, tmp_path: Path) -> None:
    shared = lay(tmp_path / "all", "monday/ada/x.ipynb", "friday/ada/x.ipynb")
    other = lay(tmp_path / "other", "all/monday/ada/x.ipynb")
    names = [name for _, name in found(tiny_course, shared / "monday", shared / "friday", other)]
    assert names == [
        (shared / "monday/ada/x.ipynb").as_posix(), "all/friday/ada/x.ipynb", "all/monday/ada/x.ipynb",
    ]  # fmt: skip


def test_one_students_folder_of_nbgraders_is_that_students(tiny_course: Course, tmp_path: Path) -> None:
    top = lay(tmp_path / "submitted", "ada/ps1/01_first.ipynb")
    for place in ("ada", "ada/ps1", "ada/ps1/01_first.ipynb"):
        assert [student for student, _ in found(tiny_course, top / place)] == ["ada"], place


def test_what_is_named_twice_is_taken_once(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / "all", "ada/x.ipynb")
    monkeypatch.chdir(tmp_path)
    assert found(tiny_course, Path("all"), tmp_path / "all", Path("all/ada/x.ipynb")) == [("ada", "ada/x.ipynb")]


def test_hidden_files_and_checkpoints_are_no_submissions(tiny_course: Course, tmp_path: Path) -> None:
    top = lay(tmp_path / "all", "ada/x.ipynb", "ada/.ipynb_checkpoints/x-checkpoint.ipynb", "ada/._x.ipynb")
    lay(top, "ada/~x.ipynb.swp", "ada/notes.txt", ".git/y.ipynb")
    assert found(tiny_course, top) == [("ada", "ada/x.ipynb")]


def test_links_to_folders_are_not_followed_and_links_to_files_are_told(tiny_course: Course, tmp_path: Path) -> None:
    secret, top = lay(tmp_path / "secret", "s.ipynb"), lay(tmp_path / "all", "ada/x.ipynb")
    (top / "bob").symlink_to(secret)
    (top / "ada" / "around").symlink_to(top)
    (top / "ada" / "link.ipynb").symlink_to(secret / "s.ipynb")
    (top / "ada" / "lost.ipynb").symlink_to(tmp_path / "nowhere")
    assert [name for _, name in found(tiny_course, top)] == ["ada/link.ipynb", "ada/lost.ipynb", "ada/x.ipynb"]


def test_a_folder_that_ends_in_ipynb_is_no_notebook(tiny_course: Course, tmp_path: Path) -> None:
    assert found(tiny_course, lay(tmp_path / "all", "ada.ipynb/x.ipynb")) == [("ada.ipynb", "ada.ipynb/x.ipynb")]


def test_what_is_missing_or_empty_is_named(tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(KitError, match=r"lost\.ipynb is not there: name notebooks, or folders that hold them"):
        gather(tiny_course, [tmp_path / "lost.ipynb"])
    with pytest.raises(KitError, match=r"There is no notebook in .*empty: a submission is a file whose name ends"):
        gather(tiny_course, [tmp_path / "empty"])


def test_students_who_handed_in_no_notebook_are_named(tmp_path: Path) -> None:
    top = lay(tmp_path / "all", "ada/x.ipynb", "bob/answers.pdf", "cy/.ipynb_checkpoints/x.ipynb", ".git/config")
    assert without_notebook([top]) == ["bob", "cy"]


def test_a_students_folder_that_is_a_link_is_named_too(tmp_path: Path) -> None:
    top, elsewhere = lay(tmp_path / "all", "ada/x.ipynb"), lay(tmp_path / "zoe", "x.ipynb")
    (top / "zoe").symlink_to(elsewhere)
    assert without_notebook([top]) == ["zoe (a link, which is not followed)"]


def test_files_beside_notebooks_are_named_and_what_a_run_writes_is_not(tmp_path: Path) -> None:
    top = lay(tmp_path / "all", "ada.ipynb", "bob.pdf", "cy.IPYNB", ".hidden", "run.json", "gradebook.csv")
    assert no_notebooks([top, lay(tmp_path / "nested", "ada/x.ipynb", "README.md")]) == ["bob.pdf", "cy.IPYNB"]


@pytest.mark.parametrize("folder", ["grades", "."])
def test_what_a_run_writes_among_submissions_is_no_student(folder: str, tmp_path: Path) -> None:
    top = lay(tmp_path / "all", "ada/x.ipynb", "bob/x.ipynb")
    Kept(top / folder).seed(None)
    lay(top / folder, "records/ada/x.json", "reports/ada.html")
    assert without_notebook([top]) == []


def test_a_checkout_has_no_students_to_miss(tmp_path: Path) -> None:
    assert without_notebook([lay(tmp_path / "repo", "exercises/x.ipynb", "docs/a.md", "tests/b.py")]) == []
