"""Methods: a function names those that it answers, all others are refused, HEAD and OPTIONS come by themselves."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar
from alcazar_kit.client import session

from .calling import call
from .handlers import quiet, said

pytestmark = pytest.mark.chapter(4)

OTHERS = ["POST", "PUT", "PATCH", "DELETE"]


def client(handler, methods=None):
    """Return a client of an app whose one page is this handler's."""
    app = Alcazar()
    app.add_route("/", handler, methods=methods)
    return session(validator(app))


@pytest.mark.parametrize("method", ["GET", *OTHERS])
def test_a_function_answers_every_method_unless_it_names_some(method):
    assert client(said("hello")).request(method, "/").text == "hello"


@pytest.mark.parametrize("methods", [["GET", "POST"], ("get", "Post"), {"GET", "POST"}, iter(["GET", "POST", "GET"])])
def test_a_function_answers_the_methods_that_it_names(methods):
    page = client(said("hello"), methods)
    assert page.get("/").text == page.post("/").text == "hello"
    assert page.put("/").status_code == page.delete("/").status_code == 405


def test_a_decorator_takes_methods_too():
    app = Alcazar()
    app.route("/", methods=["POST"])(said("hello"))
    assert [session(app).request(method, "/").status_code for method in ("POST", "GET")] == [200, 405]


def test_what_is_not_allowed_is_a_405_that_says_what_is():
    answer = client(said("hello"), ["GET", "PUT"]).post("/")
    assert (answer.status_code, answer.reason, answer.text) == (405, "Method Not Allowed", "Method Not Allowed")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, PUT"
    assert answer.headers["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize(
    "method", ["BREW", "TRACE", "CONNECT", "PROPFIND", "get", "Get", " GET", "", "*", "GÈT", "GET\n"]
)
def test_a_method_that_nobody_knows_is_a_405_as_well(method):
    ran = []
    app = Alcazar()
    app.add_route("/", lambda req, resp: ran.append(req.method))
    status, headers, _ = call(app, REQUEST_METHOD=method)
    assert (status, ran) == ("405 Method Not Allowed", [])
    assert dict(headers)["Allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"


def test_a_refused_method_runs_nothing():
    ran = []
    client(lambda req, resp: ran.append(req.method), ["POST"]).get("/")
    assert ran == []


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "BREW"])
def test_an_unknown_path_is_a_404_before_any_method_is_looked_at(method):
    app = Alcazar()
    app.add_route("/books", quiet, methods=["POST"])
    status, headers, _ = call(app, PATH_INFO="/nowhere", REQUEST_METHOD=method)
    assert status == "404 Not Found"
    assert "Allow" not in dict(headers)


def test_head_is_answered_as_get_without_the_body():
    page = client(said("hello"), ["GET"])
    head, get = page.head("/"), page.get("/")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)
    assert head.headers["Content-Length"] == "5"


def test_a_handler_is_told_that_it_was_head():
    def page(req, resp):
        resp.headers["X-Method"] = req.method

    assert client(page).head("/").headers["X-Method"] == "HEAD"


def test_a_handler_of_its_own_answers_head():
    app = Alcazar()
    app.add_route("/", said("hello"), methods=["GET"])
    app.add_route("/", lambda req, resp: resp.headers.update({"X-Quick": "yes"}), methods=["HEAD"])
    assert session(app).head("/").headers["X-Quick"] == "yes"
    assert "X-Quick" not in session(app).get("/").headers


def test_head_is_refused_where_get_is():
    answer = client(said("hello"), ["POST"]).head("/")
    assert (answer.status_code, answer.content) == (405, b"")
    assert answer.headers["Allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(
    ("methods", "allow"),
    [
        (["GET", "POST"], "GET, HEAD, OPTIONS, POST"),
        (["POST"], "OPTIONS, POST"),
        (None, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
    ],
)
def test_options_says_what_there_is_and_runs_nothing(methods, allow):
    ran = []
    answer = client(lambda req, resp: ran.append(req.method), methods).options("/")
    assert (answer.status_code, answer.content, ran) == (204, b"", [])
    assert answer.headers["Allow"] == allow
    assert "Content-Length" not in answer.headers


def test_a_function_answers_options_if_it_names_it():
    answer = client(said("as you like"), ["OPTIONS"]).options("/")
    assert (answer.status_code, answer.text) == (200, "as you like")


@pytest.mark.parametrize("methods", ["GET", "get", 7, True])
def test_methods_are_a_list(methods):
    with pytest.raises(TypeError, match=rf"methods=\['GET'\], not {methods!r}"):
        Alcazar().add_route("/", quiet, methods=methods)


@pytest.mark.parametrize("methods", [[], ["FETCH"], ["GET", "FETCH"], ["TRACE"], [""], [None], b"GET", ["GET,POST"]])
def test_methods_are_those_of_http(methods):
    with pytest.raises(ValueError, match="GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"):
        Alcazar().route("/", methods=methods)(quiet)


def test_methods_that_are_refused_leave_the_app_as_it_was():
    app = Alcazar()
    with pytest.raises(ValueError, match="FETCH"):
        app.add_route("/books", quiet, methods=["FETCH"], name="books")
    assert session(app).get("/books").status_code == 404
    app.add_route("/books", quiet, name="books")
    assert app.url_for("books") == "/books"


def test_any_callable_is_a_handler():
    class Greeter:
        def __call__(self, req, resp):
            resp.text = "called"

        def __len__(self):
            return 0

        def get(self, req, resp):
            resp.text = "not looked for: this is no class"

    greeter = Greeter()
    assert [client(handler).get("/").text[:6] for handler in (greeter, greeter.get)] == ["called", "not lo"]
