"""The import guard: in a kernel, ``alcazar`` comes from one folder and from nowhere else. It writes nothing.

No byte code is read or kept on the disk: two versions of a module of one size, written within a tick of the clock, look
alike to Python's cache, and the old one would run. What was compiled is remembered by its whole source instead. Which
names in a notebook follow a fresh import is in ``rebinding``.
"""

import functools
import importlib
import importlib.machinery
import importlib.util
import linecache
import sys
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

PACKAGE = "alcazar"

Modules = dict[str, ModuleType]


class SourceLoader(importlib.machinery.SourceFileLoader):
    """Loads a module from its source, never from byte code."""

    def path_stats(self, path: str) -> Any:
        """Know no times and sizes: without them Python neither reads nor writes byte code."""
        raise OSError(f"{path} is read afresh each time")


class CompiledLoader(importlib.machinery.SourceFileLoader):
    """Loads a module whose source was compiled already.

    Args:
        fullname: the module's name, and ``path`` its file.
        code: what its source comes down to.
    """

    def __init__(self, fullname: str, path: str, code: CodeType) -> None:
        super().__init__(fullname, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - importlib passes it
        """Return the code that the loader was made for."""
        return self.code


class Guard:
    """The finder for ``alcazar`` and its modules; it stands before all others."""

    def __init__(self) -> None:
        self.folder: Path | None = None

    def install(self) -> None:
        """Take charge of ``alcazar`` in this process; what was imported of it before is dropped."""
        if self not in sys.meta_path:
            purge()
            sys.meta_path.insert(0, self)

    def serve(self, folder: Path | None) -> None:
        """Serve the package in this folder from now on, or none."""
        self.folder = folder

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module of the served package.

        Raises:
            ModuleNotFoundError: no package is served, or it has no such module.
        """
        if not _is_ours(fullname):
            return None
        if self.folder is None:
            raise ModuleNotFoundError(
                "No chapter is open, so there is no alcazar yet: run %chapter with a number first, such as %chapter 1.",
                name=fullname,
            )
        if not self.folder.is_dir():
            raise ModuleNotFoundError("Your package is gone from the workspace: run %chapter again.", name=fullname)
        if found := _spec(fullname, self.folder):
            return found
        raise ModuleNotFoundError(f"Your package has no module {fullname!r} yet.", name=fullname)


GUARD = Guard()


def purge() -> Modules:
    """Forget all imported modules of ``alcazar``, and return them."""
    names = [name for name in sys.modules if _is_ours(name)]
    modules = {name: sys.modules.pop(name) for name in names}
    _forget_lines(modules.values())
    return modules


def import_afresh(names: Iterable[str]) -> Modules:
    """Import the package, these modules of it, and what was imported of it before; return the old modules.

    Where that fails everything is as it was before, and the error goes on to the caller.
    """
    old, wanted = purge(), [PACKAGE, *names]
    try:
        for name in dict.fromkeys([*wanted, *old]):
            if name in wanted or (GUARD.folder and _spec(name, GUARD.folder)):
                importlib.import_module(name)
    except BaseException:
        restore(old)
        raise
    return old


def restore(modules: Modules) -> None:
    """Put back modules that :func:`purge` took."""
    purge()
    sys.modules.update(modules)


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


def _spec(fullname: str, folder: Path) -> ModuleSpec | None:
    place = folder.joinpath(*fullname.split(".")[1:])
    for file, parts in ((place / "__init__.py", [str(place)]), (place.with_suffix(".py"), None)):
        if file.is_file() and (parts or fullname != PACKAGE):
            return importlib.util.spec_from_file_location(
                fullname, file, loader=_loader(fullname, file), submodule_search_locations=parts
            )
    if not place.is_dir():
        return None
    spec = ModuleSpec(fullname, None, is_package=True)  # a folder without __init__.py, as an empty package is
    spec.submodule_search_locations = [str(place)]
    return spec


def _loader(fullname: str, file: Path) -> importlib.machinery.SourceFileLoader:
    try:
        return CompiledLoader(fullname, str(file), _compiled(file.read_bytes(), str(file)))
    except (OSError, SyntaxError, ValueError):
        return SourceLoader(fullname, str(file))  # which raises it where an import does


@functools.lru_cache(maxsize=256)
def _compiled(source: bytes, path: str) -> CodeType:
    code: CodeType = compile(source, path, "exec", dont_inherit=True)
    return code


def _forget_lines(modules: Iterable[ModuleType]) -> None:
    for module in modules:
        linecache.cache.pop(getattr(module, "__file__", None) or "", None)
