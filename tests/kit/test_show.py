"""What an app answers and what a function returns, seen in one line each."""

import shlex
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcazar_kit.errors import KitError
from alcazar_kit.show import show, show_call
from alcazar_kit.showing import exchange
from alcazar_kit.showing.ask import ask

from .shelf import Environ, answering, shelf

Displayed = Callable[[], dict[str, str]]


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> Displayed:
    """The one output displayed so far."""
    outputs: list[Any] = []
    monkeypatch.setattr("alcazar_kit.show.display", outputs.append)

    def one() -> dict[str, str]:
        (output,) = outputs
        return dict(output._repr_mimebundle_())

    return one


@pytest.mark.parametrize(("request_", "line"), [
    ("GET /", "GET / → 200 text/plain · Hello from Alcazár"),
    ("GET /html", "GET /html → 200 text/html · <h1>Books</h1>⏎<p>⟨ESC⟩[31mred</p>"),
    ("GET /json", 'GET /json → 201 application/json · {"b": 1, "a": "x"}'),
    ("GET /png", "GET /png → 200 image/png · (1,024 bytes)"),
    ("GET /latin", "GET /latin → 200 text/plain · é"),
    ("GET /old", "GET /old → 302 → /new"),
    ("GET /away", "GET /away → 302 → http://other.test/"),
    ("GET /empty", "GET /empty → 204"),
    ("GET /fine", "GET /fine → 299 Rather Fine · x"),
    ("HEAD /", "HEAD / → 200 text/plain"),
    ("GET /long", f"GET /long → 200 text/plain · {'a' * 500}… (12,345 characters)"),
    ("GET /x", "GET /x raised KeyError: '/x'"),
    ("GET /quit", "GET /quit raised SystemExit: 3"),
])  # fmt: skip
def test_a_request_is_shown_in_one_line(displayed: Displayed, request_: str, line: str) -> None:
    show(shelf, request_)
    assert displayed()["text/plain"] == line


def test_several_requests_make_one_output_and_one_session(displayed: Displayed) -> None:
    assert show(shelf, "GET /echo", "GET /echo") is None  # type: ignore[func-returns-value]
    assert displayed()["text/plain"].split("\n") == [
        "GET /echo → 200 text/plain · GET cookies=- body=-",
        "GET /echo → 200 text/plain · GET cookies=seen=1 body=-",
    ]


def test_each_show_has_a_session_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    outputs: list[Any] = []
    monkeypatch.setattr("alcazar_kit.show.display", outputs.append)
    show(shelf, "GET /echo")
    show(shelf, "GET /echo")
    assert repr(outputs[0]) == repr(outputs[1])


def test_what_is_sent_along_arrives(displayed: Displayed) -> None:
    show(shelf, ask("POST /echo", data={"title": "Emma"}, cookies={"theme": "dark"}))
    assert displayed()["text/plain"].endswith("POST cookies=theme=dark body=title=Emma")


def test_only_shows_the_fields_that_are_named(displayed: Displayed) -> None:
    show(shelf, "GET /methods", only=("status", "reason", "allow", "header Allow", "type", "text of 200"))
    assert displayed()["text/plain"].split("\n") == [
        "GET /methods",
        "  status        405 Method Not Allowed",
        "  reason        NOPE",
        "  allow         GET, POST",
        "  header Allow  POST, GET",
        "  type          text/plain",
    ]


@pytest.mark.parametrize(("path", "field", "value"), [
    ("/json", "json", '{"a": "x", "b": 1}'),
    ("/html", "json", "no JSON: <h1>Books</h1>"),
    ("/cookies", "cookies", "a=1"),
    ("/png", "body length", "1024"),
    ("/png", "text", "(1,024 bytes, sha256 5f70bf18a086)"),
    ("/old", "location", "/new"),
    ("/", "location", "⟨none⟩"),
    ("/", "header X-None of 200", "⟨none⟩"),
    ("/fine", "status", "299"),
])  # fmt: skip
def test_a_field_has_this_value(displayed: Displayed, path: str, field: str, value: str) -> None:
    show(shelf, f"GET {path}", only=field)
    assert displayed()["text/plain"].split("\n")[1] == f"  {field.removesuffix(' of 200')}  {value}"


def test_cookies_are_sorted_and_deleted_ones_named(displayed: Displayed) -> None:
    show(shelf, "GET /cookies", only="cookies")
    assert displayed()["text/plain"].split() == ["GET", "/cookies", "cookies", "a=1", "b=2", "c", "deleted"]


@pytest.mark.parametrize("field", ["statut", "header", "header A B", "text of OK", "text of 999", ""])
def test_an_unknown_field_is_refused_with_those_there_are(field: str) -> None:
    with pytest.raises(KitError, match=r"only= takes allow, body length, charset, cookies, .* header NAME"):
        show(shelf, "GET /", only=(field,))


@pytest.mark.parametrize(
    "spec", ["books", "GET books", "get /books", "GET  /books", "GET /a b", "GET /\n", "", 7, None]
)
def test_what_is_no_request_is_refused(spec: Any) -> None:
    with pytest.raises(KitError, match=r"is no request: write a method in capitals, one space, and a path"):
        show(shelf, spec)


def test_nothing_is_sent_when_one_request_is_none() -> None:
    sent = []
    with pytest.raises(KitError):
        show(lambda environ, _: sent.append(environ) or [], "GET /", "books")  # type: ignore[func-returns-value]
    assert sent == []


