"""The first difference between two observations: which request, and which of its fields. It decides no verdict.

An observation is what a check shows as plain text: for each exchange a line, and below it, indented, its fields.
"""

import re
from dataclasses import dataclass
from itertools import zip_longest

_FIELD = re.compile(r"  (\S.*?)(?:  +(.*))?")

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
    for wanted, shown in zip_longest(exchanges(expected), exchanges(actual), fillvalue=nothing):
        if wanted[0] != shown[0]:
            return Difference(wanted[0] or shown[0], "", wanted[0], shown[0])
        for field in [*wanted[1], *shown[1]]:
            left, right = wanted[1].get(field, ""), shown[1].get(field, "")
            if left != right:
                return Difference(wanted[0], field, left, right)
    return None if expected == actual else Difference("", "", expected, actual)


def exchanges(observation: str) -> list[Exchange]:
    """Split an observation into its exchanges, each a header and its fields; long values go on below their field."""
    found: list[Exchange] = []
    for line in observation.splitlines():
        field = _FIELD.fullmatch(line)
        if not line.startswith("  ") or not found:
            found.append((line, {}))
        elif field:
            found[-1][1][field[1]] = field[2] or ""
        elif found[-1][1]:
            last = next(reversed(found[-1][1]))
            found[-1][1][last] += "\n" + line.strip()
    return found
