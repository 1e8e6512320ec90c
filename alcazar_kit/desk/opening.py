"""Opening a chapter: its package is made ready at the state before the chapter. It imports nothing of the package."""

import json
from dataclasses import dataclass
from pathlib import Path

from ..atomic import write_text
from ..course import Chapter, Course
from ..errors import KitError
from ..replay import Files, read_package, replay, write_package
from ..workspace import Workspace, digest, record_of
from .completeness import lacking


@dataclass(frozen=True)
class Opening:
    """An opened chapter: its package, what is in it, and what is worth a sentence."""

    chapter: Chapter
    package: Path
    modules: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        whose = "your package so far" if self.chapter.number else "the finished package"
        state = f"{whose}: {', '.join(self.modules)}" if self.modules else "your package is still empty"
        return "\n".join([f"Chapter {self.chapter.number} · {self.chapter.title} — {state}", *self.notes])


@dataclass(frozen=True)
class Base:
    """What a chapter starts from."""

    files: Files
    note: str = ""


def prepare(course: Course, workspace: Workspace, number: int, *, fresh: bool = False, resume: bool = False) -> Opening:
    """Make a chapter's package ready, and keep a copy of what was there where it was something else.

    Args:
        course: the course.
        workspace: where the package is made; chapter 0 serves the finished one and makes none.
        number: the chapter's.
        fresh: start from the course's own package, whatever the learner built in the chapter before.
        resume: go on with what the chapter's package is now; where nothing was built in it, with its newest copy.

    Raises:
        KitError: there is no such chapter, or the workspace can't be used.
    """
    chapter = course.chapter(number)
    if fresh and resume:
        raise KitError("A chapter is opened --fresh or with --resume, not both.")
    if number == 0:
        folder = course.root / "alcazar"
        return Opening(chapter, folder, modules_of(read_package(folder)))
    with workspace.locked():
        present = read_package(workspace.package(number))
        if resume and (kept := _kept(workspace, number, present)):
            notes, files = [f"It goes on from copies/{kept.name}."], read_package(kept)
            write_package(files, workspace.package(number))
        elif resume and workspace.package(number).is_dir():
            notes, files = _resumed(workspace, number, present), present
        else:
            base = Base(replay(course, number - 1)) if fresh else _base(course, workspace, number)
            notes, files = _started(workspace, number, present, base, resume), base.files
        workspace.update_mirror()
    shown = [workspace.note, *notes]
    return Opening(chapter, workspace.package(number), modules_of(files), tuple(filter(None, shown)))


def modules_of(files: Files) -> tuple[str, ...]:
    """Return the names of a package's modules and folders, sorted: ``app``, ``orm``."""
    return tuple(sorted({name.split("/")[0].removesuffix(".py") for name in files} - {"__init__"}))


def _started(workspace: Workspace, number: int, present: Files, base: Base, resume: bool) -> list[str]:
    notes = [base.note]
    if resume:
        notes.append(f"There was nothing to resume in chapter {number}.")
    if present and present != base.files:
        copy = workspace.keep(present, f"chapter-{number:02d}")
        notes.append(f"What you had built in chapter {number} is kept in copies/{copy.name}; --resume goes on instead.")
        if record_of(_record(workspace, number)).get("digest") not in (None, digest(base.files)):
            notes.append(f"It rested on an older chapter {number - 1}.")
    write_package(base.files, workspace.package(number))
    write_text(_record(workspace, number), json.dumps({"chapter": number - 1, "digest": digest(base.files)}) + "\n")
    return notes


def _kept(workspace: Workspace, number: int, present: Files) -> Path | None:
    """Return the newest copy of a chapter in which nothing was built since it started over; None elsewhere."""
    copies = workspace.kept(f"chapter-{number:02d}")
    untouched = not present or digest(present) == record_of(_record(workspace, number)).get("digest")
    return copies[0] if copies and untouched else None


def _resumed(workspace: Workspace, number: int, present: Files) -> list[str]:
    before, notes = workspace.package(number - 1), []
    rests_on = record_of(_record(workspace, number)).get("digest")
    if rests_on is not None and before.is_dir() and rests_on != digest(read_package(before)):
        older = f"It rests on an older chapter {number - 1} than the one now there"
        notes.append(f"{older}: %chapter {number} starts over.")
    if damage := lacking(present, present):  # measured by itself, it can only fail to compile
        notes.append(f"It {damage}: mend that, or start over by %chapter {number}.")
    return notes


def _base(course: Course, workspace: Workspace, number: int) -> Base:
    """Return the learner's own chapter before, else its newest complete copy, else the course's."""
    official, before = replay(course, number - 1), number - 1
    own = read_package(workspace.package(before))
    copies = workspace.kept(f"chapter-{before:02d}")
    if not workspace.package(before).is_dir() and not copies:
        return Base(official)
    fault = lacking(own, official)
    if fault is None:
        return Base(own)
    for copy in copies:
        if lacking(files := read_package(copy), official) is None:
            return Base(files, f"Your chapter {before} {fault}: this chapter starts from copies/{copy.name}.")
    return Base(official, f"Your chapter {before} {fault}: this chapter starts from the course's package.")


def _record(workspace: Workspace, number: int) -> Path:
    return workspace.chapter(number) / "base.json"
