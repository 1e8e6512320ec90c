"""Hypothesis strategies for the sources of modules and build cells, odd ones included. They assert nothing."""

from dataclasses import dataclass

from hypothesis import strategies as st

FUNCTIONS = ["make", "find", "serve", "größe"]
CLASSES = ["App", "Route", "Router"]
CONSTANTS = ["LIMIT", "NAMES", "Handler"]
MEMBERS = ["get", "put", "path", "parse"]

comments = st.sampled_from(["", "# why\n", "# first line\n#    second, with 'quotes' and `...`\n", "#\n", "# é → \\\n"])
decorators = st.sampled_from(["", "@wraps\n", "@register(\n    'x',\n)\n", "@a.b\n# between\n@c\n"])
values = st.sampled_from(
    [
        "1",
        "[\n    1,\n\n    # inside\n    2,\n]",
        '"""text\n  def no(): pass\n\n\n# no comment\n...\n"""',
        "'a # b; c \\\n   d'",
        "'\\x0c\f'",
        "1 + \\\n    2",
        "'größe' 'ß'  # beside",
        "make(LIMIT)",
        "lambda x=App: find",
        "{Route: NAMES}",
        "f'{1}; {2:>{3}}'",
        "(yes\n  if no else\n maybe)",
        "rb'''\n\t\\\n'''",
    ]
)
bodies = st.sampled_from(
    [
        ["pass"],
        ["..."],
        ['"""Say it."""', "", "return os"],
        ["x = '''", "  odd", "'''", "", "# last words"],
        ["if x:", "    return (1,", "  2)", "    # deeper", "return re"],
        ["def inner():", "\tyield", "", "", "return inner"],
        ["global LIMIT; LIMIT = 2"],
    ]
)
headers = st.sampled_from(["", "#!/usr/bin/env python\n", "# Copyright, of course\n\n", "# a\n\n# b\n", "\f\n\n"])
docstrings = st.sampled_from(["", '"""What it is."""\n', '"""Two\n\nlines."""  # beside\n\n', "'x'\n"])
IMPORTS = {
    "import os\n": "os",
    "import re, sys\n": "re sys",
    "import numpy as np\n": "np",
    "from .a import B, c as d\n": "B d",
    "from .a import (\n    B,\n    LIMIT2,  # why\n)\n": "B LIMIT2",
    "from .. import x\n": "x",
    "from b import App2, make2  # noqa: F401\n": "App2 make2",
    "# say why\nfrom b import b10, b9\n": "b10 b9",
    "from re import re as re\n": "re",
    "from z import sys, \\\n  os\n": "sys os",
    "from x import Route\n": "Route",
    "from x import LIMIT as make\n": "make",
}
futures = st.sampled_from(["", "", "from __future__ import annotations\n"])
gaps = st.sampled_from(["", "\n", "\n\n", "\n\n\n\n", "   \n\n"])


guards = st.sampled_from(
    [
        *("", "", "", ""),
        "if TYPE_CHECKING:\n    from c import G\n\n",
        "# why\nif typing.TYPE_CHECKING: import g, h\n",
        "if TYPE_CHECKING:  # beside\n  # above\n  from c import H\n  # below\n\n",
        "if TYPE_CHECKING:\n\tfrom c import H as G\n\tG2 = G\n",
        "try:\n    import json as j\nexcept ImportError:\n    j = None\n",
    ]
)


@st.composite
def imports(draw, taken=()):
    """Imports that bind different names, none of them taken."""
    taken = set(taken)
    chosen = []
    for text in draw(st.lists(st.sampled_from([*IMPORTS]), max_size=5)):
        names = set(IMPORTS[text].split())
        if not names & taken:
            chosen.append(text)
            taken |= names
    return "".join(chosen)


@dataclass(frozen=True)
class Item:
    """A definition: its name and its text, without the line end after its last line, and a class's members."""

    name: str
    text: str
    members: tuple["Item", ...] = ()


