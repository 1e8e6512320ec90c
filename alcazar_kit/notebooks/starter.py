"""The two halves of an answer cell in ``solutions/``: the model answer between its markers, and the starter around it.

It knows sources only, no notebooks.
"""

import ast

from ..errors import KitError
from .cells import body

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
STUB = "raise NotImplementedError()"
"""What nbgrader puts in the place of a model answer."""


def starter(source: str) -> str:
    """Return an answer cell as it is handed out: without the markers and what stands between them.

    Raises:
        KitError: the markers don't pair up.
    """
    lines = [line for line, is_model in _marked(source) if not is_model]
    return "\n".join(lines).rstrip()


def model_answer(source: str) -> str:
    """Return what stands between the markers of an answer cell, as it is indented there.

    Raises:
        KitError: the markers don't pair up.
    """
    lines = [line for line, is_model in _marked(source) if is_model and line.strip() not in (BEGIN, END)]
    return "\n".join(lines).strip("\n")


def is_attempted(source: str, starter: str) -> bool:
    """Whether an answer differs from its starter by more than comments, blank lines and spacing.

    An empty answer is none. Code that does not parse is an attempt, unless its text is the starter's.
    """
    answer, given = _code(source), _code(starter)
    if not answer.strip():
        return False
    return _meaning(answer) != _meaning(given)


def _marked(source: str) -> list[tuple[str, bool]]:
    marked, inside = [], False
    for line in source.splitlines():
        mark = line.strip()
        if mark in (BEGIN, END) and inside == (mark == BEGIN):
            raise KitError(f"The markers of a model answer don't pair up: {mark!r} is one too many.")
        inside = inside or mark == BEGIN
        marked.append((line, inside))
        inside = inside and mark != END
    if inside:
        raise KitError(f"The markers of a model answer don't pair up: {END!r} is missing.")
    return marked


def _code(source: str) -> str:
    """Return a source without its ``%%answer`` and ``%%build`` lines, comment lines and nbgrader's stub."""
    while source.lstrip().startswith(("%%answer", "%%build")):
        source = body(source)
    lines = [line.rstrip() for line in source.splitlines()]
    return "\n".join(line for line in lines if line and not line.lstrip().startswith("#") and line.strip() != STUB)


def _meaning(code: str) -> str:
    try:
        return ast.dump(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return code
