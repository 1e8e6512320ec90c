"""Class handlers: each method of HTTP has one of the class, and nothing else of it can be reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar import Alcazar
from alcazar_kit.client import session

from .calling import call

pytestmark = pytest.mark.chapter(4)

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


erased = []


class Note:
    """A handler with some methods, and some attributes that are none."""

    secret = "sesame"

    def __init__(self, *papers):
        self.papers = papers

    def get(self, req, resp, **values):
        resp.json = {"method": req.method, **values}

    def delete(self, req, resp, **values):
        resp.status_code = 204

    def erase(self, req, resp, **values):
        erased.append(self)


@pytest.fixture
def client():
    """A client of an app with that handler."""
    app = Alcazar()
    app.add_route("/notes/{name}", Note)
    return session(app)


def answering(*methods):
    """Return a class that answers these methods, each with its own name."""

    def named(method):
        def handler(self, req, resp):
            resp.headers["X-Ran"] = method

        return handler

    return type("Handler", (), {method.lower(): named(method) for method in methods})


def test_a_method_is_answered_by_the_one_of_its_name(client):
    assert client.get("/notes/milk").json() == {"method": "GET", "name": "milk"}
    assert client.delete("/notes/milk").status_code == 204


def test_a_class_can_be_decorated_and_is_given_back():
    app = Alcazar()
    assert app.route("/notes/{name}")(Note) is Note
    assert session(app).get("/notes/milk").status_code == 200
    assert app.url_for("Note", name="milk") == "/notes/milk"


@pytest.mark.parametrize("method", METHODS)
def test_a_class_may_answer_each_method_by_itself(method):
    app = Alcazar()
    app.add_route("/", answering(*METHODS))
    assert session(app).request(method, "/").headers["X-Ran"] == method


def test_a_method_may_be_inherited_and_switched_off():
    class Reader(Note):
        delete = None

    app = Alcazar()
    app.add_route("/{name}", Reader)
    assert session(app).get("/milk").json()["name"] == "milk"
    assert session(app).delete("/milk").status_code == 405


def test_each_request_has_an_object_of_its_own():
    class Counter:
        def __init__(self):
            self.count = 0

        def get(self, req, resp):
            self.count += 1
            resp.text = str(self.count)

    app = Alcazar()
    app.add_route("/", Counter)
    assert [session(app).get("/").text for _ in range(3)] == ["1", "1", "1"]


def test_registering_makes_no_object():
    made = []

    class Counted:
        def __init__(self):
            made.append(self)

        def get(self, req, resp):
            resp.text = f"object {len(made)}"

    app = Alcazar()
    app.add_route("/", Counted)
    assert made == []
    assert session(app).get("/").text == "object 1"


@pytest.mark.parametrize("method", ["ERASE", "SECRET", "__INIT__", "__CLASS__", "PAPERS", "erase", "get", ""])
def test_no_attribute_is_run_because_a_client_names_it(method):
    app = Alcazar()
    app.add_route("/", Note)
    erased.clear()
    assert call(app, REQUEST_METHOD=method).status == "405 Method Not Allowed"
    assert erased == []


@given(st.text())
def test_whatever_a_client_calls_a_method_only_those_of_the_class_answer(method):
    app = Alcazar()
    app.add_route("/", Note)
    answered = not call(app, REQUEST_METHOD=method).status.startswith("405")
    assert answered == (method in {"GET", "HEAD", "DELETE", "OPTIONS"})


@given(st.sets(st.sampled_from(METHODS), min_size=1))
def test_allow_names_just_the_methods_that_are_not_refused(methods):
    app = Alcazar()
    app.add_route("/", answering(*methods))
    answers = {method: call(app, REQUEST_METHOD=method) for method in [*METHODS, "BREW"]}
    answered = {method for method, answer in answers.items() if not answer.status.startswith("405")}
    assert ", ".join(sorted(answered)) == dict(answers["BREW"].headers)["Allow"]
    assert answered == methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())


def test_methods_do_not_matter_for_a_class():
    app = Alcazar()
    app.add_route("/notes/{name}", Note, methods=["POST"])
    assert session(app).get("/notes/milk").status_code == 200
    assert session(app).post("/notes/milk").status_code == 405


@pytest.mark.parametrize("class_", [object, type("Empty", (), {"GET": print, "fetch": print, "get": "text"})])
def test_a_class_without_methods_is_refused_when_it_is_registered(class_):
    with pytest.raises(TypeError, match="get, head, post, put, patch, delete, options"):
        Alcazar().add_route("/", class_)


@pytest.mark.parametrize("field", ["request", "response", "values", "handler", "name"])
def test_a_field_may_be_called_like_anything_of_the_frameworks(field):
    app = Alcazar()
    app.add_route(f"/{{{field}}}", Note)
    assert session(app).get("/milk").json() == {"method": "GET", field: "milk"}
