"""The package as the course's notebooks build it, made without a kernel. It runs no cell and imports no package.

What was replayed once is kept in the course's folder, under the digest of all that it was made of.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from .atomic import write_text
from .builder import BuildError, merge, parse_target
from .course import Chapter, Course
from .notebooks import read
from .notebooks.cells import NotebookError, body, builds, target

KEPT = ".replayed"
"""The folder in the course's that holds what was replayed; it may be deleted at any time."""

Files = dict[str, str]
"""A package's modules: their path in the package, such as ``orm/sql.py``, and their source."""


def replay(course: Course, through: int) -> Files:
    """Merge all build cells of the course's chapters 0 to ``through``, in order.

    Raises:
        NotebookError: a notebook can't be read, or one of its build cells can't be merged.
    """
    chapters, kept = _through(course, through), kept_file(course, through)
    with suppress(OSError, ValueError):
        found: Files = json.loads(kept.read_text(encoding="utf-8"))
        return found
    files: Files = {}
    for chapter in chapters:
        _replay_chapter(course, chapter, files)
    with suppress(OSError):  # the course's folder may be read-only
        write_text(kept, json.dumps(files))
    return files


def kept_file(course: Course, through: int) -> Path:
    """Return where the replay of chapters 0 to ``through`` is kept, once it was made."""
    notebooks = [course.walkthrough(chapter) for chapter in _through(course, through)]
    return course.root / KEPT / f"{_digest(notebooks)}.json"


def read_package(folder: Path) -> Files:
    """Read the modules that lie in a folder; a folder that isn't there has none."""
    paths = sorted(path for path in folder.rglob("*.py") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in paths}


def write_package(files: Files, folder: Path) -> None:
    """Make a folder hold these modules and no others; a module that is right already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    present = read_package(folder)
    for name, source in files.items():
        if present.get(name) != source:
            write_text(folder / name, source)
    for name in present.keys() - files.keys():
        (folder / name).unlink(missing_ok=True)
        _remove_if_empty((folder / name).parent, folder)


def _through(course: Course, number: int) -> list[Chapter]:
    return [chapter for chapter in course.chapters if chapter.number <= number]


def _digest(notebooks: list[Path]) -> str:
    """Return a short text that changes with the notebooks, and with the code that merges their cells."""
    here = Path(__file__).parent
    code = [here / "builder.py", here / "replay.py", *sorted((here / "merging").glob("*.py"))]
    content = hashlib.sha256()
    for path in [*code, *notebooks]:
        content.update(path.read_bytes() if path.is_file() else b"")
        content.update(b"\0")
    return content.hexdigest()[:32]


def _replay_chapter(course: Course, chapter: Chapter, files: Files) -> None:
    for cell in builds(read(course.walkthrough(chapter))):
        try:
            path = parse_target(target(cell))
            name = path.relative_to("alcazar").as_posix()
            files[name] = merge(files.get(name, ""), "\n" + body(cell.source), module=str(path))
        except BuildError as problem:
            raise NotebookError(f"Chapter {chapter.number}, cell {cell.id}: {problem}") from None


def _remove_if_empty(folder: Path, top: Path) -> None:
    if folder != top and not any(folder.iterdir()):
        folder.rmdir()
