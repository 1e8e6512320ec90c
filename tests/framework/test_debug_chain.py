"""What the debug page shows beside an exception: causes, groups, and calls by the hundred."""

import html
import re

import pytest

from alcazar.debug_page import chain, render, shown_calls

from .pages import page, values

pytestmark = pytest.mark.chapter(8)


def test_a_cause_is_shown():
    def fail():
        try:
            {}["a"]
        except KeyError as error:
            raise ValueError("b") from error

    assert re.findall("<p>(.*?)</p><h1><b>(.*?)</b>", page(fail)) == [
        ("GET /", "ValueError"),
        ("raised from", "KeyError"),
    ]


def test_what_was_being_handled_is_shown():
    def fail():
        try:
            {}["a"]
        except KeyError:
            raise ValueError("b")  # noqa: B904

    assert "<p>raised while handling</p><h1><b>KeyError</b>" in page(fail)


def test_what_was_hidden_on_purpose_is_not_shown():
    def fail():
        try:
            {}["a"]
        except KeyError:
            raise ValueError("b") from None

    assert "<b>KeyError</b>" not in page(fail)


def test_the_members_of_a_group_are_shown_with_their_causes():
    first = KeyError("a")
    first.__cause__ = OSError("b")
    group = ExceptionGroup("two", [first, ValueError("c")])
    assert [(how, type(one).__name__) for how, one in chain(group)] == [
        ("", "ExceptionGroup"),
        ("in this group", "KeyError"),
        ("raised from", "OSError"),
        ("in this group", "ValueError"),
    ]


def test_exceptions_in_a_ring_are_shown_once():
    one, other = ValueError("a"), ValueError("b")
    one.__context__, other.__context__ = other, one
    assert [exception for _, exception in chain(one)] == [one, other]


def test_exceptions_that_call_themselves_equal_are_all_shown():
    class AlikeError(Exception):
        def __eq__(self, other):
            return True

        def __bool__(self):
            return False

    one = AlikeError()
    one.__cause__ = AlikeError()
    assert len(list(chain(one))) == 2


def test_of_very_many_exceptions_the_first_are_shown():
    assert len(list(chain(ExceptionGroup("many", [KeyError(n) for n in range(1000)])))) == 24


def test_of_very_many_calls_the_first_and_the_last_are_shown():
    def deep(n):
        return deep(n - 1) if n else 1 / 0

    shown = page(deep, 100)
    assert shown.count("<summary>") == 25
    assert shown.count("<p>78 calls are left out</p>") == 1
    assert ("n", "100") in values(shown)
    assert ("n", "0") in values(shown)


def test_an_exception_that_was_never_raised_has_no_calls():
    assert shown_calls(KeyError("a")) == ([], 0)


def test_the_traceback_can_be_copied_as_text():
    error = KeyError("<a>")
    error.add_note("on a Monday")
    (text,) = re.findall("as text</summary><pre.*?><span>(.*?)</span></pre>", render(error, ""), re.DOTALL)
    assert html.unescape(text) == "KeyError: '<a>'\non a Monday\n"


def test_of_a_very_long_traceback_the_end_can_be_copied():
    shown = render(ValueError("x" * 10**6 + "the end"), "")
    assert len(shown) < 10**5
    assert "the end\n</span>" in shown
