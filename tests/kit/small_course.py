"""A course of four chapters, small enough to be read at a glance, for tests of the kit."""

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from alcazar_kit.course import Course, load_course
from alcazar_kit.notebooks import normalise, write

INIT = "%%build alcazar/__init__.py\nfrom .app import Alcazar\n\n__all__ = ['Alcazar']"
APP = '''%%build alcazar/app.py
class Alcazar:
    """An application."""

    def name(self) -> str:
        return "one"'''
RESPONSE = "%%build alcazar/response.py\nclass Response:\n    status = 200"
ROUTE = "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def route(self) -> str:\n        return 'route'"

CHAPTERS = {
    "00_welcome": [],
    "01_wsgi": [APP, INIT],
    "02_responses": [RESPONSE],
    "03_routing": [ROUTE],
}


def make_course(root: Path, **other: list[str]) -> Course:
    """Write a course whose chapters have these build cells; ``other`` replaces some: ``_03_routing=[…]``."""
    chapters = CHAPTERS | {stem.removeprefix("_"): cells for stem, cells in other.items()}
    manifest = ["seed = 1"]
    for number, (stem, builds) in enumerate(chapters.items()):
        title = stem[3:].title()
        manifest.append(f'[[chapters]]\nnumber = {number}\nstem = "{stem}"\ntitle = "{title}"')
        cells = [new_markdown_cell(f"# {title}"), new_code_cell(f"%load_ext alcazar_kit\n%chapter {number}")]
        cells += [new_code_cell(source) for source in builds]
        write(normalise(new_notebook(cells=cells), stem), root / "notebooks" / f"{stem}.ipynb")
    (root / "course.toml").write_text("\n".join(manifest), encoding="utf-8")
    return load_course(root)
