"""Leaks: lines of a model answer that stand where a learner reads them before trying. It runs nothing.

Lines are compared word by word and sign by sign: spacing and the kind of quotes make no difference. What counts:

- a line of *substance*, of at least ten words and signs, in any prose or check of the chapter, or in a comment of the
  exercise's own starter;
- such a line in a hint that is not the last one: hints are asked for one by one, and the last may come that close;
- all lines of a model answer in one of these places or in one hint, however short they are.

What does not: lines that only open a block, such as ``def`` and ``try``, which prose has to name; lines that the
starter gives as code; and the rows of tables, which say what comes out of an answer and not how.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..course import Exercise
from ..notebooks.cells import check_id
from ..notebooks.starter import model_answer, starter
from .evidence import Evidence
from .finding import Finding

SUBSTANCE = 10

_TOKEN = re.compile(r"\w+|[^\w\s]")
_OPENS = re.compile(r"\s*(@|#|(async |)(def|class|with|for|try|else|finally|except)\b.*:$|[^\w\s]*$)")


@dataclass(frozen=True)
class Place:
    """A text that learners read.

    Attributes:
        free: whether a single line of the answer may stand there.
    """

    name: str
    text: str
    free: bool = False


def leaks(evidence: Evidence) -> Iterator[Finding]:
    """Find lines of model answers in prose, hints, checks and starters."""
    everywhere = [Place("the prose", _prose(evidence)), Place("a check", _checks(evidence))]
    for exercise in evidence.chapter.exercises:
        source = evidence.model_answers.get(exercise.id, "")
        lines = _lines(source)
        for place in [*everywhere, *_hints(exercise), Place("a comment of its starter", _comments(starter(source)))]:
            for problem in _found(lines, place):
                yield Finding(exercise.id, problem, "Say it in other words, or change the exercise.")


def _found(lines: list[str], place: Place) -> Iterator[str]:
    text = _flat(place.text)
    standing = [line for line in lines if _flat(line) in text]
    if lines and len(standing) == len(lines):
        yield f"All of its model answer stands in {place.name}."
        return
    for line in standing:
        if len(_TOKEN.findall(line)) >= SUBSTANCE and not place.free:
            yield f"A line of its model answer stands in {place.name}: {line.strip()}"


def _lines(source: str) -> list[str]:
    """Return the lines that a learner has to find."""
    given = _flat("\n".join(line.partition("# ")[0] for line in starter(source).splitlines()))
    lines = [line for line in model_answer(source).splitlines() if line.strip() and not _OPENS.match(line)]
    return [line for line in lines if _flat(line) not in given]


def _prose(evidence: Evidence) -> str:
    cells = [cell.source for cell in evidence.solutions.cells if cell.cell_type == "markdown"]
    return "\n".join(line for cell in cells for line in cell.splitlines() if not line.lstrip().startswith("|"))


def _checks(evidence: Evidence) -> str:
    return "\n".join(cell.source for cell in evidence.solutions.cells if check_id(cell))


def _hints(exercise: Exercise) -> Iterator[Place]:
    for number, hint in enumerate(exercise.hints, 1):
        yield Place(f"hint {number}", hint, free=number == len(exercise.hints))


def _comments(source: str) -> str:
    return "\n".join(line.partition("# ")[2] for line in source.splitlines())


def _flat(text: str) -> str:
    """Return a text's words and signs, each between blanks."""
    return f" {' '.join(_TOKEN.findall(text.replace(chr(39), chr(34))))} "
