"""The README's quick start, as far as functions answer: it works as it is written there."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar
from alcazar_kit.client import session

pytestmark = pytest.mark.chapter(3)


@pytest.fixture
def client():
    """A client of the app of the quick start, its routes in that order."""
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
    def greet(req, resp, name):
        resp.text = f"Hello, {name}"

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


@pytest.mark.parametrize("path", ["/Matthew2", "/about/us", "/About/", "/0x10", "/+5"])
def test_what_the_quick_start_does_not_know_is_not_found(client, path):
    assert client.get(path).status_code == 404
