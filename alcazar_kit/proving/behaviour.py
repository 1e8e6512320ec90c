"""What checks show of solutions and of answers that nobody gave, and whether the prose says the same.

Planted answers are the affair of ``planting``.
"""

import re
from collections.abc import Iterator

from .evidence import Evidence
from .finding import Finding
from .prose import UnreadableRowError, rows
from .runner import Shown

_EXERCISE = re.compile(r"^### (\d+\.\d+)\b", re.MULTILINE)


def runs(evidence: Evidence) -> Iterator[Finding]:
    """Find solutions that don't run, and checks that show nothing of them."""
    for shown, seed in zip([evidence.own, *evidence.first], [evidence.course.seed, *_seeds(evidence)], strict=True):
        if shown.error:
            name = f"solutions/{evidence.chapter.stem}.ipynb"
            yield Finding(name, f"With seed {seed} it fails: {shown.error}", "Mend it.")
            return
        empty = [id for id, text in shown.checks.items() if not text]
        yield from (Finding(id, f"With seed {seed} its check shows nothing.", "Let it show something.") for id in empty)
        if empty:
            return


def repeats(evidence: Evidence) -> Iterator[Finding]:
    """Find solutions that show another thing when they run once more with the same seed."""
    found: dict[str, int] = {}
    for seed, first, second in zip(_seeds(evidence), evidence.first, evidence.second, strict=True):
        for id in first.checks:
            if first.checks[id] != second.checks.get(id):
                found.setdefault(id, seed)
    for id, seed in found.items():
        yield Finding(
            id, f"Its solution does not show the same twice with seed {seed}.",
            "Take times, addresses, the order of sets and other chance out of what its check shows.",
        )  # fmt: skip


def unsolved(evidence: Evidence) -> Iterator[Finding]:
    """Find checks that accept the starter, or an empty answer."""
    for what, shown in evidence.unsolved.items():
        if shown.error:
            yield Finding(
                f"exercises/{evidence.chapter.stem}.ipynb", f"With {what} it fails: {shown.error}", "Mend it."
            )
        for id in _passed(evidence, shown):
            yield Finding(id, f"Its check accepts {what}.", "Let it show what the answer is there for.")


def tables(evidence: Evidence) -> Iterator[Finding]:
    """Find exercises whose prose has no table that asserts something, and rows that don't hold on the solution."""
    for id, prose in _prose(evidence).items():
        try:
            if not list(rows(prose)):
                remedy = "Give it one headed | request | answer | or | call | gives |."
                yield Finding(id, "Its prose has no table that asserts something.", remedy)
        except UnreadableRowError as problem:
            yield Finding(id, f"A table in its prose can't be read: {problem}.", "Write it as prose.py says.")
    for violation in evidence.own.violations:
        yield Finding(*_blamed(violation, evidence), "Change the table or the solution.")


def _passed(evidence: Evidence, shown: Shown) -> list[str]:
    return [id for id, text in shown.checks.items() if text == evidence.own.checks.get(id)]


def _prose(evidence: Evidence) -> dict[str, str]:
    """Return the prose of each exercise, from its heading to the next one."""
    cells = [cell.source for cell in evidence.solutions.cells if cell.cell_type == "markdown"]
    _, *parts = _EXERCISE.split("\n\n".join(cells))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _blamed(problem: str, evidence: Evidence) -> tuple[str, str]:
    """Return whose table a sentence of a run is about, and what it says."""
    row = problem.partition(" |: ")[0].split("|")[1:]
    for id, prose in _prose(evidence).items():
        if all(cell.strip() in prose for cell in row):
            return id, f"A row of its table does not hold: {problem}."
    return f"solutions/{evidence.chapter.stem}.ipynb", f"A row of a table does not hold: {problem}."


def _seeds(evidence: Evidence) -> range:
    return range(1, evidence.seeds + 1)
