"""Runs answers through the official notebooks in one process, many times faster than kernels would.

Only the course's own answers run here: solutions, starters and planted ones. It is started as a program, with a job as
JSON, since it takes charge of ``alcazar`` in its process. It judges nothing.
"""

import functools
import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..course import KIT, Course

SECONDS = 60
"""How long one run may take."""

FORKS = sys.platform == "linux"
"""Whether a run has a copy of the process for itself. On macOS what asks for proxies may crash in one."""


@dataclass(frozen=True)
class Run:
    """One run of a chapter's official notebook.

    Attributes:
        answers: what replaces the model answers, by exercise id, without the ``%%answer`` line.
        only: the exercises that run; all of them where it is empty.
        prose: whether the tables in the prose are held against the answers.
        seconds: how long it may take; where processes can't be forked, how long runs may take on average.
    """

    seed: int
    answers: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    prose: bool = False
    seconds: float = SECONDS


@dataclass(frozen=True)
class Shown:
    """What a run showed: each check's plain text, what of the prose does not hold, and what went wrong altogether."""

    checks: dict[str, str] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    error: str = ""


def run(course: Course, notebook: Path, runs: Iterable[Run], *, hash_seed: int = 0) -> list[Shown]:
    """Run a notebook in a process of its own, once for each run; where that process fails, every run says so.

    Args:
        course: the course.
        notebook: one of its solutions.
        runs: what shall run; none sees what another one did.
        hash_seed: what the order of sets is drawn from.
    """
    job: dict[str, Any] = {"notebook": str(notebook), "runs": [asdict(run) for run in runs]}
    try:
        return _started(job, course.root, hash_seed)
    except (subprocess.SubprocessError, ValueError) as problem:
        output = str(getattr(problem, "stdout", "") or "")[-2000:] + str(getattr(problem, "stderr", "") or "")[-2000:]
        return [Shown(error=f"running {notebook.name} failed: {problem}\n{output}") for _ in job["runs"]]


def _started(job: dict[str, Any], root: Path, hash_seed: int) -> list[Shown]:
    env = os.environ | {"ALCAZAR_COURSE": str(root), "ALCAZAR_KIT_RECORD": "1", "PYTHONPATH": str(KIT)}
    done = subprocess.run(
        [sys.executable, "-m", "alcazar_kit.proving.runner"], input=json.dumps(job), cwd=KIT,
        env=env | {"PYTHONHASHSEED": str(hash_seed)}, capture_output=True, text=True, encoding="utf-8",
        timeout=SECONDS + sum(run["seconds"] for run in job["runs"]), check=True,
    )  # fmt: skip
    return [Shown(**shown) for shown in json.loads(done.stdout.rpartition("\n=====\n")[2])]


def main() -> None:
    """Run the job on standard input."""
    from ..notebooks import read

    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as desk:
        os.environ |= {"ALCAZAR_WORKSPACE": f"{desk}/workspace", "IPYTHONDIR": f"{desk}/ipython", "TMPDIR": desk}
        tempfile.tempdir = desk  # a run that is ended clears nothing away
        os.chdir(desk)
        shown = _all(read(Path(job["notebook"])), [Run(**run) for run in job["runs"]])
        os.chdir(KIT)
    sys.stdout.write("\n=====\n" + json.dumps([asdict(one) for one in shown]))


def _all(notebook: Any, runs: list[Run]) -> list[Shown]:
    """Make all runs: where it can be, each in a copy of a process that has the exercises open."""
    from ..notebooks.cells import answer_id

    code = list(_cells(notebook))
    opening = list(itertools.takewhile(lambda entry: not answer_id(entry[0]), code))
    if not FORKS:
        return [_shown(_new_shell(), code, run) for run in runs]
    shell = _new_shell()
    if error := _shown(shell, opening, Run(0)).error:
        return [Shown(error=error) for _ in runs]
    gc.freeze()  # what is there already is garbage of no run, and to look through it would copy its memory
    return [_apart(functools.partial(_shown, shell, code[len(opening) :], run), run.seconds) for run in runs]


def _apart(work: Callable[[], Shown], seconds: float) -> Shown:
    """Do some work in a copy of this process, which is killed when it takes too long."""
    import multiprocessing

    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sending.send(asdict(work())))
    process.start()
    sending.close()
    try:
        if not receiving.poll(seconds):
            return Shown(error=f"it took longer than {seconds:g} seconds")
        return Shown(**receiving.recv())
    except EOFError:
        return Shown(error="it ended its process")
    finally:
        process.kill()
        process.join()
        receiving.close()


def _new_shell() -> Any:
    from IPython.core.history import HistoryManager
    from IPython.core.interactiveshell import InteractiveShell

    class Shell(InteractiveShell):
        def init_history(self) -> None:
            """Keep no history: it would start a thread, and what has threads is not to be forked."""
            self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    InteractiveShell.clear_instance()
    return Shell.instance()


def _shown(shell: Any, code: list[tuple[Any, str]], run: Run) -> Shown:
    """Run cells in a folder of their own, with a run's answers."""
    from ..notebooks.cells import answer_id, check_id

    os.environ["ALCAZAR_SEED"] = str(run.seed)
    os.chdir(tempfile.mkdtemp(dir=Path(os.environ["IPYTHONDIR"]).parent))
    checks: dict[str, str] = {}
    violations: list[str] = []
    for cell, table in code:
        answer, check = answer_id(cell), check_id(cell)
        if run.only and (exercise := answer or check) and exercise not in run.only:
            continue
        source = f"%%answer {answer}\n{run.answers[answer]}" if answer in run.answers else cell.source
        try:
            shows = _execute(shell, source, may_fail=bool(answer))
        except RuntimeError as problem:
            return Shown(checks, violations, str(problem))
        if check:
            checks[check] = shows
            violations += _violations(shell, table) if run.prose else []
    return Shown(checks, violations)


def _cells(notebook: Any) -> Iterator[tuple[Any, str]]:
    """Yield the code cells of a notebook, each with the prose of its exercise."""
    prose = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            prose = cell.source if cell.source.startswith("### ") else f"{prose}\n\n{cell.source}"
        elif cell.cell_type == "code":
            yield cell, prose


def _execute(shell: Any, source: str, *, may_fail: bool) -> str:
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(source)
    if not result.success and not may_fail:
        raise RuntimeError(f"{source}\n{captured.stdout}") from (result.error_in_exec or result.error_before_exec)
    return "\n".join(output.data.get("text/plain", "") for output in captured.outputs)


def _violations(shell: Any, prose: str) -> list[str]:
    from ..client import session
    from .prose import UnreadableRowError, rows, violations

    found = []
    with suppress(UnreadableRowError):  # who reads the prose alone says where
        for row in rows(prose):
            try:
                found += violations(row, shell.user_ns, session)
            except UnreadableRowError as problem:
                found.append(f"{row}: {problem}")
    return found


if __name__ == "__main__":
    main()
