"""What a diff shows: in plain text, in HTML, folded."""

import re
from html import escape
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar_kit.diff import Diff

OLD = "class App:\n" + "".join(f"    def m{number}(self):\n        return {number}\n\n" for number in range(12))
NEW = OLD.replace("return 7", "return 7 + 1")

lines = st.lists(st.sampled_from(["class A:", "    def f(self):", "        pass", "", "x = 1", "x = 2", "é <b>"]))
texts = lines.map(lambda some: "".join(f"{line}\n" for line in some))


def text_of(html):
    return re.sub("<[^>]*>", "", html)


def test_plain_text_signs_each_line_folds_the_rest_and_keeps_the_class_line():
    expected = """\
    alcazar/app.py: 1 line added, 1 line removed
      class App:
      ⋯ 21 lines
          def m7(self):
    -         return 7
    +         return 7 + 1

          def m8(self):
      ⋯ 11 lines"""
    assert Diff("alcazar/app.py", OLD, NEW).plain() == dedent(expected)


def test_nothing_changed_is_a_sentence():
    diff = Diff("alcazar/app.py", OLD, OLD)
    assert diff.plain() == "alcazar/app.py is unchanged"
    assert text_of(diff.html()) == "alcazar/app.py is unchanged"


def test_line_ends_alone_are_a_sentence():
    assert Diff("a.py", "x\n", "x\r\n").plain() == "a.py differs in its line ends only"


def test_a_new_file_is_all_added():
    assert Diff("a.py", "", "x = 1\n\ny = 2\n").plain() == "a.py is new: 3 lines\n+ x = 1\n+\n+ y = 2"


def test_a_removed_file_is_all_removed():
    assert Diff("a.py", "x = 1\n", "").plain() == "a.py: 1 line removed\n- x = 1"


def test_few_unchanged_lines_are_not_folded():
    old = "a\nb\nc\nd\ne\nf\n"
    assert "⋯" not in Diff("a.py", old, old.replace("a", "A").replace("f", "F")).plain()


def test_the_function_around_a_change_is_named():
    old = "def f():\n" + "".join(f"    x{number} = 0\n" for number in range(30))
    assert "\n  def f():\n  ⋯ 25 lines\n" in Diff("a.py", old, old.replace("x27 = 0", "x27 = 1")).plain()


def test_html_marks_the_changed_words_within_a_line():
    html = Diff("a.py", "x = old(1)\n", "x = new(1)\n").html()
    marked = re.findall(r'<span style="background:[^"]*">([^<]*)</span>', html)
    assert marked == ["old", "new"]


def test_lines_with_little_in_common_have_no_marked_words():
    assert not re.findall(r'<span style="background', Diff("a.py", "x = 1\n", "def other(): pass\n").html())


def test_html_escapes_what_it_shows():
    html = Diff("<a>.py", "x = 1\n", 'x = "<script>&"\n').html()
    assert "<script>" not in html
    assert "&lt;a&gt;.py" in html
    assert "&lt;script&gt;&amp;" in html


def test_html_numbers_lines_so_that_copying_leaves_the_numbers_out():
    html = Diff("a.py", "x\n", "x\ny\n").html()
    assert [number.strip() for number in re.findall(r'user-select:none">([^<]*)<', html)] == ["1", "2 +"]


@pytest.mark.parametrize("colour", [r"#[0-9a-f]{3}", r"(?<!-)\bcolor:", r"background:(?!rgba)"])
def test_html_leaves_the_pages_own_colours(colour):
    assert not re.search(colour, Diff("a.py", OLD, NEW).html())


def test_a_notebook_gets_both_forms():
    diff = Diff("a.py", OLD, NEW)
    assert diff._repr_mimebundle_(include=None) == {"text/plain": diff.plain(), "text/html": diff.html()}


@given(texts, texts)
def test_added_and_removed_lines_are_counted_as_they_are_shown(old, new):
    shown = Diff("a.py", old, new).plain().split("\n")[1:]
    added, removed = (sum(line[:1] == sign for line in shown) for sign in "+-")
    assert len(old.splitlines()) - removed + added == len(new.splitlines())


@given(texts, texts)
def test_both_forms_show_the_same_lines(old, new):
    diff = Diff("a.py", old, new)
    folds = re.findall("⋯ [0-9]+ lines?", diff.plain())
    assert re.findall("⋯ [0-9]+ lines?", text_of(diff.html())) == folds
    assert diff.html().count("display:block") == len(diff.plain().split("\n")) - 1


@given(texts, texts)
def test_each_line_stands_for_itself_also_where_styles_are_lost(old, new):
    diff = Diff("a.py", old, new)
    lines = text_of(diff.html().partition("<pre")[2].partition(">")[2]).splitlines()
    assert [re.sub(r"^ *[0-9]* ", "", line).strip() for line in lines] == [
        unescaped.strip() for unescaped in escape(diff.plain()).split("\n")[1:]
    ]


@given(texts, texts)
def test_folded_and_shown_lines_are_the_whole_new_text(old, new):
    shown = Diff("a.py", old, new).plain().split("\n")[1:]
    folded = sum(int(line.split()[1]) for line in shown if line.startswith("  ⋯"))
    kept = sum(not line.startswith(("-", "  ⋯")) for line in shown)
    assert not shown or folded + kept == len(new.splitlines())
