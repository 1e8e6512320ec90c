"""Templates: text with holes, filled from a context."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import jinja2
import pytest

import alcazar
from alcazar import Alcazar

from .asking import ask
from .handlers import quiet

pytestmark = pytest.mark.chapter(6)


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def app(folder):
    return Alcazar(templates_dir=folder)


def test_a_template_is_filled_from_its_context(app, folder):
    (folder / "hello.html").write_text("<h1>{{ title }}</h1>{% for name in names %}<p>{{ name }}</p>{% endfor %}")
    page = app.template("hello.html", context={"title": "Años", "names": ["Ada", "Bob"]})
    assert page == "<h1>Años</h1><p>Ada</p><p>Bob</p>"


def test_a_handler_answers_with_a_template(app, folder):
    (folder / "home.html").write_text("<p>{{ word }}</p>", encoding="utf-8")

    @app.route("/home")
    def home(req, resp):
        resp.html = app.template("home.html", {"word": "€"})

    page = ask(app, "/home")
    assert page.body.decode() == "<p>€</p>"
    assert page.headers["Content-Type"].lower() == "text/html; charset=utf-8"


def test_a_template_needs_no_context(app, folder):
    (folder / "plain.txt").write_text("as it is")
    assert app.template("plain.txt") == "as it is"


def test_a_template_lies_in_a_folder_of_the_folder(app, folder):
    (folder / "books").mkdir()
    (folder / "books/list.html").write_text("all books")
    assert app.template("books/list.html") == "all books"


def test_a_template_is_read_as_utf_8(app, folder):
    (folder / "a.html").write_bytes("año €".encode())
    assert app.template("a.html") == "año €"


def test_the_folder_may_be_named_by_text(folder):
    (folder / "a.html").write_text("found")
    assert Alcazar(templates_dir=str(folder)).template("a.html") == "found"


def test_the_folder_is_called_templates_unless_told_otherwise(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.html").write_text("found")
    monkeypatch.chdir(tmp_path)
    assert Alcazar().template("a.html") == "found"


def test_the_folder_stays_the_same_wherever_the_process_goes(tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text("found")
    monkeypatch.chdir(tmp_path)
    app = Alcazar(templates_dir="pages")
    monkeypatch.chdir("/")
    assert app.template("a.html") == "found"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xml", "A.HTML", "a.html.j2", "a.svg", "pages/a.xhtml"])
def test_values_are_escaped_in_markup(app, folder, name):
    (folder / "pages").mkdir()
    (folder / name).write_text("{{ value }}")
    assert app.template(name, {"value": "<b>&\"'"}) == "&lt;b&gt;&amp;&#34;&#39;"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "html", "html/a.txt", "pages.html/a.txt", "a.txt.j2"])
def test_values_stay_as_they_are_in_text(app, folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("{{ value }}")
    assert app.template(name, {"value": "<b>"}) == "<b>"


def test_values_are_escaped_in_a_template_made_from_text(app):
    template = app.templates.environment.from_string("{{ value }}")
    assert template.render(value="<b>") == "&lt;b&gt;"


def test_what_is_marked_safe_is_not_escaped(app, folder):
    (folder / "a.html").write_text("{{ value | safe }}")
    assert app.template("a.html", {"value": "<b>"}) == "<b>"


def test_a_name_that_nothing_fills_is_empty(app, folder):
    (folder / "a.html").write_text("[{{ nothing }}{% if nothing %}a{% endif %}{% for n in nothing %}b{% endfor %}]")
    assert app.template("a.html") == "[]"


def test_an_app_can_ask_for_strictness(app, folder):
    app.templates.environment.undefined = jinja2.StrictUndefined
    (folder / "a.html").write_text("[{{ nothing }}]")
    with pytest.raises(jinja2.UndefinedError):
        app.template("a.html")


def test_url_for_is_there_in_every_template(app, folder):
    app.add_route("/books/{title}", quiet, name="book")
    (folder / "macros.html").write_text('{% macro link(title) %}{{ url_for("book", title=title) }}{% endmacro %}')
    (folder / "a.html").write_text('{% from "macros.html" import link %}{{ link("a&b") }}')
    assert app.template("a.html") == f"/books/{quote('a&b')}".replace("&", "&amp;")


def test_the_context_wins_over_what_every_template_has(app, folder):
    (folder / "a.html").write_text("{{ url_for }}")
    assert app.template("a.html", {"url_for": "mine"}) == "mine"
    assert app.template("a.html") != "mine"


def test_a_template_fills_the_blocks_of_another(app, folder):
    (folder / "base.html").write_text("<main>{% block main %}{% endblock %}</main>")
    (folder / "page.html").write_text('{% extends "base.html" %}{% block main %}{{ word }}{% endblock %}')
    assert app.template("page.html", {"word": "a<b"}) == "<main>a&lt;b</main>"


def test_a_template_that_changed_is_read_again(app, folder):
    page, base = folder / "page.html", folder / "base.html"
    base.write_text("old {% block b %}{% endblock %}")
    page.write_text('{% extends "base.html" %}{% block b %}old{% endblock %}')
    assert app.template("page.html") == "old old"
    base.write_text("a new {% block b %}{% endblock %}")
    os.utime(base, (1, 1))
    assert app.template("page.html") == "a new old"


def test_an_app_without_templates_does_not_import_jinja():
    code = "import sys, alcazar; alcazar.Alcazar(); print(alcazar.__file__, 'jinja2' in sys.modules)"
    run = [sys.executable, "-B", "-W", "ignore", "-c", code]
    printed = subprocess.check_output(run, text=True, cwd=Path(alcazar.__file__).parents[1])
    assert printed.strip() == f"{alcazar.__file__} False"
