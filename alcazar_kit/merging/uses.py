"""Which names a tree uses: anywhere, or already while the module is imported. It doesn't know where they come from."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from .names import keys


def used(statements: Iterable[ast.stmt]) -> set[str]:
    """Return all names that they read, those in ``__all__`` and in annotations written as strings included."""
    names: set[str] = set()
    for node in (node for statement in statements for node in ast.walk(statement)):
        match node:
            case ast.Name(ctx=ast.Load() | ast.Del()):
                names.add(node.id)
            case ast.arg() | ast.AnnAssign() if node.annotation:
                names |= _quoted(node.annotation)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if node.returns:
                names |= _quoted(node.returns)
            case ast.Subscript():
                names |= _quoted(node.slice)
            case ast.Call():
                names |= _quoted_in_call(node)
            case ast.Assign() | ast.AugAssign() if "__all__" in _assigned(node):
                names |= _texts(node.value)
    return names


def needed(node: ast.stmt, lazy_annotations: bool) -> set[str]:
    """Return the names that must be there before the statement runs: bases, decorators, defaults, not bodies."""
    return set(_eager(node, lazy_annotations))


def _eager(node: ast.AST, lazy: bool) -> Iterator[str]:
    match node:
        case ast.Name(ctx=ast.Load()):
            yield node.id
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _all(node.decorator_list, lazy)
            yield from _eager(node.args, lazy)
            if node.returns and not lazy:
                yield from _eager(node.returns, lazy)
        case ast.Lambda():
            yield from _eager(node.args, lazy)
        case ast.arg():
            if node.annotation and not lazy:
                yield from _eager(node.annotation, lazy)
        case ast.AnnAssign() if lazy:
            yield from _all([node.value] if node.value else [], lazy)
        case ast.ClassDef():
            yield from _all([*node.decorator_list, *node.bases, *node.keywords], lazy)
            own = {key for statement in node.body for key in keys(statement)}
            yield from (name for name in _all(node.body, lazy) if name not in own)
        case _ if type(node).__name__ != "TypeAlias":
            yield from _all(list(ast.iter_child_nodes(node)), lazy)


def _all(nodes: Sequence[ast.AST], lazy: bool) -> Iterator[str]:
    for node in nodes:
        yield from _eager(node, lazy)


def reached(node: ast.stmt) -> set[str]:
    """Return the names that running the statement may reach: all that it reads, in bodies too."""
    return {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name) and isinstance(leaf.ctx, ast.Load)}


def calls(node: ast.stmt) -> bool:
    """Say whether the statement calls anything, so that bodies elsewhere run with it."""
    return any(isinstance(leaf, ast.Call) for leaf in ast.walk(node))


def _quoted(node: ast.AST) -> set[str]:
    names: set[str] = set()
    for leaf in _texts(node):
        try:
            tree = ast.parse(leaf.strip(), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        names |= {name.id for name in ast.walk(tree) if isinstance(name, ast.Name)}
    return names


def _quoted_in_call(node: ast.Call) -> set[str]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called == "cast":
        return _quoted(node.args[0]) if node.args else set()
    if called in {"TypeVar", "NewType"}:
        return _quoted(node)
    return set()


def _assigned(node: ast.Assign | ast.AugAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _texts(node: ast.AST) -> set[str]:
    return {leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)}
