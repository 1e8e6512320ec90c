"""Templates that are not there: what is said, and that nothing outside the folder is."""

import pickle

import jinja2
import pytest

from alcazar import Alcazar
from alcazar.exceptions import TemplateNotFoundError

pytestmark = pytest.mark.chapter(6)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


@pytest.fixture
def app(folder):
    return Alcazar(templates_dir=folder)


def missing(app, name):
    """Return the error that asking for the template raises."""
    with pytest.raises(TemplateNotFoundError) as caught:
        app.template(name)
    return caught.value


def test_a_missing_template_is_an_error_that_says_where_it_was_looked_for(app, folder):
    error = missing(app, "index.html")
    assert isinstance(error, LookupError)
    assert (error.name, error.folder, error.existing) == ("index.html", folder, [])
    assert "'index.html'" in str(error)
    assert str(folder) in str(error)
    assert "holds nothing" in str(error)


def test_the_error_says_what_is_there(app, folder):
    (folder / "books").mkdir()
    (folder / "books/list.html").touch()
    (folder / "about.html").touch()
    error = missing(app, "abuot.html")
    assert error.existing == ["about.html", "books/list.html"]
    assert "about.html, books/list.html" in str(error)


def test_a_folder_that_is_missing_is_an_error_only_when_a_template_is_asked_for(tmp_path):
    app = Alcazar(templates_dir=tmp_path / "nowhere")
    error = missing(app, "index.html")
    assert error.existing is None
    assert "does not exist" in str(error)


def test_a_folder_may_come_later(tmp_path):
    app = Alcazar(templates_dir=tmp_path / "later")
    missing(app, "a.html")
    (tmp_path / "later").mkdir()
    (tmp_path / "later/a.html").write_text("found")
    assert app.template("a.html") == "found"


@pytest.mark.parametrize(
    "text", ['{% extends "gone.html" %}', '{% include "gone.html" %}', '{% import "gone.html" as gone %}']
)
def test_the_error_names_the_template_that_another_one_needs(app, folder, text):
    (folder / "page.html").write_text(text)
    assert missing(app, "page.html").name == "gone.html"


def test_an_include_may_do_without(app, folder):
    (folder / "page.html").write_text('[{% include "gone.html" ignore missing %}]')
    assert app.template("page.html") == "[]"


def test_the_error_can_be_sent_to_another_process(app):
    error = missing(app, "index.html")
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.name) == (str(error), error.name)


def test_the_error_carries_where_jinja_met_it(app, folder):
    (folder / "page.html").write_text('{% include "gone.html" %}')
    assert isinstance(missing(app, "page.html").__cause__, jinja2.TemplateNotFound)


@pytest.mark.parametrize(
    "name", ["../secret.txt", "a/../../secret.txt", "{}/secret.txt", "..\\secret.txt", "a\0", "", "."]
)
def test_no_name_leads_out_of_the_folder(app, folder, name):
    assert missing(app, name.format(folder.parent)).folder == folder


def test_a_template_can_not_include_what_lies_outside(app, folder):
    (folder / "page.html").write_text('{% include "../secret.txt" %}')
    assert missing(app, "page.html").name == "../secret.txt"


def test_a_mistake_in_a_template_is_told_with_its_line(app, folder):
    (folder / "page.html").write_text("fine\n{% if %}")
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        app.template("page.html")
    assert (caught.value.name, caught.value.lineno) == ("page.html", 2)
