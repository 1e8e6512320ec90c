"""The finished package's modules, for the kit's own use, under a name of their own. It never touches ``alcazar``.

That name belongs to the learner's package. The bare package :data:`PRIVATE` has no code, only the folder of the
finished one: modules import each other from it relatively, and ``alcazar/__init__.py`` is never executed.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from .course import KIT, find_root
from .errors import KitError

PRIVATE = "_alcazar_finished"


def finished(module: str, name: str) -> Any:
    """Return what has this name in a module of the finished package: ``finished("testing", "Session")``.

    Raises:
        KitError: there is no course, or the module can't be imported, or has no such name.
    """
    package = _package(module)
    try:
        return getattr(importlib.import_module(f"{package.__name__}.{module}"), name)
    except Exception as problem:
        raise KitError(
            f"The kit stands on alcazar/{module}.py, which can't be used: {type(problem).__name__}: {problem}. "
            "alcazar-kit build writes it anew."
        ) from problem


def _package(module: str) -> ModuleType:
    """Return the bare package; it is made once."""
    if PRIVATE not in sys.modules:
        package = ModuleType(PRIVATE)
        package.__path__ = [str(_folder(module))]
        sys.modules.setdefault(PRIVATE, package)
    return sys.modules[PRIVATE]


def _folder(module: str) -> Path:
    """Return the folder of the course's package; where that has no such module, of the one beside the kit."""
    folders = [find_root() / "alcazar", KIT / "alcazar"]
    return next((folder for folder in folders if (folder / f"{module}.py").is_file()), folders[0])
