"""The state of one kernel: which chapter is open, and what happens to its package. It parses no magics.

It uses no process and no thread, so that it works where Python runs inside a browser.
"""

import gc
import linecache
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .atomic import write_bytes
from .builder import BuildError, merge, parse_target
from .course import Course, load_course
from .desk.opening import Opening, prepare
from .diff import Diff
from .imports import GUARD, purge
from .rebinding import Stale, fresh_import
from .workspace import Workspace

if TYPE_CHECKING:
    from .own_results import OwnTests


@dataclass
class KernelSession:
    """A notebook's kernel, from ``%load_ext alcazar_kit`` on.

    Attributes:
        course: the course.
        workspace: where the learner's packages lie.
        shell: the kernel's IPython shell.
        chapter: the open chapter's number, and ``package`` its folder; None before one is opened.
        named: the variables that were said to hold old objects, and these objects.
    """

    course: Course
    workspace: Workspace
    shell: Any
    chapter: int | None = None
    package: Path | None = None
    named: dict[str, Any] = field(default_factory=dict)

    def open(self, number: int, *, fresh: bool = False, resume: bool = False) -> Opening:
        """Open a chapter, and serve its package from now on."""
        opening = prepare(self.course, self.workspace, number, fresh=fresh, resume=resume)
        self.chapter, self.package = number, opening.package
        purge()
        GUARD.serve(opening.package)
        return opening

    def build(self, target: str, cell: str) -> "Built":
        """Merge a cell into a module of the open chapter's package, and import the package afresh.

        Raises:
            BuildError: the cell can't be merged, or the package can't be imported with it; nothing has changed then.
        """
        path = parse_target(target)
        package = self._own_package()
        file = package.parent / path
        with self.workspace.locked():
            before = file.read_bytes() if file.is_file() else None
            old = (before or b"").decode("utf-8", "replace")
            new = merge(old, "\n" + cell, module=str(path))  # so that lines count from %%build
            write_bytes(file, new.encode("utf-8"))
            try:
                stale = fresh_import(self.shell.user_ns, _module(path.parts))
            except KeyboardInterrupt:
                _roll_back(file, before)
                raise
            except BaseException as problem:
                message = _blame(problem, str(path), package)
                _roll_back(file, before)
                raise BuildError(message) from problem
            self.workspace.update_mirror()
        return Built(Diff(str(path), old, new), self._not_named_yet(stale))

    def test(self, which: str = "") -> "OwnTests":
        """Run the framework's tests of this chapter on its package; in chapter 0 all of them, on the finished one.

        Args:
            which: another chapter's number, or ``all`` for those of all chapters up to this one.

        Raises:
            BuildError: no chapter is open, or it is before the one that is asked for.
        """
        from .own_tests import run

        lent = self.package if self.chapter == 0 else None
        package, last = lent or self._own_package(), self.course.chapters[-1].number if lent else self.chapter or 0
        if which == "all" or (lent and not which):
            return run(self.course, package, 1, last)
        if which and not (which.isdecimal() and 1 <= int(which) <= last):
            raise BuildError(f"%test takes a chapter from 1 to {last}, or all, not {which!r}.")
        chapter = int(which or last)
        return run(self.course, package, chapter, chapter)

    def _not_named_yet(self, stale: list[Stale]) -> list[Stale]:
        """Leave out variables that an earlier build named, and that hold the same object still."""
        before, self.named = self.named, {variable.name: self.shell.user_ns[variable.name] for variable in stale}
        return [variable for variable in stale if before.get(variable.name) is not self.named[variable.name]]

    def _own_package(self) -> Path:
        if self.chapter is None or self.package is None:
            raise BuildError("No chapter is open: run %chapter with a number first, such as %chapter 1.")
        if self.chapter == 0:
            raise BuildError("Chapter 0 shows the finished package, which no cell changes: open another chapter first.")
        if not self.package.is_dir():
            raise BuildError(f"Your package is gone from the workspace: run %chapter {self.chapter} again.")
        return self.package


@dataclass(frozen=True)
class Built:
    """What a build cell did: how the module changed, and which variables stayed behind."""

    diff: Diff
    stale: list[Stale]


def open_session(shell: Any) -> KernelSession:
    """Make this kernel a session: the import guard, the magics, and the kit's own names."""
    from . import exercise_magics, magics

    course = load_course()
    session = KernelSession(course, Workspace.find(course), shell)
    GUARD.install()
    magics.register(session)
    exercise_magics.register(session)
    gc.freeze()  # what is loaded by now stays loaded; to look through it for garbage takes longer than a build cell
    return session


def _module(parts: tuple[str, ...]) -> str:
    return ".".join(parts).removesuffix(".py").removesuffix(".__init__")


def _roll_back(file: Path, before: bytes | None) -> None:
    linecache.cache.pop(str(file), None)
    if before is not None:
        write_bytes(file, before)
        return
    file.unlink(missing_ok=True)
    if not any(file.parent.iterdir()) and file.parent.name != "alcazar":
        file.parent.rmdir()


def _blame(problem: BaseException, module: str, package: Path) -> str:
    """Say in a few lines why the package can't be imported, with the line of the package where it went wrong."""
    message = f"{module} is as it was: with this cell, importing the package fails."
    place = _place(problem, package)
    return "\n".join(filter(None, [message, place, f"  {type(problem).__name__}: {_text(problem)}"]))


def _place(problem: BaseException, package: Path) -> str:
    frames = [(frame.filename, frame.lineno, frame.line) for frame in traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError):
        frames.append((problem.filename or "", problem.lineno, (problem.text or "").strip()))
    inside = [frame for frame in frames if Path(frame[0]).is_relative_to(package)]
    if not inside:
        return ""
    filename, line, text = inside[-1]
    return f"  {Path(filename).relative_to(package.parent).as_posix()}, line {line}: {text}"


def _text(problem: BaseException) -> str:
    return str(problem.msg) if isinstance(problem, SyntaxError) else str(problem)