def indented(lines: str, indent: str) -> str:
    """Indent what generated code has outside strings; it has no strings over several lines in class bodies."""
    return "".join(indent + line if line.strip() else line for line in lines.splitlines(keepends=True))


@st.composite
def functions(draw, names=FUNCTIONS, indent="", arguments="x=1, *y: 'App'"):
    """A function with comments and decorators, or a coroutine."""
    name = draw(st.sampled_from(names))
    kind = draw(st.sampled_from(["def", "async def"]))
    head = indented(draw(comments) + draw(decorators), indent) + f"{indent}{kind} {name}({arguments}):\n"
    step = draw(st.sampled_from(["    ", "  ", "\t"]))
    lines = [indent + step + line if line else line for line in draw(bodies)]
    return Item(name, head + "\n".join(lines))


@st.composite
def constants(draw, names=CONSTANTS, indent=""):
    """An assignment, annotated or not, with a docstring below or not."""
    name = draw(st.sampled_from(names))
    annotation = draw(st.sampled_from(["", ": int", ": 'App | None'"]))
    docstring = draw(st.sampled_from(["", f'\n{indent}"""What it is for."""']))
    return Item(name, indented(draw(comments), indent) + f"{indent}{name}{annotation} = {draw(values)}{docstring}")


@st.composite
def properties(draw, indent):
    """A property with its setter."""
    name = draw(st.sampled_from(MEMBERS))
    getter = f"{indent}@property\n{indent}def {name}(self):\n{indent}    return self._{name}"
    setter = f"{indent}@{name}.setter\n{indent}def {name}(self, value):\n{indent}    pass"
    return Item(name, f"{getter}\n\n{setter}")


def members(indent):
    """Members of a class."""
    methods = functions(MEMBERS, indent, "self, x=None")
    nested = functions(["inner"], indent + "    ", "self").map(
        lambda item: Item("Nested", f"{indent}class Nested(Base):\n{item.text}")
    )
    return st.one_of(methods, constants(["limit", "names"], indent), properties(indent), nested)


@st.composite
def classes(draw, names=CLASSES, keeps_rest=False, indents=("    ", "  ", "\t")):
    """A class, with ``...`` in its body if it keeps the rest."""
    indent = draw(st.sampled_from(indents))
    name = draw(st.sampled_from(names))
    base = draw(st.sampled_from(["", "(Base)", "(\n    Route,\n)", "(Base, metaclass=make)"]))
    items = unique(draw(st.lists(members(indent), min_size=0 if keeps_rest else 1, max_size=4)))
    parts = [item.text for item in items]
    if keeps_rest:
        parts += draw(st.sampled_from([[], [f"{indent}del put"]])) if "put" not in {item.name for item in items} else []
        parts.insert(draw(st.integers(0, len(parts))), f"{indent}...")
    docstring = draw(st.sampled_from(["", f'{indent}"""Doc."""\n']))
    beside = draw(st.sampled_from(["", "  # beside"]))
    body = ("\n" + draw(gaps)).join(parts)
    return Item(
        name, draw(comments) + draw(decorators) + f"class {name}{base}:{beside}\n{docstring}{body}", tuple(items)
    )


def unique(items):
    """Keep the first of the items that share a name."""
    return list({item.name: item for item in reversed(items)}.values())[::-1]


@st.composite
def sources(draw, rests=()):
    """Items and the source that they stand in.

    Args:
        rests: the names of classes that may keep the rest.
    """
    kinds = [functions(), constants(), classes([name for name in CLASSES if name not in rests] or ["New"])]
    kinds += [classes(list(rests), True)] * bool(rests)
    items = unique(draw(st.lists(st.one_of(kinds), max_size=6)))
    text = draw(headers) + draw(docstrings) + draw(futures) + draw(imports({item.name for item in items}))
    text += draw(guards) + draw(gaps)
    for item in items:
        text += item.text + "\n" + draw(gaps) + draw(st.sampled_from(["", "", "# alone\n\n"]))
    return items, text
