"""What a learner has passed and which hints they took, in ``progress.json``. It judges nothing and draws nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from .atomic import write_text
from .checking.verdict import Verdict

VERSION = 1
RISING = (Verdict.NOT_ATTEMPTED, Verdict.FAILED, Verdict.PASSED)

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Record:
    """How far one exercise is: its best verdict so far and the number of hints taken."""

    verdict: Verdict = Verdict.NOT_ATTEMPTED
    hints: int = 0


class Progress:
    """The records of one workspace, shared by all kernels that are open.

    Args:
        path: the file, made when there is something to keep.
        say: what is called with a sentence when the file was broken and is set aside.
    """

    def __init__(self, path: Path, say: Callable[[str], object] = print) -> None:
        self.path = path
        self.say = say

    def records(self) -> dict[str, Record]:
        """Return the records by exercise id."""
        try:
            return _loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except _BROKEN:
            with self._lock():
                return self._read()

    def record(self, exercise: str) -> Record:
        """Return the record of one exercise."""
        return self.records().get(exercise, Record())

    def note_verdict(self, exercise: str, verdict: Verdict) -> None:
        """Keep a verdict. What was passed stays passed: trying something else afterwards costs nothing."""
        self._change(exercise, lambda old: replace(old, verdict=max(old.verdict, verdict, key=RISING.index)))

    def take_hint(self, exercise: str, available: int) -> int:
        """Count one more hint, up to those available, and return its number, from 1."""
        return self._change(exercise, lambda old: replace(old, hints=min(old.hints + 1, available))).hints

    def _change(self, exercise: str, change: Callable[[Record], Record]) -> Record:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock():
            records = self._read()
            old = records.get(exercise, Record())
            new = change(old)
            if new != old:
                write_text(self.path, _dumps(records | {exercise: new}))
            return new

    def _lock(self) -> FileLock:
        return FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=10)

    def _read(self) -> dict[str, Record]:
        try:
            return _loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except _BROKEN:
            return self._start_afresh()

    def _start_afresh(self) -> dict[str, Record]:
        number = 1
        while (aside := self.path.with_name(f"{self.path.stem}-broken-{number}.json")).exists():
            number += 1
        self.path.replace(aside)
        self.say(f"{self.path.name} could not be read. It is kept as {aside.name}, and your progress starts afresh.")
        return {}


def _dumps(records: dict[str, Record]) -> str:
    entries = {id: {"verdict": record.verdict.value, "hints": record.hints} for id, record in records.items()}
    content = {"version": VERSION, "exercises": entries}
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def _loads(text: str) -> dict[str, Record]:
    content = json.loads(text)
    if content["version"] != VERSION:
        raise ValueError(f"version {content['version']}")
    return {id: Record(Verdict(entry["verdict"]), int(entry["hints"])) for id, entry in content["exercises"].items()}
