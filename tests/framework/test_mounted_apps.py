"""Mounted apps: their URLs know the prefix, their errors and layers are their own, and any WSGI app can be one."""

import json
from urllib.parse import unquote
from wsgiref.validate import validator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alcazar import Alcazar, HTTPError
from alcazar.testing import Session

from .calling import call
from .layers import Stamp, fail, says

pytestmark = pytest.mark.chapter(9)

segments = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/{}"), min_size=1, max_size=8)


@pytest.fixture
def shop(tmp_path):
    """An app with a page, one that leads to it, one that fails, and a file."""
    (tmp_path / "shop.css").write_text("p {}")
    shop = Alcazar(static_dir=tmp_path, templates_dir=tmp_path)
    shop.add_route("/boom", fail)

    @shop.route("/books/{number:d}")
    def book(req, resp, number):
        resp.text = f"book {number}"

    @shop.route("/best")
    def best(req, resp):
        resp.redirect(shop.url_for("book", number=1))

    return shop


@pytest.fixture
def site(shop):
    """An app with that one under /shop."""
    site = Alcazar()
    site.mount("/shop", shop)
    return site


def test_an_app_that_is_not_mounted_has_no_prefix(shop):
    assert (shop.prefix, shop.parent, shop.url_for("book", number=7)) == ("", None, "/books/7")


def test_urls_have_the_prefix(site, shop):
    assert (shop.prefix, shop.parent) == ("/shop", site)
    assert shop.url_for("book", number=7) == "/shop/books/7"


def test_urls_have_all_prefixes_in_whatever_order_the_apps_are_mounted(site, shop):
    world = Alcazar()
    world.mount("/café/earth", site)
    assert shop.url_for("book", number=7) == "/caf%C3%A9/earth/shop/books/7"
    assert Session(validator(world)).get(shop.url_for("book", number=7)).text == "book 7"


def test_an_app_mounted_in_another_one_too_takes_the_last_prefix(shop, site):
    Alcazar().mount("/test", shop)
    assert shop.url_for("book", number=7) == "/test/books/7"
    assert site.session().get("/shop/books/7").text == "book 7"


@given(st.lists(segments, min_size=1, max_size=3), segments)
def test_a_url_leads_to_its_page_below_any_prefix(parts, value):
    prefix = "/" + "/".join(parts)
    assume(prefix != "/static")
    site, wiki = Alcazar(), Alcazar()

    @wiki.route("/pages/{name}")
    def page(req, resp, name):
        resp.json = [req.script_name, name]

    site.mount(prefix, wiki)
    url = wiki.url_for("page", name=value)
    assert json.loads(call(site, PATH_INFO=unquote(url, "latin-1")).body) == [prefix, value]


def test_redirects_stay_below_the_prefix(site):
    answer = site.session().get("/shop/best")
    assert (answer.url, answer.text) == ("http://testserver/shop/books/1", "book 1")


def test_static_files_and_templates_of_a_mounted_app_have_the_prefix(site, shop, tmp_path):
    (tmp_path / "page.html").write_text("{{ url_for('static', path='shop.css') }}")
    link = shop.template("page.html")
    assert (link, site.session().get(link).text) == ("/shop/static/shop.css", "p {}")


def test_layers_of_the_site_lie_around_those_of_the_mounted_app(site, shop):
    shop.add_middleware(Stamp, name="shop ")
    site.add_middleware(Stamp, name="site")
    assert site.session().get("/shop/books/1").headers["X-Stamp"] == "shop site"
    assert site.session().get("/moon").headers["X-Stamp"] == "site"


def test_a_mounted_app_answers_its_own_errors(site, shop):
    shop.add_exception_handler(says("the shop's"), HTTPError)
    site.add_exception_handler(says("the site's"), HTTPError)
    assert [site.session().get(path).text for path in ("/shop/moon", "/moon")] == ["the shop's", "the site's"]


def test_a_mounted_app_that_fails_is_a_500(site):
    answer = site.session(raise_errors=False).get("/shop/boom")
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")


def test_a_test_session_raises_what_a_mounted_app_raised(site):
    with pytest.raises(LookupError):
        site.session().get("/shop/boom")


def test_the_sites_handlers_leave_alone_what_a_mounted_app_could_not_answer(site):
    site.add_exception_handler(says("the site's"))
    with pytest.raises(LookupError):
        site.session().get("/shop/boom")


def test_the_site_answers_where_a_wsgi_app_raises(site):
    site.mount("/raw", fail)
    assert site.session(raise_errors=False).get("/raw").status_code == 500


def test_a_wsgi_app_may_answer_its_own_failure_by_exc_info(site):
    def sorry(environ, start_response):
        try:
            raise LookupError
        except LookupError as error:
            start_response("503 Sorry", [("Content-Type", "text/plain")], (LookupError, error, None))
        return [b"sorry"]

    site.mount("/raw", sorry)
    answer = site.session().get("/raw")
    assert (answer.status_code, answer.reason, answer.text) == (503, "Sorry", "sorry")


def test_a_wsgi_app_may_start_when_it_is_read_or_write(site):
    def late(environ, start_response):
        write = start_response("200 OK", [("Content-Type", "text/plain")])
        write(b"written, ")
        yield b"read"

    site.mount("/late", late)
    assert site.session().get("/late").text == "written, read"


def test_headers_of_a_wsgi_app_stay_its_own(site):
    headers = [("Content-Type", "text/plain")]

    def raw(environ, start_response):
        start_response("200 OK", headers)
        return []

    site.mount("/raw", raw)
    site.add_middleware(Stamp, name="site")
    assert [site.session().get("/raw").headers["X-Stamp"] for _ in range(2)] == ["site", "site"]


def test_what_a_wsgi_app_sends_is_sent_as_it_is(site):
    sent = [("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]

    def raw(environ, start_response):
        start_response("299 Quite OK", list(sent))
        return [b"<p>", b"</p>"]

    site.mount("/raw", raw)
    assert call(site, PATH_INFO="/raw") == ("299 Quite OK", sent, b"<p></p>")
