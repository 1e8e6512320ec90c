"""Precedence: which of several routes answers a path that they all match."""

import pytest

from .matching import winner

pytestmark = pytest.mark.chapter(3)


@pytest.mark.parametrize("other", ["/{name}", "/{name:l}", "/js{rest}", "/{rest:path}", "/js{rest:path}"])
def test_a_path_without_fields_wins_even_when_it_comes_later(other):
    assert winner([other, "/json"], "/json") == "/json"
    assert winner(["/json", other], "/json") == "/json"
    assert winner([other, "/json"], "/jsons") == other


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        ("/books/new", "/books/{name}", "/{shelf}/new"),
        ("/books/new", "/books/{name}", "/{shelf}/{name}"),
        ("/books/new", "/{shelf}/new", "/{shelf}/{name}"),
        ("/a/b/c", "/{x}/b/{z}", "/{x}/{y}/c"),
        ("/emma.html", "/{name}.html", "/{name}"),
        ("/emma.html", "/emma.{kind}", "/{name}html"),
        ("/v2-beta", "/v{number:d}-beta", "/v{version}"),
        ("/v2/z", "/v{number:d}/{x}", "/{version}/z"),
        ("/v2", "/v{version}", "/{number}"),
    ],
)
def test_the_more_literal_segment_wins_from_the_left(path, first, second):
    assert winner([first, second], path) == first
    assert winner([second, first], path) == first


@pytest.mark.parametrize(
    ("path", "patterns"),
    [
        ("/42", ["/{number:d}", "/{name}"]),
        ("/emma", ["/{name:l}", "/{name:w}", "/{name}"]),
        ("/a-b", ["/{x}-{y}", "/{x}-{y:l}", "/-{x}"]),
    ],
)
def test_among_equals_the_first_that_was_registered_wins(path, patterns):
    assert winner(patterns, path) == patterns[0]
    assert winner(patterns[1::-1], path) == patterns[1]


@pytest.mark.parametrize(
    ("path", "other"),
    [("/a", "/{name}"), ("/a/b", "/{x}/{y}"), ("/a/b", "/{x}/b"), ("/a.txt", "/{name}.txt"), ("/42", "/{number:d}")],
)
def test_a_field_that_spans_slashes_comes_last(path, other):
    assert winner(["/{rest:path}", other], path) == other
    assert winner([other, "/{rest:path}"], path) == other
    assert winner([other, "/{rest:path}"], "/x/y/z") == "/{rest:path}"


def test_text_before_a_field_that_spans_slashes_still_counts():
    assert winner(["/{rest:path}", "/files/{rest:path}"], "/files/a/b") == "/files/{rest:path}"
    assert winner(["/{x}/{y}", "/files/{rest:path}"], "/files/a") == "/files/{rest:path}"


def test_a_route_that_does_not_match_is_passed_over():
    patterns = ["/books/{number:d}", "/books/{name:l}", "/{rest:path}"]
    assert winner(patterns, "/books/42") == "/books/{number:d}"
    assert winner(patterns, "/books/emma") == "/books/{name:l}"
    assert winner(patterns, "/books/a-b") == "/{rest:path}"


def test_only_one_route_answers():
    assert winner(["/{a}", "/{b:l}", "/{c:w}", "/emma", "/{rest:path}"], "/emma") == "/emma"


def test_a_longer_pattern_that_spans_slashes_wins_over_its_beginning() -> None:
    page, edit = "/wiki/{page:path}", "/wiki/{page:path}/edit"
    assert winner([page, edit], "/wiki/a/b/edit") == winner([edit, page], "/wiki/a/b/edit") == edit
    assert winner([page, edit], "/wiki/a/b") == page


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [("/a/edit", "/{rest:path}/edit", "/{rest:path}"), ("/f/a.txt", "/f/{rest:path}.txt", "/f/{rest:path}")],
)
def test_text_after_a_field_that_spans_slashes_counts(path, first, second):
    assert winner([first, second], path) == first
    assert winner([second, first], path) == first
