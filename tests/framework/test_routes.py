"""Routes: which handler answers a path, and what it is given."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, Request, Response
from alcazar_kit.client import session

from .handlers import echo, quiet, said

pytestmark = pytest.mark.chapter(3)


@pytest.fixture
def app():
    """An app with two pages."""
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        resp.text = "All our books"

    @app.route("/books/{number:d}")
    def book(req, resp, number):
        resp.json = {"number": number}

    return app


@pytest.fixture
def client(app):
    """A client of that app."""
    return session(validator(app))


def test_each_path_has_its_handler(client):
    assert client.get("/books").text == "All our books"
    assert client.get("/books/42").json() == {"number": 42}


def test_a_route_gives_its_handler_back(app):
    def about(req, resp):
        resp.text = "About us"

    assert app.route("/about")(about) is about


def test_a_route_can_be_added_without_a_decorator(app, client):
    def about(req, resp):
        resp.text = "About us"

    app.add_route("/about", about)
    assert client.get("/about").text == "About us"


def test_a_route_can_be_added_after_a_request(app, client):
    assert client.get("/authors/ada").status_code == 404
    app.add_route("/authors/{name}", echo)
    assert client.get("/authors/ada").json() == {"name": "ada"}


def test_a_handler_may_answer_two_routes(app, client):
    def about(req, resp, part="all"):
        resp.text = part

    app.add_route("/about", about)
    app.add_route("/about/{part}", about)
    assert [client.get(path).text for path in ("/about", "/about/us")] == ["all", "us"]


def test_a_handler_is_given_a_request_a_response_and_values_by_name(app, client):
    given = []
    app.add_route("/{shelf}/{row:d}", lambda *args, **values: given.append((*args, values)))
    client.get("/poetry/3?page=2")
    ((request, response, values),) = given
    assert (type(request), type(response)) == (Request, Response)
    assert request.GET["page"] == "2"
    assert values == {"shelf": "poetry", "row": 3}


def test_a_handler_that_sets_nothing_sends_an_empty_200(app, client):
    app.add_route("/quiet", quiet)
    answer = client.get("/quiet")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/books/", "/books/moon", "/books/4/2", "/book", "/bookshelf"])
def test_a_path_without_route_is_a_404_in_plain_text(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.reason, answer.text) == (404, "Not Found", "Not Found")
    assert answer.headers["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE"])
def test_a_path_without_route_is_a_404_for_each_method(client, method):
    assert client.request(method, "/nowhere").status_code == 404


def test_an_app_without_routes_knows_no_path():
    assert session(validator(Alcazar())).get("/").status_code == 404


def test_the_query_has_no_part_in_the_choice(client):
    assert client.get("/books?page=/books/42").text == "All our books"


def test_an_apps_routes_are_its_own():
    first, second = Alcazar(), Alcazar()
    first.add_route("/books", said("first"))
    second.add_route("/books", said("second"))
    assert session(first).get("/books").text == "first"
    assert session(second).get("/books").text == "second"


def test_head_gets_the_headers_of_get(client):
    answer = client.head("/books")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len("All our books"))


def test_what_is_no_handler_is_refused_when_it_is_registered():
    with pytest.raises(TypeError, match="handler"):
        Alcazar().add_route("/", None)
    with pytest.raises(TypeError, match="route"):
        Alcazar().route(quiet)
