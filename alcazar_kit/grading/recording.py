"""What is kept of a judged submission: its record, which all reports are made of. It writes no file.

Its form is documented in ``docs/grading.md`` and in ``reporting/record.schema.json``.
"""

import functools
import hashlib
import platform
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from ..checking.difference import Difference
from ..course import KIT, MANIFEST, Course
from ..notebooks import LIMIT_MB
from .grade import Grade, Outcome
from .reporting.records import VERSION, Record, Result, Row
from .reporting.records import Difference as Parting

PACKAGES = ("ipykernel", "ipython", "jinja2", "nbval", "parse", "requests", "requests-wsgi-adapter", "webob")
"""What answers and checks stand on, and what compares them."""


@dataclass(frozen=True)
class Conditions:
    """What a verdict depends on besides the submission: where all of it is the same, so is the verdict.

    Attributes:
        course: a digest of the course and of the kit, see :func:`course_digest`.
        seed: what the inputs are drawn from.
        sandbox: the level's name.
        python: the version.
    """

    course: str
    seed: int
    sandbox: str
    python: str = platform.python_version()

    def hold_for(self, record: Record) -> bool:
        """Whether a record was made under these conditions."""
        return all(record.get(name) == value for name, value in asdict(self).items())


@functools.cache
def course_digest(course: Course) -> str:
    """Return a text that changes with what submissions are judged by.

    That is the manifest, solutions, chapters, the framework, the kit, and the versions of what checks can show.
    """
    content = hashlib.sha256((course.root / MANIFEST).read_bytes())
    content.update(" ".join(map(metadata.version, PACKAGES)).encode())
    for folder in [*(course.root / name for name in ("solutions", "notebooks", "alcazar")), KIT / "alcazar_kit"]:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.suffix in {".py", ".ipynb"} and "/." not in f"/{name}":  # JupyterLab's copies
                content.update(f"{folder.name}/{name}".encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:32]


def graded(grade: Grade, student: str, path: str, digest: str, conditions: Conditions) -> Record:
    """Return the record of a submission that was judged."""
    chapter = grade.chapter
    return _record(student, path, digest, conditions) | {
        "seconds": grade.seconds,
        "chapter": {"number": chapter.number, "stem": chapter.stem, "title": chapter.title},
        "points": grade.points,
        "possible": grade.possible,
        "notes": list(grade.notes),
        "exercises": [_result(outcome) for outcome in grade.outcomes],
    }


def ungraded(problem: str, student: str, path: str, digest: str, conditions: Conditions) -> Record:
    """Return the record of a submission that could not be judged."""
    return _record(student, path, digest, conditions) | {"error": problem}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; nothing for what can't be read as a notebook."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LIMIT_MB * 1_000_000:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _record(student: str, path: str, digest: str, conditions: Conditions) -> Record:
    return {
        "version": VERSION, "student": student, "path": path, "digest": digest,
        "course": conditions.course, "seed": conditions.seed, "python": conditions.python,
        "sandbox": conditions.sandbox, "seconds": 0.0, "error": None, "chapter": None,
        "points": 0, "possible": 0, "notes": [], "exercises": [],
    }  # fmt: skip


def _result(outcome: Outcome) -> Result:
    exercise, difference = outcome.exercise, outcome.difference
    return {
        "id": exercise.id, "title": exercise.title, "difficulty": exercise.difficulty,
        "verdict": outcome.verdict.value, "points": outcome.points, "possible": exercise.points,
        "reason": outcome.reason, "answer": outcome.answer, "hints": list(exercise.hints),
        "expected": outcome.expected, "actual": outcome.actual,
        "difference": _difference(difference) if difference else None,
    }  # fmt: skip


def _difference(difference: Difference) -> Parting:
    rows = [Row(field=r.field, expected=r.expected, yours=r.yours, differs=r.differs) for r in difference.rows]
    return {"place": difference.place, "command": difference.command, "note": difference.note, "rows": rows}
