"""JUnit XML from the records of a grading run, for graders and CI that read it. It judges nothing.

What is "not attempted" is a failure there and not "skipped": who reads JUnit takes a skipped test for no reason to
worry, and an untouched notebook would come out green.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...atomic import write_bytes
from ...errors import KitError

Record = Mapping[str, Any]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""


def write(file: Path, records: Iterable[Record]) -> None:
    """Write the records as JUnit XML.

    Raises:
        KitError: the file can't be written.
    """
    try:
        write_bytes(file, as_xml(records))
    except OSError as problem:
        raise KitError(f"The JUnit report can't be written to {file}: {problem.strerror}.") from None


def as_xml(records: Iterable[Record]) -> bytes:
    """Return JUnit XML: a test suite for each submission, in it a test case for each exercise, with its points."""
    root = _element("testsuites", name="alcazar")
    root.extend([_suite(record) for record in records])
    _count(root)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _suite(record: Record) -> Element:
    suite = _element("testsuite", name=record["path"])
    properties = _properties(suite, record, "student", "points", "possible", "seed", "python", "sandbox", "digest")
    if chapter := record["chapter"]:
        _property(properties, "chapter", chapter["number"])
    if record["error"] is not None:
        case = _child(suite, "testcase", classname=_class(record), name="the submission")
        _child(case, "error", record["error"], type="not judged", message=_line(record["error"]))
    for exercise in record["exercises"]:
        _case(suite, record, exercise)
    if record["notes"]:
        _child(suite, "system-out", "\n".join(record["notes"]))
    _count(suite)
    suite.set("time", f"{record['seconds']:.3f}")
    return suite


def _case(suite: Element, record: Record, exercise: Record) -> None:
    case = _child(suite, "testcase", classname=_class(record), name=f"{exercise['id']} {exercise['title']}")
    _properties(case, exercise, "points", "possible", "difficulty")
    if exercise["verdict"] != "passed":
        why = _why(exercise)
        _child(case, "failure", why, type=exercise["verdict"], message=_line(why))


def _class(record: Record) -> str:
    """Return what viewers group test cases by: the path without its ending, dots kept for their separators."""
    return str(record["path"]).removesuffix(".ipynb").replace(".", "_").replace("/", ".")


def _why(exercise: Record) -> str:
    """Return why an exercise did not pass, in plain lines; the first one is the shortest."""
    if exercise["verdict"] == "not attempted":
        return "not attempted"
    lines = [exercise["reason"]] if exercise["reason"] else []
    if difference := exercise["difference"]:
        lines.append(f"{difference['place']}: {difference['command']}")
        lines += [line for row in difference["rows"] if row["differs"] for line in _compared(row)]
        lines += [difference["note"]] if difference["note"] else []
    return "\n".join(lines) or "failed"


def _compared(row: Record) -> list[str]:
    margin = " " * (len(row["field"]) + 2)
    texts = (f"{word} {row[key]}".replace("\n", f"\n{margin}{'':9}") for word, key in _WORDS)
    return [f"{before}{text}" for before, text in zip((f"{row['field']}: ", margin), texts, strict=True)]


_WORDS = (("expected", "expected"), ("yours   ", "yours"))


def _count(element: Element) -> None:
    """Set how many test cases there are below an element, and how they ended."""
    for name, path in [("tests", ".//testcase"), ("failures", ".//failure"), ("errors", ".//error")]:
        element.set(name, str(len(element.findall(path))))
    element.set("skipped", "0")


def _properties(parent: Element, record: Record, *names: str) -> Element:
    properties = _child(parent, "properties")
    for name in names:
        _property(properties, name, record[name])
    return properties


def _property(properties: Element, name: str, value: object) -> None:
    _child(properties, "property", name=name, value=value)


def _line(text: str) -> str:
    return text.partition("\n")[0]


def _element(tag: str, **attributes: object) -> Element:
    return Element(tag, {name: _legal(value) for name, value in attributes.items()})


def _child(parent: Element, tag: str, text: str | None = None, **attributes: object) -> Element:
    child = SubElement(parent, tag, {name: _legal(value) for name, value in attributes.items()})
    child.text = None if text is None else _legal(text)
    return child


def _legal(value: object) -> str:
    """Write what XML can't hold as its code point, so that it is seen."""
    return _ILLEGAL.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", str(value))
