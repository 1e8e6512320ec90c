"""The learner's desk: where their notebooks, packages, copies and progress lie. It imports nothing that lies there.

How a chapter's package is made ready is in ``desk.opening``.
"""

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from .atomic import write_text
from .course import Course
from .errors import KitError
from .replay import Files, read_package, write_package

PATIENCE = 20.0
"""Seconds to wait for another notebook that is writing to the workspace."""


@dataclass(frozen=True)
class Workspace:
    """A workspace's folder; ``note`` says so where it is not the one that was asked for."""

    root: Path
    note: str = ""

    @classmethod
    def find(cls, course: Course) -> "Workspace":
        """Return ``$ALCAZAR_WORKSPACE`` or the course's own workspace, or a temporary one where it can't be written."""
        named = os.environ.get("ALCAZAR_WORKSPACE")
        return _writable((Path(named).expanduser() if named else course.root / "workspace").absolute())

    @property
    def notebooks(self) -> Path:
        """The learner's copies of the chapters."""
        return self.root / "notebooks"

    @property
    def exercises(self) -> Path:
        """The learner's copies of the exercises."""
        return self.root / "exercises"

    @property
    def copies(self) -> Path:
        """What was kept before something took its place."""
        return self.root / "copies"

    @property
    def pristine(self) -> Path:
        """The notebooks as they were handed out."""
        return self.root / ".course"

    @property
    def progress(self) -> Path:
        """The file of what the learner has passed."""
        return self.root / "progress.json"

    @property
    def mirror(self) -> Path:
        """The package of the furthest chapter, as a folder that can be imported from here."""
        return self.root / "alcazar"

    def chapter(self, number: int) -> Path:
        """Return the folder of a chapter's package and of what is known of it."""
        return self.root / "chapters" / f"{number:02d}"

    def package(self, number: int) -> Path:
        """Return the folder of the package as it is in a chapter."""
        return self.chapter(number) / "alcazar"

    def furthest(self) -> int | None:
        """Return the number of the furthest chapter that was opened, None where none was."""
        names = [path.parent.name for path in self.root.glob("chapters/*/alcazar") if path.is_dir()]
        return max((int(name) for name in names if name.isdecimal()), default=None)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other notebooks from writing packages meanwhile.

        Raises:
            KitError: another one has been at it for too long, or the workspace can't be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with FileLock(self.root / ".lock", timeout=PATIENCE):
                yield
        except Timeout:
            raise KitError("Another notebook is still changing this workspace: wait until its cell is done.") from None
        except OSError as problem:
            raise KitError(
                f"The workspace can't be used: {problem.strerror or problem} ({problem.filename or self.root})."
            ) from None

    def keep(self, files: Files, name: str) -> Path:
        """Keep a package under ``copies/``, as ``chapter-03-1`` and so on, unless the newest copy is just that."""
        kept = self.kept(name)
        if kept and read_package(kept[0]) == files:
            return kept[0]
        number = int(kept[0].name.rpartition("-")[2]) + 1 if kept else 1
        write_package(files, folder := self.copies / f"{name}-{number}")
        return folder

    def kept(self, name: str) -> list[Path]:
        """Return the copies of this name, the newest first."""
        folders = [path for path in self.copies.glob(f"{name}-*") if path.name[len(name) + 1 :].isdecimal()]
        return sorted(folders, key=lambda path: int(path.name[len(name) + 1 :]), reverse=True)

    def update_mirror(self) -> None:
        """Let ``alcazar/`` be what the furthest chapter's package is; a mirror that was changed by hand is kept."""
        furthest = self.furthest()
        if furthest is None:
            return
        record, before = self.root / "chapters" / "mirror.json", read_package(self.mirror)
        if before and record_of(record).get("digest") != digest(before):
            self.keep(before, "alcazar")
        files = read_package(self.package(furthest))
        write_package(files, self.mirror)
        write_text(record, json.dumps({"chapter": furthest, "digest": digest(files)}) + "\n")


def digest(files: Files) -> str:
    """Return a short text that two packages share only if they are the same."""
    return hashlib.sha256(repr(sorted(files.items())).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def record_of(path: Path) -> dict[str, Any]:
    """Read a small JSON file; one that is missing or damaged says nothing."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


@functools.cache
def _writable(root: Path) -> Workspace:
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=root):
            return Workspace(root)
    except OSError:
        pass
    refuge = Path(tempfile.mkdtemp(prefix="alcazar-"))
    return Workspace(refuge, f"{root} can't be written: your work of this session is in {refuge}.")
