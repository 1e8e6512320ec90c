"""All reports of a run, written into its folder. It reads no record and removes no file."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pygments  # type: ignore[import-untyped]  # comes with IPython, its types would not

from ...atomic import write_bytes
from ...errors import KitError
from .classroom import Student, classroom
from .gradebook import gradebook
from .overview import overview
from .records import Record
from .student_page import student_page


def write_all(folder: Path, records: Iterable[Record], course_title: str) -> None:
    """Write ``gradebook.csv``, ``overview.html`` and ``reports/STUDENT.html``; what is the same already is left alone.

    Raises:
        KitError: a file can't be written.
    """
    room = classroom(records)
    try:
        for student in room.students:
            _write_page(folder / "reports" / student.file, student, course_title)
        _write(folder / "gradebook.csv", gradebook(room))
        _write(folder / "overview.html", overview(room, course_title))
    except OSError as problem:
        raise KitError(f"{problem.filename or folder} can't be written: {problem.strerror}.") from None


def _write_page(path: Path, student: Student, course_title: str) -> None:
    """Write a student's page, which takes a tenth of a second to draw, unless it was made from the same records."""
    made_from = f"<!-- made from {_digest(student, course_title)} -->\n"
    if not (path.is_file() and path.read_bytes().endswith(made_from.encode())):
        _write(path, student_page(student, course_title) + made_from)


def _write(path: Path, text: str) -> None:
    content = text.encode("utf-8", "replace")  # half of a surrogate pair is all that is no UTF-8
    if not path.is_file() or path.read_bytes() != content:
        write_bytes(path, content)


def _digest(student: Student, course_title: str) -> str:
    content = json.dumps([course_title, student.records, _drawn_by()])
    return hashlib.sha256(content.encode()).hexdigest()


@cache
def _drawn_by() -> str:
    """Return a digest of what draws pages: another version of it draws them anew."""
    digest = hashlib.sha256(pygments.__version__.encode())
    here = Path(__file__).parent
    for path in sorted(path for path in here.rglob("*") if path.suffix in {".py", ".html", ".css"}):
        digest.update(path.read_bytes())
    return digest.hexdigest()
