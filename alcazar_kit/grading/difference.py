"""The first difference between two observations: which request, and which of its fields. It decides no verdict."""

from dataclasses import dataclass
from itertools import zip_longest

from ..observation import parse, spelled

Exchange = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Difference:
    """Where an answer first showed something else; a part that is missing is empty."""

    request: str
    field: str
    expected: str
    yours: str

    def lines(self) -> list[str]:
        """Return it as lines for a reader."""
        name = f"{self.field}: " if self.field else ""
        return [f"{name}expected {self.expected or 'nothing'}", f"{' ' * len(name)}yours    {self.yours or 'nothing'}"]

    def as_json(self) -> dict[str, str]:
        """Return it as a JSON object."""
        return {"request": self.request, "field": self.field, "expected": self.expected, "yours": self.yours}


def first_difference(expected: str, actual: str) -> Difference | None:
    """Return the first difference between two observations, None where there is none."""
    nothing: Exchange = ("", {})
    for wanted, shown in zip_longest(_exchanges(expected), _exchanges(actual), fillvalue=nothing):
        if wanted[0] != shown[0]:
            return Difference(wanted[0] or shown[0], "", wanted[0], shown[0])
        for field in dict.fromkeys([*wanted[1], *shown[1]]):
            left, right = wanted[1].get(field, ""), shown[1].get(field, "")
            if left != right:
                return Difference(wanted[0], field, left, right)
    return None if expected == actual else Difference("", "", expected, actual)


def _exchanges(observation: str) -> list[Exchange]:
    """Read an observation; text that is none is one exchange without fields."""
    try:
        blocks = parse(observation)
        return [(block.header, {name: "\n".join(spelled(value)) for name, value in block.fields}) for block in blocks]
    except ValueError:
        return [(observation, {})]
