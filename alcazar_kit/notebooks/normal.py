"""The normal form of a notebook, in which two runs of the same course are the same bytes. It executes nothing.

Outputs that can't be the same twice (memory addresses, paths of this machine) are refused, not rewritten: the cell
that shows them is what has to change.
"""

import copy
import re
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from .cell_ids import name_cells
from .cells import NotebookError, code_cells

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL_METADATA = ("nbgrader", "tags")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

_UNSTABLE = {
    "a memory address": re.compile(r"\bat 0x[0-9A-Fa-f]{6,}|\b0x[57][0-9a-f]{10,}\b"),
    "a path of this machine": re.compile(
        r"(?<![\w.:/])(?:/(?:private/)?(?:tmp|var/folders)/|/(?:home|Users)/[\w.-]+/)|\b[A-Za-z]:\\Users\\"
        rf"|\bipykernel_\d+|{re.escape(str(Path.home() / 'x'))[:-1]}"
    ),
}
_FRAME_PATH = re.compile(r"(File )\S*?/chapters/\d\d/(alcazar/)")


def normalise(notebook: NotebookNode, chapter_stem: str) -> NotebookNode:
    """Return the notebook in its normal form.

    Metadata is reduced to an allow-list, cells get readable ids, execution counts run from 1, the parts of a stream
    are joined, and outputs lose their metadata and their widget views.

    Raises:
        NotebookError: an output shows a memory address or a path of this machine; the message names the cell.
    """
    result: NotebookNode = copy.deepcopy(notebook)
    result.nbformat, result.nbformat_minor = 4, 5
    result.metadata = NotebookNode(kernelspec=dict(KERNEL), language_info={"name": "python"})
    for cell in result.cells:
        cell.metadata = NotebookNode({key: cell.metadata[key] for key in CELL_METADATA if cell.metadata.get(key)})
        cell.source = cell.source.replace("\r\n", "\n").rstrip("\n")
    name_cells(result.cells, chapter_stem)
    _count(result)
    for cell in code_cells(result):
        cell.outputs = _merge_streams([_normal_output(output) for output in cell.outputs])
        _refuse_unstable(cell)
    return result


def _count(notebook: NotebookNode) -> None:
    executed = [cell for cell in code_cells(notebook) if cell.execution_count is not None]
    for count, cell in enumerate(executed, 1):
        cell.execution_count = count
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count


def _normal_output(output: NotebookNode) -> NotebookNode:
    if "metadata" in output:
        output.metadata = NotebookNode()
    if "data" in output:
        output.data.pop(WIDGET_VIEW, None)
    if output.output_type == "error":
        output.traceback = _normal_traceback(output)
    return output


def _normal_traceback(error: NotebookNode) -> list[str]:
    """Keep a traceback whose frames lie in the notebook and the learner's package; reduce another to its last line."""
    text = _FRAME_PATH.sub(r"\1\2", "\n".join(error.traceback))
    if any(pattern.search(text) for pattern in _UNSTABLE.values()) or "site-packages" in text:
        text = f"{error.ename}: {error.evalue}"
    return text.split("\n")


def _merge_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    merged: list[NotebookNode] = []
    for output in outputs:
        before = merged[-1] if merged else None
        if before and output.output_type == before.output_type == "stream" and output.name == before.name:
            before.text += output.text
        else:
            merged.append(output)
    return merged


def _refuse_unstable(cell: NotebookNode) -> None:
    for text in _texts(cell.outputs):
        for what, pattern in _UNSTABLE.items():
            if found := pattern.search(text):
                shown = text[max(0, found.start() - 30) : found.end() + 30].strip().splitlines()[0]
                raise NotebookError(
                    f"Cell {cell.id} shows {what}, which is another one in each run: {shown!r}. Show something else."
                )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]
