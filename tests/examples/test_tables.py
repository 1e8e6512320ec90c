"""The example of tables answers as its first lines say."""

import pytest


@pytest.fixture
def guest_book(example, monkeypatch, tmp_path):
    """Start the example, on the same file each time it is called."""
    monkeypatch.setenv("GUESTS", str(tmp_path / "guests.db"))
    started = []

    def start():
        started.append(example("tables"))
        return started[-1].app.session()

    yield start
    for module in started:
        module.db.close()


def test_who_signs_is_read_tomorrow(guest_book):
    answer = guest_book().post("/", data={"name": "Bob & Co", "said": "What a fine book!"})
    assert answer.status_code == 200
    assert '<a href="/1">Bob &amp; Co</a>' in answer.text
    assert guest_book().get("/1").text == "What a fine book!"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"name": "Eve", "said) --": ""}, "guest has no column 'said) --', only id, name, said, at"),
        ({"name": "Eve"}, "Guest.said takes text, without half surrogates, not None"),
        ({"name": "Bob", "said": "Me again"}, "guest.name is unique, and another row has 'Bob' already"),
    ],
)
def test_what_can_not_be_stored_is_refused_in_words(guest_book, form, why):
    session = guest_book()
    session.post("/", data={"name": "Bob", "said": "What a fine book!"})
    answer = session.post("/", data=form)
    assert (answer.status_code, answer.text) == (400, why)
    assert "Eve" not in session.get("/").text


def test_a_guest_who_never_came_is_404(guest_book):
    answer = guest_book().get("/55")
    assert (answer.status_code, answer.text) == (404, "guest has no row with the id 55")
