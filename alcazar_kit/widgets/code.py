"""Python code to look at, with its words coloured as in the editor. It runs nothing."""

from html import escape
from typing import Any

from pygments.lexers import PythonLexer  # type: ignore[import-untyped]  # comes with IPython, its types would not
from pygments.token import Token  # type: ignore[import-untyped]

from .. import theme
from ..showing import pictures

_STYLES = {
    Token.Comment: theme.COMMENT,
    Token.Keyword: theme.KEYWORD,
    Token.Operator.Word: theme.KEYWORD,
    Token.Literal.String: theme.STRING,
    Token.Literal.Number: theme.NUMBER,
    Token.Name.Function: theme.DEFINED,
    Token.Name.Class: theme.DEFINED,
}


class Code:
    """A piece of code, as text and as HTML whose colours are those of the page's own editor."""

    def __init__(self, source: str) -> None:
        self.source = source

    def html(self) -> str:
        """Return the code as HTML with inline styles."""
        words = "".join(_html(kind, text) for kind, text in PythonLexer().get_tokens(self.source))
        return f'<pre style="{pictures.TEXT};{theme.NOTE_EDGE};margin:2px 0;padding:2px 0 2px 10px">{words}</pre>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": self.source, "text/html": self.html()}

    def __repr__(self) -> str:
        return self.source


def _html(kind: Any, text: str) -> str:
    """Return a word in the style of its kind, or of the nearest kind above that has one."""
    style = next((_STYLES[each] for each in reversed(kind.split()) if each in _STYLES), "")
    return f'<span style="{style}">{escape(text)}</span>' if style else escape(text)
