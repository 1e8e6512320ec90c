"""The answers in one exercise notebook, each with its own names and its own copy of the package. It judges none.

Every answer starts from the official package of the chapter. What another answer defined is taken away while one runs,
and comes back with its package when that answer is looked at again.
"""

import re
import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from ..atomic import write_text
from ..builder import merge, parse_target
from ..diff import Diff
from ..errors import KitError
from ..imports import GUARD, Modules, purge, restore
from ..notebooks.cells import body, magic_line
from ..rebinding import fresh_import

_SHELLS_OWN = re.compile(r"_+|_i*|_i?\d+|_[io]h|_dh|_exit_code|In|Out|get_ipython|exit|quit|open|__\w+__")
_GONE = object()


@dataclass
class Answer:
    """One answer that ran.

    Attributes:
        stopped: what it raised, in one line; empty where it ran to its end.
        taken: the kit's own names that it defined, and that were given back to the kit.
        folder: the package it rests on, and ``modules`` what was imported of it.
        followed: names from before that follow the package.
        names: what it defined; ``covered`` is what stood under these names before.
    """

    source: str
    folder: Path
    stopped: str = ""
    taken: list[str] = field(default_factory=list)
    modules: Modules = field(default_factory=dict)
    followed: dict[str, Any] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)
    covered: dict[str, Any] = field(default_factory=dict)


class Answers:
    """The answers of one notebook.

    Args:
        namespace: the notebook's variables.
        package: the official package's folder, which stays as it is.
        scratch: a folder for the copies that answers change.
        kept: names that answers can't take, such as the kit's ``show``.
    """

    def __init__(self, namespace: dict[str, Any], package: Path, scratch: Path, kept: tuple[str, ...] = ()) -> None:
        self.namespace = namespace
        self.package = package
        self.scratch = scratch
        self.kept = {name: namespace[name] for name in kept if name in namespace}
        self.answers: dict[str, Answer] = {}
        self.active: str | None = None

    def serve(self) -> None:
        """Serve the official package, and let names of an earlier one follow."""
        GUARD.serve(self.package)
        fresh_import(self.namespace)

    def run(self, exercise: str, source: str, execute: Callable[[str], BaseException | None]) -> Diff | None:
        """Run an answer afresh and remember what it defines.

        Args:
            exercise: the exercise's id.
            source: the answer; where it begins with ``%%build``, it is merged into a copy of the package.
            execute: runs code in the notebook's namespace, shows its error by itself, and returns it.

        Returns:
            What a ``%%build`` answer changed in the package.

        Raises:
            KitError: the answer can't be merged.
            Exception: what importing the merged package raised.
        """
        self._leave()
        answer = self.answers[exercise] = Answer(source, self.package)
        self.active = exercise
        try:
            diff = self._build(exercise, answer)
            self._start(answer)
        except BaseException as problem:
            answer.folder, answer.stopped = self.package, said(problem)
            self._start(answer)
            raise
        before = dict(self.namespace)
        if diff is None:
            answer.stopped = said(execute(source))
        self._remember(answer, before)
        return diff

    def source(self, exercise: str) -> str:
        """Return the source of an answer.

        Raises:
            KitError: it has not run in this kernel.
        """
        return self._ran(exercise).source

    def stopped(self, exercise: str) -> str:
        """Return what an answer raised when it ran, in one line."""
        return self._ran(exercise).stopped

    def taken(self, exercise: str) -> list[str]:
        """Return the kit's own names that an answer defined in vain."""
        return self._ran(exercise).taken

    def activate(self, exercise: str) -> None:
        """Bring back the names and the package of an answer.

        Raises:
            KitError: it has not run in this kernel.
        """
        answer = self._ran(exercise)
        if self.active != exercise:
            self._leave()
            GUARD.serve(answer.folder)
            restore(answer.modules)
            self.namespace.update(answer.followed | answer.names)
            self.active = exercise
        self.namespace.update(self.kept)

    def _ran(self, exercise: str) -> Answer:
        if exercise not in self.answers:
            raise KitError(f"Run the answer cell of {exercise} first: its answer has not run in this kernel yet.")
        return self.answers[exercise]

    def _leave(self) -> None:
        """Take away the names of the answer that ran last."""
        if self.active is None:
            return
        answer = self.answers[self.active]
        for name in answer.names:
            self.namespace.pop(name, None)
        self.namespace.update(answer.covered)
        self.active = None

    def _start(self, answer: Answer) -> None:
        before = dict(self.namespace)
        GUARD.serve(answer.folder)
        fresh_import(self.namespace)
        answer.followed = {name: self.namespace[name] for name in before if self.namespace[name] is not before[name]}
        answer.modules = _imported()

    def _build(self, exercise: str, answer: Answer) -> Diff | None:
        name, argument = magic_line(answer.source) or ("", "")
        if name != "build":
            return None
        target = parse_target(argument)
        answer.folder = self._copy(exercise)
        file = answer.folder / PurePosixPath(*target.parts[1:])
        old = file.read_text(encoding="utf-8") if file.is_file() else ""
        new = merge(old, "\n\n" + body(answer.source), module=str(target))  # lines count from %%answer
        write_text(file, new)
        return Diff(str(target), old, new)

    def _copy(self, exercise: str) -> Path:
        folder = self.scratch / exercise / "alcazar"
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self.package, folder))

    def _remember(self, answer: Answer, before: dict[str, Any]) -> None:
        answer.taken = [name for name, own in self.kept.items() if self.namespace.get(name) is not own]
        for name, value in list(self.namespace.items()):
            if before.get(name, _GONE) is value or name in self.kept or _SHELLS_OWN.fullmatch(name):
                continue
            answer.names[name] = value
            if name in before:
                answer.covered[name] = before[name]
        self.namespace.update(self.kept)
        answer.modules = _imported()


def said(error: BaseException | None) -> str:
    """Return an error in one line, as a traceback ends; nothing for none."""
    if error is None:
        return ""
    if isinstance(error, KitError):
        return str(error).partition("\n")[0]
    return traceback.format_exception_only(error)[-1].strip().partition("\n")[0]


def _imported() -> Modules:
    modules = purge()
    restore(modules)
    return modules
