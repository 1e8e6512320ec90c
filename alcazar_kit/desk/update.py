"""The learner's notebook and the course's new version of it, made one. It reads and writes no files.

Three notebooks take part: the one that was handed out, the one that the learner made of it, and the course's new one.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from nbformat import NotebookNode

from ..notebooks.cells import answer_id


@dataclass
class Update:
    """The new notebook, what of the learner's is in it, and what could only stay in the copy of their file."""

    notebook: NotebookNode
    answers: list[str] = field(default_factory=list)
    own_cells: int = 0
    changed_cells: int = 0
    gone_answers: list[str] = field(default_factory=list)
    gone_cells: int = 0


def same_text(one: NotebookNode, other: NotebookNode) -> bool:
    """Tell whether two notebooks say the same, whatever they have shown when they ran."""
    return [(cell.cell_type, cell.source) for cell in one.cells] == [(c.cell_type, c.source) for c in other.cells]


def update(handed_out: NotebookNode | None, learners: NotebookNode, new: NotebookNode) -> Update:
    """Return the course's new notebook with the learner's work in it.

    Their answers go to the exercises of the same id, the cells they added stay behind the same neighbour, and other
    cells that they changed stay changed unless the course has changed them as well.

    Args:
        handed_out: the version that the learner began with; without it, only answers and added cells can be told.
    """
    before = {cell.id: cell for cell in handed_out.cells} if handed_out else {}
    theirs = _pairs(learners.cells, new.cells)
    result = Update(deepcopy(new))
    for cell in result.notebook.cells:
        if cell.id in theirs:
            _take_over(theirs[cell.id], before.get(theirs[cell.id].id), cell, result)
    paired = {id(cell) for cell in theirs.values()}
    _note_what_is_gone((cell for cell in learners.cells if id(cell) not in paired), before, result)
    names = {id(cell): name for name, cell in theirs.items()}
    _insert_own(learners.cells, names, before, result)
    return result


def _pairs(learners: list[NotebookNode], new: list[NotebookNode]) -> dict[str, NotebookNode]:
    """Return the learner's cell for each of the new cells, by the new one's id."""
    by_id = {cell.id: cell for cell in learners}
    pairs = {
        cell.id: by_id[cell.id]
        for cell in new
        if cell.id in by_id
        and answer_id(by_id[cell.id]) == answer_id(cell)
        and by_id[cell.id].cell_type == cell.cell_type
    }
    taken = {id(cell) for cell in pairs.values()}
    by_answer = {answer_id(cell): cell for cell in learners if id(cell) not in taken}
    for cell in new:
        answer = answer_id(cell)
        if cell.id not in pairs and answer and answer in by_answer:
            pairs[cell.id] = by_answer[answer]
    return pairs


def _take_over(theirs: NotebookNode, before: NotebookNode | None, cell: NotebookNode, result: Update) -> None:
    """Let a new cell hold what the learner wrote into it, with what it has shown them."""
    answer = answer_id(cell)
    if theirs.source == cell.source or (before and theirs.source == before.source):
        return
    if not answer and (before is None or before.source != cell.source):
        result.gone_cells += 1
        return
    cell.source = theirs.source
    cell.update({key: deepcopy(theirs[key]) for key in ("outputs", "execution_count", "attachments") if key in theirs})
    if answer:
        result.answers.append(answer)
    else:
        result.changed_cells += 1


def _note_what_is_gone(unpaired: Iterable[NotebookNode], before: dict[str, NotebookNode], result: Update) -> None:
    """Note the cells that the course has dropped, and the learner had changed."""
    for cell in unpaired:
        if cell.id in before and cell.source != before[cell.id].source:
            if answer := answer_id(cell):
                result.gone_answers.append(answer)
            else:
                result.gone_cells += 1


def _insert_own(
    learners: list[NotebookNode], names: dict[int, str], before: dict[str, NotebookNode], result: Update
) -> None:
    """Put each cell that the learner added behind the one that it followed."""
    cells = result.notebook.cells
    place, ids = 0, {cell.id for cell in cells}
    for cell in learners:
        if id(cell) in names:
            place = next(index for index, new in enumerate(cells) if new.id == names[id(cell)]) + 1
        elif cell.id not in before:
            own = deepcopy(cell)
            while own.id in ids:
                own.id = f"{own.id}-own"
            ids.add(own.id)
            cells.insert(place, own)
            place += 1
            result.own_cells += 1
