"""Notebooks as files: read with care, written in one canonical form. It executes nothing.

What cells are for is in ``cells``, their normal form in ``normal``; both are offered here as well.
"""

import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4.nbjson import JSONReader, JSONWriter

from ..atomic import write_text
from ..showing.visible import shortened
from .cells import NotebookError, answer_id, answers, check_id, magic_line
from .normal import normalise

__all__ = [
    "NotebookError", "answer_id", "answers", "check_id", "copy_aside", "dumps", "magic_line",
    "normalise", "read", "write",
]  # fmt: skip

LIMIT_MB = 20
PARTS = 100_000
"""How many lists and objects a notebook's JSON may hold, since each costs far more memory and time than its text."""


def read(path: Path) -> NotebookNode:
    """Read a notebook of format 4.

    Cells without an id of their own are called ``cell-1``, ``cell-2`` … until :func:`normalise` names them.

    Raises:
        NotebookError: the file is missing, too large, not a notebook, or a notebook of another format.
    """
    content = _json(path)
    version = content.get("nbformat") if isinstance(content, dict) else None
    if type(version) is not int:
        raise NotebookError(f"{path.name} is JSON, but not a notebook.")
    number = shortened(str(version), 20)
    if version < 4:
        raise NotebookError(f"{path.name} has the old notebook format {number}: open it in JupyterLab and save it.")
    if version > 4:
        raise NotebookError(f"{path.name} has notebook format {number}, newer than this kit, which reads format 4.")
    return _notebook(content, path)


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook as canonical JSON, whole or not at all."""
    write_text(path, dumps(notebook))


def dumps(notebook: NotebookNode) -> str:
    """Return a notebook's canonical JSON: indented by one, keys sorted, characters as they are."""
    return str(JSONWriter().writes(notebook)).rstrip("\n") + "\n"


def copy_aside(path: Path, into: Path) -> Path:
    """Keep a copy of a file before it is overwritten, as ``03_routing-1.ipynb`` and so on, and return the copy's path.

    Raises:
        NotebookError: the copy can't be written.
    """
    number = 1
    try:
        content = path.read_bytes()
        into.mkdir(parents=True, exist_ok=True)
        while True:
            copy = into / f"{path.stem}-{number}{path.suffix}"
            try:
                with copy.open("xb") as file:
                    file.write(content)
                return copy
            except FileExistsError:
                number += 1
    except OSError as problem:
        raise NotebookError(f"No copy of {path.name} could be kept in {into}: {problem.strerror}.") from None


def _json(path: Path) -> Any:
    text = _text(path)
    if not text.strip():
        raise NotebookError(f"{path.name} is empty.")
    if (parts := text.count("{") + text.count("[")) > PARTS:
        raise NotebookError(
            f"{path.name} has {parts:,} parts, {PARTS:,} are read: clear its outputs and save it again."
        )
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise NotebookError(
            f"{path.name} is not a notebook, or only a part of one: its JSON breaks off at line {problem.lineno}."
        ) from None
    except (ValueError, RecursionError):
        raise NotebookError(f"{path.name} is not a notebook: its JSON can't be read.") from None


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise NotebookError(f"{path.name} is not a file.")
        with path.open("rb") as file:
            content = file.read(LIMIT_MB * 1_000_000 + 1)
    except FileNotFoundError:
        raise NotebookError(f"There is no notebook {path}.") from None
    except OSError as problem:
        raise NotebookError(f"{path.name} can't be read: {problem.strerror}.") from None
    if len(content) > LIMIT_MB * 1_000_000:
        raise NotebookError(f"{path.name} is larger than {LIMIT_MB} MB: clear its outputs and save it again.")
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise NotebookError(f"{path.name} begins with a byte-order mark: save it as plain UTF-8.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotebookError(f"{path.name} is not a notebook: it holds bytes that are no UTF-8 text.") from None


def _notebook(content: dict[str, Any], path: Path) -> NotebookNode:
    cells = content.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(f"{path.name} is not a valid notebook: it has no list of cells.")
    try:
        taken: set[str] = set()
        for number, cell in enumerate(cells, 1):
            if cell.setdefault("id", f"cell-{number}") in taken:
                cell["id"] = f"cell-{number}"
            taken.add(cell["id"])
        notebook: NotebookNode = JSONReader().to_notebook(content | {"nbformat_minor": 5})
        nbformat.validate(notebook)
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise NotebookError(f"{path.name} holds characters that are no text (lone surrogates).") from None
    except nbformat.ValidationError as problem:
        raise NotebookError(f"{path.name} is not a valid notebook: {problem.message.splitlines()[0][:120]}") from None
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        raise NotebookError(f"{path.name} is not a valid notebook: its cells can't be read.") from None
    return notebook
