"""``gradebook.csv``: a line for each student, for a spreadsheet or a learning platform. It explains no mark."""

import csv
import io

from .classroom import Classroom, Student
from .text import NAME, one_line

# A spreadsheet takes a cell for a formula by its first character; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# Excel takes a file for UTF-8 by this mark alone; LibreOffice, pandas, Moodle and Canvas read over it.
MARK = "\ufeff"

Cell = str | int | float


def gradebook(room: Classroom) -> str:
    """Return the gradebook: ``student``, the totals, points by chapter, points by exercise.

    What was not handed in, or could not be judged, is an empty cell; what was and earned nothing is 0.
    """
    file = io.StringIO(newline="")
    # Whatever is no number is quoted, so that a name with a semicolon stays one cell where that parts cells.
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_head(room))
    writer.writerows(_line(room, student) for student in room.students)
    return MARK + file.getvalue()


def harmless(name: str) -> str:
    """Return a name as a cell that no spreadsheet computes."""
    cell = one_line(name, NAME)
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def _head(room: Classroom) -> list[Cell]:
    chapters = (f"chapter-{number}" for number in room.chapters)
    return ["student", "points", "possible", "percent", "unjudged", *chapters, *(task.anchor for task in room.tasks)]


def _line(room: Classroom, student: Student) -> list[Cell]:
    points = {id: result["points"] for id, result in student.results.items()}
    chapters = [[points[task.id] for task in room.of_chapter(n) if task.id in points] for n in room.chapters]
    return [
        harmless(student.name),
        student.points,
        room.possible,
        round(room.percent(student), 1),
        student.unjudged,
        *(sum(earned) if earned else "" for earned in chapters),
        *(points.get(task.id, "") for task in room.tasks),
    ]
