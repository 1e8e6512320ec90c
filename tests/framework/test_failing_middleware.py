"""Middleware that fails: on the way in, on the way out, or when it is added."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, HTTPError, Middleware, Response

from .handlers import said
from .layers import Stamp, fail, says

pytestmark = pytest.mark.chapter(9)

each_side = pytest.mark.parametrize("side", ["process_request", "process_response"])


def layer(side, method):
    """Return a middleware that has this method on one of its sides."""
    return type("Layer", (Middleware,), {side: method})


@pytest.fixture
def app():
    """An app with a page."""
    app = Alcazar()
    app.add_route("/", said("home"))
    return app


@each_side
def test_an_http_error_of_a_layer_is_answered(app, side):
    def refuse(*_seen):
        raise HTTPError(403, "not you")

    app.add_middleware(layer(side, refuse))
    app.add_middleware(Stamp)
    answer = app.session().get("/")
    assert (answer.status_code, answer.text, answer.headers["X-Stamp"]) == (403, "not you", "seen")


@each_side
def test_a_layer_that_fails_is_a_500_which_the_layers_outside_see(app, side, caplog):
    app.add_middleware(layer(side, fail))
    app.add_middleware(Stamp)
    answer = app.session(raise_errors=False).get("/")
    assert (answer.status_code, answer.headers["X-Stamp"]) == (500, "seen")
    assert "the inside" not in answer.text
    assert "the inside" in caplog.text


def test_a_test_session_raises_what_a_layer_raised(app):
    app.add_middleware(layer("process_request", fail))
    app.add_middleware(Stamp)
    with pytest.raises(LookupError, match="the inside"):
        app.session().get("/")


def test_an_exception_handler_answers_for_layers_too(app):
    app.add_exception_handler(says("handled"), LookupError)
    app.add_middleware(layer("process_request", fail))
    answer = app.session().get("/")
    assert (answer.status_code, answer.text) == (500, "handled")


@each_side
@pytest.mark.parametrize("wrong", ["a text", b"", False, 0, Response])
def test_a_layer_that_returns_no_response_is_told_so(app, side, wrong):
    app.add_middleware(layer(side, lambda *_seen: wrong))
    with pytest.raises(TypeError, match="return a Response, or nothing, not"):
        app.session().get("/")


@pytest.mark.parametrize("wrong", [validator, Middleware(said("")), object, None, "Stamp"])
def test_what_is_no_middleware_is_refused_when_it_is_added(app, wrong):
    with pytest.raises(TypeError, match="add_middleware takes a subclass of Middleware"):
        app.add_middleware(wrong)
    assert app.session().get("/").text == "home"


def test_a_layer_that_does_not_take_its_options_leaves_the_app_as_it_was(app):
    with pytest.raises(TypeError):
        app.add_middleware(Stamp, colour="red")
    assert "X-Stamp" not in app.session().get("/").headers


def test_a_test_session_takes_the_way_of_production():
    app, handled, seen = Alcazar(), [], []

    class Seen(Middleware):
        def process_response(self, req, resp):
            seen.append(resp.status_code)

    def fails_too(req, resp, exception):
        raise KeyError("while answering")

    app.add_middleware(Seen)
    app.add_exception_handler(fails_too, ValueError)
    app.add_exception_handler(lambda req, resp, exception: handled.append(exception), KeyError)
    app.add_route("/", lambda req, resp: int("x"))
    with pytest.raises(KeyError, match="while answering"):
        app.session().get("/")
    assert (handled, seen) == ([], [500])
