"""Drift: what is made from the notebooks, or stored in them, and is not what they make now. It mends nothing."""

import copy
from collections.abc import Iterator
from pathlib import Path

from ..course import Course
from ..exercises import exercise_notebook, manifest_metadata
from ..notebooks import dumps, normalise, read
from ..notebooks.cells import code_cells
from ..upkeep.building import build
from .evidence import Evidence
from .finding import Finding

BUILD = "Run alcazar-kit build."


def built(course: Course) -> Iterator[Finding]:
    """Find files of the package, its reference page and the examples that are not what the walkthroughs make."""
    for difference in build(course, check=True):
        if not difference.name.startswith("exercises/"):
            yield Finding(difference.name, "It is not what the notebooks make.", BUILD)


def exercises(evidence: Evidence) -> Iterator[Finding]:
    """Find an exercise notebook that is not its solutions without the answers."""
    path = evidence.course.exercises(evidence.chapter)
    if evidence.exercises != exercise_notebook(evidence.course, evidence.chapter):
        yield Finding(_name(path), "It is not its solutions without the model answers.", BUILD)


def metadata(evidence: Evidence) -> Iterator[Finding]:
    """Find cells of solutions whose metadata is not what the manifest asks for."""
    solutions = evidence.solutions
    wanted = copy.deepcopy(solutions)
    manifest_metadata(evidence.course, evidence.chapter, wanted)
    stale = [old.id for old, new in zip(solutions.cells, wanted.cells, strict=True) if old.metadata != new.metadata]
    if stale:
        path = evidence.course.solutions(evidence.chapter)
        problem = f"The metadata of {', '.join(stale)} is not what the manifest says."
        yield Finding(_name(path), problem, _refresh(evidence))


def form(evidence: Evidence) -> Iterator[Finding]:
    """Find notebooks that are not in canonical form, and those with cells that were not run from top to bottom."""
    course, chapter = evidence.course, evidence.chapter
    executed = [course.walkthrough(chapter), *([course.solutions(chapter)] if chapter.exercises else [])]
    for path in [*executed, *([course.exercises(chapter)] if chapter.exercises else [])]:
        notebook = read(path)
        if path.read_text(encoding="utf-8") != dumps(normalise(notebook, chapter.stem)):
            yield Finding(
                _name(path), "It is not in canonical form.", _refresh(evidence) if path in executed else BUILD
            )
        counts = [cell.execution_count for cell in code_cells(notebook)]
        if path in executed and counts != list(range(1, len(counts) + 1)):
            yield Finding(_name(path), "Its cells were not run once each, from top to bottom.", _refresh(evidence))


def stored(evidence: Evidence) -> Iterator[Finding]:
    """Find checks whose stored output is not what the solution shows."""
    for id, shown in evidence.own.checks.items():
        if shown != evidence.stored[id]:
            yield Finding(id, "What is stored for its check is not what its solution shows.", _refresh(evidence))


def _refresh(evidence: Evidence) -> str:
    return f"Run alcazar-kit refresh {evidence.chapter.number:02d}."


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
