"""What the operators of mutation share: copies of nodes that differ in a field. It chooses no slip itself."""

import ast
import copy
from collections.abc import Iterator
from typing import Any

Change = ast.AST | list[ast.stmt]
"""What takes a node's place: another node or, for a statement, any number of statements."""


_SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add,), ast.Div: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Div,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
}  # fmt: skip


def changed(node: Any, **fields: Any) -> Any:
    """Return a copy of a node with other fields."""
    twin = copy.copy(node)
    for name, value in fields.items():
        setattr(twin, name, value)
    return twin


def without(items: list[Any], index: int) -> list[Any]:
    return items[:index] + items[index + 1 :]


def lacking(node: Any, field: str) -> Iterator[Any]:
    """Yield a node without each of the entries of one of its lists."""
    entries = getattr(node, field)
    for index in range(len(entries)):
        yield changed(node, **{field: without(entries, index)})


def swaps(operator: ast.AST) -> list[ast.AST]:
    return [kind() for kind in _SWAPS.get(type(operator), ())]


def negated(condition: ast.expr) -> ast.expr:
    if isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
        return condition.operand
    return ast.UnaryOp(ast.Not(), condition)
