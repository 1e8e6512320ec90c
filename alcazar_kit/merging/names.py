"""What a statement is called, and which names it uses and when. It reads trees only, never text."""

import ast
from collections.abc import Iterator

DOCSTRING = '"""'
TYPE_CHECKING = "if TYPE_CHECKING"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def keys(node: ast.stmt) -> tuple[str, ...]:
    """Return the names that the statement is merged by; none, where it can't be merged by name.

    A property's setter is ``name.setter``, overloads are ``name.overload``: they live beside what bears the name.
    """
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return (_function_key(node),)
        case ast.ClassDef():
            return (node.name,)
        case ast.Assign():
            return _targets(node.targets)
        case ast.AnnAssign():
            return _targets([node.target])
        case ast.Import() | ast.ImportFrom():
            return tuple(alias.asname or alias.name.partition(".")[0] for alias in node.names)
        case ast.If() if is_typing(node):
            return (TYPE_CHECKING,)
        case ast.If() | ast.Try():
            return _conditional(node)
        case _ if type(node).__name__ == "TypeAlias":
            return _targets([vars(node)["name"]])
    return ()


def base(key: str) -> str:
    """Return the plain name in a key: ``x`` for ``x.setter``."""
    return key.partition(".")[0]


def is_typing(node: ast.stmt) -> bool:
    """Say whether the statement is ``if TYPE_CHECKING:`` without an ``else``."""
    if not isinstance(node, ast.If) or node.orelse:
        return False
    return ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING"


def is_ellipsis(node: ast.stmt) -> bool:
    """Say whether the statement is a bare ``...``."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is Ellipsis


def is_string(node: ast.stmt) -> bool:
    """Say whether the statement is a bare string, as docstrings are."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def is_overload(node: ast.stmt) -> bool:
    """Say whether the statement is a function decorated with ``overload``."""
    return isinstance(node, Function) and any(
        ast.unparse(decorator).rpartition(".")[2] == "overload" for decorator in node.decorator_list
    )


def _function_key(node: Function) -> str:
    if is_overload(node):
        return f"{node.name}.overload"
    if node.name == "_":
        first = [ast.unparse(argument.annotation) for argument in node.args.args[:1] if argument.annotation]
        return " ".join(["_", *map(ast.unparse, node.decorator_list), *first])
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Attribute) and ast.unparse(decorator.value) == node.name:
            return f"{node.name}.{decorator.attr}"
    return node.name


def _targets(targets: list[ast.expr]) -> tuple[str, ...]:
    found: list[str] = []
    for target in targets:
        match target:
            case ast.Name():
                found.append(target.id)
            case ast.Starred():
                found.extend(_targets([target.value]) or [""])
            case ast.Tuple() | ast.List():
                found.extend(_targets(target.elts) or [""])
            case _:
                found.append("")
    return () if "" in found else tuple(found)


def _conditional(node: ast.If | ast.Try) -> tuple[str, ...]:
    found = [keys(statement) for statement in _branches(node) if not isinstance(statement, ast.Pass)]
    return tuple(dict.fromkeys(name for names in found for name in names)) if all(found) else ()


def _branches(node: ast.If | ast.Try) -> Iterator[ast.stmt]:
    yield from node.body
    if isinstance(node, ast.Try):
        for handler in node.handlers:
            yield from handler.body
        yield from node.finalbody
    yield from node.orelse
