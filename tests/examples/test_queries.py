"""The example of queries answers as its first lines say."""

import re

import pytest


@pytest.fixture
def shop(example):
    shop = example("queries")
    yield shop
    shop.db.close()


def titles(answer):
    return re.findall(r"<p>([^<]+), \d+ €</p>", answer.text)


def test_books_come_three_to_a_page_and_each_page_leads_to_the_next(shop):
    session = shop.app.session()
    first = session.get("/?by=dearest")
    assert titles(first) == ["Middlemarch", "Villette", "Persuasion"]
    assert "<p>7 books</p>" in first.text
    second = session.get(re.search(r'href="([^"]+)"', first.text)[1].replace("&amp;", "&"))
    assert titles(second) == ["Shirley", "Agnes Grey", "Jane Eyre"]
    third = session.get("/?by=dearest&page=3")
    assert titles(third) == ["Emma"]
    assert "more" not in third.text


def test_books_are_found_by_text_and_price(shop):
    assert titles(shop.app.session().get("/?text=EM&most=9")) == ["Emma"]
    assert titles(shop.app.session().get("/?text=%27+OR+1%3D1+--")) == []


def test_a_page_takes_two_statements_and_fetches_what_it_shows(shop):
    asked = []
    shop.db.conn.set_trace_callback(asked.append)
    shop.app.session().get("/?page=2")
    assert len(asked) == 2
    assert {statement.partition("LIMIT")[2] for statement in asked} == {" 3 OFFSET 3", " -1 OFFSET 0)"}


@pytest.mark.parametrize("query", ["by=price,DROP", "most=-1", "page=x", "page=99999999999999999999"])
def test_what_can_not_be_asked_is_refused(shop, query):
    assert shop.app.session().get(f"/?{query}").status_code == 400
