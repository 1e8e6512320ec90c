"""The types of a pattern's fields: whole numbers, letters, those of ``parse``, and an app's own converters."""

import re
from datetime import date
from uuid import UUID

import pytest

from alcazar import Alcazar

from .handlers import quiet
from .matching import matched, status

pytestmark = pytest.mark.chapter(3)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("42", 42), ("-5", -5), ("007", 7), ("9" * 400, 10**400 - 1)])
def test_a_whole_number_is_handed_over_as_an_int(text, number):
    values = matched("/{number:d}", f"/{text}")
    assert values == {"number": number}
    assert type(values["number"]) is int


@pytest.mark.parametrize(
    "text",
    ["", "-", "+5", "--5", "0x10", "0X10", "0b11", "0o17", "1_000", "1,000", "1.0", "1e3", " 5", "5 ", "5\n", "\n5",
     "٣", "²", "five", "5a", "½", "-0x1"],
)  # fmt: skip
def test_what_is_no_whole_number_does_not_match(text):
    assert matched("/{number:d}", f"/{text}") is None


def test_a_number_that_is_too_long_for_python_does_not_match():
    assert matched("/{number:d}", "/" + "1" * 5000) is None


@pytest.mark.parametrize(
    ("pattern", "good", "value", "bad"),
    [
        ("/{x:l}", "emma", "emma", ["emma2", "em ma", "año", "", "emma\n"]),
        ("/{x:w}", "em_ma2", "em_ma2", ["em-ma", ""]),
        ("/{x:f}", "2.5", 2.5, ["2,5", "two"]),
        ("/{x:D}", "emma", "emma", ["emma2"]),
    ],
)
def test_the_types_of_parse_are_there(pattern, good, value, bad):
    assert matched(pattern, f"/{good}") == {"x": value}
    assert all(matched(pattern, f"/{text}") is None for text in bad)


def test_an_app_can_be_taught_a_type():
    app = Alcazar()
    app.add_converter("day", r"\d{4}-\d\d-\d\d", date.fromisoformat)
    assert matched("/diary/{day:day}", "/diary/2026-11-30", app) == {"day": date(2026, 11, 30)}
    assert status(app, "/diary/today") == 404


def test_a_value_that_a_converter_refuses_does_not_match():
    app = Alcazar()
    app.add_converter("day", r"\d{4}-\d\d-\d\d", date.fromisoformat)
    assert matched("/diary/{day:day}", "/diary/2026-11-31", app) is None


def test_where_a_converter_refuses_the_next_route_answers():
    app = Alcazar()
    app.add_converter("even", "[0-9]+", lambda text: text if int(text) % 2 == 0 else int("odd"))
    assert matched("/{number:even}", "/3", app) is None
    app = Alcazar()
    app.add_converter("even", "[0-9]+", lambda text: text if int(text) % 2 == 0 else int("odd"))
    app.add_route("/{number:even}", quiet)
    assert matched("/{text}", "/3", app) == {"text": "3"}


def test_a_type_without_conversion_hands_text_over():
    app = Alcazar()
    app.add_converter("isbn", "[0-9]{13}")
    assert matched("/{isbn:isbn}", "/9780141439587", app) == {"isbn": "9780141439587"}
    assert status(app, "/978014143958") == 404
    assert status(app, "/97801414395870") == 404


@pytest.mark.parametrize("regex", ["sun|mon", "(sun|mon)", "(?:sun|mon)", "(s|m)(u|o)n"])
def test_a_type_may_have_groups_and_stand_among_others(regex):
    app = Alcazar()
    app.add_converter("weekday", regex)
    values = {"n": 5, "day": "mon", "rest": "x"}
    assert matched("/{n:d}-{day:weekday}-{rest}", "/5-mon-x", app) == values
    assert status(app, "/5-tue-x") == 404


def test_a_type_matches_nothing_beyond_its_segment():
    app = Alcazar()
    app.add_converter("any", ".+")
    assert matched("/{x:any}", "/a/b", app) is None
    assert matched("/v{x:any}", "/vab", app) == {"x": "ab"}


def test_a_type_can_stand_for_one_that_parse_has():
    app = Alcazar()
    app.add_converter("x", "[0-9a-f-]{36}", UUID)
    text = "12345678-1234-5678-1234-567812345678"
    assert matched("/{x:x}", f"/{text}", app) == {"x": UUID(text)}


def test_a_type_belongs_to_the_app_that_was_taught_it():
    taught, other = Alcazar(), Alcazar()
    taught.add_converter("isbn", "[0-9]{13}")
    with pytest.raises(ValueError, match="isbn"):
        other.add_route("/{isbn:isbn}", quiet)


def test_a_type_that_is_taught_later_leaves_earlier_routes_alone():
    app = Alcazar()
    app.add_route("/{number:d}", quiet)
    app.add_converter("d", "[a-z]+")
    assert status(app, "/42") == 200
    assert matched("/letters/{letters:d}", "/letters/emma", app) == {"letters": "emma"}


@pytest.mark.parametrize("regex", ["x(", "[", "*"])
def test_a_broken_expression_is_refused_when_it_is_taught(regex):
    app = Alcazar()
    with pytest.raises(re.error):
        app.add_converter("isbn", regex)


def test_groups_of_a_type_do_not_shift_the_fields_after_it():
    app = Alcazar()
    app.add_converter("weekday", "(s|m)(u|o)n")
    assert matched("/{day:weekday}.{time:tt}", "/mon.10:21:36", app) is not None


@pytest.mark.parametrize("name", ["a-b", "", "1st", "_x"])
def test_a_name_that_no_pattern_could_use_is_refused(name):
    with pytest.raises(ValueError, match="type"):
        Alcazar().add_converter(name, "[0-9]")
