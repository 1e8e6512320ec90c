"""A finding: something about a course that is not as it has to be. It mends nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        place: the file or the exercise, such as ``solutions/03_routing.ipynb`` or ``3.2``.
        problem: what is wrong with it.
        remedy: what to do about it.
    """

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy}"
