"""The code in the README does what the README says."""

import re

import pytest

from tests.course.chapters import COURSE

README = COURSE.root / "README.md"
BLOCKS = re.findall(
    r"^```python\n(.*?)^```", README.read_text(encoding="utf-8") if README.is_file() else "", re.M | re.S
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.strip().splitlines()[-1][:40])
def test_a_block_of_python_runs(block: str) -> None:
    exec(compile(block, README.name, "exec"), {"__name__": "readme"})


def test_the_readme_shows_code() -> None:
    assert BLOCKS
