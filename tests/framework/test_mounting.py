"""Mounting: an app that answers below a prefix of another."""

from wsgiref.validate import validator

import pytest

from alcazar import Alcazar, Middleware
from alcazar.testing import Session

from .calling import call, environ, start
from .handlers import said

pytestmark = pytest.mark.chapter(9)


def place(environ, start_response):
    """Answer, as a WSGI app, with where it is and what it is asked for."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REQUEST_METHOD']} {environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode()]


class Pieces:
    """A body that counts how often it is read and closed."""

    def __init__(self):
        self.read = self.closed = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.read += 1
        if self.read > 3:
            raise StopIteration
        return b"x"

    def close(self):
        self.closed += 1


@pytest.fixture
def shop():
    """An app with two pages."""
    shop = Alcazar()
    shop.add_route("/", said("the shop"))
    shop.add_route("/books", said("all our books"), methods=["GET"])
    return shop


@pytest.fixture
def site(shop):
    """An app with that one under /shop."""
    site = Alcazar()
    site.mount("/shop", shop)
    return site


@pytest.mark.parametrize(
    ("path", "text"), [("/shop", "the shop"), ("/shop/", "the shop"), ("/shop/books", "all our books")]
)
def test_a_mounted_app_answers_below_its_prefix(site, path, text):
    assert Session(validator(site)).get(path).text == text


@pytest.mark.parametrize("path", ["/", "/books", "/shopping", "/Shop/books", "/shop/moon", "/shop//"])
def test_it_answers_nothing_else(site, path):
    assert site.session().get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "rest"),
    [("/wiki", ""), ("/wiki/", "/"), ("/wiki/a/b", "/a/b"), ("/wiki//a", "//a"), ("/wiki/wiki", "/wiki")],
)
def test_the_prefix_moves_from_the_path_to_the_scripts_name(site, path, rest):
    site.mount("/wiki", validator(place))
    assert site.session().get(path).text == f"GET /wiki {rest}"


def test_the_prefixes_of_mounts_in_mounts_move_one_after_the_other(site, shop):
    shop.mount("/wiki", place)
    assert site.session().get("/shop/wiki/a").text == "GET /shop/wiki /a"


def test_a_script_name_of_the_servers_stays_in_front(site):
    site.mount("/wiki", place)
    assert call(site, SCRIPT_NAME="/outer", PATH_INFO="/wiki/a").body == b"GET /outer/wiki /a"


def test_the_site_sees_the_path_as_it_was(site):
    class Path(Middleware):
        def process_response(self, req, resp):
            resp.headers["X-Path"] = req.script_name + "|" + req.path_info

    site.add_middleware(Path)
    assert site.session().get("/shop/books").headers["X-Path"] == "|/shop/books"


@pytest.mark.parametrize("prefix", ["/café", "/100%", "/a b", "/a/b/c", "/%41", "/a?b", "/a.b", "/шоп"])
def test_a_prefix_may_hold_any_text(shop, prefix):
    site = Alcazar()
    site.mount(prefix, shop)
    assert site.session().get(shop.url_for("handler")).text == "the shop"


def test_a_route_of_the_site_below_the_prefix_wins(site):
    site.add_route("/shop/books", said("the site's"))
    assert site.session().get("/shop/books").text == "the site's"
    assert site.session().get("/shop/").text == "the shop"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_mounted_app_is_asked_for_every_method(site, method):
    site.mount("/wiki", place)
    assert site.session().request(method, "/wiki/a").text == f"{method} /wiki /a"


def test_head_has_the_headers_of_get_and_no_body(site):
    get, head = (Session(validator(site)).request(method, "/shop/books") for method in ("GET", "HEAD"))
    assert (head.status_code, head.headers, head.content) == (200, get.headers, b"")


def test_options_and_405_tell_the_mounted_apps_methods(site):
    options, delete = (site.session().request(method, "/shop/books") for method in ("OPTIONS", "DELETE"))
    assert (options.status_code, delete.status_code) == (204, 405)
    assert options.headers["Allow"] == delete.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["BREW", "SECRET", "__INIT__"])
def test_an_unknown_method_is_refused(site, method):
    assert site.session().request(method, "/shop/books").status_code == 405


def test_cookies_come_through(site, shop):
    def login(req, resp):
        resp.set_cookie("name", "ada")
        resp.set_cookie("theme", "dark")

    def me(req, resp):
        resp.json = dict(req.cookies)

    shop.add_route("/login", login)
    shop.add_route("/me", me)
    session = site.session()
    session.get("/shop/login")
    assert session.get("/shop/me").json() == {"name": "ada", "theme": "dark"}


def test_a_body_comes_through_also_where_a_layer_has_read_it(site, shop):
    class Reader(Middleware):
        def process_request(self, req):
            req.body  # noqa: B018

    def echo(req, resp):
        resp.body = req.body

    shop.add_route("/echo", echo)
    assert site.session().post("/shop/echo", data=b"Emma").text == "Emma"
    site.add_middleware(Reader)
    assert site.session().post("/shop/echo", data=b"Emma").text == "Emma"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_stream_is_read_as_it_is_sent_and_closed_once(site, shop, method):
    pieces = Pieces()

    def stream(req, resp):
        resp.body = pieces

    shop.add_route("/pieces", stream)
    _, body = start(site, environ(PATH_INFO="/shop/pieces", REQUEST_METHOD=method))
    assert (pieces.read, pieces.closed) == (0, 0)
    assert b"".join(body) == (b"xxx" if method == "GET" else b"")
    body.close()
    assert pieces.closed == 1
