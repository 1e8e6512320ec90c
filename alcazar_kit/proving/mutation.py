"""The mutants of one answer cell: its model answer with one slip in it, each of them once. It runs none of them."""

import ast
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from ..notebooks.starter import BEGIN, END
from . import mutant_expressions, mutant_statements
from .mutant_nodes import Change

QUOTED = re.compile(r'"[^"]+"')

LONG, NEAR = 110, 30
"""From how many characters on lines are shortened, and how many are kept on both sides of a difference."""


@dataclass(frozen=True)
class Mutant:
    """One mutant of a model answer.

    Attributes:
        before: the lines that it changed, as ``ast.unparse`` writes them, and ``after`` what became of them.
        source: the whole answer, without its ``%%answer`` line.
    """

    exercise: str
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.change}"

    @property
    def change(self) -> str:
        """What became of what, in words."""
        return f"{self.before!r} became {self.after!r}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the mutant, also after another part of its answer was edited."""
        return self.exercise, self.before, self.after


def mutate(exercise: str, cell: str) -> Iterator[Mutant]:
    """Yield the mutants of one answer cell: of the part between its markers, each of them once."""
    head, code = _parted(cell)
    seen, keys = {ast.unparse(ast.parse(code))}, set[tuple[str, str]]()
    for before, after in _of_code(code) if _is_code(code) else _of_text(code):
        if after not in seen:
            key = next(lines for lines in _differences(before, after) if lines not in keys)
            seen.add(after)
            keys.add(key)
            yield Mutant(exercise, *key, f"{head}{after}\n")


def _of_code(code: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse(code)
    before = ast.unparse(tree)
    for place in _places(tree, _model_lines(code)):
        for change in _changes(place.node):
            yield before, place.written(change, tree)


def _of_text(code: str) -> Iterator[tuple[str, str]]:
    """Yield what a text can become that has the markers in it: without a line, or with another word in quotes."""
    lines = code.splitlines()
    for index in sorted(_model_lines(code)):
        above, line, below = lines[: index - 1], lines[index - 1], lines[index:]
        others = [f"{line[: word.start()]}{other}{line[word.end() :]}"
                  for word in QUOTED.finditer(line) for other in ('""', f'{word[0][:-1]}x"')]  # fmt: skip
        for changed in ([], *([other] for other in others)):
            if line.strip():
                yield code, "\n".join([*above, *changed, *below])


def _is_code(code: str) -> bool:
    texts = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
    first = min(_model_lines(code))
    return not any(text.lineno < first <= (text.end_lineno or 0) for text in texts)


def _changes(node: ast.AST) -> Iterator[Change]:
    for kind, operator in (*mutant_statements.OPERATORS, *mutant_expressions.OPERATORS):
        if isinstance(node, kind):
            yield from operator(node)


def _is_leaf(node: ast.AST) -> bool:
    """Whether nothing inside a node is changed by itself: an exception that is raised, a docstring."""
    return isinstance(node, ast.Raise) or mutant_statements.is_text(node)


def _parted(cell: str) -> tuple[str, str]:
    """Return the magic lines after ``%%answer``, such as ``%%build``, and the code."""
    lines = cell.splitlines(keepends=True)[1:]
    count = next((at for at, line in enumerate(lines) if not line.startswith("%%")), len(lines))
    return "".join(lines[:count]), "".join(lines[count:])


def _model_lines(code: str) -> set[int]:
    """Return the numbers of the lines between markers."""
    found, inside = set(), False
    for number, line in enumerate(code.splitlines(), 1):
        inside = line.strip() == BEGIN or (inside and line.strip() != END)
        if inside and line.strip() != BEGIN:
            found.add(number)
    return found


@dataclass(frozen=True)
class _Place:
    """Where a node stands in its tree."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None

    def written(self, change: Change, tree: ast.AST) -> str:
        """Return the source of the tree as it is with a change in this place; the tree stays as it is."""
        old = getattr(self.parent, self.field)
        new: Any = change
        if self.index is not None:
            new = [*old[: self.index], *(change if isinstance(change, list) else [change]), *old[self.index + 1 :]]
            new = new or [ast.Pass()]
        setattr(self.parent, self.field, new)
        try:
            return ast.unparse(ast.fix_missing_locations(tree))
        finally:
            setattr(self.parent, self.field, old)


def _places(parent: ast.AST, lines: set[int], *, inside: bool = False) -> Iterator[_Place]:
    """Yield the place of each node in some lines that a slip may change: of no annotation and no docstring."""
    for field, value in ast.iter_fields(parent):
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or field in ("annotation", "returns"):
                continue
            within = node.lineno in lines if hasattr(node, "lineno") else inside
            if within:
                yield _Place(node, parent, field, index)
            if not _is_leaf(node):
                yield from _places(node, lines, inside=within)


def _differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that two texts don't share at their beginning and end, then these and more lines before them."""
    old, new = before.splitlines(), after.splitlines()
    shared = _shared(old, new)
    rest = _shared(old[shared:][::-1], new[shared:][::-1])
    for start in range(shared, -1, -1):
        yield _shortened(_tidy(old[start : len(old) - rest]), _tidy(new[start : len(new) - rest]))


def _tidy(lines: list[str]) -> str:
    return textwrap.dedent("\n".join(lines)).strip()


def _shortened(old: str, new: str) -> tuple[str, str]:
    """Return two texts with ``…`` for what is far from where they differ, if they are long."""
    if len(old) <= LONG:
        return old, new
    start = max(0, _shared(old, new) - NEAR)
    end = max(0, _shared(old[start + NEAR :][::-1], new[start + NEAR :][::-1]) - NEAR)
    return tuple(f"{'…' * bool(start)}{text[start : len(text) - end]}{'…' * bool(end)}" for text in (old, new))  # type: ignore[return-value]


def _shared(one: Sequence[Any], other: Sequence[Any]) -> int:
    """Return how many items two sequences share at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
