"""Source text as Python sees it: its lines, its tree, its indentation. It knows nothing of merging."""

import ast
import re
import warnings
from functools import lru_cache

from ..errors import KitError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
BLANKS = " \t\f\r\n"


class BuildError(KitError):
    """A build cell that can't be merged.

    Attributes:
        line: the line of the cell that is at fault, counted from 1, where there is one.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def lines_of(text: str) -> list[str]:
    """Return the text's lines, ends kept, cut where Python cuts them (``str.splitlines`` cuts at form feeds too)."""
    return _LINE.findall(text)


def line_end(text: str) -> str:
    r"""Return how the text's first line ends: ``\n``, or ``\r\n`` on a file that came from Windows."""
    first = lines_of(text)[:1]
    return "\r\n" if first and first[0].endswith("\r\n") else "\n"


def with_line_end(text: str, end: str) -> str:
    """Return the text with all its lines ended alike."""
    return "".join(line.rstrip("\r\n") + (end if line[-1] in "\r\n" else "") for line in lines_of(text))


def indent_of(line: str) -> str:
    """Return the white space that a line starts with, from its last form feed on."""
    return line[: len(line) - len(line.lstrip(" \t\f"))].rpartition("\f")[2]


def parse(text: str, what: str, *, compiled: bool = False) -> ast.Module:
    """Return the text's tree.

    Args:
        text: the source.
        what: how to call it in the error, ``the cell`` say.
        compiled: whether to find what only the compiler does, a ``return`` outside a function say.

    Raises:
        BuildError: it is not Python; says where and shows the line.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = _tree(text)
            if compiled:
                compile(tree, what, "exec", dont_inherit=True)
            return tree
    except SyntaxError as error:
        raise _not_python(error, text, what) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise BuildError(f"{what} is not Python that can be read: {error}.") from None


@lru_cache(maxsize=64)
def _tree(text: str) -> ast.Module:
    """Parse a text; the outcome of a merge is parsed once more when the next cell is merged into it."""
    return ast.parse(text)


def _not_python(error: SyntaxError, text: str, what: str) -> BuildError:
    lines = lines_of(text)
    number = min(max(error.lineno or 1, 1), len(lines) or 1)
    line = lines[number - 1].strip() if lines else ""
    return BuildError(f"Line {number} of {what} is not Python: {error.msg}.\n    {line}", number)


def first_line(node: ast.stmt) -> int:
    """Return the number of the statement's first line, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def last_line(node: ast.stmt) -> int:
    """Return the number of the statement's last line."""
    return node.end_lineno or node.lineno


def tail(node: ast.stmt, line: str) -> str:
    """Return what follows the statement on its last line: a comment, a semicolon, nothing."""
    return line.encode()[node.end_col_offset or 0 :].decode().strip(BLANKS)
