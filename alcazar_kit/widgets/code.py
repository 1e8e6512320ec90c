"""Python code to look at, with its words coloured. It runs nothing."""

from typing import Any

from pygments import highlight  # type: ignore[import-untyped]  # comes with IPython, its types would not
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from .. import theme


class Code:
    """A piece of code, as text and as HTML whose colours read well on light and dark pages."""

    def __init__(self, source: str) -> None:
        self.source = source

    def html(self) -> str:
        """Return the code as HTML with inline styles."""
        formatter = HtmlFormatter(noclasses=True, nobackground=True, style="solarized-light", prestyles=theme.MONO)
        code = highlight(self.source, PythonLexer(), formatter)
        return f'<div style="{theme.NOTE_EDGE};padding-left:8px">{code}</div>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": self.source, "text/html": self.html()}

    def __repr__(self) -> str:
        return self.source
