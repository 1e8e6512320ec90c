"""Exercises are made from solutions, and a learner's can be put back."""

import jsonschema
import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.exercises import exercise_notebook, generate
from alcazar_kit.notebooks import normalise, read, write
from alcazar_kit.notebooks.cells import code_cells
from alcazar_kit.notebooks.starter import is_attempted, model_answer, starter

NBGRADER_V3 = {  # the rules of nbgrader's cell metadata, version 3
    "type": "object",
    "properties": {
        "schema_version": {"type": "integer", "minimum": 3, "maximum": 3},
        "grade": {"type": "boolean"},
        "locked": {"type": "boolean"},
        "solution": {"type": "boolean"},
        "task": {"type": "boolean"},
        "grade_id": {"type": "string", "pattern": "^[a-zA-Z0-9_\\-]+$"},
        "points": {"type": "number", "minimum": 0},
        "cell_type": {"type": "string", "enum": ["raw", "code", "markdown"]},
    },
    "required": ["schema_version", "grade", "locked", "solution", "grade_id"],
    "additionalProperties": False,
}

ANSWER = """%%answer 3.2
app = Alcazar()

# your route here
### BEGIN SOLUTION
@app.route("/")
def home(req, resp):
    ...
### END SOLUTION"""


def test_a_starter_is_what_stands_outside_the_markers() -> None:
    assert starter(ANSWER) == "%%answer 3.2\napp = Alcazar()\n\n# your route here"


def test_a_model_answer_is_what_stands_between_them() -> None:
    assert model_answer(ANSWER) == '@app.route("/")\ndef home(req, resp):\n    ...'


@pytest.mark.parametrize("source", ["### BEGIN SOLUTION\nx = 1", "x = 1\n### END SOLUTION"])
def test_markers_that_do_not_pair_up_are_refused(source: str) -> None:
    with pytest.raises(KitError, match="don't pair up"):
        starter(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n\n",
        "# nothing yet",
        "app = Alcazar()",
        "app  =  Alcazar( )  # mine\n\n\n# I don't know",
        "%%answer 3.2\napp = Alcazar()",
        "app = Alcazar()\n# YOUR CODE HERE\nraise NotImplementedError()",  # as nbgrader hands it out
    ],
)
def test_comments_blank_lines_and_spacing_are_no_attempt(source: str) -> None:
    assert not is_attempted(source, starter(ANSWER))


@pytest.mark.parametrize(
    "source", ["app = Alcazar()\nx = 1", "app = None", "app = Alcazar(", "%%build alcazar/app.py\nx = 1"]
)
def test_other_code_is_an_attempt_also_when_it_does_not_parse(source: str) -> None:
    assert is_attempted(source, starter(ANSWER))


def test_exercises_hold_neither_model_answers_nor_outputs(tiny_course: Course) -> None:
    notebook = exercise_notebook(tiny_course, tiny_course.chapter(1))
    assert "SOLUTION" not in str(notebook)
    assert "text[:length]" not in str(notebook)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_cells(notebook))


def test_exercises_are_canonical_and_made_anew_byte_for_byte(tiny_course: Course) -> None:
    path = tiny_course.exercises(tiny_course.chapter(1))
    before = path.read_bytes()
    path.unlink()
    assert generate(tiny_course) == ["01_first.ipynb"]
    assert path.read_bytes() == before
    assert read(path) == normalise(read(path), "01_first")


def test_generate_names_what_is_stale_and_with_check_leaves_it(tiny_course: Course) -> None:
    path = tiny_course.exercises(tiny_course.chapter(1))
    stale = read(path)
    stale.cells[1].source += "!"
    write(stale, path)
    assert generate(tiny_course, check=True) == ["01_first.ipynb"]
    assert read(path) == stale


def test_nbgraders_metadata_is_complete_and_keeps_its_rules(tiny_course: Course) -> None:
    notebook = exercise_notebook(tiny_course, tiny_course.chapter(1))
    metadata = [cell.metadata.nbgrader for cell in code_cells(notebook) if "nbgrader" in cell.metadata]
    for entry in metadata:
        jsonschema.validate(dict(entry), NBGRADER_V3)
    ids = [entry.grade_id for entry in metadata]
    assert ids == ["ex-1-1", "ex-1-1-check", "ex-1-2", "ex-1-2-check", "ex-1-3", "ex-1-3-check"]
    assert [entry.get("points") for entry in metadata] == [None, 1, None, 2, None, 3]
    assert [entry.solution for entry in metadata] == [True, False] * 3
    assert [entry.locked for entry in metadata] == [False, True] * 3


def test_solutions_carry_the_same_metadata(tiny_course: Course) -> None:
    chapter = tiny_course.chapter(1)
    solutions, exercises = read(tiny_course.solutions(chapter)), read(tiny_course.exercises(chapter))
    assert [cell.metadata for cell in solutions.cells] == [cell.metadata for cell in exercises.cells]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("### 1.2 Two pages ●●○ · 2 points", "### 1.2 Two pages ●○○ · 2 points", "the manifest makes it"),
        ("### 1.2 Two pages", "### 1.3 Two pages", "headings for 1.1, 1.3, 1.3"),
        ('check("1.3")', 'check("1.2")', "check cells for 1.1, 1.2, 1.2"),
        ("%%answer 1.1", "%%answer 1.9", "answer cells for 1.9, 1.2, 1.3"),
    ],
)
def test_what_the_manifest_does_not_say_is_refused(tiny_course: Course, old: str, new: str, message: str) -> None:
    path = tiny_course.solutions(tiny_course.chapter(1))
    solutions = read(path)
    for cell in solutions.cells:
        cell.source = cell.source.replace(old, new)
    write(solutions, path)
    with pytest.raises(KitError, match=message):
        exercise_notebook(tiny_course, tiny_course.chapter(1))
