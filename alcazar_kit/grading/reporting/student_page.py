"""The page of one student: what became of each answer, for a browser or a mail. It names no other student."""

from .classroom import Student
from .drawing import draw
from .records import Record
from .text import one_line

MOST_NOTES = 50
MOST_ROWS = 50


def student_page(student: Student, course_title: str) -> str:
    """Return a student's report as HTML."""
    return draw(
        "student.html",
        student=student,
        course_title=course_title,
        chapter=_chapter,
        prefix=student.prefix,
        MOST_NOTES=MOST_NOTES,
        MOST_ROWS=MOST_ROWS,
    )


def _chapter(record: Record) -> str:
    chapter = record["chapter"]
    return f"{chapter['number']} · {chapter['title']}" if chapter else one_line(record["path"])
