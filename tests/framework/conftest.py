"""Whose package is tested: the finished one, or with ``ALCAZAR_PACKAGE`` the one in that folder and no other.

``ALCAZAR_FIRST`` and ``ALCAZAR_THROUGH`` then name the first and the last chapter whose tests run: those marked
``@pytest.mark.chapter(n)``. Properties are tried on fewer examples then, since somebody waits.
The fixtures ``app`` and ``client`` are the package's own, from chapter 5 on.
"""

import importlib
import importlib.util
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

PACKAGE = os.environ.get("ALCAZAR_PACKAGE")
FIRST = int(os.environ.get("ALCAZAR_FIRST", "1"))
THROUGH = int(os.environ.get("ALCAZAR_THROUGH", "99"))

FIXTURES = "alcazar.pytest_plugin"
"""What chapter 5 builds; where the framework is installed, pytest knows it already."""

CHAPTER = re.compile(r"mark\.chapter\((\d+)\)")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to run on another package than the one that is asked for, and take the fixtures of the one that is."""
    if PACKAGE:
        settings.register_profile("waiting", max_examples=20)
        settings.load_profile("waiting")
        _refuse_another()
    if THROUGH >= 5 and importlib.util.find_spec(FIXTURES):
        plugin = _imported(FIXTURES)
        if not config.pluginmanager.is_registered(plugin):
            config.pluginmanager.register(plugin)


def _refuse_another() -> None:
    alcazar = _imported("alcazar")
    found = Path(alcazar.__file__).parent if alcazar.__file__ else None
    if found is None or found.resolve() != Path(PACKAGE).resolve():
        instead = "another alcazar, or none, was found"
        reason = instead if Path(PACKAGE, "__init__.py").is_file() else "it has no __init__.py yet"
        raise pytest.UsageError(f"your package is not there to be tested: {reason}")


def _imported(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as problem:
        raise pytest.UsageError(f"your package can't be imported: {type(problem).__name__}: {problem}") from problem


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out files of other chapters: those of later ones import what is not built yet."""
    if not PACKAGE or collection_path.suffix != ".py":
        return None
    chapters = [int(number) for number in CHAPTER.findall(collection_path.read_text(encoding="utf-8"))]
    return True if chapters and not any(map(_runs, chapters)) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of the chapters that are asked for."""
    if not PACKAGE:
        return
    kept = [item for item in items if _runs(_chapter(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _runs(chapter: float) -> bool:
    return FIRST <= chapter <= THROUGH


def _chapter(item: pytest.Item) -> float:
    marker = item.get_closest_marker("chapter")
    return int(marker.args[0]) if marker else float("inf")
