"""The pages that show what is on the shelf."""

import pytest


def test_the_first_page_has_twelve_books(client):
    assert client.get("/").text.count('class="title"') == 12


@pytest.mark.parametrize("search", ["wuthering", "Emily", "HEIGHTS"])
def test_a_search_finds_titles_and_authors(client, search):
    page = client.get("/", params={"q": search}).text
    assert ("Wuthering Heights" in page, "1 book for" in page) == (True, True)


def test_a_search_for_markup_is_shown_as_text(client):
    page = client.get("/", params={"q": "<script>"}).text
    assert ("<script>" in page, "Nothing like that is here" in page) == (False, True)


@pytest.mark.parametrize(("asked", "shown"), [("2", 2), ("99", 3), ("0", 1), ("two", 1), ("9" * 5000, 1)])
def test_every_number_is_some_page(client, asked, shown):
    assert f"Page {shown} of 3" in client.get("/", params={"page": asked}).text


def test_an_author_is_shown_with_their_books_in_order(client):
    page = client.get("/authors/1").text
    assert page.index("Pride and Prejudice") < page.index("Emma") < page.index("Persuasion")


def test_the_list_is_two_questions_however_long_it_is(client, db):
    asked = []
    db.conn.set_trace_callback(asked.append)
    client.get("/")
    assert len(asked) == 2


def test_an_empty_shelf_says_so(client, db):
    db.conn.run("DELETE FROM book")
    assert "The shelf is empty" in client.get("/").text
    assert "Nobody yet" in client.get("/authors").text
