"""A notebook in JupyterLab, as the person before the screen has it: they run, type, save and read. It judges nothing.

Waiting is what needs care: JupyterLab says that a kernel is idle before it is connected, and ends a "Run All" for
itself at the first error, also at one that is expected, while the kernel goes on.
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.kit.running_lab import Lab

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator

PATIENCE = 30_000
"""Milliseconds that anything may take."""

PANEL = "const panel = jupyterapp.shell.currentWidget, cells = panel.content.widgets;"
IDLE = """(() => {
    const kernel = panel.sessionContext.session?.kernel;
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
})()"""
RAN = "cells.every(cell => cell.model.type !== 'code' || cell.model.executionCount)"
STOPPED = """cells.some(cell => !cell.model.getMetadata('tags')?.includes('raises-exception')
    && cell.model.outputs?.toJSON().some(output => output.output_type === 'error'))"""
RED = """cells.filter(cell => cell.node.querySelector('[data-mime-type$="error"], [data-mime-type$="stderr"]'))"""
# What is far from view is not drawn and has no text: it takes a frame to be, and another one to be sure.
DRAWN_TEXT = """area => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(area.innerText))))"""


class NotebookPage:
    """A notebook that is open in a browser, its kernel ready.

    Args:
        context: what the page is opened in.
        lab: the server.
        path: the notebook's, from the workspace's root; the address that the learner is given where it is empty.

    Attributes:
        page: Playwright's page.
        asked: the addresses of everything that the page asked for.
    """

    def __init__(self, context: "BrowserContext", lab: Lab, path: str = "") -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.goto(f"{lab.base}/lab/tree/{path}?reset&token={lab.token}" if path else lab.address)
        self._until("window.jupyterapp?.shell?.currentWidget?.content?.widgets?.length > 0")
        self._until_panel(IDLE)

    @property
    def path(self) -> str:
        """The path of the notebook that is open."""
        return str(self._of_panel("panel.context.path"))

    @property
    def hosts(self) -> set[str]:
        """Where the page asked for anything; data that it brings along itself has no host."""
        return {host for host in (urlsplit(url).hostname for url in self.asked) if host}

    @property
    def errors(self) -> list[str]:
        """The ids of the cells that show an error, or anything else on a red background."""
        return list(self._of_panel(f"{RED}.map(cell => cell.model.id)"))

    def cell_id(self, source: str) -> str:
        """Return the id of the one code cell whose source begins so."""
        found = self._of_panel("cells.map(cell => [cell.model.id, cell.model.sharedModel.getSource()])")
        (only,) = [id for id, text in found if text.startswith(source)]
        return str(only)

    def run_all(self) -> None:
        """Run all cells, or those up to an error that is not on purpose, from an empty page on."""
        self._of_panel("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        self._of_panel("void jupyterapp.commands.execute('notebook:run-all-cells')")
        self._until_panel(f"({RAN} || {STOPPED}) && {IDLE}")

    def run(self, id: str) -> None:
        """Click into a cell and run it by its key."""
        before = self._count(id)
        self.editor(id).click()
        self.page.keyboard.press("Control+Enter")
        self._until_panel(f"{_cell(id)}.model.executionCount > {before} && {IDLE}")

    def keys(self, id: str, *keys: str) -> None:
        """Click into a cell and press keys, one after another: names such as ``End``, anything longer is typed."""
        self.editor(id).click()
        for key in keys:
            if key.startswith("Control+") or key in ("Enter", "End", "ArrowLeft", "ArrowUp", "ArrowDown"):
                self.page.keyboard.press(key)
            else:
                self.page.keyboard.type(key)

    def save(self) -> None:
        """Save the notebook by its key."""
        self.page.keyboard.press("Control+s")
        self._until_panel("panel.context.model.dirty === false")

    def source(self, id: str) -> str:
        """Return what a cell's editor holds."""
        return str(self._of_panel(f"{_cell(id)}.model.sharedModel.getSource()"))

    def output(self, id: str) -> str:
        """Return the text that a cell shows below its code."""
        self.page.bring_to_front()
        area = self.area(id)
        area.scroll_into_view_if_needed()
        return str(area.evaluate(DRAWN_TEXT))

    def area(self, id: str) -> "Locator":
        """Return where a cell's outputs are."""
        return self._node(id).locator(".jp-Cell-outputArea")

    def editor(self, id: str) -> "Locator":
        """Return where a cell's code is edited."""
        return self._node(id).locator(".cm-content")

    def _node(self, id: str) -> "Locator":
        number = self._of_panel(f"cells.findIndex(cell => cell.model.id === '{id}')")
        return self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{number}']")

    def _count(self, id: str) -> int:
        return int(self._of_panel(f"{_cell(id)}.model.executionCount") or 0)

    def _of_panel(self, expression: str) -> Any:
        return self.page.evaluate(f"() => {{ {PANEL} return {expression}; }}")

    def _until_panel(self, condition: str) -> None:
        self._until(f"() => {{ {PANEL} return {condition}; }}")

    def _until(self, condition: str) -> None:
        self.page.wait_for_function(condition, polling=100, timeout=PATIENCE)


def _cell(id: str) -> str:
    return f"cells.find(cell => cell.model.id === '{id}')"
