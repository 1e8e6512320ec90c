"""What the debug page shows of messages and values, however strange or hostile."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alcazar.debug_page import render

from .pages import Reader, page, values

pytestmark = pytest.mark.chapter(8)


class Broken:
    """An object that can't be written."""

    def __repr__(self):
        raise ValueError("no")


class SpeechlessError(Exception):
    """An exception that can't be written."""

    def __str__(self):
        raise ValueError("no")


class Vouching(str):
    """Text that vouches for its HTML, as template engines know it."""

    def __html__(self):
        return str(self)


def shows(value):
    """What the page shows of a local variable with this value."""

    def fail(it):
        raise KeyError

    return dict(values(page(fail, value)))["it"]


def test_a_message_is_shown():
    assert "<h1><b>ValueError</b> no number</h1>" in render(ValueError("no number"), "")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style></pre>", "&lt;", "'"]
)
def test_nothing_that_is_shown_becomes_html(text):
    def fail(it):
        raise ValueError(it, Vouching(it))

    ordinary = Reader(page(fail, "x"))
    strange = Reader(page(fail, text))
    assert (strange.elements, strange.attributes) == (ordinary.elements, ordinary.attributes)


def test_text_that_vouches_for_its_html_is_escaped_too():
    class TrustingError(Exception):
        def __str__(self):
            return Vouching("<b>bold</b>")

    assert "&lt;b&gt;bold&lt;/b&gt;" in render(TrustingError(), "")
    assert "<b>bold</b>" not in render(TrustingError(), "")


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_characters="\r\0")))
def test_any_message_is_shown_as_it_is(message):
    expected = message.encode("utf-8", "backslashreplace").decode()
    assert f"ValueError {expected}" in Reader(render(ValueError(message), "")).text


def test_half_of_a_surrogate_pair_is_written_out():
    assert r"half \ud800" in render(ValueError("half \ud800"), "")


def test_what_can_not_be_written_is_named():
    assert re.fullmatch("<Broken instance at 0x[0-9a-f]+>", shows(Broken()))
    assert "(SpeechlessError, which can&#39;t be shown: ValueError)" in render(SpeechlessError(), "")


def test_a_value_whose_type_has_the_name_of_another_is_shown_somehow():
    class bytes:  # noqa: N801
        pass

    assert "bytes" in shows(bytes())


LARGE = {
    "list": [*range(10**6)],
    "text": "x" * 10**6,
    "bytes": b"x" * 10**7,
    "dict": dict.fromkeys(range(10**5)),
    "int": 10**5000,
}


@pytest.mark.parametrize("kind", LARGE)
def test_of_a_large_value_a_little_is_shown(kind):
    assert 0 < len(shows(LARGE[kind])) < 500


def test_of_a_value_nested_deep_what_lies_above_is_shown():
    assert shows([[[[["deep"]]]]]) == "[[[[...]]]]"


def test_of_a_value_that_is_wide_and_deep_little_is_written():
    value = "x" * 400
    for _ in range(9):
        value = [value] * 20
    assert len(shows(value)) == 2001


def test_a_value_that_writes_itself_at_length_is_cut():
    class Long:
        def __repr__(self):
            return "x" * 10**6

    assert len(shows([Long()] * 20)) == 2001


def test_a_long_message_is_cut():
    title, shown = re.findall("<h1>(.*?)</h1>", render(ValueError("x" * 10**6), ""))[0].split(" ")
    assert (title, shown) == ("<b>ValueError</b>", "x" * 2000 + "…")
