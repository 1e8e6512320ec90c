"""The tables in the prose of exercises, read as assertions.

A table headed ``| request | answer |`` says what the exercise's ``app`` answers; one headed ``| call | gives |`` says
what a function returns. Other tables are prose. The words that these two may use:

- a request is `` `GET /books/42` ``; several in one cell are joined by *or*, and each gets the answer. It may go on
  *with json* `` `{"a": 1}` ``, *with form* `` `a=1&b=2` ``, *with text* `` `hello` ``, *with header*
  `` `X-Name: value` `` or *with cookie* `` `a=b` ``; more than one is joined by *and*;
- an answer is parts joined by commas or *and*: a status (``200``), or *text*, *html*, *json*, *type* or *location*
  and its value in backticks (``404, text `Not Found` ``; a location on the same host is a path), a *header*
  (`` header `Allow: GET` ``), a *cookie* (`` cookie `a=b` ``), or *raises* and the name of an exception;
- a call is a Python expression in backticks, and gives another one in backticks, or *raises* `` `ValueError` ``.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_CODE = r"`` ?(.+?) ?``|`([^`]*)`"
_REQUEST = re.compile(rf"(?:{_CODE})((?: (?:with|and) (?:json|form|text|header|cookie) (?:{_CODE}))*)")
_EXTRA = re.compile(rf"(json|form|text|header|cookie) (?:{_CODE})")
_PART = re.compile(rf"\b(\d{{3}})\b|\b(text|html|json|type|location|header|cookie|raises) (?:{_CODE})")
_RAISES = re.compile(rf"raises (?:{_CODE})")
_CELLS = re.compile(r"(?<!\\)\|")


class UnreadableRowError(ValueError):
    """A row that does not follow the grammar; the message shows it."""


@dataclass(frozen=True)
class Row:
    """One row of a table: what is asked and what it answers, or what is called and what it gives."""

    kind: str
    left: str
    right: str

    def __str__(self) -> str:
        return f"| {self.left} | {self.right} |"


@dataclass(frozen=True)
class Request:
    """A request as the prose writes it."""

    method: str
    url: str
    options: dict[str, Any]


def rows(markdown: str) -> Iterator[Row]:
    """Yield the rows of the tables that assert something."""
    kind = ""
    for line in markdown.splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.strip().strip("|"))]
        if not line.lstrip().startswith("|"):
            kind = ""
        elif cells in (["request", "answer"], ["call", "gives"]):
            kind = cells[0]
        elif kind and not re.fullmatch(r"[-: ]+", "".join(cells)):
            if len(cells) != 2:
                raise UnreadableRowError(f"{line.strip()} has {len(cells)} cells, not 2")
            yield Row(kind, *cells)


def violations(row: Row, namespace: dict[str, Any], session: Callable[[Any], Any]) -> list[str]:
    """Return what does not hold of a row, in sentences.

    Args:
        row: the row.
        namespace: the variables of the notebook in which the answer ran.
        session: makes a test session for an app.

    Raises:
        UnreadableRowError: the row does not follow the grammar.
    """
    return list(_call(row, namespace) if row.kind == "call" else _exchange(row, namespace, session))


def requests(text: str) -> list[Request]:
    """Read the left side of a row of requests."""
    found, end = [], 0
    for match in _REQUEST.finditer(text):
        if text[end : match.start()] not in (" or ", "") or (end and match.start() == end):
            raise UnreadableRowError(f"no request: {text!r}")
        method, _, url = _code(match, 1).partition(" ")
        if not re.fullmatch(r"[A-Z]+", method) or not url.startswith("/"):
            raise UnreadableRowError(f"no request: {text!r}; write `GET /books`")
        found.append(Request(method, url, _options(match[3])))
        end = match.end()
    if not found or end != len(text):
        raise UnreadableRowError(f"no request: {text!r}; write `GET /books`")
    return found


def parts(text: str) -> list[tuple[str, str]]:
    """Read the right side of a row of requests, as pairs such as ``("status", "200")``."""
    found = [("status", match[1]) if match[1] else (match[2], _code(match, 3)) for match in _PART.finditer(text)]
    rest = _PART.sub("", text).replace(" and ", "").replace(",", "").strip()
    if not found or rest:
        raise UnreadableRowError(f"no answer: {text!r}" + (f"; what is {rest!r}?" if rest else ""))
    return found


def _code(match: re.Match[str], group: int) -> str:
    return str(match[group] if match[group] is not None else match[group + 1])


def _options(text: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for match in _EXTRA.finditer(text):
        word, value = match[1], _code(match, 2)
        if word == "json":
            options["json"] = json.loads(value)
        elif word in ("form", "text"):
            options["data"] = value.encode()
            kind = "application/x-www-form-urlencoded" if word == "form" else "text/plain"
            options.setdefault("headers", {})["Content-Type"] = kind
        else:
            name, _, content = value.partition(": " if word == "header" else "=")
            options.setdefault("headers" if word == "header" else "cookies", {})[name] = content
    return options


def _exchange(row: Row, namespace: dict[str, Any], session: Callable[[Any], Any]) -> Iterator[str]:
    for request in requests(row.left):
        expected = parts(row.right)
        where = f"{row}: {request.method} {request.url}"
        try:
            response = session(namespace["app"]).request(
                request.method, request.url, allow_redirects=False, **request.options
            )
        except Exception as problem:  # noqa: BLE001 - whatever the app raises is what is looked at
            if ("raises", type(problem).__name__) not in expected:
                yield f"{where} raises {type(problem).__name__}: {problem}"
            continue
        for what, value in expected:
            actual = _actual(what, value, response)
            if actual != (json.loads(value) if what == "json" else value):
                yield f"{where} has {what} {actual!r}"


def _actual(what: str, value: str, response: Any) -> Any:
    """Return what a response has where the table says something; what it should not have, it says it has."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if what in ("text", "html"):
        return response.text if (kind == "text/html") == (what == "html") else f"{response.text} as {kind}"
    if what == "json":
        return response.json() if kind == "application/json" else f"{response.text} as {kind}"
    if what in ("header", "cookie"):
        name = value.partition(":" if what == "header" else "=")[0]
        carrier = response.headers if what == "header" else response.cookies
        return f"{name}{': ' if what == 'header' else '='}{carrier.get(name)}"
    location = response.headers.get("Location", "").removeprefix("http://testserver")
    simple = {"status": str(response.status_code), "type": kind, "location": location}
    return simple.get(what, "no exception")


def _call(row: Row, namespace: dict[str, Any]) -> Iterator[str]:
    call, raises, gives = (re.fullmatch(pattern, text) for pattern, text in (
        (_CODE, row.left), (_RAISES, row.right), (_CODE, row.right),
    ))  # fmt: skip
    if not call or not (raises or gives):
        raise UnreadableRowError(f"no call: {row}; write | `f(1)` | `2` | or | `f(0)` | raises `ValueError` |")
    try:
        actual = eval(_code(call, 1), namespace)
    except Exception as problem:  # noqa: BLE001 - whatever the function raises is what is looked at
        if not raises or _code(raises, 1) != type(problem).__name__:
            yield f"{row}: raises {type(problem).__name__}: {problem}"
        return
    if raises or actual != _value(_code(gives, 1), namespace):  # type: ignore[arg-type]
        yield f"{row}: gives {actual!r}"


def _value(text: str, namespace: dict[str, Any]) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return eval(text, namespace)
