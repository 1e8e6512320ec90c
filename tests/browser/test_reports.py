"""Reports in a real browser: what learners wrote never runs, all can be read, on a phone and in the dark too."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alcazar_kit.grading.reporting.writing import write_all
from tests.kit.records import hostile, record, result, unjudged

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CODE = "@app.route('/books')\ndef about(req, resp):\n    # mine\n    resp.status_code = 200 if not None else 404"
CLASS = [
    record("ada", *(result(f"3.{n}", ("passed", "failed", "not attempted")[n % 3], answer=CODE) for n in range(1, 30))),
    record("grace", *(result(f"3.{n}", "failed", reason="NameError: x") for n in range(1, 30)), notes=["Odd."]),
    unjudged("late"),
]
# WCAG 2.2: the contrast of each text that is seen, with the nearest background that is painted behind it.
CONTRASTS = """() => {
    const channel = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const parse = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
    const behind = element => {
        for (; element; element = element.parentElement) {
            const colour = parse(getComputedStyle(element).backgroundColor);
            if (colour[3] !== 0) return colour;
        }
    };
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
        if (!node.data.trim()) continue;
        const [a, b] = [light(parse(getComputedStyle(node.parentElement).color)), light(behind(node.parentElement))];
        found.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), node.data.trim().slice(0, 30)]);
    }
    return found;
}"""

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def show(chromium: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Open a page of the class's reports: ``show("overview.html", width=390, color_scheme="dark")``."""
    folder = tmp_path_factory.mktemp("grades")
    write_all(folder, CLASS, "Alcazar")

    def opened(name: str, width: int = 1280, **options: str) -> "Page":
        page = chromium.new_page(viewport={"width": width, "height": 900}, **options)
        page.goto((folder / name).as_uri())
        return page

    yield opened
    for context in chromium.contexts:
        context.close()


def test_hostile_records_run_nothing_ask_for_nothing_and_burst_nothing(chromium: "Browser", tmp_path: Path) -> None:
    write_all(tmp_path, hostile(), "Alcazar")
    # What is escaped needs no second line of defence.
    page = chromium.new_page(viewport={"width": 390, "height": 900}, bypass_csp=True)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    files = [tmp_path / "overview.html", *(tmp_path / "reports").iterdir()]
    for file in files:
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.title() != "owned"
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert asked == [file.as_uri() for file in files]
    assert said == []
    page.context.close()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["reports/ada.html", "reports/grace.html", "reports/late.html", "overview.html"])
def test_every_text_stands_out_from_what_is_behind_it(show: Open, name: str, color_scheme: str) -> None:
    page = show(name, color_scheme=color_scheme)
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 5
    assert [each for each in contrasts if each[0] < 4.5] == []
    page_colour = {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 19, 24)"}[color_scheme]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == page_colour


@pytest.mark.parametrize("name", ["reports/ada.html", "overview.html"])
def test_a_page_is_as_wide_as_a_phone(show: Open, name: str) -> None:
    assert show(name, width=390).evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, False)])
def test_expected_stands_beside_yours_and_on_a_phone_above_it(show: Open, width: int, beside: bool) -> None:
    row = show("reports/ada.html", width=width).locator(".compared tbody tr").first
    expected, yours = (row.locator(f"[data-side={side}]").bounding_box() for side in ("expected", "yours"))
    assert expected is not None
    assert yours is not None
    assert (expected["y"] == yours["y"]) is beside
    assert (expected["x"] == yours["x"]) is not beside


def test_the_row_of_a_student_who_could_not_be_judged_is_as_high_as_the_others(show: Open) -> None:
    heights = show("overview.html").evaluate(
        "[...document.querySelectorAll('.cells tbody tr')].map(row => row.offsetHeight)"
    )
    assert len(heights) > 2
    assert len(set(heights)) == 1


def test_students_and_exercises_stay_in_sight_when_the_heat_map_is_scrolled(show: Open) -> None:
    page = show("overview.html", width=390)
    name = page.locator(".cells tbody th").first
    before = name.bounding_box()
    page.locator(".scroll").evaluate("each => each.scrollLeft = 400")
    assert page.locator(".scroll").evaluate("each => each.scrollLeft") == 400
    assert name.bounding_box() == before


def test_a_printed_page_holds_the_hints(show: Open) -> None:
    page = show("reports/ada.html")
    page.emulate_media(media="print")
    assert page.get_by_text("It is about us.").first.is_visible()
