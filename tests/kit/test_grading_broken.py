"""Files that are no notebook, or hardly one: each gets one clear sentence, soon, or is graded by what is left of it."""

import gzip
import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alcazar_kit.course import Course
from alcazar_kit.errors import KitError
from alcazar_kit.grading.grade import grade
from alcazar_kit.grading.reference import Reference
from alcazar_kit.grading.submission import read_submission
from alcazar_kit.notebooks import read
from alcazar_kit.notebooks.cells import answer_id
from tests.kit.judging import Judge, verdicts
from tests.kit.tiny_course import RIGHT, answered

SECONDS = 5
"""What reading a file may take, at most."""

CODE = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": "1"}


def notebook(*cells: Any, **fields: Any) -> str:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | fields)


def code(**fields: Any) -> str:
    return notebook(CODE | fields)


def nested(depth: int) -> str:
    return notebook(metadata={"deep": None}).replace("null", "[" * depth + "]" * depth)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.ipynb", bytes(50_000_000))
    return file.getvalue()


BROKEN: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "empty": (lambda: "", "x.ipynb is empty."),
    "blank": (lambda: " \n\n", "x.ipynb is empty."),
    "truncated": (lambda: code()[:-40], "is not a notebook, or only a part of one: its JSON breaks off at line 1."),
    "a byte-order mark": (lambda: b"\xef\xbb\xbf" + code().encode(), "begins with a byte-order mark"),
    "UTF-16": (lambda: code().encode("utf-16"), "begins with a byte-order mark"),
    "UTF-16 without a mark": (lambda: code().encode("utf-16-le"), "is not a notebook"),
    "UTF-32": (lambda: code().encode("utf-32"), "begins with a byte-order mark"),
    "Latin-1": (lambda: code(source="é").replace("\\u00e9", "é").encode("latin-1"), "bytes that are no UTF-8 text"),
    "binary": (lambda: bytes(range(256)) * 100, "bytes that are no UTF-8 text"),
    "zeros": (lambda: bytes(1_000), "is not a notebook"),
    "a zip bomb": (zipped, "bytes that are no UTF-8 text"),
    "gzip": (lambda: gzip.compress(bytes(50_000_000)), "bytes that are no UTF-8 text"),
    "100 MB": (lambda: b" " * 100_000_000, "is larger than 20 MB"),
    "20 MB of objects": (lambda: '{"nbformat": 4, "cells": [' + "{}," * 6_000_000 + "{}]}", "has 6,000,003 parts"),
    "100,000 cells": (lambda: notebook(*[CODE] * 100_000), "has 300,003 parts"),
    "100,000 outputs": (lambda: code(outputs=[{"output_type": "error"}] * 100_000), "has 100,006 parts"),
    "deep": (lambda: nested(40_000), "its JSON can't be read"),
    "not so deep": (lambda: nested(900), "can't be read"),
    "a number": (lambda: "4", "is JSON, but not a notebook"),
    "a list": (lambda: "[]", "is JSON, but not a notebook"),
    "no format": (lambda: '{"cells": []}', "is JSON, but not a notebook"),
    "a format that is true": (lambda: notebook(nbformat=True), "is JSON, but not a notebook"),
    "a format that is text": (lambda: notebook(nbformat="4"), "is JSON, but not a notebook"),
    "a huge number": (lambda: notebook().replace("4", "4" * 10_000, 1), "its JSON can't be read"),
    "format 3": (lambda: notebook(nbformat=3, worksheets=[]), "has the old notebook format 3"),
    "format 5": (lambda: notebook(nbformat=5), "has notebook format 5, newer than this kit"),
    "a format of many digits": (lambda: notebook().replace("4", "4" * 4_000, 1), "newer than this kit"),
    "no cells": (lambda: '{"nbformat": 4, "metadata": {}}', "it has no list of cells"),
    "cells that are null": (lambda: notebook(None), "it has no list of cells"),
    "cells in an object": (lambda: notebook(cells={"a": CODE}), "it has no list of cells"),
    "a cell that is a text": (lambda: notebook("x"), "it has no list of cells"),
    "a cell of no type": (lambda: notebook({"source": "x"}), "its cells can't be read"),
    "a cell of a type of its own": (lambda: code(cell_type="evil"), "is not a valid notebook"),
    "a source that is a number": (lambda: code(source=5), "is not a valid notebook"),
    "a source that is null": (lambda: code(source=None), "is not a valid notebook"),
    "a source of lists": (lambda: code(source=[["x"]]), "is not a valid notebook"),
    "metadata that is a list": (lambda: notebook(metadata=[]), "is not a valid notebook"),
    "a cell's metadata that is null": (lambda: code(metadata=None), "is not a valid notebook"),
    "outputs that are null": (lambda: code(outputs=None), "is not a valid notebook"),
    "an id that is a list": (lambda: code(id=["a"]), "is not a valid notebook"),
    "an id that is null": (lambda: code(id=None), "is not a valid notebook"),
    "an id with an escape sequence": (lambda: code(id="\x1b[2J"), "does not match"),
    "half a character": (lambda: code(source="%%answer 1.1\n'\ud800'"), "holds characters that are no text"),
    "a long answer": (
        lambda: code(source="%%answer 1.1\n" + "0\n" * 100_000),
        "answer to 1.1: write 100,000 at most",
    ),
    "an answer of heads": (lambda: code(source="%%answer 1.1\n" * 50_000), "answer to 1.1: write 100,000 at most"),
    "long code beside": (lambda: code(source="0\n" * 2_000_000), "in its code cells: write 2,000,000 at most"),
    "blank lines": (lambda: code(source="\n" * 500_000 + "x"), "holds no answer of this course"),
    "no answers": (lambda: code(), "holds no answer of this course"),
    "answers of another course": (lambda: code(source="%%answer 77.1\n1"), "holds no answer of this course"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_is_no_submission_gets_one_clear_sentence_soon(
    tiny_course: Course, tmp_path: Path, what: str
) -> None:
    made, sentence = BROKEN[what]
    content, path = made(), tmp_path / "x.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert sentence in refusal(tiny_course, path)


def refusal(course: Course, path: Path) -> str:
    begin = time.monotonic()
    with pytest.raises(KitError) as refused:
        grade(Reference(course, course.seed), path)
    assert time.monotonic() - begin < SECONDS
    said = str(refused.value)
    assert said.isprintable()
    assert len(said) < 300
    return said


def test_folders_pipes_devices_and_what_is_not_there_are_no_submissions(tiny_course: Course, tmp_path: Path) -> None:
    assert refusal(tiny_course, tmp_path) == f"{tmp_path.name} is not a file."
    assert "There is no notebook" in refusal(tiny_course, tmp_path / "none.ipynb")
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe.ipynb")
        assert refusal(tiny_course, tmp_path / "pipe.ipynb") == "pipe.ipynb is not a file."
        assert refusal(tiny_course, Path("/dev/zero")) == "zero is not a file."


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
def test_a_link_is_not_followed_to_solutions_or_anywhere(tiny_course: Course, tmp_path: Path) -> None:
    for target in (
        tiny_course.solutions(tiny_course.chapter(1)),
        Path("/etc/passwd"),
        Path("/dev/zero"),
        tmp_path / "x",
    ):
        link = tmp_path / f"{target.stem}.ipynb"
        link.symlink_to(target)
        assert refusal(tiny_course, link) == f"{link.name} is a link to another file: submit the notebook itself."


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": {"nbgrader": [1]}},
        {"metadata": {"nbgrader": {"grade_id": {}, "solution": 1}}},
        {"metadata": {"x": float("nan"), "y": float("inf"), "z": 10**300}},
        {"metadata": {"deep": json.loads("[" * 200 + "]" * 200)}},
        {"id": "cell-1"},
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x" * 1_000_000}]},
    ],
    ids=["nbgrader-list", "nbgrader-object", "no-numbers", "deep", "another's-id", "large-output"],
)
def test_what_is_odd_beside_the_answers_costs_nothing(
    tiny_course: Course, tmp_path: Path, change: dict[str, Any]
) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    content = json.loads(path.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        cell.update({name: value for name, value in change.items() if name != "outputs" or cell["cell_type"] == "code"})
    path.write_text(json.dumps(content), encoding="utf-8")
    taken = read_submission(tiny_course, path)
    assert {id: source.strip() for id, source in taken.answers.items()} == RIGHT


def test_a_note_shows_what_a_submission_names_its_answers_and_stays_short(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT, tmp_path / "x.ipynb")
    content = json.loads(path.read_text(encoding="utf-8"))
    odd = [CODE | {"id": f"n{n}", "source": f"%%answer {n}\x1b[2J{'x' * 300}\n1"} for n in range(2_000)]
    path.write_text(json.dumps(content | {"cells": content["cells"] + odd}), encoding="utf-8")
    notes = read_submission(tiny_course, path).notes
    assert len(notes) == 11
    assert all(note.isprintable() and len(note) < 150 for note in notes)
    assert notes[-1] == "1,990 more cells name no exercise of this course."


def test_answers_that_can_hardly_be_parsed_are_judged(judge: Judge) -> None:
    deep = {"1.1": "x = " + "-" * 40_000 + "1", "1.2": "x = 1" + " + 1" * 20_000}
    assert verdicts(judge(deep | {"1.3": "(" * 90_000})) == dict.fromkeys(RIGHT, "failed")


def test_null_bytes_in_an_answer_fail_it_alone(tiny_course: Course, tmp_path: Path) -> None:
    path = answered(tiny_course, RIGHT | {"1.1": "x = '\0'"}, tmp_path / "x.ipynb")
    assert any("\0" in cell.source for cell in read(path).cells if answer_id(cell))
    assert verdicts(grade(Reference(tiny_course, tiny_course.seed), path))["1.1"] == "failed"
