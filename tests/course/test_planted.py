"""Planted answers are read as they are written, and what can't be read is refused."""

import pytest

from alcazar_kit.errors import KitError
from alcazar_kit.proving.planted import Planted, parse


def test_planted_answers_are_read_as_they_are_written() -> None:
    text = '"""For readers."""\n\n# %% 3.2 wrong: takes words\napp = 1\n\n# %% 3.3 right: a loop\nfor x in y:\n    x\n'
    assert parse(text) == [
        Planted("3.2", "wrong", "takes words", "app = 1"),
        Planted("3.3", "right", "a loop", "for x in y:\n    x"),
    ]


@pytest.mark.parametrize(
    "text", ["# %% 3.2 maybe: x\na = 1", "# %% wrong: x\na = 1", "# %% 3.2 wrong: empty\n\n# %% 3.3 right: x\na"]
)
def test_a_head_that_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(KitError, match=r"planted|empty"):
        parse(text)
