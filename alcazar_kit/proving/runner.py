"""Runs answers through the official notebooks in one process, many times faster than kernels would.

Only the course's own answers run here: solutions, starters and planted ones. It is started as a program, with a job as
JSON, since it takes charge of ``alcazar`` in its process.
"""

import functools
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..course import KIT, Course

SECONDS = 240


@dataclass(frozen=True)
class Run:
    """One run of a chapter's official notebook.

    Attributes:
        answers: what replaces the model answers, by exercise id, without the ``%%answer`` line.
        only: the exercises that run; all of them where it is empty.
        prose: whether the tables in the prose are held against the answers.
    """

    seed: int
    answers: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    prose: bool = False


@dataclass(frozen=True)
class Shown:
    """What a run showed: each check's plain text, what of the prose does not hold, and what went wrong altogether."""

    checks: dict[str, str] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    error: str = ""


def run(course: Course, notebook: Path, runs: Iterable[Run]) -> list[Shown]:
    """Run a notebook in a process of its own, once for each run; where that process fails, every run says so."""
    job = {"notebook": str(notebook), "runs": [asdict(run) for run in runs]}
    try:
        return _started(job, course.root)
    except (subprocess.SubprocessError, ValueError) as problem:
        output = str(getattr(problem, "stdout", "") or "")[-2000:] + str(getattr(problem, "stderr", "") or "")[-2000:]
        return [Shown(error=f"running {notebook.name} failed: {problem}\n{output}") for _ in job["runs"]]


def _started(job: dict[str, Any], root: Path) -> list[Shown]:
    env = os.environ | {"ALCAZAR_COURSE": str(root), "ALCAZAR_KIT_RECORD": "1", "PYTHONPATH": str(KIT)}
    done = subprocess.run(
        [sys.executable, "-m", "alcazar_kit.proving.runner"], input=json.dumps(job), cwd=KIT, env=env,
        capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=True,
    )  # fmt: skip
    return [Shown(**shown) for shown in json.loads(done.stdout.rpartition("\n=====\n")[2])]


def main() -> None:
    """Run the job on standard input."""
    import tempfile

    from ..notebooks import read
    from ..practising import practice
    from ..replay import replay

    vars(practice)["replay"] = functools.cache(replay)  # the same package for every run
    job = json.load(sys.stdin)
    notebook = read(Path(job["notebook"]))
    with tempfile.TemporaryDirectory() as desk:
        os.environ |= {"ALCAZAR_WORKSPACE": f"{desk}/workspace", "IPYTHONDIR": f"{desk}/ipython"}
        os.chdir(desk)
        shown = [asdict(_shown(notebook, Run(**run))) for run in job["runs"]]
    sys.stdout.write("\n=====\n" + json.dumps(shown))


def _shown(notebook: Any, run: Run) -> Shown:
    from IPython.core.interactiveshell import InteractiveShell

    from ..notebooks.cells import answer_id, check_id

    os.environ["ALCAZAR_SEED"] = str(run.seed)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    if shell.history_manager:
        shell.history_manager.enabled = False
    checks: dict[str, str] = {}
    violations: list[str] = []
    for cell, table in _cells(notebook, run):
        answer, check = answer_id(cell), check_id(cell)
        source = f"%%answer {answer}\n{run.answers[answer]}" if answer in run.answers else cell.source
        try:
            shows = _execute(shell, source, may_fail=bool(answer))
        except RuntimeError as problem:
            return Shown(checks, violations, str(problem))
        if check:
            checks[check] = shows
            violations += _violations(shell, table) if run.prose else []
    return Shown(checks, violations)


def _cells(notebook: Any, run: Run) -> Iterator[tuple[Any, str]]:
    """Yield the code cells of a run, each with the prose of its exercise."""
    from ..notebooks.cells import answer_id, check_id

    prose = ""
    for cell in notebook.cells:
        exercise = answer_id(cell) or check_id(cell)
        if cell.cell_type == "markdown":
            prose = cell.source if cell.source.startswith("### ") else f"{prose}\n\n{cell.source}"
        elif cell.cell_type == "code" and (not exercise or not run.only or exercise in run.only):
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
    from .prose import rows, violations

    return [problem for row in rows(prose) for problem in violations(row, shell.user_ns, session)]


if __name__ == "__main__":
    main()
