"""The README's exception handler, as a user writes it."""

import pytest

from alcazar import Alcazar
from alcazar.error_handlers import debug_exception_handler
from alcazar.exceptions import HTTPError

pytestmark = pytest.mark.chapter(8)


def readme(debug):
    """The app of the README, with pages that fail."""

    def on_exception(req, resp, exception):
        if isinstance(exception, HTTPError):
            if exception.status == 404:
                resp.text = "Unfortunately the thing you were looking for was not found"
            else:
                resp.text = str(exception)
        else:
            # unexpected exceptions
            if app.debug:
                debug_exception_handler(req, resp, exception)
            else:
                print("These unexpected exceptions should be logged.")  # noqa: T201 - as a user writes it

    app = Alcazar(debug=debug)
    app.add_exception_handler(on_exception)

    @app.route("/fails", methods=["GET"])
    def fails(req, resp):
        return 1 / 0

    return app


@pytest.mark.parametrize("debug", [True, False])
def test_the_readmes_handler_answers_404_in_its_words(debug):
    response = readme(debug).session().get("/nowhere")
    assert (response.status_code, response.text) == (404, "Unfortunately the thing you were looking for was not found")


def test_the_readmes_handler_answers_other_errors_by_their_message():
    response = readme(debug=False).session().post("/fails")
    assert (response.status_code, response.text) == (405, "Method Not Allowed")


def test_the_readmes_handler_shows_the_traceback_in_debug():
    response = readme(debug=True).session().get("/fails")
    assert response.status_code == 500
    assert all(part in response.text for part in ("ZeroDivisionError", "Traceback", "1 / 0"))


def test_the_readmes_handler_prints_what_was_not_expected(capsys):
    response = readme(debug=False).session().get("/fails")
    assert (response.status_code, response.text) == (500, "")
    assert capsys.readouterr().out == "These unexpected exceptions should be logged.\n"
