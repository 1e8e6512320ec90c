"""The pytest fixtures ``app`` and ``client``, here and in a project of a user's own, which a real pytest runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import alcazar
from alcazar.testing import Session

pytestmark = pytest.mark.chapter(5)

PROJECT = {
    "test_hey.py": """
def test_a_page_answers(app, client):
    app.add_route("/hey", lambda req, resp: resp.set_cookie("seen", "yes"))
    assert client.get("/hey").cookies["seen"] == "yes"

def test_the_next_test_has_neither_page_nor_cookie(client):
    assert client.get("/hey").status_code == 404 and not client.cookies

def test_a_broken_page_is_met(app, client):
    app.add_route("/", lambda req, resp: 1 / 0)
    client.get("/")
""",
    "own/conftest.py": """
import alcazar, pytest

shop = alcazar.Alcazar()

@pytest.fixture
def app():
    return shop
""",
    "own/test_own.py": """
def test_the_client_asks_it(app, client):
    app.add_route("/own", lambda req, resp: setattr(resp, "text", "own"))
    assert client.get("/own").text == "own"

def test_it_is_there_for_the_next_test(client):
    assert client.get("/own").text == "own"
""",
}
OPTIONS = ["-v", "--color=no", "-p", "no:cacheprovider", "-p", "no:alcazar", "-p", "alcazar.pytest_plugin"]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> dict[str, str]:
    """What became of each test of the project, by its name, when pytest ran it on the package under test."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "own").mkdir()
    for name, source in PROJECT.items():
        (folder / name).write_text(source)
    environ = os.environ | {"PYTHONPATH": str(Path(alcazar.__file__).parents[1]), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "--rootdir", str(folder), *OPTIONS]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)
    return dict(re.findall(r"::(\w+) (PASSED|FAILED|ERROR)", done.stdout))


def test_the_client_asks_the_app(app, client):
    @app.route("/hey")
    def hey(req, resp):
        resp.text = "Hey"

    assert client.get("/hey").text == "Hey"


def test_the_app_is_new_and_the_client_a_session(app, client):
    assert isinstance(app, alcazar.Alcazar)
    assert isinstance(client, Session)
    assert client.get("/hey").status_code == 404


def test_a_project_gets_both_fixtures_new_for_each_test(outcomes):
    assert outcomes["test_a_page_answers"] == "PASSED"
    assert outcomes["test_the_next_test_has_neither_page_nor_cookie"] == "PASSED"


def test_a_project_may_have_an_app_of_its_own(outcomes):
    assert outcomes["test_the_client_asks_it"] == "PASSED"
    assert outcomes["test_it_is_there_for_the_next_test"] == "PASSED"


def test_an_error_of_the_app_fails_the_test_that_met_it(outcomes):
    assert outcomes["test_a_broken_page_is_met"] == "FAILED"
