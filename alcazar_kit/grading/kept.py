"""What a run keeps in its folder, such that a run which was stopped can go on. It draws no report."""

import json
import random
from contextlib import suppress
from pathlib import Path

from ..atomic import write_text
from ..errors import KitError
from ..showing.visible import counted
from .gathering import RUN, notebook
from .reporting import records
from .reporting.names import safe_name
from .reporting.records import Record


class Kept:
    """A run's folder.

    Args:
        folder: the folder; None to keep nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._notes: list[str] = []
        self._unread: list[Path] = []

    def seed(self, wanted: int | None) -> int:
        """Return the seed of a run and keep it: the one that is wanted, else that of the run before, else a fresh one.

        Raises:
            KitError: it can't be kept.
        """
        file = self.folder and self.folder / RUN
        before = self._seed(file) if file and wanted is None else None
        seed = next((seed for seed in (wanted, before) if seed is not None), random.SystemRandom().randrange(1, 10**6))
        if file:
            try:
                write_text(file, json.dumps({"version": records.VERSION, "seed": seed}) + "\n")
            except OSError as problem:
                raise KitError(f"Nothing can be kept in {self.folder}: {problem.strerror}.") from None
        return seed

    @property
    def notes(self) -> list[str]:
        """Sentences on what was there and could not be used."""
        if not self._unread:
            return self._notes
        others = f" and {counted(len(self._unread) - 1, 'other')}" if self._unread[1:] else ""
        said = f"{self._unread[0]}{others}: no record that this kit reads. What it is of was judged anew."
        return [*self._notes, said]

    def read(self, student: str, name: str) -> Record | None:
        """Return the record of a submission, if there is one that can be read."""
        file = self._file(student, name)
        if file is None or not file.is_file():
            return None
        try:
            record = records.read(file)
        except KitError:
            self._unread.append(file)
            return None
        return record if (record["student"], record["path"]) == (student, name) else None

    def write(self, record: Record) -> None:
        """Keep a record.

        Raises:
            KitError: it can't be kept.
        """
        if file := self._file(record["student"], record["path"]):
            records.write(file, record)

    def _seed(self, file: Path) -> int | None:
        if not file.exists():
            return None
        with suppress(OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return int(json.loads(file.read_text(encoding="utf-8"))["seed"])
        self._notes.append(f"{file} could not be read: a fresh seed was drawn, and all was judged anew.")
        return None

    def _file(self, student: str, name: str) -> Path | None:
        file = f"{safe_name(notebook(student, name))}.json"
        return self.folder and self.folder / "records" / safe_name(student) / file
