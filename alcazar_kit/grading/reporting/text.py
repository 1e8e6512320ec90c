"""Text of learners made fit to be shown: cut, everything in it visible, its difference from another found.

It escapes nothing: that is the templates' part, which do it for every text.
"""

import unicodedata
from itertools import takewhile
from typing import NamedTuple

from ...checking.difference import ANY, NOTHING
from ...checking.observation import NONE
from ...showing.visible import NAMES, UNSEEN, shortened

LONG = 20_000
"""The most characters of an answer, or of what one shows: as many as a check shows."""
SHORT = 2_000
"""The most characters of a value, a reason, a note."""
NAME = 255
"""The most characters of a name: as many as a folder's may have."""
KEPT = "\n\t "


class Parts(NamedTuple):
    """A text in three: what it shares with another, where it differs, and what it shares again."""

    before: str
    middle: str
    after: str


def shown(text: str, limit: int = SHORT) -> str:
    """Return the text, cut at ``limit`` characters, with what can't be seen written out: ``⟨ESC⟩``, ``⟨U+202E⟩``.

    Line ends and tabs stay.
    """
    text = shortened(text, limit).replace("\r\n", "\n")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(character if _is_seen(character) else _spelled(character) for character in text)


def one_line(text: str, limit: int = SHORT) -> str:
    """Return the text as :func:`shown` does, its line ends and tabs written out as well."""
    return shown(text, limit).replace("\n", "⟨newline⟩").replace("\t", "⟨tab⟩")


def parted(text: str, other: str) -> Parts:
    """Return a text in three by where it differs from another; the whole of it where one of them is a word for none."""
    if {text, other} & {ANY, NOTHING, NONE}:
        return Parts("", text, "")
    start = _shared(text, other)
    end = _shared(text[start:][::-1], other[start:][::-1])
    return Parts(text[:start], text[start : len(text) - end], text[len(text) - end :])


def parted_by_line(text: str, other: str) -> Parts:
    """Return a text in three: the lines that it shares with another, the first that differs, the rest."""
    mine, theirs = text.splitlines(keepends=True), other.splitlines(keepends=True)
    shared = next((at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(mine), len(theirs)) if shared is None else shared
    line = "".join(mine[at : at + 1])
    middle = line.strip()
    indent, _, end = line.partition(middle) if middle else (line, "", "")
    return Parts("".join(mine[:at]) + indent, middle, end + "".join(mine[at + 1 :]))


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_seen(character: str) -> bool:
    return character in KEPT or unicodedata.category(character) not in UNSEEN


def _spelled(character: str) -> str:
    return f"⟨{NAMES.get(character) or f'U+{ord(character):04X}'}⟩"
