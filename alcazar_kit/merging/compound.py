"""A class, or another statement with a body, taken apart into its head and its members. It merges nothing."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .chunks import Chunk, cut
from .text import BLANKS, first_line, indent_of, last_line, lines_of, parse, tail


@dataclass(frozen=True)
class Compound:
    """A statement with a body.

    Attributes:
        comments: the lines above its first decorator or keyword, line ends kept.
        head: the decorators and the statement up to its colon, without the last line end.
        members: the body.
        indent: the white space that the body's lines start with.
    """

    comments: str
    head: str
    members: list[Chunk]
    indent: str


def take_apart(chunk: Chunk) -> Compound:
    """Take a chunk that is one class or one ``if`` apart; a body that stands beside its head moves below it."""
    node = chunk.nodes[0]
    assert isinstance(node, ast.ClassDef | ast.If)
    lines = lines_of(chunk.text)
    body = first_line(node.body[0]) - chunk.first
    if _is_beside(lines, body, node.body[0]):
        return take_apart(_unfolded(chunk, node, lines))
    indent = indent_of(lines[body])
    while not lines[body - 1].strip(BLANKS) or lines[body - 1].lstrip(BLANKS).startswith("#"):
        body -= 1
    start = first_line(node) - chunk.first
    head = "".join(lines[start:body]).rstrip(BLANKS)
    return Compound("".join(lines[:start]), head, cut(lines[body:], node.body, chunk.first + body, indent), indent)


def reparsed(chunk: Chunk, text: str) -> Chunk:
    """Return the chunk with this text instead, and the tree of it."""
    is_indented = text.startswith((" ", "\t", "\f"))
    body = parse("if 1:\n" + text if is_indented else text, "the merged class").body
    inner = body[0].body if is_indented and isinstance(body[0], ast.If) else body
    return replace(chunk, text=text, nodes=tuple(inner), first=0 if is_indented else 1)


def reindented(chunk: Chunk, old: str, new: str) -> str:
    """Return the chunk's text, moved from one indentation to another; what is inside strings stays as it is."""
    lines = lines_of(chunk.text)
    fixed = {number - chunk.first for node in chunk.nodes for number in _string_lines(node)}
    for number, line in enumerate(lines):
        if number not in fixed and line.startswith(old):
            lines[number] = new + line.removeprefix(old)
    return "".join(lines)


def _string_lines(node: ast.AST) -> set[int]:
    """Return the numbers of the lines that begin inside a string."""
    return {
        number
        for leaf in ast.walk(node)
        if isinstance(leaf, ast.expr) and type(leaf).__name__ in {"Constant", "JoinedStr", "TemplateStr"}
        for number in range(leaf.lineno + 1, (leaf.end_lineno or leaf.lineno) + 1)
    }


def _is_beside(lines: Sequence[str], number: int, first: ast.stmt) -> bool:
    before = lines[number].encode()[: first.col_offset].strip()
    is_beside = bool(before) and not before.startswith(b"@")
    return is_beside or ("#" not in lines[number - 1] and lines[number - 1].rstrip(BLANKS).endswith("\\"))


def _unfolded(chunk: Chunk, node: ast.ClassDef | ast.If, lines: Sequence[str]) -> Chunk:
    row = node.body[0].lineno - chunk.first
    head = "".join(lines[:row]) + lines[row].encode()[: node.body[0].col_offset].decode()
    rest = tail(node.body[-1], lines[last_line(node) - chunk.first])
    comment = "  " + rest[rest.index("#") :] if "#" in rest else ""
    end = "\r\n" if "\r\n" in chunk.text else "\n"
    indent = indent_of(lines[node.lineno - chunk.first]) + "    "
    body = [indent + _segment(lines, statement, chunk.first) for statement in node.body]
    return reparsed(chunk, end.join([head.rstrip(BLANKS + "\\") + comment, *body]))


def _segment(lines: Sequence[str], node: ast.stmt, first: int) -> str:
    rows = [line.encode() for line in lines[node.lineno - first : last_line(node) - first + 1]]
    rows[-1] = rows[-1][: node.end_col_offset]
    rows[0] = rows[0][node.col_offset :]
    return b"".join(rows).decode()
