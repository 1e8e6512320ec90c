"""Merging a build cell into a module's source, by qualified name. It reads and writes no file and imports no module.

A function, a class or an assignment of the cell replaces its namesake in place; a new one finds its place. In a class
body ``...`` stands where the rest is, and ``del NAME`` removes. What the cell doesn't name keeps every byte.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from keyword import iskeyword
from pathlib import PurePosixPath

from .merging.cell import check
from .merging.chunks import Chunk, cut
from .merging.classes import check_whole, deletions, keeps_rest, merge_class
from .merging.import_block import Block, guarded, guarded_imports, guarded_without
from .merging.imports import Line, lines_in
from .merging.module import Module
from .merging.names import DOCSTRING, TYPE_CHECKING
from .merging.namesakes import removed, replaced
from .merging.order import settle
from .merging.placing import place
from .merging.text import BuildError, line_end, lines_of, parse, with_line_end
from .merging.uses import used

__all__ = ["BuildError", "merge", "parse_target"]

PACKAGE = "alcazar"


def merge(source: str, cell: str, *, module: str = "") -> str:
    """Return the module's source with the cell merged into it.

    Args:
        source: the module as it is; empty for a module that is yet to be.
        cell: the body of the build cell, without its ``%%build`` line.
        module: the module's path, such as ``alcazar/routing.py``. An ``__init__.py`` keeps imports that it doesn't use.

    Raises:
        BuildError: the cell is not Python, or holds what can't be merged by name.
    """
    end = line_end(source)
    source = source.removeprefix("\ufeff")
    cell = with_line_end(cell.removeprefix("\ufeff"), end)
    before, incoming = parse(source, module or "the module"), parse(cell, "the cell", compiled=True)
    chunks = cut(lines_of(cell), incoming.body)
    check(chunks)
    old = Module.read(cut(lines_of(source), before.body), lines_of(source))
    new = Module.read([replace(chunk, cell=number) for number, chunk in enumerate(chunks)], lines_of(cell))
    merged = _merged(old, new if old.is_empty else new.without_header(), deletions(chunks), end)
    if PurePosixPath(module).name != "__init__.py":
        merged = _without_needless(merged, old, new, end)
    text = merged.text(end)
    parse(text, "the merged module")
    return text


def parse_target(target: str) -> PurePosixPath:
    """Return the path of the module that ``%%build`` names.

    Args:
        target: such as ``alcazar/routing.py``, relative to the course, with slashes.

    Raises:
        BuildError: it is no module of the package.
    """
    parts = target.split("/")
    names = [*parts[1:-1], parts[-1].removesuffix(".py")]
    is_module = len(parts) > 1 and parts[0] == PACKAGE and target.endswith(".py")
    if not is_module or not all(map(_is_module_name, names)):
        raise BuildError(f"%%build takes a module of the package, such as {PACKAGE}/routing.py, not {target!r}.")
    return PurePosixPath(target)


def _is_module_name(name: str) -> bool:
    if name.startswith("__"):
        return name in {"__init__", "__main__"}
    return name.isidentifier() and name.isascii() and not iskeyword(name)


def _merged(old: Module, new: Module, gone: Collection[str], end: str) -> Module:
    late = {name for chunk in old.body if chunk.is_import for line in lines_in(chunk) for name in line.names}
    lines = [line.only({name for name in line.names if name not in late}) for line in _import_lines(old, new)]
    heads = {key for chunk in old.top if chunk.kind == "comment" for key in chunk.keys}
    body = [chunk for chunk in new.body if chunk.keys and not chunk.is_import and not heads.intersection(chunk.keys)]
    guarded_names = {name for chunk in body for name in _guarded_names(chunk)}
    defined = {key for chunk in body for key in chunk.keys} | guarded_names
    imported = {name.bound for line in lines for name in line.names}
    kept = removed(old.body, {*gone, *imported})
    kept = _filter_guards(kept, {*gone, *imported, *defined} - guarded_names, end)
    imports = old.imports.without({*gone, *defined}).plus(lines)
    return Module(_top(old, new), imports, old.imports_gap, tuple(_body(kept, body, imports, end)))


def _import_lines(old: Module, new: Module) -> list[Line]:
    """Return all imports of the cell; a comment right above its first one goes along into a module that has some."""
    lines = [*new.imports.lines, *(line for chunk in new.body if chunk.is_import for line in lines_in(chunk))]
    if lines and _heads_import(old, new):
        lines[0] = replace(lines[0], above=(*new.top[-1].text.splitlines(), *lines[0].above))
    return lines


def _heads_import(old: Module, new: Module) -> bool:
    """Say whether the last comment at the cell's top belongs to the import below it."""
    is_attached = bool(new.top) and new.top[-1].kind == "comment" and bool(new.imports.lines) and not new.imports_gap
    return is_attached and bool(old.imports.lines)


