"""Several functions for one path, each for other methods."""

import pytest

from alcazar import Alcazar, DuplicateRouteError
from alcazar_kit.client import session

from .handlers import echo, quiet, said

pytestmark = pytest.mark.chapter(4)


@pytest.fixture
def app():
    """An app whose page is read by one function and written by another."""
    app = Alcazar()

    @app.route("/notes/{number:d}", methods=["GET"])
    def read(req, resp, number):
        resp.json = {"read": number}

    @app.route("/notes/{id:d}", methods=["POST", "PUT"])
    def write(req, resp, id):
        resp.json = {"written": id}

    return app


def test_each_method_has_its_function(app):
    client = session(app)
    assert client.get("/notes/7").json() == {"read": 7}
    assert client.post("/notes/7").json() == client.put("/notes/7").json() == {"written": 7}


def test_what_neither_answers_is_refused_with_the_methods_of_both(app):
    answer = session(app).delete("/notes/7")
    assert answer.status_code == 405
    assert (
        answer.headers["Allow"] == session(app).options("/notes/7").headers["Allow"] == "GET, HEAD, OPTIONS, POST, PUT"
    )


def test_each_route_has_its_own_name_and_fields(app):
    assert app.url_for("read", number=7) == app.url_for("write", id=7) == "/notes/7"
    with pytest.raises(ValueError, match="id"):
        app.url_for("write", number=7)


@pytest.mark.parametrize(
    ("first", "second"), [(["GET"], ["POST"]), (["POST"], ["GET"]), (["HEAD"], ["GET"]), (["OPTIONS"], ["DELETE"])]
)
def test_the_order_makes_no_difference(first, second):
    app = Alcazar()
    app.add_route("/", said("first"), methods=first)
    app.add_route("/", said("second"), methods=second)
    assert session(app).request(first[0], "/").headers["Content-Length"] == "5"
    assert session(app).request(second[0], "/").headers["Content-Length"] == "6"


def test_each_handler_gets_the_values_by_its_own_names():
    app = Alcazar()
    for method, pattern in {"PUT": "/{request}/{response:d}", "GET": "/{a}/{b:d}", "POST": "/{b}/{a:d}"}.items():
        app.add_route(pattern, echo, methods=[method])
    client = session(app)
    assert client.get("/x/1").json() == {"a": "x", "b": 1}
    assert client.post("/x/1").json() == {"b": "x", "a": 1}
    assert client.put("/x/1").json() == {"request": "x", "response": 1}


def test_one_function_may_come_twice():
    app = Alcazar()
    app.add_route("/", said("twice"), methods=["GET"])
    app.add_route("/", said("twice"), methods=["PUT"])
    assert session(app).get("/").text == session(app).put("/").text == "twice"


class Notes:
    """A class that answers GET alone."""

    def get(self, req, resp):
        resp.text = "all notes"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((quiet, None), (quiet, None)),
        ((quiet, None), (quiet, ["POST"])),
        ((quiet, ["GET"]), (quiet, None)),
        ((quiet, None), (quiet, ["HEAD"])),
        ((quiet, ["GET"]), (quiet, ["GET"])),
        ((quiet, ["GET", "PUT"]), (quiet, ["PUT", "POST"])),
        ((quiet, ["POST"]), (Notes, None)),
        ((Notes, None), (quiet, ["POST"])),
        ((Notes, ["GET"]), (quiet, ["POST"])),
        ((Notes, None), (Notes, None)),
    ],
)
def test_two_that_do_not_both_name_methods_of_their_own_are_duplicates(first, second):
    app = Alcazar()
    app.add_route("/notes", first[0], methods=first[1])
    with pytest.raises(DuplicateRouteError, match=r"'/notes'.*methods of its own"):
        app.add_route("/notes", second[0], methods=second[1])


def test_a_third_must_not_share_a_method_with_either(app):
    with pytest.raises(DuplicateRouteError):
        app.add_route("/notes/{n:d}", quiet, methods=["DELETE", "PUT"])
    assert session(app).delete("/notes/7").status_code == 405
    app.add_route("/notes/{n:d}", said("gone"), methods=["DELETE"])
    assert session(app).delete("/notes/7").text == "gone"


def test_a_name_that_is_taken_adds_no_method(app):
    app.add_route("/other", quiet, name="taken")
    with pytest.raises(ValueError, match="taken"):
        app.add_route("/notes/{n:d}", quiet, methods=["DELETE"], name="taken")
    assert session(app).delete("/notes/7").status_code == 405


def test_the_path_is_matched_before_the_method():
    app = Alcazar()
    app.add_route("/books/new", said("form"), methods=["GET"])
    app.add_route("/books/{title}", said("saved"), methods=["POST"])
    answer = session(app).post("/books/new")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert session(app).post("/books/emma").text == "saved"
