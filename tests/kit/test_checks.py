"""A check collects what an answer shows, compares it with what the solution shows, and says a verdict."""

import logging
import random
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.display import display
from markupsafe import Markup

from alcazar_kit.checking import observation
from alcazar_kit.checking.difference import compare
from alcazar_kit.checking.given import NAMES, WORDS, Given
from alcazar_kit.checking.verdict import Verdict
from alcazar_kit.checks import Check, CheckFailed
from alcazar_kit.course import Exercise
from alcazar_kit.errors import KitError
from alcazar_kit.show import show, show_call

from .shelf import App, Environ, answering, shelf

EXERCISE = Exercise("3.2", "Books by number", 2, 2, ())
Run = Callable[..., dict[str, str]]

SOLUTION = """\
GET /books/1
  status  200 OK
  text    Book 1
GET /books/ada
  status  404 Not Found"""


@pytest.fixture(autouse=True)
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What checks display."""
    seen: list[dict[str, str]] = []
    monkeypatch.setattr("alcazar_kit.checks.display", lambda output: seen.append(output._repr_mimebundle_()))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return seen


@pytest.fixture
def run(outputs: list[dict[str, str]]) -> Run:
    """Check an app as 3.2 would; return the one output."""

    def checked(app: App, **options: Any) -> dict[str, str]:
        with Check(EXERCISE, Given(1, "3.2"), **{"expected": SOLUTION, **options}):
            show(app, "GET /books/1", "GET /books/ada", only=("status", "text of 200"))
        (output,) = outputs
        return output

    return checked


def solution(environ: Environ, start_response: Any) -> Iterable[bytes]:
    number = environ["PATH_INFO"].removeprefix("/books/")
    start_response("200 OK" if number.isdigit() else "404 NOT FOUND", [("Content-Type", "text/plain")])
    return [b"Book " if number.isdigit() else b"no such book", number.encode()]


def anything(environ: Environ, start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Book " + environ["PATH_INFO"].removeprefix("/books/").encode()]


def chatty(environ: Environ, start_response: Any) -> Iterable[bytes]:
    print("asked for", environ["PATH_INFO"])  # noqa: T201 - what is tested
    logging.getLogger("shop").critical("a log line")
    warnings.warn("a warning", stacklevel=2)
    print("to stderr", file=environ["wsgi.errors"])
    display({"shown": True})
    return solution(environ, start_response)


def test_an_answer_that_shows_what_the_solution_shows_passes(run: Run) -> None:
    assert run(solution)["text/plain"] == "3.2 passed (2 points)"


def test_an_untouched_answer_is_not_attempted(run: Run) -> None:
    assert run(anything, attempted=False)["text/plain"] == (
        "3.2 not attempted — the answer cell is still as it came. `%hint 3.2` helps to start."
    )


def test_a_failed_answer_is_told_where_and_how_to_ask(run: Run) -> None:
    assert run(anything)["text/plain"].split("\n") == [
        "3.2 failed at the second request",
        "curl http://testserver/books/ada",
        "            expected                 yours",
        "status      404 Not Found            200 OK  ←",
        "text        (any)                    Book ada",
    ]


def test_the_columns_of_a_failure_line_up_around_long_values() -> None:
    difference = compare("f()\n  returns  " + "a" * 100, "f()\n  returns  " + "b" * 50)
    assert difference is not None
    assert difference.plain().split("\n")[2:] == [
        f"returns     {'a' * 44}  {'b' * 44}  ←",
        f"            {'a' * 44}  {'b' * 6}",
        f"            {'a' * 12}",
    ]


@pytest.mark.parametrize(("yours", "place", "first"), [
    ("GET /a\n  status  200 OK", "at the second request", "shown"),
    ("GET /a\n  status  200 OK\nGET /c\n  status  200 OK", "at the second request", "shown"),
    ("GET /a\n  status  200 OK\nthe check\n  raised  NameError", "at the second request", "raised"),
    ("GET /a\n  status  200 OK\nGET /b\n  raised  KeyError", "at the second request", "raised"),
    ("GET /a\n  status  200 OK\nGET /b\n  status  200 OK\n  text    x", "at the second request", "text"),
    ("GET /a\n  status  200 OK\nGET /b\n  status  200 OK\nf(1)\n  returns  2\nf(2)", "at the second call", "shown"),
    ("GET /a\n  status  500 Internal Server Error", "at the first request", "status"),
    ("  anything ⟨at all", "at the first request", "shown"),
    ("", "at the first request", "shown"),
])  # fmt: skip
def test_a_difference_is_placed(yours: str, place: str, first: str) -> None:
    expected = "GET /a\n  status  200 OK\nGET /b\n  status  200 OK\nf(1)\n  returns  2"
    difference = compare(expected, yours)
    assert difference is not None
    assert difference.first is not None
    assert (difference.place, difference.first.field) == (place, first)


@pytest.mark.parametrize(("expected", "yours", "rows"), [
    ("returns  1", "raises  KeyError", [("raises", "(nothing)", "KeyError"), ("returns", "1", "(nothing)")]),
    ("raises  KeyError", "returns  1", [("raises", "KeyError", "(nothing)"), ("returns", "(nothing)", "1")]),
])  # fmt: skip
def test_a_call_that_should_return_is_not_said_to_raise_anything(
    expected: str, yours: str, rows: list[tuple[str, str, str]]
) -> None:
    difference = compare(f"f(1)\n  {expected}", f"f(1)\n  {yours}")
    assert difference is not None
    assert [(row.field, row.expected, row.yours) for row in difference.rows] == rows
    assert difference.first == difference.rows[0]


@given(st.text(st.sampled_from("GET /a\n  status⟨⟩'")))
def test_any_text_can_be_compared(yours: str) -> None:
    difference = compare(SOLUTION, yours)
    assert difference is not None
    assert difference.plain()
    assert difference.first is not None


def test_what_a_right_answer_prints_and_logs_changes_nothing(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.warns(UserWarning, match="a warning"):
        text = run(chatty)["text/plain"]
    assert text.startswith("3.2 passed (2 points)\nWhat your answer printed and logged meanwhile (")
    assert all(part in text for part in ("asked for /books/1", "to stderr"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.filterwarnings("ignore:a warning")
def test_what_an_answer_prints_is_no_part_of_a_recording(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(chatty, recorded=True)["text/plain"] == SOLUTION
    assert capfd.readouterr() == ("", "")


def test_log_handlers_write_apart_and_get_their_stream_back(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    made_before, shop = logging.StreamHandler(sys.stdout), logging.getLogger("shop")
    shop.addHandler(made_before)

    def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if len(shop.handlers) == 1:
            shop.addHandler(logging.StreamHandler())
        shop.warning("a line")
        return solution(environ, start_response)

    try:
        assert run(app)["text/plain"].count("a line") == 4
        assert [handler.stream for handler in shop.handlers] == [sys.stdout, sys.stderr]  # type: ignore[attr-defined]
    finally:
        shop.handlers.clear()
    assert capfd.readouterr() == ("", "")


def test_a_recording_is_the_observation_alone(run: Run) -> None:
    noted: list[Verdict] = []
    output = run(solution, recorded=True, expected=None, record=noted.append)
    assert output["text/plain"] == SOLUTION
    assert all(part in output["text/html"] for part in ("GET /books/1", "404 Not Found", "Book 1"))
    assert noted == []


def test_a_verdict_is_handed_on(run: Run) -> None:
    noted: list[Verdict] = []
    run(anything, record=noted.append)
    assert noted == [Verdict.FAILED]


def test_an_answer_is_active_while_its_check_is_open(outputs: list[Any]) -> None:
    steps: list[str] = []
    with Check(
        EXERCISE, Given(1, "3.2"), "", activate=lambda: steps.append("on"), deactivate=lambda: steps.append("off")
    ):
        steps.append("body")
    assert steps == ["on", "body", "off"]


def test_an_error_of_the_check_is_observed(outputs: list[dict[str, str]]) -> None:
    with Check(EXERCISE, Given(1, "3.2"), SOLUTION):
        show(app, "GET /books/1")  # type: ignore[name-defined]  # noqa: F821 - the answer failed
    assert outputs[0]["text/plain"].split("\n")[3] == "raised      (nothing)                NameError  ←"
    assert outputs[0]["text/plain"].endswith("\nNameError: name 'app' is not defined")


def test_only_the_class_of_an_error_is_observed(outputs: list[dict[str, str]]) -> None:
    with Check(EXERCISE, Given(1, "3.2"), recorded=True):
        show(shelf, "GET /nowhere")
        show_call(int, "x")
        raise SystemExit("bye")
    assert outputs[0]["text/plain"] == (
        "GET /nowhere\n  raised  KeyError\nint('x')\n  raises  ValueError\nthe check\n  raised  SystemExit"
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt, KitError])
def test_interrupts_and_the_kits_own_errors_pass_through(error: type[BaseException], outputs: list[Any]) -> None:
    stream = sys.stdout
    with pytest.raises(error), Check(EXERCISE, Given(1, "3.2"), SOLUTION):
        raise error("stop")
    assert (outputs, observation.current(), sys.stdout) == ([], None, stream)


def test_a_check_that_cant_begin_leaves_nothing_open(outputs: list[Any]) -> None:
    def fail() -> None:
        raise KitError("no answer")

    stream = sys.stdout
    with pytest.raises(KitError, match="no answer"), Check(EXERCISE, Given(1, "3.2"), SOLUTION, activate=fail):
        pass
    assert (observation.current(), sys.stdout) == (None, stream)


def test_a_check_without_a_solution_says_so() -> None:
    with (
        pytest.raises(KitError, match=r"nothing to compare 3\.2 with"),
        Check(EXERCISE, Given(1, "3.2")),
    ):
        show(solution, "GET /books/1")


@pytest.mark.parametrize(("app", "attempted"), [(anything, True), (solution, False)])
def test_while_nbgrader_executes_only_a_passed_check_raises_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, app: App, attempted: bool
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(CheckFailed, match=r"^3\.2 (failed|not attempted)$"):
        run(app, attempted=attempted)


def test_while_nbgrader_executes_a_passed_check_passes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert run(solution)["text/plain"] == "3.2 passed (2 points)"


def test_the_differing_part_is_marked_in_html(outputs: list[dict[str, str]]) -> None:
    with Check(EXERCISE, Given(1, "3.2"), "GET /\n  status  200 OK\n  text    Book <7>"):
        show(answering("Book &8>"), "GET /")
    html = outputs[0]["text/html"]
    assert ">&lt;7</mark>&gt;" in html
    assert ">&amp;8</mark>&gt;" in html
    assert "<pre" in html
    assert "curl http://testserver/" in html


def test_a_right_answer_may_name_its_function_otherwise(outputs: list[dict[str, str]]) -> None:
    shorten = lambda text, size: defaultdict(int, b=1, a=text[:size])  # noqa: E731 - a name that its repr doesn't know
    with Check(EXERCISE, Given(1, "3.2"), "shorten('abc', 2)\n  returns  {'a': 'ab', 'b': 1}"):
        show_call(shorten, "abc", 2)
    assert outputs[0]["text/plain"] == "3.2 passed (2 points)"


def test_values_that_are_equal_are_shown_alike_whatever_their_class(outputs: list[dict[str, str]]) -> None:
    class Clash(NamedTuple):
        status: int
        text: str

    clash = lambda: Clash(HTTPStatus.NOT_FOUND, Markup("a"))  # noqa: E731 - as above
    with Check(EXERCISE, Given(1, "3.2"), "clash()\n  returns  (404, 'a')"):
        show_call(clash)
    assert outputs[0]["text/plain"] == "3.2 passed (2 points)"


def test_what_is_given_is_the_same_for_the_same_seed_everywhere() -> None:
    given_ = Given(20261, "3.2")
    drawn = [given_.integer(1, 9999), given_.word(), given_.name(), given_.text(2), *given_.sample("abcd", 2)]
    assert drawn == [4598, "cobalt", "Linus", "Forest window", "c", "b"]
    assert [Given(20261, "3.3").integer(1, 9999), Given(7, "3.2").integer(1, 9999)] != drawn[:1] * 2


def test_nothing_is_given_twice() -> None:
    given_ = Given(1, "3.2")
    numbers = [given_.integer(1, 50) for _ in range(50)]
    words = [*given_.words(len(WORDS))]
    names = [given_.name() for _ in NAMES]
    assert (sorted(numbers), sorted(words), sorted(names)) == ([*range(1, 51)], sorted(WORDS), sorted(NAMES))
    for draw in (lambda: given_.integer(1, 50), given_.word, given_.name):
        with pytest.raises(KitError, match=r"has no .* left in 3\.2"):
            draw()


def test_what_is_given_leaves_the_answers_own_random_numbers_alone() -> None:
    random.seed(1)
    expected = random.random()
    random.seed(1)
    Given(5, "3.2").word()
    assert random.random() == expected


def test_words_are_plain_and_different() -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert len(set(WORDS)) == len(WORDS)
    assert len(set(NAMES)) == len(NAMES)


def test_an_answer_that_is_no_app_fails_and_does_not_stop_the_notebook() -> None:
    check = Check(EXERCISE, Given(1, "3.2"), expected=SOLUTION)
    with check:
        show(None, "GET /books/1", "GET /books/ada")  # type: ignore[arg-type]
    assert check.result is not None
    assert check.result.verdict is Verdict.FAILED
    assert "TypeError" in str(check.result)
