"""One JupyterLab for all tests of this folder, and a chromium for each file. It says nothing of what is shown."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.browser.notebook_page import NotebookPage
from tests.kit.running_lab import ROOT, Lab, running_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Whatever a page asks for elsewhere is seen and gets no answer.
OFFLINE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab as ``kit.py lab`` starts it, on a workspace that it makes; pages can reach its application."""
    workspace = tmp_path_factory.mktemp("lab") / "workspace"
    with running_lab(ROOT, workspace, "--LabApp.expose_app_in_browser=True") as lab:
        yield lab


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """A browser without a window.

    It ends with each file, because Playwright leaves no other event loop alone while it runs.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _give_up("Playwright is not installed")
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_page(chromium: "Browser", lab: Lab) -> Iterator[Callable[[str], NotebookPage]]:
    """Open a notebook of the workspace in a page of its own: ``open_page("notebooks/00_welcome.ipynb")``."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    yield lambda path: NotebookPage(context, lab, path)
    context.close()


def _launched(playwright: "Playwright") -> "Browser":
    """Launch the first chromium that is found: the system's, Playwright's own, a Chrome where one usually is."""
    from playwright.sync_api import Error

    own = playwright.chromium.executable_path
    path = next(filter(None, map(shutil.which, [*NAMES, own])), None)
    try:
        return playwright.chromium.launch(executable_path=path, channel=None if path else "chrome", args=OFFLINE)
    except Error:
        if path:
            raise
        _give_up("no chromium or Chrome is installed; `playwright install chromium` gets one")


def _give_up(reason: str) -> NoReturn:
    """Skip the tests; where CI runs them, which has a browser, fail."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
