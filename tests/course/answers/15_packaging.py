# Planted answers to the exercises of chapter 15: wrong ones that must fail, right ones written otherwise that must pass.

# %% 15.1 wrong: takes the example's value for all
predicted = dict.fromkeys(SHELF, True) | {"book_shelf-1.0.0.dist-info/METADATA": True}

# %% 15.1 wrong: believes that only modules go in
predicted = {path: path.endswith(".py") and path.startswith("shelf") for path in SHELF}
predicted["book_shelf-1.0.0.dist-info/METADATA"] = True

# %% 15.1 wrong: forgets .gitignore
predicted = {path: path.startswith("shelf/") for path in SHELF} | {"book_shelf-1.0.0.dist-info/METADATA": True}

# %% 15.1 wrong: believes that the project's own files come along
predicted = {path: not path.startswith("tests") and not path.endswith(".db") for path in SHELF}
predicted["book_shelf-1.0.0.dist-info/METADATA"] = True

# %% 15.1 wrong: counts the project's files alone
predicted = {path: path.startswith("shelf/") and not path.endswith(".db") for path in SHELF}
predicted["book_shelf-1.0.0.dist-info/METADATA"] = False

# %% 15.1 wrong: believes that a folder without __init__.py stays out
predicted = {path: path.startswith("shelf/") and path.count("/") == 1 and ".db" not in path for path in SHELF}
predicted["book_shelf-1.0.0.dist-info/METADATA"] = True

# %% 15.1 right: builds it
wheel = packed(SHELF)
predicted = {path: path in wheel for path in [*SHELF, "book_shelf-1.0.0.dist-info/METADATA"]}

# %% 15.1 right: prints and logs
import logging

predicted = dict.fromkeys(["shelf/__init__.py", "shelf/pages/home.html", "shelf/py.typed"], True)
predicted |= {path: False for path in ("shelf/shelf.db", "tests/test_shelf.py", "README.md", "pyproject.toml")}
predicted["book_shelf-1.0.0.dist-info/METADATA"] = True
for path, goes_in in predicted.items():
    print(path, goes_in)
    logging.getLogger("wheel").warning(path)

# %% 15.2 wrong: SHELF's own
pyproject = SHELF["pyproject.toml"]

# %% 15.2 wrong: does not say which folder
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["webob>=1.8", "jinja2"]

[project.scripts]
shelf = "shelf.command:main"
"""

# %% 15.2 wrong: calls the distribution like the package
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "shelf"
version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["webob>=1.8", "jinja2"]

[project.scripts]
shelf = "shelf.command:main"
"""

# %% 15.2 wrong: modules alone
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["webob>=1.8", "jinja2"]

[project.scripts]
shelf = "shelf.command:main"

[tool.hatch.build.targets.wheel]
include = ["shelf/**/*.py"]
"""

# %% 15.2 wrong: everything
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["webob>=1.8", "jinja2"]

[project.scripts]
shelf = "shelf.command:main"

[tool.hatch.build.targets.wheel]
include = ["*"]
"""

# %% 15.2 wrong: a path where a module belongs
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["webob>=1.8", "jinja2"]

[project.scripts]
shelf = "shelf/command.py:main"

[tool.hatch.build.targets.wheel]
packages = ["shelf"]
"""

# %% 15.2 wrong: pins what it needs
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["webob==1.8.11", "jinja2==3.1.6"]

[project.scripts]
shelf = "shelf.command:main"

[tool.hatch.build.targets.wheel]
packages = ["shelf"]
"""

# %% 15.2 wrong: no limit for Python
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
dependencies = ["webob>=1.8", "jinja2"]

[project.scripts]
shelf = "shelf.command:main"

[tool.hatch.build.targets.wheel]
packages = ["shelf"]
"""

# %% 15.2 right: with more to say
pyproject = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "book-shelf"
version = "1.2.0"
description = "Books on a shelf"
readme = "README.md"
requires-python = ">= 3.11"
dependencies = [
    "jinja2",
    "WebOb >= 1.8",  # the first one that runs on Python 3
]
dependencies-of-nobody = []
""".replace("dependencies-of-nobody = []\n", "").replace("WebOb", "webob") + """
[project.scripts]
shelf = "shelf.command:main"

[tool.hatch.build.targets.wheel]
only-include = ["shelf"]
"""

