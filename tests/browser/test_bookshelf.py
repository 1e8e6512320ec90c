"""The bookshelf in a real browser, used by keyboard and mouse, wide and narrow, by day and by night."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.examples.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ["/", "/?q=brontë", "/?q=nothing", "/authors", "/authors/1", "/books/1", "/books/1/edit", "/books/1/delete",
         "/books/new", "/nowhere"]  # fmt: skip
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
OpenShelf = Callable[..., "Page"]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a new file."""
    with served(tmp_path_factory.mktemp("shelf") / "bookshelf.db") as url:
        yield url


@pytest.fixture
def open_shelf(chromium: "Browser", url: str) -> Iterator[OpenShelf]:
    """Open a page of the site in a window of its own: ``open_shelf("/authors", width=390)``."""
    pages = []

    def open_shelf(path: str = "/", width: int = 1200, scheme: str = "light") -> "Page":
        page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=url)
        pages.append(page)
        page.goto(path)
        return page

    yield open_shelf
    for page in pages:
        page.close()


def fill(page: "Page", **typed: str) -> None:
    """Type into the form and save it."""
    for name, text in typed.items():
        page.fill(f"#{name}", text)
    page.get_by_role("button", name="Save").click()


def background(page: "Page") -> list[int]:
    """Return the red, green and blue of the page's background."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return [int(number) for number in colour.removeprefix("rgb(").removesuffix(")").split(",")]


def test_a_book_is_added_found_changed_and_deleted(open_shelf: OpenShelf) -> None:
    page = open_shelf()
    page.get_by_role("link", name="Add a book").click()
    fill(page, title="Sybil", author="Benjamin Disraeli", year="1845")
    assert page.locator("h1").inner_text() == "Sybil"
    page.get_by_role("link", name="Edit").click()
    fill(page, note="or The Two Nations")
    assert page.locator(".note").inner_text() == "or The Two Nations"
    page.goto("/")
    page.get_by_role("searchbox").fill("disraeli")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=disraeli")
    assert page.locator("main > .muted").inner_text() == "1 book for disraeli"
    page.get_by_role("link", name="Sybil").click()
    page.get_by_role("link", name="Take it from the shelf").click()
    page.get_by_role("button", name="Delete").click()
    page.goto("/?q=sybil")
    assert page.locator(".empty").inner_text() == "Nothing like that is here. See all books"


def test_a_wrong_year_is_refused_beside_its_field_and_what_was_typed_is_kept(open_shelf: OpenShelf) -> None:
    page = open_shelf("/books/new")
    fill(page, title="Sybil", author="Benjamin Disraeli", year="18x", note="or <b>The Two Nations</b>")
    field, error = page.locator("#year"), page.locator("#year-error")
    assert error.inner_text() == "A year is a whole number from 1 to 2100."
    assert (field.get_attribute("aria-invalid"), page.locator("[aria-invalid]").count()) == ("true", 1)
    assert 0 <= error.bounding_box()["y"] - field.bounding_box()["y"] - field.bounding_box()["height"] < 20
    typed = [page.input_value(f"#{name}") for name in ("title", "author", "year", "note")]
    assert typed == ["Sybil", "Benjamin Disraeli", "18x", "or <b>The Two Nations</b>"]


def test_the_pages_of_the_list_are_turned(open_shelf: OpenShelf) -> None:
    page = open_shelf("/?q=e")
    first = page.locator(".title").all_inner_texts()
    page.get_by_role("link", name="Next").click()
    assert "q=e" in page.url
    assert set(first).isdisjoint(page.locator(".title").all_inner_texts())
    page.get_by_role("link", name="Previous").click()
    assert page.locator(".title").all_inner_texts() == first


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_no_page_has_to_be_scrolled_sideways(open_shelf: OpenShelf, width: int) -> None:
    page = open_shelf("/books/new", width=width)
    fill(page, title=f"{LONG} {width}", author=LONG, year="1871", note=LONG)
    here = page.url
    for path in [here, f"{here}/edit", f"{here}/delete", *PAGES]:
        page.goto(path)
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize(("scheme", "light"), [("light", True), ("dark", False)])
def test_the_page_is_as_light_or_dark_as_the_reader_likes(open_shelf: OpenShelf, scheme: str, light: bool) -> None:
    page = open_shelf(scheme=scheme)
    assert all((part > 200) == light for part in background(page))
    ink = page.evaluate("getComputedStyle(document.querySelector('.title')).color")
    assert all((int(part) < 100) == light for part in ink.removeprefix("rgb(").removesuffix(")").split(","))


def test_the_keyboard_shows_where_it_is(open_shelf: OpenShelf) -> None:
    page = open_shelf("/books/new")
    for _ in range(5):
        page.keyboard.press("Tab")
    focused = "getComputedStyle(document.activeElement)"
    assert page.evaluate("document.activeElement.id") == "title"
    assert page.evaluate(f"{focused}.outlineStyle + ' ' + {focused}.outlineWidth") == "solid 3px"


def test_nothing_is_asked_of_another_host_and_nothing_fails(open_shelf: OpenShelf, url: str) -> None:
    page = open_shelf()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    for path in PAGES[:-1]:
        page.goto(path)
    assert {answer.url for answer in answers if not answer.url.startswith(f"{url}/")} == set()
    assert {answer.url for answer in answers if answer.status >= 400} == set()
