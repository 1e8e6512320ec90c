"""Pages drawn from the templates, each one file that needs no other. It decides nothing about what they say."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...showing.visible import counted
from . import look, text
from .classroom import anchor, percent
from .highlight import highlighted

SIGNS = {"passed": "✓", "failed": "✗", "not attempted": "–"}
KINDS = {"passed": "good", "failed": "bad", "not attempted": "none"}


def draw(template: str, **values: Any) -> str:
    """Return a page; every value in it is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "shown": text.shown,
        "one_line": text.one_line,
        "name": lambda name: text.one_line(name, text.NAME),
        "highlighted": highlighted,
        "anchor": anchor,
        "counted": counted,
        "address": lambda file: quote(file.encode("utf-8", "surrogatepass")),
        "dots": lambda difficulty: "●" * difficulty + "○" * (3 - difficulty),
    }
    environment.globals |= {
        "light": look.LIGHT,
        "dark": look.DARK,
        "sans": look.SANS,
        "mono": look.MONO,
        "signs": SIGNS,
        "kinds": KINDS,
        "percent": percent,
        "parted": text.parted,
        "parted_by_line": text.parted_by_line,
        "LONG": text.LONG,
    }
    return environment