# %% 15.2 right: prints and logs
import logging

pyproject = SHELF["pyproject.toml"].replace('version = "1.0.0"', """version = "1.2.0"
requires-python = ">=3.11"
dependencies = ["jinja2", "webob>=1.8"]
scripts = { shelf = "shelf.command:main" }""")
print(pyproject)
logging.getLogger("project").warning("written")

# %% 15.2 right: by patterns
pyproject = """
build-system = { requires = ["hatchling"], build-backend = "hatchling.build" }

[project]
version = '1.2.0'
name = 'book-shelf'
dependencies = ['jinja2', 'webob>=1.8']
requires-python = '>=3.11'
scripts.shelf = 'shelf.command:main'

[tool.hatch.build.targets.wheel]
include = ['/shelf/**']
"""

# %% 15.3 wrong: repairs the settings alone
project = SHELF | {
    "shelf/__init__.py": """
from pathlib import Path


def titles():
    return Path("shelf/titles.txt").read_text(encoding="utf-8").splitlines()
""",
    "shelf/pages/__init__.py": """
from .. import titles


def home():
    return ", ".join(titles())
""",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.3 wrong: repairs the code alone
project = SHELF | {
    "pyproject.toml": SHELF["pyproject.toml"].replace('packages = ["shelf"]', 'include = ["shelf/*.py", "shelf/*.txt"]'),
    "shelf/__init__.py": """
from pathlib import Path


def titles():
    return Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").splitlines()
""",
    "shelf/pages/__init__.py": """
from .. import titles


def home():
    return ", ".join(titles())
""",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.3 wrong: puts the titles into the code
project = SHELF | {
    "shelf/__init__.py": "def titles():\n    return ['Emma', 'Persuasion']\n",
    "shelf/pages/__init__.py": "def home():\n    return 'Emma, Persuasion'\n",
}

# %% 15.3 wrong: forgets the titles
project = SHELF | {
    "pyproject.toml": SHELF["pyproject.toml"].replace('packages = ["shelf"]', 'include = ["shelf/**/*.py"]'),
    "shelf/__init__.py": """
from pathlib import Path


def titles():
    return Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").splitlines()
""",
    "shelf/pages/__init__.py": "from .. import titles\n\n\ndef home():\n    return ', '.join(titles())\n",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.3 wrong: names the one module that is missing now
project = SHELF | {
    "pyproject.toml": SHELF["pyproject.toml"].replace(
        'packages = ["shelf"]', 'include = ["shelf/*.py", "shelf/*.txt", "shelf/pages/__init__.py"]'
    ),
    "shelf/__init__.py": """
from pathlib import Path


def titles():
    return Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").splitlines()
""",
    "shelf/pages/__init__.py": "from .. import titles\n\n\ndef home():\n    return ', '.join(titles())\n",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.3 wrong: replaces elsewhere
project = dict(SHELF)


def elsewhere(files, code):
    return "['Emma', 'Persuasion']" if "titles" in code else "Emma, Persuasion"

# %% 15.3 right: by importlib.resources
project = SHELF | {
    "pyproject.toml": SHELF["pyproject.toml"].replace('packages = ["shelf"]', 'only-include = ["shelf"]'),
    "shelf/__init__.py": """
from importlib import resources


def titles():
    return resources.files(__name__).joinpath("titles.txt").read_text(encoding="utf-8").splitlines()
""",
    "shelf/pages/__init__.py": "from shelf import titles\n\n\ndef home():\n    return ', '.join(titles())\n",
    "shelf/titles.txt": "Emma\nPersuasion\n",
}

# %% 15.3 right: prints and logs
import logging

project = SHELF | {"shelf/titles.txt": "Emma\nPersuasion\n"}
project["shelf/__init__.py"] = """
import os.path


def titles():
    with open(os.path.join(os.path.dirname(__file__), "titles.txt"), encoding="utf-8") as file:
        return [line.rstrip("\\n") for line in file]
"""
project["shelf/pages/__init__.py"] = """
import shelf


def home():
    return ", ".join(shelf.titles())
"""
print(sorted(packed(project)))
logging.getLogger("shelf").warning("packed")

# %% 15.4 wrong: compares texts
from packaging.specifiers import SpecifierSet


def newest(versions, wanted):
    return max(SpecifierSet(wanted).filter(versions), default=None)

# %% 15.4 wrong: takes the last one offered
from packaging.specifiers import SpecifierSet


def newest(versions, wanted):
    return next(reversed(list(SpecifierSet(wanted).filter(versions))), None)

# %% 15.4 wrong: takes what comes before a release
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    return max(SpecifierSet(wanted).filter(versions, prereleases=True), key=Version, default=None)

# %% 15.4 wrong: never takes what comes before a release
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    fitting = [version for version in versions if not Version(version).is_prerelease]
    return max(SpecifierSet(wanted).filter(fitting), key=Version, default=None)

# %% 15.4 wrong: does not expect that nothing fits
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    return sorted(SpecifierSet(wanted).filter(versions), key=Version)[-1]

# %% 15.4 wrong: spells the version anew
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    return max((Version(version) for version in SpecifierSet(wanted).filter(versions)), default=None)

# %% 15.4 wrong: ignores what is wanted
from packaging.version import Version


def newest(versions, wanted):
    return max(versions, key=Version, default=None)

# %% 15.4 wrong: spelled as Version spells it
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    found = list(SpecifierSet(wanted).filter(versions))
    return str(max(map(Version, found))) if found else None

# %% 15.4 wrong: dev is a release
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    allowed = [v for v in versions if SpecifierSet(wanted).contains(v, prereleases=True)]
    return max([v for v in allowed if not Version(v).pre] or allowed, key=Version, default=None)

# %% 15.4 right: step by step
from packaging.specifiers import SpecifierSet
from packaging.version import Version


def newest(versions, wanted):
    allowed = SpecifierSet(wanted)
    fitting = [version for version in versions if allowed.contains(version, prereleases=True)]
    releases = [version for version in fitting if not Version(version).is_prerelease]
    best = None
    for version in releases or fitting:
        if best is None or Version(version) > Version(best):
            best = version
    return best

# %% 15.4 right: prints and logs
import logging

from packaging.specifiers import SpecifierSet
from packaging.version import parse


def newest(versions, wanted):
    fitting = sorted(SpecifierSet(wanted, prereleases=True).filter(versions), key=parse)
    print(wanted, fitting)
    fitting.sort(key=lambda version: not parse(version).is_prerelease)
    logging.getLogger("index").warning("%d offers fit", len(fitting))
    return fitting[-1] if fitting else None

# %% 15.5 wrong: asks whether there is a wheel
def test_wheel(files, wheel):
    assert len(wheel) > 3

# %% 15.5 wrong: refuses every wheel
def test_wheel(files, wheel):
    assert not files

# %% 15.5 wrong: modules alone
import tomllib


def test_wheel(files, wheel):
    about = {path for path in wheel if ".dist-info/" in path}
    modules = {path: text for path, text in files.items() if path.startswith("shelf/") and path.endswith(".py")}
    assert {path: text for path, text in wheel.items() if path not in about and path.endswith(".py")} == modules
    (record,) = [path for path in about if path.endswith("RECORD")]
    assert {line.split(",")[0] for line in wheel[record].splitlines()} == set(wheel)
    assert headers(wheel, "Version") == [tomllib.loads(files["pyproject.toml"])["project"]["version"]]
    assert len({path.split("/")[0] for path in wheel}) == 2

# %% 15.5 wrong: compares names, not texts
import tomllib


def test_wheel(files, wheel):
    about = {path for path in wheel if ".dist-info/" in path}
    assert wheel.keys() - about == {path for path in files if path.startswith("shelf/")}
    assert len({path.split("/")[0] for path in about}) == 1
    (record,) = [path for path in about if path.endswith("RECORD")]
    assert {line.split(",")[0] for line in wheel[record].splitlines()} == set(wheel)
    assert headers(wheel, "Version") == [tomllib.loads(files["pyproject.toml"])["project"]["version"]]

# %% 15.5 wrong: overlooks what is too much
import tomllib


def test_wheel(files, wheel):
    for path, text in files.items():
        if path.startswith("shelf/"):
            assert path in wheel
            assert wheel[path] == text
    assert len({path.split("/")[0] for path in wheel if ".dist-info/" in path}) == 1
    (record,) = [path for path in wheel if path.endswith("/RECORD")]
    assert {line.split(",")[0] for line in wheel[record].splitlines()} == set(wheel)
    assert headers(wheel, "Version") == [tomllib.loads(files["pyproject.toml"])["project"]["version"]]

# %% 15.5 wrong: knows the version of the example
def test_wheel(files, wheel):
    about = "book_shelf-1.0.0.dist-info"
    assert {path.split("/")[0] for path in wheel} == {"shelf", about}
    for path, text in files.items():
        assert not path.startswith("shelf/") or wheel.get(path) == text
    assert not [path for path in wheel if path.startswith("shelf/") and path not in files]
    assert {line.split(",")[0] for line in wheel[f"{about}/RECORD"].splitlines()} == set(wheel)

# %% 15.5 wrong: does not ask for the version
def test_wheel(files, wheel):
    about = {path for path in wheel if ".dist-info/" in path}
    package = {path: text for path, text in files.items() if path.startswith("shelf/")}
    assert {path: text for path, text in wheel.items() if path not in about} == package
    assert len({path.split("/")[0] for path in about}) == 1
    (record,) = [path for path in about if path.endswith("RECORD")]
    assert {line.split(",")[0] for line in wheel[record].splitlines()} == set(wheel)

# %% 15.5 wrong: asks RECORD for less than it promises
import tomllib


def test_wheel(files, wheel):
    about = {path for path in wheel if ".dist-info/" in path}
    package = {path: text for path, text in files.items() if path.startswith("shelf/")}
    assert {path: text for path, text in wheel.items() if path not in about} == package
    assert len({path.split("/")[0] for path in about}) == 1
    (record,) = [path for path in about if path.endswith("RECORD")]
    assert {line.split(",")[0] for line in wheel[record].splitlines()} <= set(wheel)
    assert headers(wheel, "Version") == [tomllib.loads(files["pyproject.toml"])["project"]["version"]]

# %% 15.5 wrong: raises what is no AssertionError
def test_wheel(files, wheel):
    if packed(files) != wheel:
        raise ValueError("that is not what Hatchling builds")

# %% 15.5 wrong: takes a licence for a mistake
def test_wheel(files, wheel):
    assert packed(files) == wheel

# %% 15.5 wrong: allows a shelf file too many
import tomllib

BOOKS = {path: text for path, text in SHELF.items() if path != "shelf/shelf.db"}


def test_wheel(files, wheel):
    assert wheel
    for path, text in files.items():
        if path.startswith("shelf/"):
            assert wheel.get(path) == text
    infos = {path.split("/")[0] for path in wheel} - {"shelf"}
    assert len(infos) == 1 and min(infos).endswith(".dist-info")
    record = [line.split(",")[0] for line in wheel[f"{min(infos)}/RECORD"].splitlines()]
    assert set(wheel) == set(record)
    assert headers(wheel, "Version") == [tomllib.loads(files["pyproject.toml"])["project"]["version"]]

# %% 15.5 wrong: trusts the name of the folder
import tomllib

BOOKS = {path: text for path, text in SHELF.items() if path != "shelf/shelf.db"}


def test_wheel(files, wheel):
    mine = {path: text for path, text in files.items() if path.startswith("shelf/")}
    assert mine == {path: text for path, text in wheel.items() if path.startswith("shelf/")}
    infos = {path.split("/")[0] for path in wheel} - {"shelf"}
    version = tomllib.loads(files["pyproject.toml"])["project"]["version"]
    assert infos == {f"book_shelf-{version}.dist-info"}
    record = [line.split(",")[0] for line in wheel[f"{min(infos)}/RECORD"].splitlines()]
    assert set(wheel) == set(record)

# %% 15.5 right: by difference from a wheel that is built anew
def test_wheel(files, wheel):
    own = packed(files)
    names = {path.partition("/")[0] for path in own}
    assert {path.partition("/")[0] for path in wheel} == names
    records = [path for path in own if path.endswith("/RECORD")]
    for path in own:
        assert path in wheel, f"{path} is missing"
        assert path in records or wheel[path] == own[path], f"{path} has changed"
    for path in wheel.keys() - own.keys():
        assert ".dist-info/" in path, f"{path} is too much"
    listed = [line.split(",")[0] for line in wheel[records[0]].splitlines()]
    assert sorted(listed) == sorted(wheel)

# %% 15.5 right: prints and logs
import logging
import tomllib


def test_wheel(files, wheel):
    print(len(wheel), "files")
    logging.getLogger("wheels").warning("testing %d files", len(wheel))
    tops = {path.split("/")[0] for path in wheel}
    assert "shelf" in tops, tops
    tops.remove("shelf")
    assert [top.endswith(".dist-info") for top in tops] == [True], tops
    (about,) = tops
    for path in set(files) | set(wheel):
        if path.startswith("shelf/"):
            assert files.get(path) == wheel.get(path), path
    recorded = {line.rsplit(",", 2)[0] for line in wheel[about + "/RECORD"].split("\n") if line}
    assert recorded == wheel.keys(), recorded ^ wheel.keys()
    version = tomllib.loads(files["pyproject.toml"])["project"]["version"]
    assert f"\nVersion: {version}\n" in wheel[about + "/METADATA"], version

# %% 15.6 wrong: leaves the current folder out
%%build alcazar/command.py
import argparse
import importlib
import importlib.util
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    module, _, name = path.partition(":")
    if not module or not name or importlib.util.find_spec(module) is None:
        raise AppNotFoundError(path)
    app = getattr(importlib.import_module(module), name, None)
    if not callable(app):
        raise AppNotFoundError(path)
    return app


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(app, options.host, options.port)

# %% 15.6 wrong: hides what the module raises
%%build alcazar/command.py
import argparse
import importlib
import os
import sys
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    sys.path.insert(0, os.getcwd())
    try:
        module, name = path.split(":")
        app = getattr(importlib.import_module(module), name)
    except Exception as error:
        raise AppNotFoundError(path) from error
    if not callable(app):
        raise AppNotFoundError(path)
    return app


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(app, options.host, options.port)

# %% 15.6 wrong: takes a module that a module lacks for the module itself
%%build alcazar/command.py
import argparse
import importlib
import os
import sys
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    sys.path.insert(0, os.getcwd())
    module, _, name = path.partition(":")
    try:
        app = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise AppNotFoundError(path) from error
    if not callable(app):
        raise AppNotFoundError(path)
    return app


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(app, options.host, options.port)

# %% 15.6 wrong: does not ask whether it can be called
%%build alcazar/command.py
import argparse
import importlib
import importlib.util
import os
import sys
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    sys.path.insert(0, os.getcwd())
    module, _, name = path.partition(":")
    if not module or not name or importlib.util.find_spec(module) is None:
        raise AppNotFoundError(path)
    try:
        return getattr(importlib.import_module(module), name)
    except AttributeError:
        raise AppNotFoundError(path) from None


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(app, options.host, options.port)

# %% 15.6 wrong: a port of text
%%build alcazar/command.py
import argparse
import importlib
import importlib.util
import os
import sys
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    sys.path.insert(0, os.getcwd())
    module, _, name = path.partition(":")
    if not module or not name or importlib.util.find_spec(module) is None:
        raise AppNotFoundError(path)
    app = getattr(importlib.import_module(module), name, None)
    if not callable(app):
        raise AppNotFoundError(path)
    return app


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(app, options.host, options.port)

# %% 15.6 wrong: shows users a traceback
%%build alcazar/command.py
import argparse
import importlib
import importlib.util
import os
import sys
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    sys.path.insert(0, os.getcwd())
    module, _, name = path.partition(":")
    if not module or not name or importlib.util.find_spec(module) is None:
        raise AppNotFoundError(path)
    app = getattr(importlib.import_module(module), name, None)
    if not callable(app):
        raise AppNotFoundError(path)
    return app


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    serve(find(options.app), options.host, options.port)

# %% 15.6 wrong: open to the whole network
%%build alcazar/command.py
import argparse
import importlib
import importlib.util
import os
import sys
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    sys.path.insert(0, os.getcwd())
    module, _, name = path.partition(":")
    if not module or not name or importlib.util.find_spec(module) is None:
        raise AppNotFoundError(path)
    app = getattr(importlib.import_module(module), name, None)
    if not callable(app):
        raise AppNotFoundError(path)
    return app


def serve(app, host, port):
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("--host", default="0.0.0.0")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.error(str(error))
    serve(app, options.host, options.port)

# %% 15.6 wrong: one app for all paths
%%build alcazar/command.py
from .app import Alcazar


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    if ":" not in path:
        raise AppNotFoundError(path)
    return Alcazar()


def serve(app, host, port):
    """Serve nothing."""


def main(arguments=None):
    serve(find(arguments[0]), "127.0.0.1", 8000)

# %% 15.6 wrong: an AttributeError of the module is taken for a missing name
%%build alcazar/command.py
"""The command ``alcazar``: it serves an app to those who write it. It is no server for the public."""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from wsgiref.simple_server import make_server
from wsgiref.types import WSGIApplication


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path: str) -> WSGIApplication:
    """Return the app that a path such as ``shop:app`` names."""
    module_name, colon, name = path.partition(":")
    sys.path.insert(0, "")
    try:
        app = getattr(importlib.import_module(module_name), name)
    except (ModuleNotFoundError, ValueError, AttributeError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name != module_name:
            raise
        raise AppNotFoundError(path)
    if not callable(app):
        raise AppNotFoundError(path)
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
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default=8000, type=int)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as problem:
        parser.error(str(problem))
    serve(app, options.host, options.port)

# %% 15.6 right: asks the error what was missing
%%build alcazar/command.py
"""The command ``alcazar``."""

import argparse
import os
import sys
from importlib import import_module
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    """Return the app of a path."""
    folder = os.getcwd()
    if folder not in sys.path[:1]:
        sys.path.insert(0, folder)
    module, colon, name = path.partition(":")
    if "" in (module, colon, name):
        raise AppNotFoundError(f"write module:name, not {path!r}")
    try:
        found = import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise AppNotFoundError(f"there is no module {module!r}") from None
    if not callable(vars(found).get(name)):
        raise AppNotFoundError(f"{module} has no app {name!r}")
    return vars(found)[name]


def serve(app, host, port):
    """Serve an app."""
    with make_server(host, port, app) as server:
        server.serve_forever()


def main(arguments=None):
    """Run the command."""
    parser = argparse.ArgumentParser(prog="alcazar")
    parser.add_argument("app")
    parser.add_argument("-H", "--host", default="127.0.0.1", metavar="ADDRESS")
    parser.add_argument("-p", "--port", default=8000, type=int)
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        parser.exit(2, f"{error}\n")
    serve(app, port=options.port, host=options.host)

# %% 15.6 right: prints and logs
%%build alcazar/command.py
"""The command ``alcazar``."""

import argparse
import importlib.util
import logging
import pkgutil
import sys
from pathlib import Path
from wsgiref.simple_server import make_server


class AppNotFoundError(Exception):
    """There is no such app."""


def find(path):
    """Return the app of a path."""
    print("looking for", path)
    module, _, name = path.partition(":")
    sys.path[:0] = [str(Path.cwd())]
    if not (module and name and importlib.util.find_spec(module)):
        raise AppNotFoundError(f"{path} leads nowhere")
    __import__(module)
    app = getattr(sys.modules[module], name, None)
    if app is None or not hasattr(app, "__call__"):
        raise AppNotFoundError(f"{path} is no app")
    return app


def serve(app, host, port):
    """Serve an app."""
    make_server(host, port, app).serve_forever()


def main(arguments=None):
    """Run the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("app", type=str)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", type=str, default="127.0.0.1")
    options = parser.parse_args(arguments)
    try:
        app = find(options.app)
    except AppNotFoundError as error:
        logging.getLogger("alcazar").error("%s", error)
        sys.exit(2)
    return serve(app, options.host, options.port)
