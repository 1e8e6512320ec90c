"""What an app raises is shown raised, or as a server would send it."""

import logging
from typing import Any

import pytest

from alcazar import Alcazar, Request, Response
from alcazar_kit.checking.given import Given
from alcazar_kit.checks import Check
from alcazar_kit.course import Exercise
from alcazar_kit.errors import KitError
from alcazar_kit.show import show


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was displayed, by show or by a check."""
    outputs: list[Any] = []
    monkeypatch.setattr("alcazar_kit.show.display", outputs.append)
    monkeypatch.setattr("alcazar_kit.checks.display", outputs.append)
    return outputs


@pytest.fixture
def broken() -> Alcazar:
    """An app of which one route raises a KeyError."""
    app = Alcazar()

    @app.route("/broken")
    def fail(req: Request, resp: Response) -> None:
        raise KeyError("shelf")

    return app


def test_what_no_exception_handler_answers_is_shown_raised(broken: Alcazar, outputs: list[Any]) -> None:
    show(broken, "GET /broken")
    assert repr(outputs[0]) == "GET /broken raised KeyError: 'shelf'"


def test_it_is_shown_as_a_server_would_send_it_where_asked_to(broken: Alcazar, outputs: list[Any]) -> None:
    show(broken, "GET /broken", "GET /none", raise_errors=False)
    assert repr(outputs[0]).split("\n") == [
        "GET /broken → 500 text/plain · Internal Server Error",
        "GET /none → 404 text/plain · Not Found",
    ]


@pytest.mark.parametrize("raise_errors", [True, False])
def test_what_the_app_logs_of_it_does_not_fill_the_cell(
    broken: Alcazar, outputs: list[Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    raise_errors: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr(logging.getLogger("alcazar"), "propagate", False)  # past pytest's own handlers
    show(broken, "GET /broken", raise_errors=raise_errors)
    assert capsys.readouterr() == ("", "")


def test_a_check_sees_it_as_well(broken: Alcazar, outputs: list[Any]) -> None:
    with Check(Exercise("8.2", "", 1, 1, ()), Given(1, "8.2"), recorded=True):
        show(broken, "GET /broken", raise_errors=False)
    seen = "GET /broken\n  status  500 Internal Server Error\n  text    Internal Server Error"
    assert repr(outputs[0]) == seen


def test_a_log_that_the_program_set_up_still_gets_the_error(
    broken: Alcazar, outputs: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    show(broken, "GET /broken", raise_errors=False)
    assert caplog.messages == ["GET /broken failed"]


def test_a_show_that_fails_leaves_logging_as_it_was(broken: Alcazar) -> None:
    with pytest.raises(KitError):
        show(broken, "GET /broken", only="nothing", raise_errors=False)
    assert isinstance(logging.lastResort, logging.StreamHandler)
