"""The bookshelf of chapter 16: its own tests pass on the finished framework, and a real server loses nothing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from alcazar.orm import Database
from tests.examples.serving import ROOT, environment, served

SHELF = ROOT / "examples" / "bookshelf"


def outcome(project: Path) -> str:
    """Run pytest in a project, as its owner would with the framework installed, and return its last line."""
    options = ["-p", "alcazar.pytest_plugin", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(project)]
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", *options]
    env = environment(project) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run([*command, str(project)], cwd=project, env=env, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example, in a folder of its own."""
    shutil.copytree(SHELF, tmp_path / "bookshelf")
    return tmp_path


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the server's database is in."""
    return tmp_path_factory.mktemp("shelf") / "bookshelf.db"


@pytest.fixture(scope="module")
def url(database: Path) -> Iterator[str]:
    """The address of a server that began on a new file, with two processes of two threads."""
    with served(database) as url:
        yield url


def test_its_own_tests_pass(project):
    assert re.match(r"\d+ passed", outcome(project))


@pytest.mark.parametrize(
    ("module", "right", "wrong"),
    [
        ("editing.py", "form.errors[", "form.typed["),
        ("pages.py", ".join(Book.author)", ""),
        ("app.py", "    app.add_middleware(SameOrigin)\n", ""),
        ("errors.py", "self.missing, RowNotFoundError", "self.missing, KeyError"),
        ("templates/books.html", "{{ search }}</q>", "{{ search|safe }}</q>"),
    ],
)
def test_its_own_tests_fail_when_it_is_broken(project, module, right, wrong):
    file = project / "bookshelf" / module
    source = file.read_text(encoding="utf-8")
    assert right in source
    file.write_text(source.replace(right, wrong), encoding="utf-8")
    assert "failed" in outcome(project)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/?q=austen", 200), ("/books/1", 200), ("/books/1/edit", 200), ("/authors", 200), ("/authors/1", 200),
     ("/books/new", 200), ("/static/style.css", 200), ("/books/9999", 404), ("/nowhere", 404), ("/?q=%ff", 400)],
)  # fmt: skip
def test_a_page_comes_over_a_real_connection(url, path, status):
    answer = requests.get(url + path, timeout=10)
    assert (answer.status_code, "Server-Timing" in answer.headers) == (status, True)


def test_books_that_are_added_at_once_are_all_there_once(url, database):
    titles = [f"Volume {number}" for number in range(48)]

    def add(title):
        form = {"title": title, "author": "One Author", "year": "1900"}
        return requests.post(f"{url}/books/new", form, allow_redirects=False, timeout=20).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(add, titles)) == {303}
    with Database(database) as db:
        stored = [title for (title,) in db.conn.execute("SELECT title FROM book WHERE title LIKE 'Volume %'")]
        assert sorted(stored) == sorted(titles)
        assert db.conn.execute("SELECT count(*) FROM author WHERE name = 'One Author'").fetchone() == (1,)


def test_of_many_who_add_the_same_book_one_does(url):
    form = {"title": "The Same", "author": "Another Author", "year": "1900"}

    def add(_):
        return requests.post(f"{url}/books/new", form, allow_redirects=False, timeout=20).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(add, range(16))) == [303] + [422] * 15


def test_two_processes_that_begin_at_once_fill_a_new_file_once(url, database):
    with Database(database) as db:
        sample = "FROM book JOIN author ON author.id = author_id WHERE name NOT LIKE '%Author'"
        assert db.conn.execute(f"SELECT count(*), count(DISTINCT title) {sample}").fetchone() == (36, 36)
