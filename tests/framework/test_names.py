"""Names of routes, and the paths that they stand for."""

import pytest

from alcazar import Alcazar

from .handlers import quiet, said
from .matching import status

pytestmark = pytest.mark.chapter(3)


def url(pattern, **values):
    """Return the path that a route of this pattern makes of the values."""
    app = Alcazar()
    app.add_route(pattern, quiet)
    return app.url_for("quiet", **values)


@pytest.fixture
def app():
    """An app with a route of each kind."""
    app = Alcazar()

    @app.route("/")
    def home(req, resp):
        resp.text = "home"

    @app.route("/books/{number:d}", name="a book")
    def book(req, resp, number):
        resp.text = f"book {number}"

    app.add_route("/by/{author}/{title}.html", home, name="work")
    app.add_route("/files/{rest:path}", home, name="file")
    return app


def test_a_route_has_the_name_of_its_handler(app):
    assert app.url_for("home") == "/"


def test_a_route_can_have_another_name(app):
    assert app.url_for("a book", number=42) == "/books/42"
    with pytest.raises(LookupError):
        app.url_for("book", number=42)


def test_the_first_route_of_a_handler_has_its_name():
    app = Alcazar()
    app.add_route("/new", print)
    app.add_route("/old", print)
    assert app.url_for("print") == "/new"


def test_values_fill_the_fields(app):
    assert app.url_for("work", title="emma", author="austen") == "/by/austen/emma.html"
    assert app.url_for("file", rest="a/b.txt") == "/files/a/b.txt"


@pytest.mark.parametrize(
    ("rest", "escaped"),
    [("a b", "a%20b"), ("año", "a%C3%B1o"), ("a?b#c", "a%3Fb%23c"), ("%41", "%2541"), ("{x}", "%7Bx%7D")],
)
def test_values_are_percent_encoded(app, rest, escaped):
    assert app.url_for("file", rest=rest) == f"/files/{escaped}"


def test_text_of_the_pattern_is_percent_encoded():
    app = Alcazar()
    app.add_route("/café/100%", print, name="coffee")
    assert app.url_for("coffee") == "/caf%C3%A9/100%25"


def test_an_unknown_name_is_a_lookup_error_that_says_which_there_are(app):
    with pytest.raises(LookupError, match=r"'shelf'.*home"):
        app.url_for("shelf")


@pytest.mark.parametrize("values", [{}, {"title": "emma"}, {"number": 42, "page": 2}, {"Number": 42}])
def test_values_that_the_pattern_does_not_take_are_refused(app, values):
    with pytest.raises(ValueError, match=r"/books/\{number:d\}"):
        app.url_for("a book", **values)


@pytest.mark.parametrize("number", ["moon", "", 1.5, None, "1/2", "+5", True, "0x10"])
def test_a_value_that_the_pattern_would_not_match_is_refused(app, number):
    with pytest.raises(ValueError, match=r"/books/\{number:d\}"):
        app.url_for("a book", number=number)


@pytest.mark.parametrize("author", ["", "a/b", "/"])
def test_an_untyped_field_takes_one_segment_alone(app, author):
    with pytest.raises(ValueError, match="author"):
        app.url_for("work", author=author, title="emma")


def test_a_name_can_be_given_once(app):
    with pytest.raises(ValueError, match=r"'a book'.*/books/\{number:d\}"):
        app.add_route("/other", print, name="a book")


def test_a_name_that_is_refused_leaves_the_app_as_it_was(app):
    with pytest.raises(ValueError, match="taken"):
        app.add_route("/other", print, name="a book")
    assert status(app, "/other") == 404
    app.add_route("/other", print, name="another book")
    assert app.url_for("another book") == "/other"
    assert app.url_for("a book", number=1) == "/books/1"


@pytest.mark.parametrize("field", ["name", "self"])
def test_a_field_may_have_any_name(field):
    assert url(f"/{{{field}}}", **{field: "ada"}) == "/ada"


@pytest.mark.parametrize(
    ("pattern", "values"),
    [("/{a}-{b}", {"a": "x-y", "b": "z"}), ("/{n:x}", {"n": 255}), ("/{n:b}", {"n": 10})],
)
def test_values_that_would_come_back_as_others_are_refused(pattern, values):
    with pytest.raises(ValueError, match="/"):
        url(pattern, **values)


def test_no_path_leads_to_another_host():
    path = url("/{rest:path}", rest="/example.org/x")
    assert not path.startswith("//")


def test_a_name_that_was_asked_for_is_taken_by_none_that_was_not():
    app = Alcazar()
    app.add_route("/", quiet)
    app.add_route("/quiet", said("x"), name="quiet")
    assert app.url_for("quiet") == "/quiet"
