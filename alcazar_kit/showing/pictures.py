"""The HTML of what the kit shows: tables, badges, boxes, styled inline. Their equals in plain text are elsewhere."""

import re
from collections.abc import Iterable
from html import escape
from itertools import takewhile

from .. import theme

CELL = "text-align:left;vertical-align:top;padding:2px 14px 2px 0;border:0;background:transparent;max-width:52em"
TEXT = f"{theme.MONO};white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere"
LABEL = f"{theme.MONO};white-space:nowrap"
# A character is .6em wide: what JupyterLab leaves of a notebook that it does not trust yet, ch is not in it.
INDENT = "padding-left:.6em"
COLOURS = {2: theme.GOOD, 3: theme.NOTE, 4: theme.BAD, 5: theme.BAD}


def indented(*insides: str) -> str:
    """Return what stands below each other, as far in as the code above it and other outputs are."""
    return f'<div style="{theme.MONO};{INDENT}">{"".join(insides)}</div>'


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are HTML already."""
    lines = (f'<tr style="background:transparent">{"".join(map(_cell, row))}</tr>' for row in rows)
    return f'<table style="border-collapse:collapse;border:0;margin:2px 0">{"".join(lines)}</table>'


def mono(text: str) -> str:
    """Return text as code, its line breaks kept."""
    return f'<span style="{TEXT}">{escape(text)}</span>'


def muted(text: str) -> str:
    """Return a label that stands back."""
    return f'<span style="{LABEL};{theme.MUTED}">{escape(text)}</span>'


def strong(text: str) -> str:
    """Return a label that is read first."""
    return f'<span style="{LABEL};font-weight:600">{escape(text)}</span>'


def heading(text: str) -> str:
    """Return the label of a column, which is no narrower than most words in it."""
    return f'<span style="{LABEL};{theme.MUTED};display:inline-block;min-width:8.4em">{escape(text)}</span>'


def badge(text: str, colour: str) -> str:
    """Return a small coloured label."""
    return f'<span style="{LABEL};{colour};border-radius:4px;padding:0 6px">{escape(text)}</span>'


def bar(part: int, whole: int) -> str:
    """Return a bar that is filled as far as a part goes; the numbers stand elsewhere."""
    shape = "display:inline-block;height:.7em;vertical-align"
    done = f'<span style="{shape}:top;{theme.DONE};width:{100 * part // whole if whole else 0}%"></span>'
    return f'<span style="{shape}:baseline;{theme.REST};width:8.4em;overflow:hidden">{done}</span>'


def status(code: int, reason: str = "") -> str:
    """Return a status as a label in the colour of its class."""
    return badge(f"{code} {reason}".strip(), COLOURS.get(code // 100, theme.NOTE))


def code(text: str) -> str:
    """Return a box with a command, to be copied."""
    return f'<pre style="{TEXT};{theme.NOTE};border-radius:4px;padding:4px 8px;margin:4px 0">{escape(text)}</pre>'


def box(title: str, edge: str, rest: str, *insides: str) -> str:
    """Return a block with a coloured edge: a title in bold, the rest of its line with `code`, what stands below."""
    said = re.sub("`([^`]+)`", r"<code>\1</code>", escape(rest))
    line = f"<strong>{escape(title)}</strong>{said}"
    return f'<div style="{edge};padding:2px 0 2px 10px;margin:2px 0"><div>{line}</div>{"".join(insides)}</div>'


def folded(title: str, text: str) -> str:
    """Return text that shows when it is asked for."""
    inside = f'<pre style="{TEXT};margin:2px 0 2px 14px">{escape(text)}</pre>'
    return f'<details><summary style="{theme.MUTED}">{escape(title)}</summary>{inside}</details>'


def parted(text: str, other: str, colour: str) -> str:
    """Return text with the part in which it differs from ``other`` marked; the whole where nothing is shared."""
    start = _shared(text, other)
    end = _shared(text[start:][::-1], other[start:][::-1])
    middle = text[start : len(text) - end]
    mark = f'<mark style="{colour};color:inherit;border-radius:2px">{escape(middle)}</mark>' if middle else ""
    return f'<span style="{TEXT}">{escape(text[:start])}{mark}{escape(text[len(text) - end :])}</span>'


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cell(inside: str) -> str:
    return f'<td style="{CELL}">{inside}</td>'
