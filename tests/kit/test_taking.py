"""What is taken of a learner's notebook: answers, wherever they ended up, and a sentence on what was odd."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from alcazar_kit.course import Course, load_course
from alcazar_kit.grading.submission import Submission, read_submission
from alcazar_kit.notebooks import read, write
from alcazar_kit.notebooks.cells import NotebookError, answer_id, check_id
from tests.kit.tiny_course import PAGES, RIGHT, SHORTEN, SHOUT, answered

Change = Callable[[NotebookNode], object]
Take = Callable[[Change], Submission]


@pytest.fixture
def take(tiny_course: Course, tmp_path: Path) -> Take:
    """Takes the answers of a notebook of right ones, after a change."""

    def taken(change: Change) -> Submission:
        path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
        notebook = read(path)
        change(notebook)
        write(notebook, path)
        return read_submission(tiny_course, path)

    return taken


def answer(notebook: NotebookNode, id: str) -> int:
    """The place of an answer cell."""
    return next(place for place, cell in enumerate(notebook.cells) if answer_id(cell) == id)


def after(id: str, *sources: str) -> Change:
    """Puts code cells below an answer."""

    def change(notebook: NotebookNode) -> None:
        place = answer(notebook, id) + 1
        notebook.cells[place:place] = [new_code_cell(source) for source in sources]

    return change


def source(id: str, change: Callable[[str], str]) -> Change:
    """Changes the source of an answer cell, its first line included."""

    def changed(notebook: NotebookNode) -> None:
        cell = notebook.cells[answer(notebook, id)]
        cell.source = change(cell.source)

    return changed


def test_answers_come_without_their_first_lines_and_nothing_is_odd(take: Take) -> None:
    taken = take(lambda _: None)
    assert taken.answers == RIGHT
    assert taken.notes == ()


def test_moved_cells_are_found(take: Take) -> None:
    taken = take(lambda notebook: notebook.cells.reverse())
    assert (taken.answers, taken.notes) == (RIGHT, ())


def test_of_copied_cells_the_last_before_the_check_counts(take: Take) -> None:
    taken = take(after("1.1", "%%answer 1.1\nshorten = 2"))
    assert taken.answers["1.1"] == "shorten = 2"
    assert taken.notes == ("There are 2 answer cells for 1.1: the last one before its check is judged.",)


def test_a_copy_below_the_check_does_not_count(take: Take) -> None:
    taken = take(lambda notebook: notebook.cells.append(new_code_cell("%%answer 1.1\nshorten = 2")))
    assert taken.answers == RIGHT


def test_a_second_try_with_a_check_of_its_own_counts(take: Take) -> None:
    check = 'with check("1.1") as given:\n    show_call(shorten, "abc", 1)'
    taken = take(after("1.1", check, "%%answer 1.1\nshorten = 2"))
    assert taken.answers["1.1"] == "shorten = 2"
    last = [new_code_cell("%%answer 1.1\nshorten = 3"), new_code_cell(check)]
    assert take(lambda notebook: notebook.cells.extend(last)).answers["1.1"] == "shorten = 3"


def test_the_rest_of_a_split_answer_is_judged_with_it(take: Take) -> None:
    first, last = PAGES.split("\n", 1)

    def split(notebook: NotebookNode) -> None:
        source("1.2", lambda _: f"%%answer 1.2\n{first}")(notebook)
        after("1.2", last)(notebook)

    taken = take(split)
    assert taken.answers["1.2"] == f"{first}\n\n{last}"
    assert taken.notes == ("The answer to 1.2 goes on in a cell of its own, which is judged with it.",)


def test_cells_that_only_look_are_no_part_of_an_answer(take: Take) -> None:
    taken = take(after("1.1", "shorten('abc', 2)", "print(shorten)", "# so far so good", "", "12 +", "?shorten"))
    assert (taken.answers, taken.notes) == (RIGHT, ())


def test_an_answer_that_builds_is_not_gone_on_with(take: Take) -> None:
    taken = take(after("1.3", "volume = 11"))
    assert taken.answers == RIGHT
    assert taken.notes == ("Code after the answer to 1.3 stands in a cell of its own and is not judged.",)


@pytest.mark.parametrize(("id", "right"), RIGHT.items())
def test_an_answer_that_lost_its_first_line_is_found_by_its_metadata(take: Take, id: str, right: str) -> None:
    taken = take(source(id, lambda text: text.partition("\n")[2]))
    assert taken.answers[id] == right
    assert taken.notes == ()


@pytest.mark.parametrize(("id", "right"), RIGHT.items())
def test_without_metadata_too_the_code_before_the_check_is_the_answer(take: Take, id: str, right: str) -> None:
    def lose(notebook: NotebookNode) -> None:
        place = answer(notebook, id)
        notebook.cells[place] = new_code_cell(right)

    taken = take(lose)
    assert taken.answers[id] == right
    assert taken.notes == (f"There is no answer cell for {id}: the code before its check is taken for the answer.",)


def test_without_answer_and_code_a_note_says_so(take: Take) -> None:
    taken = take(lambda notebook: notebook.cells.pop(answer(notebook, "1.2")))
    assert taken.answers == {"1.1": SHORTEN, "1.3": SHOUT}
    assert taken.notes == ("There is no answer cell for 1.2.",)


def test_an_answer_turned_into_prose_is_none(take: Take) -> None:
    def turn(notebook: NotebookNode) -> None:
        place = answer(notebook, "1.1")
        notebook.cells[place] = new_markdown_cell(notebook.cells[place].source)

    assert take(turn).notes == ("There is no answer cell for 1.1.",)


@pytest.mark.parametrize("line", ["%%answer  1.1", "%%answer 1.1  ", "\n\n%%answer 1.1", "%%answer\t1.1"])
def test_blanks_around_the_id_make_no_difference(take: Take, line: str) -> None:
    assert take(source("1.1", lambda _: f"{line}\n{SHORTEN}")).answers["1.1"] == SHORTEN


def test_an_id_that_no_exercise_has_is_named_and_its_place_tells_nothing(take: Take) -> None:
    taken = take(source("1.1", lambda text: text.replace("1.1", "1.l", 1)))
    assert taken.answers == {"1.2": PAGES, "1.3": SHOUT}
    assert taken.notes == (
        "%%answer 1.l names no exercise of this course: that cell is not judged.",
        "There is no answer cell for 1.1.",
    )


def test_answers_of_another_chapter_are_named_and_left_out(tiny_course: Course, take: Take) -> None:
    manifest = tiny_course.root / "course.toml"
    text = manifest.read_text(encoding="utf-8")
    other = text[text.index('    { id = "1.1"') : text.index('    { id = "1.2"')].replace("1.1", "0.1")
    manifest.write_text(text.replace('title = "Welcome"', f'title = "Welcome"\nexercises = [\n{other}]'), "utf-8")
    course = load_course(tiny_course.root)
    path = take(after("1.2", "%%answer 0.1\nx = 1")).path
    taken = read_submission(course, path)
    assert (taken.chapter.number, taken.answers) == (1, RIGHT)
    assert taken.notes == ("An answer to 0.1 is not judged: these are the exercises of chapter 1.",)


def test_checks_of_the_learners_own_make_are_not_taken(take: Take) -> None:
    def cheat(notebook: NotebookNode) -> None:
        for cell in notebook.cells:
            if check_id(cell):
                cell.source = 'with check("1.1") as given:\n    print("passed")'

    assert take(cheat).answers == RIGHT


def test_the_file_can_be_called_anything(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "02_second.ipynb")
    assert read_submission(tiny_course, path).chapter.number == 1


def test_a_notebook_without_answers_is_refused(tiny_course: Course, tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    write(read(tiny_course.walkthrough(tiny_course.chapter(1))), path)
    with pytest.raises(NotebookError, match=r"x\.ipynb holds no answer of this course: no cell begins with %%answer"):
        read_submission(tiny_course, path)


@pytest.mark.parametrize("blank", ["\n", " \n", "\t\n", "with \n"])
def test_a_source_made_to_be_slow_is_not(take: Take, blank: str) -> None:
    assert take(after("1.1", blank * 150_000)).answers["1.1"] == SHORTEN


@pytest.mark.parametrize("deep", ["-" * 200_000 + "1", "(" * 200_000, "not " * 200_000 + "x", "x" + "()" * 200_000])
def test_a_source_made_to_be_deep_is_no_part_of_an_answer(take: Take, deep: str) -> None:
    assert take(after("1.1", deep)).answers["1.1"] == SHORTEN
