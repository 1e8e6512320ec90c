"""Slips in whole statements: one left out, a condition turned around, an exception not caught. It looks into none."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

from .mutant_expressions import numbers_and_texts
from .mutant_nodes import Change, changed, lacking, negated, swaps


def is_text(node: ast.AST) -> bool:
    """Whether a statement is a docstring, or the ``...`` of a build cell."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _deletion(node: ast.stmt) -> Iterator[Change]:
    if not is_text(node) and not isinstance(node, ast.Import | ast.ImportFrom | ast.Pass | ast.Return | ast.Break):
        yield []


def _return(node: ast.Return) -> Iterator[Change]:
    if node.value is None:
        yield []
    elif not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))


def _raise(node: ast.Raise) -> Iterator[Change]:
    """Yield another class, and other numbers such as a status: what an exception says, no check observes."""
    if not isinstance(node.exc, ast.Call):
        return
    yield changed(node, exc=changed(node.exc, func=ast.Name("Exception", ast.Load())))
    for index, argument in enumerate(node.exc.args):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
            for other in numbers_and_texts(argument):
                args = [*node.exc.args[:index], other, *node.exc.args[index + 1 :]]
                yield changed(node, exc=changed(node.exc, args=args))


def _if(node: ast.If) -> Iterator[Change]:
    yield changed(node, test=negated(node.test))
    yield node.body
    if node.orelse:
        yield node.orelse


def _while(node: ast.While) -> Iterator[Change]:
    yield changed(node, test=negated(node.test))


def _for(node: ast.For) -> Iterator[Change]:
    yield changed(node, body=[*node.body, ast.Break()])


def _break(_: ast.Break) -> Iterator[Change]:
    yield ast.Continue()


def _continue(_: ast.Continue) -> Iterator[Change]:
    yield ast.Break()


def _try(node: ast.Try) -> Iterator[Change]:
    for field in ("handlers", "orelse"):
        for less in lacking(node, field):
            yield less if less.handlers or less.finalbody else [*less.body, *less.orelse]
    if node.finalbody:
        yield changed(node, finalbody=[]) if node.handlers else node.body


def _with(node: ast.With) -> Iterator[Change]:
    for less in lacking(node, "items"):
        yield less if less.items else node.body


def _function(node: ast.FunctionDef) -> Iterator[Change]:
    yield from lacking(node, "decorator_list")
    for index, default in enumerate(node.args.kw_defaults):
        if default:
            fewer = [None if at == index else value for at, value in enumerate(node.args.kw_defaults)]
            yield changed(node, args=changed(node.args, kw_defaults=fewer))
    if node.args.defaults:
        yield changed(node, args=changed(node.args, defaults=node.args.defaults[1:]))


def _class(node: ast.ClassDef) -> Iterator[Change]:
    for field in ("decorator_list", "bases", "keywords"):
        yield from lacking(node, field)


def _augmented(node: ast.AugAssign) -> Iterator[Change]:
    yield ast.Assign([node.target], node.value)
    for swap in swaps(node.op):
        yield changed(node, op=swap)


OPERATORS: list[tuple[Any, Callable[[Any], Iterator[Change]]]] = [
    (ast.stmt, _deletion), (ast.Return, _return), (ast.Raise, _raise), (ast.If, _if), (ast.While, _while),
    (ast.For, _for), (ast.Break, _break), (ast.Continue, _continue), (ast.Try, _try), (ast.With, _with),
    (ast.FunctionDef, _function), (ast.ClassDef, _class), (ast.AugAssign, _augmented),
]  # fmt: skip
"""The kinds of statements, and what yields the slips of each."""
