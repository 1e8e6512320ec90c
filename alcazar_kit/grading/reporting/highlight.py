"""Python code as HTML: colours inline for mail clients, classes for the dark page. It runs nothing."""

from html import escape
from itertools import groupby

from markupsafe import Markup
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]  # comes with IPython, its types would not
from pygments.token import Token  # type: ignore[import-untyped]

from .look import LIGHT
from .text import LONG, shown

CLASSES = {
    Token.Comment: "comment",
    Token.Keyword: "keyword",
    Token.Operator.Word: "keyword",
    Token.Literal.String: "string",
    Token.Literal.Number: "number",
    Token.Name.Function: "defined",
    Token.Name.Class: "defined",
    Token.Name.Decorator: "defined",
}


def highlighted(source: str) -> Markup:
    """Return code as HTML, cut where it is very long."""
    # Pygments takes the square of the time for lines that look empty and are not.
    lines = (line.rstrip() for line in shown(source, LONG).split("\n"))
    tokens = _lexer.get_tokens("\n".join(lines))
    runs = groupby(tokens, lambda token: _class(token[0]))
    return Markup("".join(_html(name, "".join(text for _, text in run)) for name, run in runs))


_lexer = PythonLexer(stripnl=False, ensurenl=False)
_known: dict[object, str] = {}


def _class(kind: object) -> str:
    """Return the class of a kind of token, or of the nearest kind above that has one."""
    if kind not in _known:
        _known[kind] = next((CLASSES[each] for each in reversed(kind.split()) if each in CLASSES), "")  # type: ignore[attr-defined]
    return _known[kind]


def _html(name: str, text: str) -> str:
    if not name or text.isspace():
        return escape(text)
    return f'<span class="{name}" style="color:{LIGHT[name]}">{escape(text)}</span>'
