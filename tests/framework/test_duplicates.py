"""Duplicates: two patterns that match the same paths are refused, and nothing has happened."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import alcazar
from alcazar import Alcazar, DuplicateRouteError

from .calling import call
from .handlers import said
from .matching import winner

pytestmark = pytest.mark.chapter(3)


@pytest.mark.parametrize(
    ("existing", "pattern"),
    [
        ("/books", "/books"),
        ("/", "/"),
        ("/{name}", "/{name}"),
        ("/{name}", "/{title}"),
        ("/{a:d}/{b}", "/{x:d}/{y}"),
        ("/v{a:d}-{b}.html", "/v{x:d}-{y}.html"),
        ("/{rest:path}", "/{all:path}"),
    ],
)
def test_two_patterns_that_match_the_same_paths_are_refused(existing, pattern):
    app = Alcazar()
    app.add_route(existing, said("first"))
    with pytest.raises(DuplicateRouteError) as refusal:
        app.add_route(pattern, said("second"))
    assert (refusal.value.pattern, refusal.value.existing) == (pattern, existing)
    assert repr(pattern) in str(refusal.value)
    assert repr(existing) in str(refusal.value)


@pytest.mark.parametrize(
    "patterns",
    [
        {"/books": "/books", "/books/": "/books/"},
        {"/books": "/books", "/Books": "/Books"},
        {"/{n}": "/n", "/{n}/": "/n/"},
        {"/{n:d}": "/5", "/{n}": "/n"},
        {"/{n:d}": "/5", "/{n:l}": "/n"},
        {"/{n:d}": "/5", "/:d": "/:d"},
        {"/{n}": "/5", "/n": "/n"},
        {"/{n}": "/n", "/{n:path}": "/n/n"},
        {"/{a}-{b}": "/a-b", "/{a}.{b}": "/a.b"},
    ],
)
def test_patterns_that_differ_are_no_duplicates(patterns):
    for pattern, path in patterns.items():
        assert winner(patterns, path) == pattern


def test_a_duplicate_is_an_assertion_error():
    assert issubclass(DuplicateRouteError, AssertionError)


def test_a_decorator_refuses_duplicates_too():
    app = Alcazar()
    app.route("/books")(said("first"))
    with pytest.raises(AssertionError, match="/books"):
        app.route("/books")(said("second"))


@pytest.mark.parametrize("pattern", ["/books", "/{name}"])
def test_a_refused_duplicate_leaves_the_app_as_it_was(pattern):
    app = Alcazar()
    app.add_route(pattern, said("first"), name="first")
    with pytest.raises(DuplicateRouteError):
        app.add_route(pattern, said("second"), name="second")
    assert call(app, PATH_INFO="/books").body == b"first"
    with pytest.raises(LookupError):
        app.url_for("second")
    app.add_route("/second", said("second"), name="second")
    assert app.url_for("second") == "/second"


def test_duplicates_are_refused_where_assertions_are_off():
    script = """
from alcazar import Alcazar
app = Alcazar()
app.add_route("/books", print)
try:
    app.add_route("/books", print)
except AssertionError:
    print("refused", __debug__)
"""
    folder = Path(alcazar.__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-O", "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, cwd=folder, check=True)
    assert done.stdout == "refused False\n"


def test_the_error_survives_a_copy():
    copy = pickle.loads(pickle.dumps(DuplicateRouteError("/a", "/b")))
    assert (copy.pattern, copy.existing) == ("/a", "/b")