def _top(old: Module, new: Module) -> tuple[Chunk, ...]:
    """Return comments and docstring: the module's, and those of the cell that it doesn't have yet."""
    docstrings = [chunk for chunk in new.top if chunk.kind == "docstring"]
    comments = [chunk for chunk in new.top if chunk.kind == "comment"]
    if _heads_import(old, new):
        comments.pop()
    top = replaced(old.top, [*docstrings, *comments], lambda _, chunk: chunk)
    known = {key for chunk in (*top, *old.body) for key in chunk.keys}
    heads = sum(chunk.header for chunk in top)
    fresh = [chunk for chunk in comments if not known.intersection(chunk.keys)]
    top[heads:heads] = [chunk for chunk in fresh if chunk.header]
    if docstrings and DOCSTRING not in known:
        top.insert(sum(chunk.header for chunk in top), docstrings[0])
    return (*top, *(chunk for chunk in fresh if not chunk.header))


def _body(old: list[Chunk], new: Sequence[Chunk], imports: Block, end: str) -> list[Chunk]:
    def convert(chunk: Chunk, namesake: Chunk) -> Chunk:
        if keeps_rest(namesake):
            return merge_class(chunk, namesake, end)
        both = TYPE_CHECKING in namesake.keys and TYPE_CHECKING in chunk.keys
        return (guarded(chunk, namesake, end) if both else None) or namesake

    body = replaced(old, new, convert)
    present = {chunk.cell for chunk in body}
    for chunk in new:
        if chunk.cell not in present:
            check_whole(chunk)
    if old:
        place(body, new)
    else:
        body = list(new)
    return settle(body, any(name.name == "annotations" for name in imports.names if name.source == "__future__"))


def _filter_guards(body: Sequence[Chunk], names: Collection[str], end: str) -> list[Chunk]:
    filtered = (guarded_without(chunk, names, end) if TYPE_CHECKING in chunk.keys else chunk for chunk in body)
    return [chunk for chunk in filtered if chunk]


def _guarded_names(chunk: Chunk) -> set[str]:
    if TYPE_CHECKING not in chunk.keys:
        return set()
    return {name.bound for name in guarded_imports(chunk)}


def _without_needless(merged: Module, old: Module, new: Module, end: str) -> Module:
    """Return the module without the imports that were used before the merge and aren't any more."""
    own = new.imports.bound.union(*map(_guarded_names, new.body))
    suspects = _suspects(merged, old) - own
    for chunk in merged.body:
        suspects -= used(chunk.nodes) if suspects else set()
    if not suspects:
        return merged
    body = tuple(_filter_guards(merged.body, suspects, end))
    return _without_needless(replace(merged, imports=merged.imports.without(suspects), body=body), old, new, end)


def _suspects(merged: Module, old: Module) -> set[str]:
    """Return the imported names that what the cell replaced or removed has used."""
    kept = set(merged.body)
    bound = {name.bound for name in merged.imports.names if not name.is_kept}
    bound |= {name for chunk in merged.body for name in _guarded_names(chunk)}
    return bound & used(node for chunk in old.body if chunk not in kept for node in chunk.nodes)
