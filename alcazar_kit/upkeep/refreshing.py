"""Executes the course's own notebooks and stores their outputs in normal form. What one run is, is in ``execution``.

The cells of solutions get the metadata that the manifest asks for.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ..atomic import write_text
from ..course import Chapter, Course
from ..errors import KitError
from ..exercises import manifest_metadata
from ..notebooks import dumps, normalise, read
from ..notebooks.cells import MEASURES, NotebookError, code_cells, tags
from .execution import execute

AT_ONCE = 2
"""How many notebooks run side by side; more only slow each other down on two cores."""


@dataclass(frozen=True)
class Source:
    """A notebook that is written by hand, and whose outputs are not."""

    chapter: Chapter
    path: Path

    @property
    def name(self) -> str:
        """Its folder and file: ``notebooks/03_routing``."""
        return f"{self.path.parent.name}/{self.path.stem}"


@dataclass(frozen=True)
class Refreshed:
    """A notebook's text before and after it was executed."""

    source: Source
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the stored outputs are not those of this run."""
        return self.before != self.after

    def store(self) -> None:
        """Write the notebook where its outputs are new."""
        if self.changed:
            write_text(self.source.path, self.after)


def sources(course: Course, names: Iterable[str] = ()) -> list[Source]:
    """Return the walkthroughs and solutions that there are, all of them or those that are named.

    Args:
        course: the course.
        names: numbers (``3``), stems (``03_routing``) or paths (``solutions/03_routing.ipynb``).

    Raises:
        KitError: a name fits no notebook.
    """
    everything = list(_sources(course))
    chosen: dict[str, Source] = {}
    for name in names:
        fitting = [source for source in everything if _fits(source, name)]
        if not fitting:
            raise KitError(f"No notebook is called {name!r}: there are {', '.join(s.name for s in everything)}.")
        chosen |= {source.name: source for source in fitting}
    return list(chosen.values()) or everything


def refresh(course: Course, chosen: Iterable[Source], at_once: int = AT_ONCE) -> Iterator[Refreshed]:
    """Execute notebooks, some at once, and yield each as soon as it is there.

    Raises:
        NotebookError: one can't be executed; the message names chapter, cell and error. Those that wait are not begun.
    """
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for future in as_completed([pool.submit(refreshed, course, source) for source in chosen]):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def refreshed(course: Course, source: Source) -> Refreshed:
    """Execute one notebook.

    Raises:
        NotebookError: it can't be read or executed.
        KitError: the exercises of a solution notebook are not those of the manifest.
    """
    notebook = normalise(_without_outputs(source.path), source.chapter.stem)
    if source.path == course.solutions(source.chapter):
        manifest_metadata(course, source.chapter, notebook)
    try:
        executed = _with_measured(execute(notebook, course), read(source.path))
        after = dumps(normalise(executed, source.chapter.stem))
    except NotebookError as problem:
        raise NotebookError(f"Chapter {source.chapter.number}, {source.name}: {problem}") from None
    return Refreshed(source, source.path.read_text(encoding="utf-8"), after)


def _without_outputs(path: Path) -> NotebookNode:
    notebook = read(path)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    return notebook


def _with_measured(notebook: NotebookNode, stored: NotebookNode) -> NotebookNode:
    """Give cells that measure the outputs that are stored for the same source: numbers of another run tell no more."""
    measured = {cell.source: cell.outputs for cell in code_cells(stored) if MEASURES in tags(cell) and cell.outputs}
    for cell in code_cells(notebook):
        if MEASURES in tags(cell):
            cell.outputs = measured.get(cell.source, cell.outputs)
    return notebook


def _sources(course: Course) -> Iterator[Source]:
    for place in (course.walkthrough, course.solutions):
        for chapter in course.chapters:
            if place(chapter).is_file():
                yield Source(chapter, place(chapter))


def _fits(source: Source, name: str) -> bool:
    wanted = name.removesuffix(".ipynb").replace("\\", "/")
    by_number = wanted.isdecimal() and int(wanted) == source.chapter.number
    return by_number or wanted == source.chapter.stem or f"/{wanted}".endswith(f"/{source.name}")
