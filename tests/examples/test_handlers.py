"""The example of handlers answers as its first lines say."""

import pytest


@pytest.fixture
def session(example):
    """A session of the example, with one note."""
    session = example("handlers").app.session()
    session.put("/notes/milk", data="two bottles")
    return session


def test_a_note_is_written_replaced_and_read(session):
    assert session.get("/notes/milk").text == "two bottles"
    assert [session.put(f"/notes/{name}", data="three").status_code for name in ("milk", "eggs")] == [204, 201]
    assert session.get("/notes/milk").text == "three"


def test_a_note_that_is_not_there_is_a_404(session):
    answer = session.get("/notes/bread")
    assert (answer.status_code, answer.text) == (404, "There is no note bread\n")


def test_all_notes_are_streamed(session):
    session.put("/notes/eggs", data="six")
    answer = session.get("/notes")
    assert answer.text == "eggs: six\nmilk: two bottles\n"
    assert "Content-Length" not in answer.headers


def test_forgetting_leaves_nothing(session):
    assert session.delete("/notes").status_code == 204
    assert session.get("/notes").text == ""


@pytest.mark.parametrize(
    ("path", "allow"), [("/notes", "DELETE, GET, HEAD, OPTIONS"), ("/notes/milk", "GET, HEAD, OPTIONS, PUT")]
)
def test_each_path_says_what_it_allows(session, path, allow):
    assert session.options(path).headers["Allow"] == session.post(path).headers["Allow"] == allow
    assert (session.post(path).status_code, session.head(path).status_code) == (405, 200)
