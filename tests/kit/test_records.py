"""A record says how a submission was judged; it is read as it was written, and a file that is none is named."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar_kit.errors import KitError
from alcazar_kit.grading.reporting import records
from alcazar_kit.grading.reporting.names import safe_name
from tests.kit.records import HOSTILE, hostile, record, result, unjudged

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(records.SCHEMA.read_text(encoding="utf-8"))
UNREADABLE = {
    "truncated": (b'{"version": 2, "stu', "is not JSON"),
    "empty": (b"", "is not JSON"),
    "deep": (b"[" * 100_000, "is not JSON"),
    "binary": (b"\xff\xfe\x00", "is not JSON"),
    "a_list": (b"[]", "must be object"),
    "older": (b'{"version": 1}', "is a record of version 1; this kit reads version 2"),
    "newer": (b'{"version": 3}', "is a record of version 3; this kit reads version 2"),
    "no_version": (b"{}", "must contain"),
}


@pytest.mark.parametrize("content", [record("ada", result(), result("3.2", "failed")), unjudged(), *hostile()])
def test_a_record_is_read_as_it_was_written(tmp_path: Path, content: Any) -> None:
    records.write(tmp_path / "ada" / "03.json", content)
    assert records.read(tmp_path / "ada" / "03.json") == content


def test_a_record_is_utf_8_that_other_programs_can_read(tmp_path: Path) -> None:
    records.write(tmp_path / "03.json", record("Zoë \ud800", result()))
    text = (tmp_path / "03.json").read_text(encoding="utf-8")
    assert "Zoë \\ud800" in text


def test_all_records_of_a_run_are_read_in_order(tmp_path: Path) -> None:
    for student, number in [("grace", 3), ("ada", 4), ("ada", 3)]:
        records.write(tmp_path / student / f"{number:02}.json", record(student, result(), number=number))
    found = records.read_all(tmp_path)
    assert [(each["student"], each["chapter"] and each["chapter"]["number"]) for each in found] == [
        ("ada", 3), ("ada", 4), ("grace", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_record_is_named(tmp_path: Path, name: str) -> None:
    content, why = UNREADABLE[name]
    path = tmp_path / f"{name}.json"
    path.write_bytes(content)
    with pytest.raises(KitError, match=rf"{re.escape(str(path))} .*{re.escape(why)}"):
        records.read(path)


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"The record .*lost\.json can't be read: No such file"):
        records.read(tmp_path / "lost.json")


@pytest.mark.parametrize("change", [{"points": "2"}, {"seed": None}, {"error": 3}, {"exercises": [{}]}, {"notes": ""}])
def test_what_is_no_record_is_not_written(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(KitError, match=f"is no record of a submission: it.{next(iter(change))}"):
        records.write(tmp_path / "03.json", record("ada", result()) | change)
    assert list(tmp_path.iterdir()) == []


def test_keys_that_a_later_kit_adds_are_read_over() -> None:
    assert records.check(record("ada") | {"mood": "good"})


def test_the_schema_is_a_json_schema_that_any_validator_takes() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(record("ada", result("3.1", "failed")))


def test_the_types_have_the_schemas_keys() -> None:
    parts = SCHEMA["definitions"]
    chapter = SCHEMA["properties"]["chapter"]["oneOf"][1]
    row = parts["difference"]["properties"]["rows"]["items"]
    for kind, part in [
        (records.Record, SCHEMA), (records.Result, parts["result"]), (records.ChapterName, chapter),
        (records.Difference, parts["difference"]), (records.Row, row),
    ]:  # fmt: skip
        assert list(kind.__annotations__) == part["required"] == list(part["properties"])


def test_every_key_of_a_record_is_documented() -> None:
    page = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
    keys = {
        key
        for kind in (records.Record, records.Result, records.Difference, records.Row)
        for key in kind.__annotations__
    }
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


@pytest.mark.parametrize("name", ["ada", "ada.lovelace", "s0123456", "lovelace_ada-2"])
def test_a_plain_name_names_its_files_as_it_is(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("student", "begins"),
    [("../../x", "x-"), ("Ada", "Ada-"), ("Zoë Müller", "Zoë-Müller-"), ("con", "con-"), ("nul.txt", "nul-txt-"),
     ("", "student-"), ("a" * 300, "a" * 40 + "-"), ("ada-0123456789", "ada-0123456789-"), ("-rf", "rf-")],
)  # fmt: skip
def test_any_other_name_can_still_be_read_in_its_files(student: str, begins: str) -> None:
    assert re.fullmatch(re.escape(begins) + "[0-9a-f]{10}", safe_name(student))


@given(st.text() | st.sampled_from(HOSTILE[:-1]))
def test_a_files_name_is_safe_whatever_the_student_is_called(student: str) -> None:
    name = safe_name(student)
    assert re.fullmatch(r"[\w.\-\u0300-\U0010ffff]+", name)
    assert ".." not in name
    assert len(f"{name}.html".encode()) < 255
    assert name[0] not in ".-"


@given(st.text("aA-./0 ", max_size=12), st.text("aA-./0 ", max_size=12))
def test_no_two_students_share_a_file_on_any_system(one: str, other: str) -> None:
    assert one == other or safe_name(one).casefold() != safe_name(other).casefold()
