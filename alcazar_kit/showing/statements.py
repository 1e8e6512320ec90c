"""SQL statements as text: repeated ones folded, each in one line, counted by kind. It runs none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

CHANGING = ("INSERT", "UPDATE", "DELETE", "REPLACE")
COUNTED = ("SELECT", *CHANGING)
ENDING = ("COMMIT", "END", "RELEASE", "ROLLBACK")
LONGEST_CYCLE = 5
FEWEST_TIMES = 3
MOST_OF_A_VALUE = 60

_NAME = r'"(?:[^"]|"")*"'
_TEXT = r"[xX]?'(?:[^']|'')*'"
_NUMBER = r"(?<![\w.])(?:(?<=[(,=<> ])-)?\d[\d.]*(?:[eE][-+]?\d+)?(?!\w)"
_NULL = r"(?:(?<=[(,=])|(?<=[(,=] ))NULL\b"
_VALUE = re.compile(rf"({_NAME})|({_TEXT}|{_NUMBER}|{_NULL})")
_QUOTED = re.compile(rf"{_NAME}|{_TEXT}")
_INNERMOST = re.compile(r"\([^()]*\)")
_SPACE = re.compile(rf"({_NAME}|{_TEXT})|\s+")


def kind(statement: str) -> str:
    """Return the first word of a statement: ``SELECT``."""
    match = re.search(r"\w+", statement)
    return match[0].upper() if match else ""


def work(statement: str) -> str:
    """Return what a statement does: that of its kind, and where it begins by WITH, of what follows that."""
    rest, before = _QUOTED.sub("", statement), ""
    while kind(rest) == "WITH" and rest != before:
        before, rest = rest, _INNERMOST.sub("", rest)
    found = re.search(rf"\b({'|'.join(COUNTED)})\b", rest, re.IGNORECASE) if kind(rest) == "WITH" else None
    return found[1].upper() if found else kind(statement)


def counts(statements: Sequence[str]) -> list[tuple[str, int]]:
    """Return how many statements of each kind read or change rows; a kind without any is left out."""
    found = Counter(map(work, statements))
    return [(name, found[name]) for name in COUNTED if found[name]]


def folded(statements: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the statements, each in one line, and how often it runs there.

    What runs several times with other values alone is one, with ``?`` for these values; so are the members of a cycle,
    such as BEGIN, INSERT, COMMIT.
    """
    shapes, at = [_VALUE.sub(lambda match: match[1] or "?", statement) for statement in statements], 0
    while at < len(shapes):
        size, times = _cycle(shapes, at)
        end = at + size * times
        for start in range(at, at + size):
            yield _one_line(_merged(statements[start:end:size])), times
        at = end


def _cycle(shapes: Sequence[str], at: int) -> tuple[int, int]:
    """Return the size of the cycle that covers most from here on, and how often it runs; 1 and 1 if there is none.

    No cycle of several begins with the end of a transaction.
    """
    best = (1, 1)
    for size in range(1, 1 + (1 if kind(shapes[at]) in ENDING else LONGEST_CYCLE)):
        times = 1
        while shapes[at + times * size : at + (times + 1) * size] == shapes[at : at + size]:
            times += 1
        if times >= FEWEST_TIMES and size * times > best[0] * best[1]:
            best = (size, times)
    return best


def _merged(statements: Sequence[str]) -> str:
    """Return the first of statements of one shape, with ``?`` for the values in which they differ."""
    values = [[match[2] for match in _VALUE.finditer(statement) if match[2]] for statement in statements]
    differ = iter([len(set(column)) > 1 for column in zip(*values, strict=True)])
    return _VALUE.sub(lambda match: match[1] or ("?" if next(differ) else match[2]), statements[0])


def _one_line(statement: str) -> str:
    """Return a statement in one line, of long values only their beginning."""
    short = _VALUE.sub(lambda match: match[1] or _short(match[2]), statement)
    return _SPACE.sub(lambda match: match[1] or " ", short).strip(" ;")


def _short(value: str) -> str:
    return value if len(value) <= MOST_OF_A_VALUE else f"{value[:MOST_OF_A_VALUE]}…'"
