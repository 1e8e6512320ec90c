"""Right answers to the exercises of chapter 15, by two people with habits of their own.

One is terse and functional: lambdas, ``match``, ``partial``, sets that are compared. The other comes from data science
and Flask: ``pathlib``, ``csv``, dicts that become text, helpers with messages, prints and logging.
"""

# %% 15.1 right: functional, what lies in the package and what describes it
predicted = {
    path: path.partition("/")[0] in ("shelf", "book_shelf-1.0.0.dist-info") and not path.endswith(".db")
    for path in (*SHELF, "book_shelf-1.0.0.dist-info/METADATA")
}

# %% 15.1 right: data scientist, builds it and looks
paths = """
shelf/__init__.py shelf/pages/home.html shelf/py.typed shelf/shelf.db tests/test_shelf.py README.md
pyproject.toml book_shelf-1.0.0.dist-info/METADATA
""".split()
wheel = packed(SHELF)
predicted = {}
for path in paths:
    predicted[path] = path in wheel
    print(f"{path:45} {predicted[path]}")

# %% 15.2 right: functional, dotted keys and an inline table
pyproject = """
build-system = { requires = ["hatchling"], build-backend = "hatchling.build" }
project.name = "book-shelf"
project.version = "1.2.0"
project.requires-python = ">=3.11"
project.dependencies = ["webob >= 1.8", "jinja2"]
project.scripts.shelf = "shelf.command:main"
tool.hatch.build.targets.wheel.only-include = ["shelf"]
"""

# %% 15.2 right: data scientist, tables made of a dict of dicts
import json

settings = {
    "build-system": {"requires": ["hatchling"], "build-backend": "hatchling.build"},
    "project": {
        "name": "book-shelf",
        "version": "1.2.0",
        "description": "Books, on a shelf",
        "requires-python": ">=3.11",
        "dependencies": ["jinja2", "webob>=1.8"],
    },
    "project.scripts": {"shelf": "shelf.command:main"},
    "tool.hatch.build.targets.wheel": {"include": ["/shelf"]},
}


def to_toml(tables):
    for name, table in tables.items():
        yield f"[{name}]"
        yield from (f"{key} = {json.dumps(value)}" for key, value in table.items())
        yield ""


pyproject = "\n".join(to_toml(settings))
print(pyproject)