def test_what_is_no_app_is_refused() -> None:
    with pytest.raises(KitError, match="'GET /' is no app"):
        show("GET /")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "options", [{"data": object()}, {"data": "x", "json": 1}, {"json": {1, 2}}, {"json": float("nan")}]
)
def test_a_body_that_cant_be_sent_is_refused(options: Any) -> None:
    with pytest.raises(KitError, match="POST / can't send"):
        ask("POST /", **options)


def test_an_endless_body_is_stopped_and_closed(displayed: Displayed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "MOST_BYTES", 10_000)
    sent, closed = [], []

    def app(_: Environ, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        try:
            while True:
                sent.append(b"again ")
                yield sent[-1]
        finally:
            closed.append(True)

    show(app, "GET /")
    assert displayed()["text/plain"] == "GET / raised BodyTooLongError: stopped after 10,000 bytes"
    assert (len(b"".join(sent)), closed) == (10_002, [True])


def test_html_is_escaped_and_says_what_the_plain_text_says(displayed: Displayed) -> None:
    show(shelf, "GET /html")
    html = displayed()["text/html"]
    assert "&lt;h1&gt;Books&lt;/h1&gt;⏎" in html
    assert "<h1>" not in html
    assert all(word in html for word in ("GET /html", "200", "text/html"))


def shorten(text: str, size: int) -> str:
    if size < 2:
        raise ValueError("too short")
    return text[: size - 1] + "…"


def test_a_call_is_shown_with_what_it_returns(displayed: Displayed) -> None:
    show_call(shorten, "abc", size=3)
    assert displayed()["text/plain"] == "shorten('abc', size=3) → 'ab…'"


def test_a_call_is_shown_with_the_class_of_what_it_raises(displayed: Displayed) -> None:
    show_call(shorten, "abc", 1)
    assert displayed()["text/plain"] == "shorten('abc', 1) raises ValueError"


def test_a_function_is_named_as_its_caller_names_it(displayed: Displayed) -> None:
    tools = SimpleNamespace(cut=lambda text: text)
    show_call(
        tools.cut,
        "é",
    )
    assert displayed()["text/plain"] == "tools.cut('é') → 'é'"


class Unspeakable:
    def __repr__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(("value", "text"), [
    ({"b", "a", "c"}, "{'a', 'b', 'c'}"),
    ([frozenset({2, 1}), (3,), {"k": {2, 1}}], "[frozenset({1, 2}), (3,), {'k': {1, 2}}]"),
    ({"b": 1, "a": 2}, "{'b': 1, 'a': 2}"),
    (set(), "set()"),
    (Unspeakable(), "<Unspeakable whose repr raises RuntimeError>"),
    ("a" * 600, "'" + "a" * 499 + "… (602 characters)"),
])  # fmt: skip
def test_a_value_is_shown_alike_in_every_run(displayed: Displayed, value: Any, text: str) -> None:
    show_call(lambda: value)
    assert displayed()["text/plain"].partition(" → ")[2] == text


def test_a_value_that_holds_itself_is_shown(displayed: Displayed) -> None:
    endless: list[Any] = []
    endless.append(endless)
    show_call(lambda: endless)
    assert "…" in displayed()["text/plain"]


def test_a_memory_address_is_made_alike(displayed: Displayed) -> None:
    show_call(lambda: [object()])
    assert displayed()["text/plain"].endswith("→ [<object object at 0x…>]")


@pytest.mark.parametrize(("asked", "command"), [
    (ask("GET /books/ada"), "curl http://testserver/books/ada"),
    (ask("GET /books?q=a&n=1"), "curl 'http://testserver/books?q=a&n=1'"),
    (ask("GET /café"), "curl http://testserver/caf%C3%A9"),
    (ask("HEAD /"), "curl --head http://testserver/"),
    (ask("DELETE /books/1"), "curl -X DELETE http://testserver/books/1"),
    (ask("POST /books"), "curl -X POST http://testserver/books"),
    (ask("GET /%2e%2e/x"), "curl --path-as-is http://testserver/../x"),
    (ask("GET /a[1]"), "curl -g 'http://testserver/a[1]'"),
    (ask("POST /", data={"title": "Emma & co"}), "curl -d title=Emma+%26+co http://testserver/"),
    (ask("PUT /", json={"a": 1}), "curl -X PUT -H 'Content-Type: application/json' --data-raw '{\"a\": 1}' http://testserver/"),
    (ask("POST /", data="@file"), "curl -H Content-Type: --data-raw @file http://testserver/"),
    (ask("GET /", headers={"X-A": "1"}, cookies={"a": "1", "b": "2"}), "curl -H 'X-A: 1' -b 'a=1; b=2' http://testserver/"),
    (ask("POST /", data="two\nlines"), "curl -H Content-Type: --data-raw $'two\\x0alines' http://testserver/"),
])  # fmt: skip
def test_a_request_has_a_curl_line(asked: Any, command: str) -> None:
    assert asked.curl == command


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_a_curl_line_is_quoted_for_the_shell(text: str) -> None:
    assert shlex.split(ask("POST /", data=text).curl)[4] == text


def test_a_text_of_any_script_is_shown(displayed: Displayed) -> None:
    show(answering("Ωμέγα 書 ⟨x⟩"), "GET /")
    assert displayed()["text/plain"] == "GET / → 200 text/plain · Ωμέγα 書 ⟨U+27E8⟩x⟩"
