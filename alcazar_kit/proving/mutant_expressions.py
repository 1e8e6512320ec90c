"""Slips inside of an expression: a boundary, a word, an argument, a condition. It changes no statement."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

from .mutant_nodes import Change, changed, lacking, negated, swaps, without

_SIBLINGS = [
    ("any", "all"), ("min", "max"), ("upper", "lower"), ("startswith", "endswith"), ("lstrip", "rstrip"),
    ("partition", "rpartition"), ("find", "rfind"), ("removeprefix", "removesuffix"),
    ("keys", "values"), ("append", "extend"), ("add", "discard"), ("list", "iter"),
    ("text", "html"), ("body", "text"), ("GET", "POST"), ("path", "url"), ("get", "post"), ("put", "patch"),
    ("process_request", "process_response"), ("__enter__", "__exit__"),
    ("isinstance", "issubclass"), ("encode", "decode"), ("isdigit", "isalnum"), ("save", "update"),
]  # fmt: skip


def _choice(node: ast.IfExp) -> Iterator[Change]:
    yield changed(node, test=negated(node.test))
    yield node.body
    yield node.orelse


def _junction(node: ast.BoolOp) -> Iterator[Change]:
    for swap in swaps(node.op):
        yield changed(node, op=swap)
    for fewer in lacking(node, "values"):
        yield fewer if len(fewer.values) > 1 else fewer.values[0]


def _sign(node: ast.UnaryOp) -> Iterator[Change]:
    yield node.operand


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for index, operator in enumerate(node.ops):
        for swap in swaps(operator):
            yield changed(node, ops=[*node.ops[:index], swap, *node.ops[index + 1 :]])


def _calculation(node: ast.BinOp) -> Iterator[Change]:
    for swap in swaps(node.op):
        yield changed(node, op=swap)
    yield node.left
    yield node.right


def numbers_and_texts(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield from (ast.Constant(other) for other in (value + 1, value - 1))
    elif isinstance(value, str):
        yield from (ast.Constant(other) for other in _texts(value))
    elif isinstance(value, bytes):
        yield from (ast.Constant(other) for other in {b"", value + b"x"} - {value})


def _texts(text: str) -> Iterator[str]:
    """Yield an empty text, a longer one, and those that lack a line or, of a single line, a word."""
    if text:
        yield ""
    yield f"{text}x"
    parts, glue = (text.splitlines(), "\n") if "\n" in text.strip() else (text.split(" "), " ")
    if len(parts) > 1:
        yield from (glue.join(without(parts, index)) for index, part in enumerate(parts) if part.strip())


def _call(node: ast.Call) -> Iterator[Change]:
    yield from lacking(node, "args")
    yield from lacking(node, "keywords")
    same_both_ways = isinstance(node.func, ast.Name) and node.func.id in ("min", "max")
    for index in range(0 if same_both_ways else len(node.args) - 1):
        first, second = node.args[index : index + 2]
        yield changed(node, args=[*node.args[:index], second, first, *node.args[index + 2 :]])
    if isinstance(node.func, ast.Attribute):
        yield node.func.value
    elif len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]


def _named(node: Any) -> Iterator[Change]:
    field = {ast.Name: "id", ast.Attribute: "attr", ast.FunctionDef: "name"}[type(node)]
    name = getattr(node, field)
    for pair in _SIBLINGS:
        if name in pair:
            yield changed(node, **{field: pair[1 - pair.index(name)]})


def _slice(node: ast.Slice) -> Iterator[Change]:
    yield from (changed(node, **{field: None}) for field in ("lower", "upper", "step") if getattr(node, field))


def _collection(node: ast.Tuple | ast.List | ast.Set) -> Iterator[Change]:
    if isinstance(node, ast.Set) and len(node.elts) == 1:
        return
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield from lacking(node, "elts")


def _dict(node: ast.Dict) -> Iterator[Change]:
    for index in range(len(node.keys)):
        yield ast.Dict(without(node.keys, index), without(node.values, index))


def _generator(node: ast.comprehension) -> Iterator[Change]:
    yield from lacking(node, "ifs")
    for index, test in enumerate(node.ifs):
        yield changed(node, ifs=[*node.ifs[:index], negated(test), *node.ifs[index + 1 :]])


def _formatted(node: ast.FormattedValue) -> Iterator[Change]:
    yield ast.Constant("")
    if node.conversion != -1:
        yield changed(node, conversion=-1)
    if node.format_spec:
        yield changed(node, format_spec=None)


OPERATORS: list[tuple[Any, Callable[[Any], Iterator[Change]]]] = [
    (ast.IfExp, _choice), (ast.BoolOp, _junction), (ast.UnaryOp, _sign), (ast.Compare, _comparison),
    (ast.BinOp, _calculation), (ast.Constant, numbers_and_texts), (ast.Call, _call),
    (ast.Name | ast.Attribute | ast.FunctionDef, _named), (ast.Slice, _slice),
    (ast.Tuple | ast.List | ast.Set, _collection), (ast.Dict, _dict), (ast.comprehension, _generator),
    (ast.FormattedValue, _formatted),
]  # fmt: skip
"""The kinds of nodes, and what yields the slips of each."""
