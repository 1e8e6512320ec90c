"""An app makes its own test sessions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import alcazar
from alcazar import Alcazar
from alcazar.testing import Session

from .handlers import said

pytestmark = pytest.mark.chapter(5)


def counting_visits() -> Alcazar:
    app = Alcazar()

    @app.route("/visits")
    def visits(req, resp):
        count = int(req.cookies.get("visits", 0)) + 1
        resp.text = str(count)
        resp.set_cookie("visits", str(count))

    return app


def test_an_app_answers_its_session():
    app = Alcazar()

    @app.route("/books/{number:d}")
    def book(req, resp, number):
        resp.text = f"Book {number}"

    answer = app.session().get("/books/42")
    assert (answer.status_code, answer.text) == (200, "Book 42")


def test_a_session_keeps_the_apps_cookies():
    client = counting_visits().session()
    assert [client.get("/visits").text for _ in range(3)] == ["1", "2", "3"]


def test_a_new_session_knows_nothing_of_another():
    app = counting_visits()
    app.session().get("/visits")
    assert app.session().get("/visits").text == "1"


def test_a_session_has_the_base_url_that_it_is_given():
    app = Alcazar()

    @app.route("/where")
    def where(req, resp):
        resp.text = req.host_url

    assert app.session("https://books.test").get("/where").text == "https://books.test"
    assert app.session().get("/where").text == "http://testserver"


def test_a_session_can_be_used_with_with():
    with counting_visits().session() as client:
        assert isinstance(client, Session)
        assert client.get("/visits").ok


def test_a_redirect_of_the_app_is_followed():
    app = Alcazar()
    app.add_route("/new", said("here"))

    @app.route("/old")
    def old(req, resp):
        resp.redirect("/new")

    answer = app.session("http://Books.test").get("/old")
    assert (answer.text, [before.status_code for before in answer.history]) == ("here", [302])


def test_what_a_handler_raises_reaches_the_test():
    app = Alcazar()

    @app.route("/broken")
    def broken(req, resp):
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        app.session().get("/broken")


def test_an_app_that_makes_no_session_does_not_import_requests():
    asks = "import sys, alcazar; alcazar.Alcazar(); print('requests' in sys.modules)"
    environ = os.environ | {"PYTHONPATH": str(Path(alcazar.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", asks], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
