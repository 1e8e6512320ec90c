"""One submission judged: pytest runs nbval's items for it in this process, its cells run elsewhere. It reads no files.

What is compared with what is in ``judged_notebook``, where the cells run in ``sandbox``.
"""

import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from ..course import Course
from ..notebooks import read, write
from .kernel import WatchedKernel
from .sandbox.scratch import scratch
from .submission import Submission, transplant

OPTIONS = (
    *("--nbval", "-q", "--color=no", "--noconftest", "-p", "nbval.plugin", "--capture=no", "--assert=plain"),
    *("-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:logging", "-p", "no:threadexception"),
    *("-p", "no:unraisableexception"),
    *("-W", "ignore", "--nbval-kernel-startup-timeout", "60"),
)


@dataclass
class Judging:
    """What judging a submission needs, and what came of it.

    Attributes:
        submission: the answers.
        official: the solutions' notebook; what it shows is not used.
        expected: returns what each check of the solutions shows, by exercise; called when it is first needed.
        kernel: starts a kernel.
        seconds: what a cell may take.
        results: an entry for each answer and each check that ran.
        problem: why the run can't go on, where that is no fault of an answer's.
    """

    submission: Submission
    official: NotebookNode
    expected: Callable[[], Mapping[str, str]]
    kernel: Callable[[], WatchedKernel]
    seconds: float
    results: list[dict[str, Any]] = field(default_factory=list)
    problem: BaseException | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> Generator[None, Any, list[pytest.Collector]]:
        """Take over the notebook from nbval, as pytest's hook of this name."""
        from .judged_notebook import JudgedNotebook

        yield
        return [JudgedNotebook.judged_by(self, parent, file_path)]

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Keep the interruption, which pytest swallows, as its hook of this name."""
        self.problem = self.problem or excinfo.value


def judge(judging: Judging) -> str:
    """Judge a submission; its results are in ``judging.results``.

    Returns:
        What pytest said at its end, which is of interest where results are missing.

    Raises:
        KitError: the machine can't judge it; the message says why.
        KeyboardInterrupt: the run was interrupted.
    """
    stem = judging.submission.chapter.stem
    with tempfile.TemporaryDirectory(dir=scratch(), ignore_cleanup_errors=True) as name, _no_settings():
        folder = Path(name)
        path, settings = folder / f"{stem}.ipynb", folder / "pytest.ini"
        write(transplant(judging.official, judging.submission.answers), path)
        settings.write_text("[pytest]\n", encoding="utf-8")
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            pytest.main([*OPTIONS, "--rootdir", name, "-c", str(settings), str(path)], plugins=[judging])
    if judging.problem:
        raise judging.problem
    lines = [line for line in said.getvalue().splitlines() if line.strip()]
    return lines[-1] if lines else ""


def official(course: Course, submission: Submission) -> NotebookNode:
    """Return the solutions to a submission's exercises."""
    return read(course.solutions(submission.chapter))


@contextlib.contextmanager
def _no_settings() -> Iterator[None]:
    """Keep pytest from plugins and options that happen to be around."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PYTEST_")}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(kept)
