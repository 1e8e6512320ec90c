"""`docs/request-path.md` tells the truth: its names are there, and a request passes them in its order."""

import importlib
import re
import sys
from operator import attrgetter
from types import CodeType
from wsgiref.util import setup_testing_defaults

import pytest

from alcazar import Alcazar, Middleware
from tests.course.chapters import COURSE

PAGE = (COURSE.root / "docs" / "request-path.md").read_text(encoding="utf-8")
PLACES = re.findall(r"^\d\. \*\*`([\w.]+)`\*\*, in `alcazar/(\w+)\.py`", PAGE, re.MULTILINE)


def code(place: str, module: str) -> CodeType:
    """The code of a place; of a function that makes another, as ``guard`` does, the one that it makes."""
    found = attrgetter(place.removeprefix(f"{module}."))(importlib.import_module(f"alcazar.{module}"))
    made = [constant for constant in found.__code__.co_consts if isinstance(constant, CodeType)]
    return made[0] if place == "ErrorHandlers.guard" else found.__code__


@pytest.fixture
def calls() -> list[CodeType]:
    """The code of all that was called, in order, while a request was answered."""
    app, environ, called = Alcazar(), {"PATH_INFO": "/books/7"}, list[CodeType]()
    app.add_route("/books/{number:d}", lambda _req, resp, number: setattr(resp, "text", f"Book {number}"))
    app.add_middleware(Middleware)
    setup_testing_defaults(environ)
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, _value: called.append(frame.f_code) if event == "call" else None)
    try:
        app(environ, lambda _status, _headers: bytes)
    finally:
        sys.setprofile(before)
    return called


def test_there_are_six_places_and_they_fit_on_a_screen() -> None:
    assert len(PLACES) == 6
    assert len(PAGE.splitlines()) <= 50


def test_a_request_passes_the_places_in_this_order(calls: list[CodeType]) -> None:
    place_of = {code(*place): place for place in PLACES}
    met = [place_of[call] for call in calls if call in place_of]
    assert [*dict.fromkeys(reversed(met))][::-1] == PLACES


def test_every_name_on_the_page_is_one_of_the_package() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (COURSE.root / "alcazar").rglob("*.py"))
    codes = [code for code in re.findall("`([^`]+)`", PAGE) if "/" not in code]
    names = {name for code in codes for name in re.findall(r"[^\W\d]\w+", code)}
    assert {name for name in names if not re.search(rf"\b{name}\b", sources)} == set()
