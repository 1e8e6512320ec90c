"""A module as the builder sees it: its top, its imports, its body. It decides nothing."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .chunks import Chunk, join
from .import_block import Block
from .text import BLANKS, last_line, with_line_end


@dataclass(frozen=True)
class Module:
    """A module's text, taken apart.

    Attributes:
        top: comments and the docstring, above the imports.
        imports: the first imports that stand together.
        imports_gap: how many blank lines stand above them.
        body: all the rest.
    """

    top: tuple[Chunk, ...]
    imports: Block
    imports_gap: int
    body: tuple[Chunk, ...]

    @classmethod
    def read(cls, chunks: Sequence[Chunk], lines: Sequence[str]) -> "Module":
        """Sort the chunks that the lines were cut into."""
        start = _top_end(chunks)
        stop = start
        for number, chunk in enumerate(chunks[start:], start):
            if chunk.is_import:
                stop = number + 1
            elif chunk.kind != "comment":
                break
        block = chunks[start:stop]
        gap = block[0].gap if block else 1
        return cls(tuple(chunks[:start]), Block.read(block, _text(lines, block)), gap, tuple(chunks[stop:]))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.top or self.imports.lines or self.body)

    def without_header(self) -> "Module":
        """Return the module with the comments at its top as part of the body, if it begins with a definition."""
        if self.imports.lines or any(chunk.kind == "docstring" for chunk in self.top):
            return self
        comments = (replace(chunk, header=False) for chunk in self.top)
        return replace(self, top=(), body=(*comments, *self.body))

    def text(self, end: str) -> str:
        """Return the module's text, spaced as a formatter would."""
        chunks = list(self.top)
        if self.imports.lines:
            nodes = tuple(ast.parse(self.imports.text).body)
            text = with_line_end(self.imports.text, end)
            chunks.append(Chunk(text, (), nodes, gap=max(self.imports_gap, int(text.startswith("#")))))
        chunks += self.body
        return join(chunks, end, 2) + end if chunks else ""


def _top_end(chunks: Sequence[Chunk]) -> int:
    """Return how many chunks are the top: comments and docstring, and comments above the first import."""
    for number, chunk in enumerate(chunks):
        if chunk.is_import:
            return number
        if not (chunk.header or chunk.kind in {"docstring", "comment"}):
            break
    return next((at for at, c in enumerate(chunks) if not (c.header or c.kind == "docstring")), len(chunks))


def _text(lines: Sequence[str], block: Sequence[Chunk]) -> str:
    if not block:
        return ""
    return "".join(lines[block[0].first - 1 : last_line(block[-1].nodes[-1])]).rstrip(BLANKS)
