"""Tests of the guest book: ``pytest`` in this folder runs them."""

from alcazar.utils.tests import url


def test_nobody_has_signed_at_first(client):
    assert client.get("/").json() == []


def test_who_signs_is_greeted(client):
    answer = client.post("/", data={"name": "Ada"})
    assert (answer.url, answer.text) == (url("/hello"), "Hello, Ada")


def test_who_signed_is_in_the_book(client):
    client.post("/", data={"name": "Ada"})
    assert client.get("/").json() == ["Ada"]


def test_a_guest_without_a_name_is_refused(client):
    answer = client.post("/", data={"name": "  "})
    assert (answer.status_code, client.get("/").json()) == (400, [])


def test_another_guest_is_not_taken_for_the_first(app, client):
    client.post("/", data={"name": "Ada"})
    assert app.session().get("/hello").text == "Hello, whoever you are"