# %% 15.3 right: functional, pkgutil finds the file
project = SHELF | {
    "shelf/__init__.py": "import pkgutil\n\ntitles = lambda: pkgutil.get_data(__name__, 'titles.txt').decode().splitlines()\n",
    "shelf/pages/__init__.py": "from .. import titles\n\nhome = lambda: ', '.join(titles())\n",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.3 right: data scientist, pathlib, and the wrong setting is replaced
project = dict(SHELF)
project["pyproject.toml"] = SHELF["pyproject.toml"].replace('packages = ["shelf"]', 'include = ["shelf/**"]')
project["shelf/__init__.py"] = """
import logging
from pathlib import Path

logger = logging.getLogger(__name__)
HERE = Path(__file__).resolve().parent


def titles():
    path = HERE / "titles.txt"
    logger.info("reading %s", path)
    with path.open(encoding="utf-8") as handle:
        return [line.rstrip("\\n") for line in handle]
"""
project["shelf/pages/__init__.py"] = """
from shelf import titles


def home(separator=", "):
    return separator.join(titles())
"""
project["shelf/titles.txt"] = "Emma\nPersuasion\n"

# %% 15.4 right: functional, max of a filter
from packaging.specifiers import SpecifierSet
from packaging.version import Version

newest = lambda versions, wanted: max(SpecifierSet(wanted).filter(versions), key=Version, default=None)

# %% 15.4 right: data scientist, two lists, releases and what comes before them
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    allowed = SpecifierSet(wanted)
    groups = {"final": [], "early": []}
    for text in versions:
        version = Version(text)
        if allowed.contains(version, prereleases=True):
            groups["early" if version.is_prerelease else "final"].append((version, text))
    print(groups)
    candidates = groups["final"] or groups["early"]
    if not candidates:
        return None
    _, result = sorted(candidates)[-1]
    return result


# %% 15.5 right: functional, sets and dicts that are compared
import tomllib
from email import message_from_string

BOOKS = {path: text for path, text in SHELF.items() if path != "shelf/shelf.db"}


def test_wheel(files, wheel):
    below = lambda tree, folder: {path: text for path, text in tree.items() if path.partition("/")[0] == folder}
    tops = {path.partition("/")[0] for path in wheel} - {"shelf"}
    assert len(tops) == 1 and (info := [*tops][0]).endswith(".dist-info")
    assert below(files, "shelf") == below(wheel, "shelf")
    assert sorted(line.rsplit(",", 2)[0] for line in wheel[f"{info}/RECORD"].splitlines()) == sorted(wheel)
    assert message_from_string(wheel[f"{info}/METADATA"])["Version"] == tomllib.loads(files["pyproject.toml"])["project"]["version"]


# %% 15.5 right: data scientist, csv and pathlib, a message for each assertion
import csv
import io
import tomllib
from pathlib import PurePosixPath

BOOKS = {path: text for path, text in SHELF.items() if path != "shelf/shelf.db"}


def dist_info_of(wheel):
    folders = {PurePosixPath(name).parts[0] for name in wheel}
    folders.discard("shelf")
    assert len(folders) == 1, f"beside shelf there are {sorted(folders)}"
    (folder,) = folders
    assert folder.endswith(".dist-info"), f"{folder} is no .dist-info"
    return folder


def version_of(metadata):
    for line in metadata.splitlines():
        if line.startswith("Version: "):
            return line.removeprefix("Version: ").strip()
    return None


def test_wheel(files, wheel):
    folder = dist_info_of(wheel)
    for name, text in files.items():
        if name.startswith("shelf/"):
            assert name in wheel, f"{name} is missing"
            assert wheel[name] == text, f"{name} is another one"
    for name in wheel:
        assert name in files or name.startswith(f"{folder}/"), f"{name} is too much"
    rows = [row[0] for row in csv.reader(io.StringIO(wheel.get(f"{folder}/RECORD", ""))) if row]
    assert len(rows) == len(wheel) and set(rows) == set(wheel), f"RECORD has {rows}"
    expected = tomllib.loads(files["pyproject.toml"])["project"]["version"]
    result = version_of(wheel.get(f"{folder}/METADATA", ""))
    print(f"version {result}, expected {expected}")
    assert result == expected


# %% 15.6 right: functional, match and partial
%%build alcazar/command.py
"""The command ``alcazar``: it serves an app to those who write it. It is no server for the public."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from functools import partial
from wsgiref.simple_server import make_server
from wsgiref.types import WSGIApplication


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path: str) -> WSGIApplication:
    """Return the app that a path such as ``shop:app`` names."""
    if sys.path[0] != (here := os.getcwd()):
        sys.path.insert(0, here)
    match path.split(":"):
        case [module, name] if module and name:
            try:
                found = getattr(importlib.import_module(module), name, None)
            except ModuleNotFoundError as error:
                if error.name != module:
                    raise
                raise AppNotFoundError(f"no module {module}") from error
            if callable(found):
                return found
    raise AppNotFoundError(f"no app is called {path}")


def serve(app: WSGIApplication, host: str, port: int) -> None:
    """Serve an app until somebody presses Ctrl-C."""
    with make_server(host, port, app) as server:
        print(f"Serving on http://{host}:{port}/")
        server.serve_forever()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; its arguments are those of the command line unless they are given."""
    parser = argparse.ArgumentParser(prog="alcazar", description="Serve an app while you write it.")
    option = partial(parser.add_argument)
    option("app", help="module and name, such as shop:app")
    option("--host", default="127.0.0.1")
    option("--port", default=8000, type=int)
    said = vars(parser.parse_args(arguments))
    try:
        said["app"] = find(said["app"])
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(**said)

# %% 15.6 right: data scientist, asks for the spec first, a dict of options
%%build alcazar/command.py
"""The command ``alcazar``: it serves an app to those who write it. It is no server for the public."""

import argparse
import importlib
import importlib.util
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from wsgiref.simple_server import make_server
from wsgiref.types import WSGIApplication

logger = logging.getLogger("alcazar.command")
OPTIONS = {
    "--host": {"default": "127.0.0.1", "help": "where to listen"},
    "--port": {"default": 8000, "type": int, "help": "and at which port"},
}


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path: str) -> WSGIApplication:
    """Return the app that a path such as ``shop:app`` names."""
    module_name, _, name = path.partition(":")
    if not module_name or not name:
        raise AppNotFoundError(f"{path!r} is not like shop:app")
    sys.path.insert(0, str(Path.cwd()))
    importlib.invalidate_caches()
    try:
        if importlib.util.find_spec(module_name) is None:
            raise AppNotFoundError(f"There is no module {module_name!r} in {Path.cwd()}")
        module = importlib.import_module(module_name)
    finally:
        sys.path.pop(0)
    try:
        app = getattr(module, name)
    except AttributeError:
        raise AppNotFoundError(f"{module_name} has no {name}") from None
    if not callable(app):
        raise AppNotFoundError(f"{path} is a {type(app).__name__}, and can't be called")
    logger.info("found %r", app)
    return app


def serve(app: WSGIApplication, host: str, port: int) -> None:
    """Serve an app until somebody presses Ctrl-C."""
    with make_server(host, port, app) as server:
        print(f"Serving on http://{host}:{port}/")
        server.serve_forever()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; its arguments are those of the command line unless they are given."""
    parser = argparse.ArgumentParser(prog="alcazar", description="Serve an app while you write it.")
    parser.add_argument("app", help="module and name, such as shop:app")
    for option, kwargs in OPTIONS.items():
        parser.add_argument(option, **kwargs)
    args = parser.parse_args(arguments)
    try:
        app = find(args.app)
    except AppNotFoundError as problem:
        parser.error(f"{problem}")
    else:
        serve(app, args.host, args.port)
