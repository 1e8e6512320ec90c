"""Names in a notebook after a fresh import: which ones follow, which values stay old. It imports nothing itself."""

import inspect
import sys
from dataclasses import dataclass
from functools import partial
from itertools import islice
from types import FunctionType, MethodType, ModuleType
from typing import Any

from .imports import PACKAGE, Modules, import_afresh

MOST = 1000  # how many items of a collection are looked at
HISTORY = ("In", "Out")
"""What IPython keeps of earlier cells; it is no variable of the learner's."""

_GONE = object()


@dataclass(frozen=True)
class Stale:
    """A variable that still holds something old."""

    name: str
    kind: str

    def __str__(self) -> str:
        return f"`{self.name}` still holds an old {self.kind}: run its cell again to use the new one"


def fresh_import(namespace: dict[str, Any], *modules: str) -> list[Stale]:
    """Import the package afresh and let the names in a namespace follow.

    Args:
        namespace: a notebook's variables; names of modules, classes, functions and constants of the package are
            bound to their new versions, whatever they are called here.
        modules: modules to import as well, besides those that were imported before.

    Returns:
        The variables that still hold objects of old classes, old functions, or what is gone.
    """
    old = import_afresh(modules)
    for name, value in list(namespace.items()):
        new = _successor(name, value, old)
        if new is not _GONE and new is not value:
            namespace[name] = new
    return stale(namespace)


def stale(namespace: dict[str, Any]) -> list[Stale]:
    """Return the public variables of a namespace that hold objects of an earlier import."""
    found = []
    for name, value in namespace.items():
        kind = None if name.startswith("_") or name in HISTORY else _old_kind(value)
        if kind:
            found.append(Stale(name, kind))
    return found


def _successor(name: str, value: Any, old: Modules) -> Any:
    if isinstance(value, ModuleType):
        is_old = old.get(value.__name__) is value
        return sys.modules.get(value.__name__, _GONE) if is_old else _GONE
    if isinstance(value, type | FunctionType) and _is_old(value):
        return _look_up(value.__module__, value.__qualname__)
    for module_name, module in old.items():  # a constant says nothing of where it came from: its name has to
        if vars(module).get(name, _GONE) is value and module_name in sys.modules:
            return vars(sys.modules[module_name]).get(name, _GONE)
    return _GONE


def _look_up(module: str, qualname: str) -> Any:
    found: Any = sys.modules.get(module, _GONE)
    for part in qualname.split("."):
        found = inspect.getattr_static(found, part, _GONE)
    return found.__func__ if isinstance(found, staticmethod | classmethod) else found


def _is_old(value: type | FunctionType) -> bool:
    """Say whether a class or function comes from a module of the package that was imported anew since."""
    name = value.__module__
    if not isinstance(name, str) or name.partition(".")[0] != PACKAGE:
        return False
    function = value if isinstance(value, FunctionType) else _method(value)
    if function is None:
        return _look_up(name, value.__qualname__) is not value
    return name not in sys.modules or function.__globals__ is not vars(sys.modules[name])


def _method(cls: type) -> FunctionType | None:
    functions = (member for member in vars(cls).values() if isinstance(member, FunctionType))
    return next((function for function in functions if function.__module__ == cls.__module__), None)


def _old_kind(value: Any) -> str | None:
    """Return the name of the old class or function that a value is, comes from, or holds; None where it is fresh."""
    held = list(value.values()) if type(value) is dict else value
    if isinstance(held, list | tuple | set | frozenset):
        return next(filter(None, map(_old_kind_of_one, islice(held, MOST))), None)
    return _old_kind_of_one(value)


def _old_kind_of_one(value: Any) -> str | None:
    if isinstance(value, MethodType):
        value = value.__self__
    if isinstance(value, partial):
        value = value.func
    if isinstance(value, FunctionType):
        return value.__name__ if _is_old(value) else None
    family = value.__mro__ if isinstance(value, type) else type(value).__mro__
    return next((member.__name__ for member in family if _is_old(member)), None)
