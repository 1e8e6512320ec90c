"""An observation's text reads back as what was seen, whatever an app answers."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alcazar_kit.checking.observation import MOST_OF_A_VALUE, MOST_OF_ALL, Block, Observation, parse
from alcazar_kit.showing.visible import hidden, visible

NASTY = ["", " ", "\n", "a\n", "\na", "  GET /x", "\n\n", " a", "a ", "⟨none⟩", "⟨empty⟩", "a\n\n  b \n", "\x1b[31mred",
         "a\r\nb", "\u2028", "GET /books\n  status  200 OK", "x\x85y", "\ud800", "⟨U+0041⟩", "\t", "⟩⟨"]  # fmt: skip
texts = st.one_of(st.text(st.characters()), st.text(" \n⟨⟩a\t"), st.sampled_from(NASTY))
names = st.text(string.ascii_lowercase, min_size=1, max_size=12)
blocks = st.builds(
    Block, texts, st.lists(st.tuples(names, st.one_of(st.none(), texts)), max_size=4).map(tuple)
)  # fmt: skip


@given(texts)
def test_visible_text_reads_back(text: str) -> None:
    assert hidden(visible(text)) == text


@given(texts)
def test_visible_text_is_one_line_without_blank_ends(text: str) -> None:
    line = visible(text)
    assert [line] == line.splitlines()
    assert line == line.strip()


@given(st.lists(blocks, max_size=4))
@example([Block("GET /", (("text", "a\n\n  b \n"), ("header X", None)))])
@example([Block(" ", (("text", "\n"),)), Block("", (("text", "\n "),)), Block("\n", ())])
def test_blocks_read_back(seen: list[Block]) -> None:
    assert parse("\n".join(map(str, seen))) == seen


@given(blocks)
def test_no_line_ends_blank(block: Block) -> None:
    assert all(line == line.rstrip() for line in str(block).split("\n"))


@pytest.mark.parametrize("text", ["  status  200 OK", "GET /\n status  200 OK", "\n"])
def test_what_is_no_observation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="begins"):
        parse(text)


def test_values_stand_in_one_column() -> None:
    observation = Observation()
    observation.add("GET /books", [("status", "200 OK"), ("text", "one\n  two"), ("header Allow", None)])
    assert str(observation).split("\n") == [
        "GET /books",
        "  status        200 OK",
        "  text          one",
        "                  two",
        "  header Allow  ⟨none⟩",
    ]


def test_memory_addresses_are_made_alike() -> None:
    observation = Observation()
    observation.add("f()", [("returns", repr(object()))])
    assert observation.blocks[0].fields == (("returns", "<object object at 0x…>"),)


def test_a_long_value_is_cut_and_still_told_from_another() -> None:
    observation = Observation()
    for last in "bc":
        observation.add("GET /", [("text", "a" * MOST_OF_A_VALUE + last)])
    one, other = map(str, observation.blocks)
    assert len(one) < MOST_OF_A_VALUE + 100
    assert one != other


def test_a_huge_observation_is_bounded_and_still_told_from_another() -> None:
    seen = []
    for last in ("x", "y"):
        observation = Observation()
        for number in range(999):
            observation.add(f"GET /{number}", [("text", "word " * 20)])
        observation.add(f"GET /{last}", [])
        seen.append(str(observation))
    assert len(seen[0]) < MOST_OF_ALL + 200
    assert "too much to show\n  left out  " in seen[0]
    assert seen[0] != seen[1]
