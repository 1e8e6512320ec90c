"""Paths as clients send them: percent-encoded UTF-8, of any length, and not always in good faith."""

import time
from wsgiref.validate import validator

import pytest

from alcazar import Alcazar
from alcazar_kit.client import session

from .calling import call
from .handlers import echo, quiet, said
from .matching import matched, status

pytestmark = pytest.mark.chapter(3)


@pytest.fixture
def client():
    """A client of an app that says what its fields hold."""
    app = Alcazar()
    app.add_route("/{name}", echo)
    app.add_route("/files/{rest:path}", echo)
    app.add_route("/café", said("coffee"))
    return session(validator(app))


@pytest.mark.parametrize(
    ("escaped", "name"),
    [("a%20b", "a b"), ("a+b", "a+b"), ("caf%C3%89", "cafÉ"), ("%E2%82%AC", "€"), ("%2541", "%41"), ("%3Fq", "?q"),
     ("%7Bname%7D", "{name}"), ("%F0%9F%98%80", "😀"), ("a%0Ab", "a\nb"), ("a;b=c", "a;b=c")],
)  # fmt: skip
def test_a_field_holds_the_decoded_text(client, escaped, name):
    assert client.get(f"/{escaped}").json() == {"name": name}


def test_text_of_a_pattern_is_compared_with_the_decoded_path(client):
    assert client.get("/caf%C3%A9").text == "coffee"
    assert client.get("/c%61f%c3%a9").text == "coffee"


def test_an_escaped_slash_is_a_slash(client):
    assert client.get("/emma%2Fwoodhouse").status_code == 404
    assert client.get("/files/emma%2Fwoodhouse").json() == {"rest": "emma/woodhouse"}


@pytest.mark.parametrize("raw", [b"/caf\xe9", b"/caf\xc3", b"/\xff", b"/\xed\xa0\x80"])
def test_bytes_that_are_no_utf8_are_no_text_of_a_pattern(raw):
    app = Alcazar()
    for pattern in ("/café", "/cafÃ", "/ÿ", "/caf"):
        app.add_route(pattern, quiet)
    assert status(app, raw) == 404


def test_an_app_without_a_path_answers_for_its_root():
    app = Alcazar()
    app.add_route("/", said("the root"))
    assert call(app, PATH_INFO="", SCRIPT_NAME="/shop").body == b"the root"
    assert call(app, PATH_INFO="/", SCRIPT_NAME="/shop").body == b"the root"


def test_a_trailing_slash_makes_another_path():
    app = Alcazar()
    app.add_route("/books", quiet)
    app.add_route("/{author}/works/", quiet)
    assert [status(app, path) for path in ("/books", "/books/")] == [200, 404]
    assert [status(app, path) for path in ("/ada/works/", "/ada/works")] == [200, 404]


@pytest.mark.parametrize(
    ("pattern", "piece", "count"),
    [
        ("/{a}/{b}/{c}/{d}/end", "/", 400),
        ("/{a}/{b}/{c}/{d}/end", "/a", 4_000),
        ("/{a}-{b}-{c}x", "-", 8_000),
        ("/{a}-{b}-{c}x", "a-", 4_000),
        ("/{a}.{b}.{c}.{d}!", ".", 8_000),
        ("/{a:d}-{b:d}-{c:d}x", "1", 8_000),
        ("/{a:d}-{b:d}-{c:d}x", "1-", 4_000),
        ("/{a}-{rest:path}-{b}x", "-/", 4_000),
        ("/{a:w}_{b:w}_{c:w}x", "_", 8_000),
        ("/{a:l}x{b:l}x{c:l}1", "x", 8_000),
        ("/{a:x}a{b:x}a{c:x}z", "a", 8_000),
        ("/{a:D}-{b:D}-{c:D}x", "-", 8_000),
        ("/{a}/{rest:path}/{b}/end", "/", 8_000),
        ("/{rest:path}/end", "end/", 8_000),
    ],
)
def test_no_path_takes_long_to_refuse(pattern, piece, count):
    for times in (count // 8, count):
        began = time.perf_counter()
        assert matched(pattern, "/" + piece * times) is None
        assert time.perf_counter() - began < 1


def test_a_long_path_can_match():
    assert matched("/{name}", "/" + "a" * 60_000) == {"name": "a" * 60_000}
    assert matched("/{rest:path}", "/a" * 30_000) == {"rest": ("/a" * 30_000)[1:]}


@pytest.mark.parametrize("raw", [b"/caf\xe9", b"/\xff", b"/a/\xed\xa0\x80"])
@pytest.mark.parametrize("pattern", ["/{name}", "/{rest:path}", "/\ufffd", "/caf\ufffd"])
def test_bytes_that_are_no_utf8_match_nothing(pattern, raw):
    assert matched(pattern, raw) is None
