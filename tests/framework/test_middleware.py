"""Middleware: layers that see every request and every response."""

import threading
from concurrent.futures import ThreadPoolExecutor
from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, Middleware, Request, Response
from alcazar.testing import Session

from .handlers import quiet, said
from .layers import Stamp, fail

pytestmark = pytest.mark.chapter(9)


class Diary(Middleware):
    """Writes down what it sees."""

    def __init__(self, app, *, pages, name=""):
        super().__init__(app)
        self.pages, self.name = pages, name

    def process_request(self, req):
        self.pages.append(f"{self.name}> {req.path}")

    def process_response(self, req, resp):
        self.pages.append(f"<{self.name} {resp.status_code}")


@pytest.fixture
def app(tmp_path):
    """An app with a page, a page that fails, and a file."""
    (tmp_path / "shop.css").write_text("p {}")
    app = Alcazar(static_dir=tmp_path)
    app.add_route("/", said("home"))
    app.add_route("/boom", fail)
    return app


def test_a_layer_sees_the_request_and_then_the_response(app):
    pages = []
    app.add_middleware(Diary, pages=pages)
    app.session().get("/")
    assert pages == ["> /", "< 200"]


def test_the_layer_added_last_is_the_outermost(app):
    pages = []
    for name in "abc":
        app.add_middleware(Diary, pages=pages, name=name)
    app.session().get("/")
    assert pages == ["c> /", "b> /", "a> /", "<a 200", "<b 200", "<c 200"]


def test_a_layer_that_overrides_nothing_changes_nothing(app):
    app.add_middleware(Middleware)
    assert app.session().get("/").text == "home"


def test_options_go_to_the_layer(app):
    app.add_middleware(Stamp, name="ours")
    assert app.session().get("/").headers["X-Stamp"] == "ours"


def test_an_option_may_be_called_middleware(app):
    class Named(Middleware):
        def __init__(self, app, **options):
            super().__init__(app)
            self.options = options

        def process_response(self, req, resp):
            resp.json = self.options

    app.add_middleware(Named, middleware=1)
    assert app.session().get("/").json() == {"middleware": 1}


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/static/shop.css", 200), ("/moon", 404), ("/boom", 500)])
def test_layers_lie_around_files_and_errors_too(app, path, status):
    app.add_middleware(Stamp)
    answer = app.session(raise_errors=False).get(path)
    assert (answer.status_code, answer.headers["X-Stamp"]) == (status, "seen")


def test_a_layer_sees_a_method_that_is_not_allowed(app):
    app.add_route("/read", quiet, methods=["GET"])
    app.add_middleware(Stamp)
    answer = app.session().delete("/read")
    assert (answer.status_code, answer.headers["X-Stamp"]) == (405, "seen")


def test_a_response_on_the_way_in_answers_and_nothing_further_in_is_asked(app):
    class Closed(Middleware):
        def process_request(self, req):
            return Response(text="closed", status=503)

    pages = []
    app.add_middleware(Diary, pages=pages, name="inner")
    app.add_middleware(Closed)
    app.add_middleware(Diary, pages=pages, name="outer")
    answer = app.session().get("/")
    assert (answer.status_code, answer.text, pages) == (503, "closed", ["outer> /", "<outer 503"])


def test_a_layer_sees_its_own_answer_on_the_way_out(app):
    class Closed(Stamp):
        def process_request(self, req):
            return Response(text="closed")

    app.add_middleware(Closed)
    assert app.session().get("/").headers["X-Stamp"] == "seen"


def test_a_response_on_the_way_out_takes_the_others_place(app):
    class Polite(Middleware):
        def process_response(self, req, resp):
            return Response(text=f"{resp.text}, please")

    app.add_middleware(Polite)
    app.add_middleware(Stamp)
    answer = app.session().get("/")
    assert (answer.text, answer.headers["X-Stamp"]) == ("home, please", "seen")


def test_a_layer_can_read_the_body_before_the_handler(app):
    class Reader(Middleware):
        def process_request(self, req):
            req.length = len(req.body)

    def page(req, resp):
        resp.json = [req.length, req.POST["title"]]

    app.add_route("/books", page, methods=["POST"])
    app.add_middleware(Reader)
    assert app.session().post("/books", data={"title": "Emma"}).json() == [10, "Emma"]


def test_what_a_layer_keeps_on_the_request_is_that_requests(app):
    class Asked(Middleware):
        def process_request(self, req):
            req.asked = req.path

        def process_response(self, req, resp):
            resp.headers["X-Asked"] = req.asked

    both = threading.Barrier(2, timeout=5)

    def meet(req, resp, name):
        both.wait()

    app.add_route("/meet/{name}", meet)
    app.add_middleware(Asked)
    paths = ["/meet/ada", "/meet/bob"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda path: app.respond(Request.blank(path)), paths))
    assert [answer.headers["X-Asked"] for answer in answers] == paths


def test_layers_belong_to_one_app(app):
    app.add_middleware(Stamp)
    assert "X-Stamp" not in Alcazar().session().get("/").headers


def test_a_route_that_comes_after_a_layer_lies_within_it(app):
    app.add_middleware(Stamp)
    app.add_route("/late", said("late"))
    assert app.session().get("/late").headers["X-Stamp"] == "seen"


def test_a_layer_leaves_a_stream_a_stream(app):
    taken = []

    def pieces(req, resp):
        resp.body = (taken.append(number) or b"x" for number in range(3))

    app.add_route("/pieces", pieces)
    app.add_middleware(Stamp)
    with app.session().get("/pieces", stream=True) as answer:
        assert taken == [0]
        assert answer.content == b"xxx"


def test_a_wsgi_middleware_can_wrap_the_app(app):
    def shouting(inner):
        return lambda environ, start_response: [piece.upper() for piece in inner(environ, start_response)]

    app.add_middleware(Stamp)
    answer = Session(shouting(app)).get("/")
    assert (answer.text, answer.headers["X-Stamp"]) == ("HOME", "seen")


def test_a_layered_app_keeps_to_wsgi(app):
    app.add_middleware(Stamp)
    with Session(validator(app)) as session:
        assert [session.request(method, "/").status_code for method in ("GET", "HEAD", "OPTIONS")] == [200, 200, 204]
