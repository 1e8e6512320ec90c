"""What a build cell may hold, and the error that says so. It merges nothing."""

import ast
from collections.abc import Sequence
from typing import NoReturn

from .chunks import Chunk
from .classes import deletions, keeps_rest
from .compound import take_apart
from .imports import imported, lines_in
from .names import is_ellipsis
from .text import BuildError, first_line

ALLOWED = (
    "A build cell may hold imports, functions, classes, assignments to names, `if` and `try` that only import or "
    "define, and `del NAME`."
)


def check(chunks: Sequence[Chunk]) -> None:
    """Check that everything in the cell can be merged by name.

    Raises:
        BuildError: something can't; names its line and says what may stand there.
    """
    for chunk in chunks:
        for node in chunk.nodes:
            _check_statement(chunk, node)
            if is_ellipsis(node):
                _refuse(node, "`...` keeps the rest of a class; what a module holds is kept anyway.")
        _check_class(chunk)
    _check_deletions(chunks)
    _check_imports(chunks)


def _check_class(chunk: Chunk) -> None:
    node = chunk.nodes[0] if chunk.nodes else None
    if not isinstance(node, ast.ClassDef):
        return
    members = take_apart(chunk).members
    if not keeps_rest(chunk):
        if deletions(members):
            _refuse(node, f"`del` in class {node.name} needs a `...` beside it, where the rest of the class stands.")
        return
    if sum(map(is_ellipsis, node.body)) > 1:
        _refuse(node, f"class {node.name} has more than one `...`: the rest can stand in one place only.")
    for member in members:
        for statement in member.nodes:
            if not isinstance(statement, ast.Pass):
                _check_statement(member, statement)
        _check_class(member)
    _check_deletions(members)


def _check_statement(chunk: Chunk, node: ast.stmt) -> None:
    if chunk.is_crowded:
        _refuse(node, "there are two statements on one line: give each a line of its own.")
    if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
        _refuse(node, "a star import doesn't say what it brings: import the names.")
    if isinstance(node, ast.AugAssign):
        _refuse(node, f"`{ast.unparse(node)}` changes a value instead of defining it: assign the whole value.")
    if isinstance(node, ast.Delete) and not all(isinstance(target, ast.Name) for target in node.targets):
        _refuse(node, f"`{ast.unparse(node)}` removes no name: `del` takes names, a member's inside its class.")
    is_nameless = not chunk.keys and not isinstance(node, ast.Delete) and not is_ellipsis(node)
    if is_nameless:
        _refuse(node, f"`{ast.unparse(node).splitlines()[0]}` has no name to merge it by. {ALLOWED}")


def _check_deletions(chunks: Sequence[Chunk]) -> None:
    gone = deletions(chunks)
    for chunk in chunks:
        both = gone & chunk.bases if chunk.kind != "comment" else set()
        if both:
            _refuse(chunk.nodes[0], f"the cell both defines and deletes {', '.join(sorted(both))}: do one of them.")


def _check_imports(chunks: Sequence[Chunk]) -> None:
    names = [name for chunk in chunks if chunk.is_import for line in lines_in(chunk) for name in line.names]
    bound = {name.bound for name in names}
    for chunk in chunks:
        for node in chunk.nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                twice = [name.bound for name in imported(node) if any(map(name.clashes, names))]
                if twice:
                    _refuse(node, f"the cell imports two things as {', '.join(twice)}: keep one.")
            elif bound.intersection(chunk.keys):
                both = ", ".join(sorted(bound.intersection(chunk.keys)))
                _refuse(node, f"the cell both imports and defines {both}: do one of them.")


def _refuse(node: ast.stmt, why: str) -> NoReturn:
    line = first_line(node)
    raise BuildError(f"Line {line} of the cell: {why}", line)
