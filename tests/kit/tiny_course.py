"""A course of one chapter and three exercises, to try the kit on. It stands in for the real one, which changes."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from alcazar_kit.course import Course, load_course
from alcazar_kit.exercises import generate, manifest_metadata
from alcazar_kit.notebooks import normalise, write

MANIFEST = """
seed = 7

[[chapters]]
number = 0
stem = "00_welcome"
title = "Welcome"

[[chapters]]
number = 1
stem = "01_first"
title = "First"
exercises = [
    { id = "1.1", title = "Shorten", difficulty = 1, points = 1, hints = ["Slice it.", "text[:length] does."] },
    { id = "1.2", title = "Two pages", difficulty = 2, points = 2, hints = ["Use route.", "Call it twice."] },
    { id = "1.3", title = "Shout", difficulty = 3, points = 3, hints = ["Override.", "upper() shouts."] },
]
"""

APP = '''%%build alcazar/app.py
class Alcazar:
    """A WSGI application."""

    def __init__(self):
        self.pages = {}

    def route(self, path):
        """Register a page."""
        def register(handler):
            self.pages[path] = handler
            return handler
        return register

    def say(self, text):
        """Return what is answered."""
        return text

    def __call__(self, environ, start_response):
        handler = self.pages.get(environ["PATH_INFO"])
        start_response("200 OK" if handler else "404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
        return [self.say(handler() if handler else "nothing here").encode()]'''

INIT = '%%build alcazar/__init__.py\nfrom .app import Alcazar\n\n__all__ = ["Alcazar"]'

ANSWERS = {
    "1.1": """%%answer 1.1
### BEGIN SOLUTION
def shorten(text, length):
    return text[:length]
### END SOLUTION
# your function here""",
    "1.2": """%%answer 1.2
app = Alcazar()

# your pages here
### BEGIN SOLUTION
@app.route("/books")
def books():
    return "All books"

@app.route("/about")
def about():
    return "About us"
### END SOLUTION""",
    "1.3": """%%answer 1.3
%%build alcazar/app.py
class Alcazar:
    ...

    def say(self, text):
        ### BEGIN SOLUTION
        return text.upper()
        ### END SOLUTION
        return text""",
}

CHECKS = {
    "1.1": """with check("1.1") as given:
    word = given.word()
    show_call(shorten, word, given.integer(1, 3))""",
    "1.2": """with check("1.2") as given:
    show(app, "GET /books", "GET /about", f"GET /{given.word()}", only=("status", "text of 200"))""",
    "1.3": """with check("1.3") as given:
    app = Alcazar()
    app.route("/")(lambda: "hello")
    show(app, "GET /", only=("text",))""",
}

SHORTEN = "def shorten(text, length):\n    return text[:length]"
PAGES = (
    'app = Alcazar()\napp.route("/books")(lambda: "All books")\napp.route("/about")(lambda: "About us")\n'
    'print("ready")\nimport logging\nlogging.warning("ready")'
)
SHOUT = "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def say(self, text):\n        return text.swapcase()"
RIGHT = {"1.1": SHORTEN, "1.2": PAGES, "1.3": SHOUT}

PROSE = {
    "1.1": "### 1.1 Shorten ●○○ · 1 point\n\n| call | gives |\n|---|---|\n| `shorten('abc', 2)` | `'ab'` |",
    "1.2": "### 1.2 Two pages ●●○ · 2 points\n\n| request | answer |\n|---|---|\n"
    "| `GET /books` | 200, text `All books` |\n| `GET /nowhere` | 404 |",
    "1.3": "### 1.3 Shout ●●● · 3 points\n\nMake it shout.\n\n| request | answer |\n|---|---|\n"
    "| `GET /` | 200, text `HELLO` |",
}


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook of these cells."""
    return new_notebook(cells=list(cells))


def make(root: Path) -> Course:
    """Write the tiny course into a folder, its solutions executed."""
    (root / "course.toml").write_text(MANIFEST, encoding="utf-8")
    course = load_course(root)
    first = course.chapter(1)
    write(notebook(new_markdown_cell("# Welcome")), course.walkthrough(course.chapter(0)))
    write(notebook(*map(new_code_cell, (APP, INIT))), course.walkthrough(first))
    solutions = notebook(new_code_cell("%load_ext alcazar_kit\n%exercises 1\nfrom alcazar import Alcazar"))
    for id in ANSWERS:
        solutions.cells += [new_markdown_cell(PROSE[id]), new_code_cell(ANSWERS[id]), new_code_cell(CHECKS[id])]
    execute(solutions, root)
    manifest_metadata(course, first, solutions)
    write(normalise(solutions, first.stem), course.solutions(first))
    generate(course)
    for folder in ("exercises", "solutions"):
        shutil.copy(Path(__file__).parents[2] / folder / "conftest.py", root / folder)
    return course


def execute(notebook: NotebookNode, root: Path) -> None:
    """Run a notebook of the tiny course and keep its outputs in it."""
    env = os.environ | {
        "ALCAZAR_COURSE": str(root),
        "ALCAZAR_KIT_RECORD": "1",
        "ALCAZAR_WORKSPACE": str(root / "workspace"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(root)}}).execute(env=env)


@pytest.fixture(scope="session")
def pristine_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The tiny course, made once; tests don't change it."""
    return make(tmp_path_factory.mktemp("course"))


@pytest.fixture
def tiny_course(pristine_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A copy of the tiny course, for one test to change; the kit takes it for the course."""
    root = tmp_path / "tiny"
    shutil.copytree(pristine_course.root, root, ignore=shutil.ignore_patterns("workspace", "__pycache__"))
    monkeypatch.setenv("ALCAZAR_COURSE", str(root))
    monkeypatch.setenv("ALCAZAR_WORKSPACE", str(root / "workspace"))
    return load_course(root)


def answered(course: Course, answers: dict[str, str], path: Path) -> Path:
    """Write a learner's notebook with these answers (without their ``%%answer`` lines) and return its path."""
    learners = nbformat.read(course.exercises(course.chapter(1)), as_version=4)
    for cell in learners.cells:
        for id, answer in answers.items():
            if cell.source.startswith(f"%%answer {id}"):
                cell.source = f"%%answer {id}\n{answer}"
    write(learners, path)
    return path
