"""The tables in the prose are read as they are meant, and what can't be read is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from alcazar_kit.client import session
from alcazar_kit.proving.prose import Row, UnreadableRowError, parts, requests, rows, violations

Start = Callable[..., Any]


def site(environ: dict[str, Any], start_response: Start) -> list[bytes]:
    """An app that shows what it was asked."""
    path, body = environ["PATH_INFO"], environ["wsgi.input"].read().decode()
    if path == "/crash":
        raise KeyError(path)
    kinds = {"/page": "text/html; charset=utf-8", "/data": "application/json"}
    location = "http://testserver/here" if path == "/here" else "/new"
    headers = [("Content-Type", kinds.get(path, "text/plain")), ("Allow", "GET"), ("Location", location)]
    start_response("404 Not Found" if path == "/nowhere" else "200 OK", [*headers, ("Set-Cookie", "seen=yes")])
    cookie, token = environ.get("HTTP_COOKIE", ""), environ.get("HTTP_X_TOKEN", "")
    shown = {"/page": "<b>hi</b>", "/data": '{"a": [1]}', "/echo": f"{body}{cookie}{token}"}
    return [shown.get(path, "hello").encode()]


NAMESPACE = {"app": site, "double": lambda n: n * 2, "pipe": lambda: "a|b", "fail": lambda: [][1]}


def holds(kind: str, left: str, right: str) -> bool:
    """Whether a row holds on the app above."""
    return not violations(Row(kind, left, right), dict(NAMESPACE), session)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("`GET /x`", "200"),
        ("`GET /x` or `GET /y`", "200, text `hello`"),
        ("`GET /nowhere`", "404, text `hello`"),
        ("`GET /page`", "200, html `<b>hi</b>`, type `text/html`"),
        ("`GET /data`", 'json `{"a": [1]}`'),
        ("`GET /x`", "header `Allow: GET` and location `/new`"),
        ("`GET /here`", "location `/here`"),
        ("`GET /x`", "cookie `seen=yes`"),
        ("`POST /echo` with json `[1]`", "text `[1]`"),
        ("`POST /echo` with form `a=1&b=2`", "text `a=1&b=2`"),
        ("`GET /echo` with cookie `a=b` and header `X-Token: 7`", "text `a=b7`"),
        ("`GET /crash`", "raises `KeyError`"),
    ],
)
def test_a_row_of_requests_that_holds_holds(left: str, right: str) -> None:
    assert holds("request", left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("`GET /x`", "404"),
        ("`GET /x` or `GET /nowhere`", "200"),
        ("`GET /x`", "text `bye`"),
        ("`GET /page`", "text `<b>hi</b>`"),
        ("`GET /x`", "html `hello`"),
        ("`GET /data`", 'json `{"a": [2]}`'),
        ("`GET /x`", 'json `"hello"`'),
        ("`GET /x`", "header `Allow: POST`"),
        ("`GET /x`", "header `Missing: GET`"),
        ("`GET /x`", "location `/old`"),
        ("`GET /x`", "cookie `seen=no`"),
        ("`GET /x`", "type `text/html`"),
        ("`GET /x`", "raises `KeyError`"),
        ("`GET /crash`", "raises `ValueError`"),
        ("`GET /crash`", "200"),
    ],
)
def test_a_row_of_requests_that_does_not_hold_is_seen(left: str, right: str) -> None:
    assert not holds("request", left, right)


@pytest.mark.parametrize(
    ("call", "gives", "expected"),
    [
        ("`double(2)`", "`4`", True),
        ("`double('ab')`", "`'abab'`", True),
        ("`pipe()`", "`'a|b'`", True),
        ("`double(2)`", "`5`", False),
        ("`fail()`", "raises `IndexError`", True),
        ("`fail()`", "raises `KeyError`", False),
        ("`fail()`", "`1`", False),
        ("`double(2)`", "raises `KeyError`", False),
    ],
)
def test_a_row_of_calls_is_held_against_the_function(call: str, gives: str, expected: bool) -> None:
    assert holds("call", call, gives) == expected


@pytest.mark.parametrize("left", ["GET /x", "`GET x`", "`get /x`", "`GET /x` and `GET /y`", "`GET /x` with love", ""])
def test_what_is_no_request_is_refused(left: str) -> None:
    with pytest.raises(UnreadableRowError):
        requests(left)


@pytest.mark.parametrize("right", ["", "Found", "200 or so", "text hello", "`hello`"])
def test_what_is_no_answer_is_refused(right: str) -> None:
    with pytest.raises(UnreadableRowError):
        parts(right)


def test_only_tables_with_these_heads_assert_something() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n| call | gives |\n|---|---|\n| `f('a\\|b')` | `1` |\n\ntext"
    assert list(rows(table)) == [Row("call", "`f('a|b')`", "`1`")]
