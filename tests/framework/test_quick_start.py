"""The quick start of the original's README: an app in the form in which its users write one."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar
from alcazar_kit.client import session

pytestmark = pytest.mark.chapter(6)

PAGE = """<!DOCTYPE html>
<title>{{title}}</title>
<link href="/static/main.css" rel="stylesheet" type="text/css">
<h1>{{body}}</h1>
"""


@pytest.fixture
def client(tmp_path, monkeypatch):
    """A client of the app of the quick start, its routes in that order, its folders where it is started."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "example.html").write_text(PAGE)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "main.css").write_text("h1 { color: green }")
    monkeypatch.chdir(tmp_path)
    app = Alcazar()

    @app.route("/")
    def home(req, resp):
        resp.text = "Hello, this is a home page."

    @app.route("/about")
    def about_page(req, resp):
        resp.text = "Hello, this is an about page."

    @app.route("/{age:d}")
    def tell_age(req, resp, age):
        resp.text = f"Your age is {age}"

    @app.route("/{name:l}")
    class GreetingHandler:
        def get(self, req, resp, name):
            resp.text = f"Hello, {name}"

    @app.route("/show/template")
    def handler_with_template(req, resp):
        resp.html = app.template("example.html", context={"title": "Awesome Framework", "body": "welcome!"})

    @app.route("/json")
    def json_handler(req, resp):
        resp.json = {"this": "is JSON"}

    @app.route("/custom")
    def custom_response(req, resp):
        resp.body = b"any other body"
        resp.content_type = "text/plain"

    return session(validator(app))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "Hello, this is a home page."),
        ("/about", "Hello, this is an about page."),
        ("/42", "Your age is 42"),
        ("/Matthew", "Hello, Matthew"),
        ("/custom", "any other body"),
    ],
)
def test_a_page_of_the_quick_start_answers_in_text(client, path, text):
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (200, text)
    assert answer.headers["Content-Type"] == "text/plain; charset=UTF-8"


def test_json_is_answered_though_a_name_comes_first(client):
    answer = client.get("/json")
    assert (answer.json(), answer.headers["Content-Type"]) == ({"this": "is JSON"}, "application/json")


def test_the_template_is_rendered_from_the_folder_templates(client):
    answer = client.get("/show/template")
    assert "<title>Awesome Framework</title>" in answer.text
    assert "<h1>welcome!</h1>" in answer.text
    assert answer.headers["Content-Type"] == "text/html; charset=UTF-8"


@pytest.mark.chapter(7)
def test_what_the_template_links_to_is_served_from_the_folder_static(client):
    answer = client.get("/static/main.css")
    assert (answer.status_code, answer.text) == (200, "h1 { color: green }")
    assert answer.headers["Content-Type"].partition(";")[0] == "text/css"


def test_a_method_that_the_class_lacks_is_refused(client):
    answer = client.post("/Matthew")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/Matthew2", "/about/us", "/About/", "/0x10", "/+5"])
def test_what_the_quick_start_does_not_know_is_not_found(client, path):
    assert client.get(path).status_code == 404
