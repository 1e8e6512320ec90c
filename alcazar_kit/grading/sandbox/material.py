"""What of the course a submission's kernel can read: no solution, no hint, no expected answer."""

import functools
import json
import shutil
import tempfile
from pathlib import Path

from ...course import KIT, MANIFEST, Chapter, Course
from ...replay import KEPT, kept_file, replay
from . import bytecode
from .scratch import scratch

COPY = "course"
"""What a sandbox's own copy of it is called, where the sandbox can't be kept from writing to it."""


@functools.cache
def material(course: Course, chapter: Chapter) -> Path:
    """Return a folder that stands in for the course's; it is made once in a process.

    Args:
        course: the course.
        chapter: the chapter whose exercises are answered.
    """
    bytecode.keep()
    folder = Path(tempfile.mkdtemp(dir=scratch()))
    folder.chmod(0o755)
    (folder / "alcazar_kit").mkdir()
    (folder / MANIFEST).write_text(_manifest(course), encoding="utf-8")
    finished = course.root / "alcazar"
    shutil.copytree(
        finished if finished.is_dir() else KIT / "alcazar", folder / "alcazar", ignore=shutil.ignore_patterns("*.pyc")
    )
    stand_in = Course(folder, course.seed, course.chapters)
    (folder / "notebooks").mkdir()
    for earlier in course.chapters:
        if earlier.number <= chapter.number:
            shutil.copyfile(course.walkthrough(earlier), stand_in.walkthrough(earlier))
    replay(course, chapter.number)
    if (kept := kept_file(course, chapter.number)).is_file():
        (folder / KEPT).mkdir()
        shutil.copyfile(kept, folder / KEPT / kept.name)
    else:
        replay(stand_in, chapter.number)  # the course's folder may be read-only
    return folder


def _manifest(course: Course) -> str:
    """Return the manifest without its hints."""
    lines = [f"seed = {course.seed}"]
    for chapter in course.chapters:
        lines += ["[[chapters]]", f"number = {chapter.number}", *_strings(stem=chapter.stem, title=chapter.title)]
        for exercise in chapter.exercises:
            lines += ["[[chapters.exercises]]", *_strings(id=exercise.id, title=exercise.title)]
            lines += [f"difficulty = {exercise.difficulty}", f"points = {exercise.points}", "hints = []"]
    return "\n".join(lines) + "\n"


def _strings(**values: str) -> list[str]:
    return [f"{name} = {json.dumps(value)}" for name, value in values.items()]
