"""Right answers to the exercises of chapter 15, by people who like other parts of Python than the model answers use."""

# %% 15.2 right: only-include, spaces, one line each, single quotes
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = 'book-shelf'
version = '1.2.0'
requires-python = '>= 3.11'
dependencies = [
    'jinja2',
    'webob >= 1.8',
]

[project.scripts]
shelf = 'shelf.command:main'

[tool.hatch.build.targets.wheel]
only-include = ['shelf']
"""

# %% 15.3 right: resources, and everything in the folder
project = SHELF | {
    "pyproject.toml": SHELF["pyproject.toml"].replace('packages = ["shelf"]', 'include = ["shelf/**"]'),
    "shelf/__init__.py": """
import importlib.resources as resources

titles = lambda: resources.files(__name__).joinpath("titles.txt").read_text("utf-8").split("\\n")[:-1]
""",
    "shelf/pages/__init__.py": """
from .. import titles


def home():
    return ", ".join(titles())
""",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.4 right: two passes, sorted, walrus
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    allowed = SpecifierSet(wanted)
    for early in (False, True):
        if found := sorted((v for v in versions if allowed.contains(v, prereleases=early)), key=Version):
            return found[-1]

# %% 15.5 right: a class of checks, raises on its own
import tomllib

BOOKS = {path: text for path, text in SHELF.items() if path != "shelf/shelf.db"}


class WheelTest:
    def __init__(self, files, wheel):
        self.files, self.wheel = files, wheel

    def refuse(self, why):
        raise AssertionError(why)

    def of_shelf(self):
        for path, text in self.files.items():
            if path.startswith("shelf/") and self.wheel.get(path) != text:
                self.refuse(path)
        for path in self.wheel:
            if path.startswith("shelf/") and path not in self.files:
                self.refuse(path)

    def of_info(self):
        tops = sorted({path.partition("/")[0] for path in self.wheel if not path.startswith("shelf/")})
        match tops:
            case [info] if info.endswith(".dist-info"):
                self.info = info
            case _:
                self.refuse(tops)

    def of_record(self):
        lines = self.wheel.get(f"{self.info}/RECORD", "").splitlines()
        if {line.rsplit(",", 2)[0] for line in lines} != set(self.wheel):
            self.refuse(lines)

    def of_metadata(self):
        version = tomllib.loads(self.files["pyproject.toml"])["project"]["version"]
        if headers(self.wheel, "Version") != [version]:
            self.refuse(version)


def test_wheel(files, wheel):
    test = WheelTest(files, wheel)
    test.of_shelf()
    test.of_info()
    test.of_record()
    test.of_metadata()

# %% 15.6 right: keeps the path changed, looks at the error's name
%%build alcazar/command.py
"""The command ``alcazar``: it serves an app to those who write it. It is no server for the public."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from wsgiref.simple_server import make_server
from wsgiref.types import WSGIApplication


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path: str) -> WSGIApplication:
    """Return the app that a path such as ``shop:app`` names."""
    module_name, colon, name = path.partition(":")
    if not (module_name and colon and name):
        raise AppNotFoundError(f"{path!r} is not like shop:app")
    if sys.path[0] != os.getcwd():
        sys.path[:0] = [os.getcwd()]
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name == module_name or module_name.startswith(f"{error.name}."):
            raise AppNotFoundError(f"no module {module_name}") from None
        raise
    app = getattr(module, name, None)
    if not callable(app):
        raise AppNotFoundError(f"{name} is missing or can't be called")
    return app


def serve(app: WSGIApplication, host: str, port: int) -> None:
    """Serve an app until somebody presses Ctrl-C."""
    with make_server(host, port, app) as server:
        print(f"Serving on http://{host}:{port}/")
        server.serve_forever()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; its arguments are those of the command line unless they are given."""
    parser = argparse.ArgumentParser(prog="alcazar", description="Serve an app while you write it.")
    parser.add_argument("app", help="module and name, such as shop:app", metavar="MODULE:NAME")
    parser.add_argument("--port", "-p", default=8000, type=int)
    parser.add_argument("--host", "-H", default="127.0.0.1")
    options = vars(parser.parse_args(arguments))
    try:
        app = find(options.pop("app"))
    except AppNotFoundError as problem:
        parser.error(str(problem))
    serve(app, **options)
