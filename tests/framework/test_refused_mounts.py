"""Mounts that are refused, and what a refusal leaves behind: nothing."""

import pytest

from alcazar import Alcazar, DuplicateRouteError

from .handlers import quiet

pytestmark = pytest.mark.chapter(9)


@pytest.fixture
def shop():
    """An app."""
    return Alcazar()


@pytest.fixture
def site(shop):
    """An app with that one under /shop."""
    site = Alcazar()
    site.mount("/shop", shop)
    return site


@pytest.mark.parametrize("prefix", ["", "/", "shop", "/shop/", "//shop", "/a//b", "/{name}", "/a}", None, 7, b"/shop"])
def test_what_is_no_prefix_is_refused(prefix):
    with pytest.raises(ValueError, match="a prefix is a path such as '/shop'"):
        Alcazar().mount(prefix, Alcazar())


@pytest.mark.parametrize("app", [None, "app", 7])
def test_what_is_no_app_is_refused(app):
    with pytest.raises(TypeError, match="it is no app"):
        Alcazar().mount("/shop", app)


@pytest.mark.parametrize("taken", ["/shop", "/shop/", "/shop/{rest:path}"])
def test_a_mount_over_a_route_is_refused_and_leaves_no_trace(shop, taken):
    site = Alcazar()
    site.add_route(taken, quiet, methods=["GET"])
    before = set(site.router.shapes)
    with pytest.raises(DuplicateRouteError) as refused:
        site.mount("/shop", shop)
    assert refused.value.existing == taken
    assert (set(site.router.shapes), shop.prefix) == (before, "")


def test_a_route_over_a_mount_is_refused(site):
    with pytest.raises(DuplicateRouteError):
        site.add_route("/shop/{rest:path}", quiet)


def test_an_app_has_one_place_in_another(site, shop):
    with pytest.raises(ValueError, match="one place in another, and none in itself"):
        site.mount("/more", shop)
    assert shop.prefix == "/shop"


def test_no_app_is_mounted_in_itself(site, shop):
    for app in (site, shop):
        with pytest.raises(ValueError, match="one place in another, and none in itself"):
            shop.mount("/again", app)
    assert (site.prefix, shop.prefix) == ("", "/shop")
