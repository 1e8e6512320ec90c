"""The reference page tells every public name, and nothing that there isn't."""

import re

import pytest

import alcazar
import alcazar.orm
from alcazar_kit.replay import read_package
from alcazar_kit.upkeep.reference import reference
from tests.course.chapters import COURSE

PAGE = (COURSE.root / "docs" / "reference.md").read_text(encoding="utf-8")


def section(module: str) -> str:
    """What the page tells of a module."""
    return PAGE.partition(f"## `{module}`\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("module", [alcazar, alcazar.orm], ids=lambda module: module.__name__)
def test_the_page_tells_each_public_name_of_a_module_in_order(module):
    told = re.findall(r"^### `(?:class )?(\w+)", section(module.__name__), re.MULTILINE)
    assert told == list(module.__all__)


def test_each_entry_says_what_it_is():
    entries = re.split(r"^#{3,4} ", PAGE, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if not entry.partition("\n")[2].strip()] == []


def test_the_page_is_what_the_docstrings_say():
    assert reference(read_package(COURSE.root / "alcazar")) == PAGE


def test_a_docstring_becomes_markdown():
    source = '''def f(a: int = 1) -> "str":
    """Do ``it``, as :meth:`~x.g` does.

    Args:
        a: how often,
            at most.

    Raises:
        x.Error: never.

    Example:
        >>> f()
    """
'''
    page = reference({"utils/tests.py": source.replace("def f", "def url")})
    told = "Do `it`, as `g` does.\n\nArgs:\n\n- `a`: how often,\n  at most.\n\nRaises:\n\n- `x.Error`: never.\n"
    assert f"### `url(a: int=1) -> str`\n\n{told}" in page
    assert "```pycon\n>>> f()\n```\n" in page
