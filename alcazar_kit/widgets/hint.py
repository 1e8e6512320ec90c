"""A hint to look at, and what comes after it. It counts none."""

from dataclasses import dataclass
from typing import Any

from .. import theme
from ..showing import pictures


@dataclass(frozen=True, repr=False)
class Hint:
    """One step of an exercise's ladder of hints.

    Attributes:
        exercise: its id.
        number: which of them it is, from 1.
        count: how many there are.
        text: what it says.
    """

    exercise: str
    number: int
    count: int
    text: str

    def __repr__(self) -> str:
        return f"{self._title}: {self.text}\n({self._next})"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        html = pictures.box(self._title, theme.NOTE_EDGE, f": {self.text} ({self._next})")
        return {"text/plain": repr(self), "text/html": html}

    @property
    def _title(self) -> str:
        return f"Hint {self.number} of {self.count}"

    @property
    def _next(self) -> str:
        if self.number < self.count:
            return f"`%hint {self.exercise}` again for the next one"
        return f"that was the last one; `%solution {self.exercise}` shows a model answer"
