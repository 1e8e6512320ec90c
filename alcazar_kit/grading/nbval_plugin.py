"""nbval for this course, as a pytest plugin: what is compared with what, and in which kernel. It gives no points.

A notebook with answer cells is a submission, compared with what the solutions show; the solutions themselves and every
other notebook are compared with their own stored outputs. ``conftest.py`` files take their hook from here.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from nbval.plugin import IPyNbFile

from ..course import load_course
from ..errors import KitError
from ..notebooks import read
from .course_notebook import CourseNotebook
from .judged_notebook import JudgedNotebook
from .submission import is_submission


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(parent: pytest.Collector) -> Generator[None, list[Any], list[Any]]:
    """Take over the notebooks that nbval collects."""
    collectors = yield
    return [_ours(collector, parent) if type(collector) is IPyNbFile else collector for collector in collectors]


def _ours(collector: IPyNbFile, parent: pytest.Collector) -> IPyNbFile:
    path: Path = collector.path
    course = load_course()
    official = [place(chapter) for chapter in course.chapters for place in (course.walkthrough, course.solutions)]
    if path not in official and _has_answers(path):
        return JudgedNotebook.from_parent(parent, path=path)
    return CourseNotebook.from_parent(parent, path=path)


def _has_answers(path: Path) -> bool:
    try:
        return is_submission(read(path))
    except KitError:
        return True
