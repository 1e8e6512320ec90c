"""Is a package all that the course's is at the same point? It compares names, and does not run or import anything."""

import ast
from collections.abc import Iterator

from ..replay import Files


def lacking(package: Files, course: Files) -> str | None:
    """Return what a package lacks of the course's, as the end of a sentence; None where it is complete.

    Every module has to be there and to compile, and every top-level name and every member of a class has to be
    defined. How they are written is the learner's own affair, and so is what they call a private helper: one of the
    course's is missed only where the module still speaks of it.
    """
    for module, source in course.items():
        if module not in package:
            return f"has no {module}"
        try:
            present = set(_names(module, package[module]))
        except SyntaxError as problem:
            return f"has a syntax error in {module}, line {problem.lineno or 1}"
        for name in _names(module, source):
            if name not in present and (not _is_private(name) or name.rpartition(".")[2] in package[module]):
                return f"has no {name} in {module}"
    return None


def _is_private(name: str) -> bool:
    leaf = name.rpartition(".")[2]
    return leaf.startswith("_") and not leaf.endswith("__")


def _names(module: str, source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
        compile(source, module, "exec", dont_inherit=True)
    except (ValueError, RecursionError, MemoryError):  # null bytes; nesting without end
        raise SyntaxError("not Python") from None
    for statement in tree.body:
        yield from _defined(statement)
        if isinstance(statement, ast.ClassDef):
            yield from (f"{statement.name}.{member}" for node in statement.body for member in _defined(node))
        if isinstance(statement, ast.Import | ast.ImportFrom) and module.endswith("__init__.py"):
            yield from (alias.asname or alias.name for alias in statement.names)


def _defined(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
