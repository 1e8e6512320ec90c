"""The learner's copies of the notebooks, and how a newer version of the course reaches them. It shows nothing itself.

The workspace keeps each notebook as it was handed out, so that what the learner did to it can be told from what the
course did. How two versions of one notebook become one is in ``update``.
"""

from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from ..atomic import write_bytes
from ..course import Course
from ..errors import KitError
from ..notebooks import LIMIT_MB, NotebookError, copy_aside, read, write
from ..workspace import Workspace
from .update import Update, same_text, update


def sync(course: Course, workspace: Workspace) -> list[str]:
    """Bring the learner's notebooks up to the course's version and keep their work.

    Nothing is written where nothing has changed; a file that the learner has worked in is copied before it changes.

    Returns:
        What was done and what the learner should know, in sentences; none where nothing was done.

    Raises:
        KitError: the workspace can't be written.
    """
    with workspace.locked():
        greeting = [] if workspace.pristine.exists() else [f"Your copies of the notebooks are in {workspace.root}."]
        try:
            said = [sentence for official in _handed_out(course) for sentence in _bring_up(official, workspace)]
            _hand_out_conftest(course, workspace)
        except OSError as problem:
            raise KitError(f"{problem.filename or workspace.root} can't be written: {problem.strerror}.") from None
    return greeting + said


def _handed_out(course: Course) -> Iterator[Path]:
    """Yield the course's notebooks that a learner gets a copy of."""
    for chapter in course.chapters:
        yield from (path for path in (course.walkthrough(chapter), course.exercises(chapter)) if path.exists())


def _hand_out_conftest(course: Course, workspace: Workspace) -> None:
    """Let plain ``pytest --nbval`` judge the learner's copies of the exercises as it judges the course's."""
    official, learners = course.root / "exercises" / "conftest.py", workspace.exercises / "conftest.py"
    if official.is_file() and not (learners.is_file() and learners.read_bytes() == official.read_bytes()):
        write_bytes(learners, official.read_bytes())


def _bring_up(official: Path, workspace: Workspace) -> list[str]:
    """Bring one notebook up to the course's version; the copy that tells what was handed out is written last."""
    name = f"{official.parent.name}/{official.name}"
    learners, pristine = workspace.root / name, workspace.pristine / name
    content = official.read_bytes()
    up_to_date = pristine.exists() and pristine.read_bytes() == content
    try:
        if not learners.exists():
            write_bytes(learners, content)
            said = []
        else:
            said = _mended(learners, content, workspace)
            if not said and not up_to_date:
                said = _updated(learners, pristine, official, workspace)
    except NotebookError as problem:
        return [f"{name} was left as it is. {problem}"]
    if not up_to_date:
        write_bytes(pristine, content)
    return said


def _mended(learners: Path, content: bytes, workspace: Workspace) -> list[str]:
    """Put the course's notebook in the place of one that can't be read, and keep that."""
    try:
        read(learners)
    except NotebookError as problem:
        if learners.stat().st_size > LIMIT_MB * 1_000_000:
            raise
        copy = copy_aside(learners, workspace.copies)
        write_bytes(learners, content)
        return [f"{problem} The course's own is in its place; what was there is kept as {copy}."]
    return []


def _updated(learners: Path, pristine: Path, official: Path, workspace: Workspace) -> list[str]:
    """Let the learner's notebook be the course's new one with their work in it."""
    theirs, new, handed_out = read(learners), read(official), _readable(pristine)
    name = f"{official.parent.name}/{official.name}"
    if same_text(theirs, new):
        return []
    if handed_out and same_text(theirs, handed_out):
        write_bytes(learners, official.read_bytes())
        return [f"{name} is the course's new version; you had changed nothing in it."]
    copy = copy_aside(learners, workspace.copies)
    result = update(handed_out, theirs, new)
    write(result.notebook, learners)
    return [f"{name} is the course's new version, {_kept(result)}. Your file as it was: {copy}.", *_gone(result)]


def _readable(path: Path) -> NotebookNode | None:
    try:
        return read(path)
    except NotebookError:
        return None


def _kept(result: Update) -> str:
    counts = {
        "of your answers": len(result.answers),
        "of the cells you added": result.own_cells,
        "of the cells you changed": result.changed_cells,
    }
    kept = [f"{count} {what}" for what, count in counts.items() if count]
    return f"with your work in it ({', '.join(kept)})" if kept else "which has a new text wherever you had changed it"


def _gone(result: Update) -> Iterator[str]:
    if result.gone_answers:
        yield f"The course has dropped {', '.join(result.gone_answers)}: your answer is in that copy."
    if result.gone_cells:
        yield f"Cells that you and the course have both changed, {result.gone_cells} of them: yours are in that copy."
