"""What goes wrong, and what lies around all pages."""

import pytest


def broken(req, resp):
    resp.text = 1 / 0


@pytest.mark.parametrize(
    ("path", "status"),
    [("/books/99", 404), ("/books/0", 404), ("/books/" + "9" * 400, 404), ("/authors/99", 404), ("/nowhere", 404),
     ("/static/nothing.css", 404), ("/?q=%ff", 400)],
)  # fmt: skip
def test_what_is_not_there_is_said_in_the_looks_of_the_site(client, path, status):
    answer = client.get(path)
    assert (answer.status_code, "Back to the books" in answer.text) == (status, True)


def test_a_failure_reaches_the_tests(app, client):
    app.add_route("/broken", broken)
    with pytest.raises(ZeroDivisionError):
        client.get("/broken")


def test_a_visitor_is_told_nothing_of_a_failure(app, caplog):
    app.add_route("/broken", broken)
    answer = app.session(raise_errors=False).get("/broken")
    assert (answer.status_code, "Something broke" in answer.text, "Zero" in answer.text) == (500, True, False)
    assert "GET /broken failed" in caplog.text


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/style.css"])
def test_every_answer_says_how_long_it_took(client, path):
    name, _, milliseconds = client.get(path).headers["Server-Timing"].partition(";dur=")
    assert (name, float(milliseconds) >= 0) == ("app", True)
