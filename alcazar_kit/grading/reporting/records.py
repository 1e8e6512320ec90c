"""The record of one judged submission: JSON of version 2, as ``record.schema.json`` says. It judges nothing.

A record is what judging hands to reporting. Its texts come from a learner: whoever shows one has to escape it.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict, cast

from ...atomic import write_text
from ...errors import KitError

VERSION = 2
SCHEMA = Path(__file__).with_name("record.schema.json")

Verdict = Literal["passed", "failed", "not attempted"]


class Row(TypedDict):
    """One field as it is expected and as it is."""

    field: str
    expected: str
    yours: str
    differs: bool


class Difference(TypedDict):
    """Where an answer first parts from what is expected."""

    place: str
    command: str
    note: str
    rows: list[Row]


class Result(TypedDict):
    """How one exercise was judged."""

    id: str
    title: str
    difficulty: int
    verdict: Verdict
    points: int
    possible: int
    reason: str
    answer: str
    hints: list[str]
    expected: str
    actual: str
    difference: Difference | None


class ChapterName(TypedDict):
    """Which chapter a submission belongs to."""

    number: int
    stem: str
    title: str


class Record(TypedDict):
    """How one submission was judged, or in ``error`` why it could not be."""

    version: int
    student: str
    path: str
    digest: str
    course: str
    seed: int
    python: str
    sandbox: str
    seconds: float
    error: str | None
    chapter: ChapterName | None
    points: int
    possible: int
    notes: list[str]
    exercises: list[Result]


def read(path: Path) -> Record:
    """Read a record.

    Raises:
        KitError: it can't be read, is no record, or is one of another version; the message names the file.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as problem:
        raise KitError(f"The record {path} can't be read: {problem.strerror}.") from None
    except (ValueError, RecursionError):
        raise KitError(f"{path} is no record of a submission: it is not JSON. Delete it, and grade again.") from None
    return check(content, str(path))


def read_all(folder: Path) -> list[Record]:
    """Read the records of a run, ``STUDENT/STEM.json`` in this folder, in the order of their paths.

    Raises:
        KitError: as :func:`read` does.
    """
    return [read(path) for path in sorted(folder.glob("*/*.json"))]


def write(path: Path, record: Record) -> None:
    """Write a record whole or not at all, so that :func:`read` gives the same one.

    Raises:
        KitError: it is no record, or can't be written.
    """
    text = json.dumps(check(record, str(path)), indent=1, ensure_ascii=False)
    # Half of a surrogate pair is a text to Python and to JSON, but none to UTF-8.
    text = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
    try:
        write_text(path, text + "\n")
    except OSError as problem:
        raise KitError(f"The record {path} can't be written: {problem.strerror}.") from None


def check(content: object, name: str = "this") -> Record:
    """Return what was read as a record.

    Raises:
        KitError: it is none, or one of another version.
    """
    version = content.get("version") if isinstance(content, dict) else None
    if isinstance(version, int) and version != VERSION:
        raise KitError(f"{name} is a record of version {version}; this kit reads version {VERSION}. Grade again.")
    try:
        _validator()(content)
    except ValueError as problem:
        wrong = str(problem).replace("data", "it", 1)[:200]
        raise KitError(f"{name} is no record of a submission: {wrong}. Delete it, and grade again.") from None
    return cast(Record, content)


@cache
def _validator() -> Callable[[object], object]:
    # It comes with nbformat, and is ten times as fast as jsonschema, to import and to run.
    import fastjsonschema

    return cast("Callable[[object], object]", fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8"))))
