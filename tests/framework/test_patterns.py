"""Patterns: which paths they match, what their fields hold, and which are refused."""

import string

import pytest

from alcazar import Alcazar

from .handlers import quiet
from .matching import matched, status

pytestmark = pytest.mark.chapter(3)


@pytest.mark.parametrize(
    "path", ["/", "/about", "/about/us", "/about/", "//", "/a.b", "/a b", "/c++", "/Ünï/ñ", "/a\nb"]
)
def test_a_pattern_without_fields_matches_itself(path):
    assert matched(path, path) == {}
    assert matched(path, f"{path}x") is None
    assert matched(path, f"/x{path}") is None


@pytest.mark.parametrize(
    ("pattern", "other"),
    [("/a.b", "/axb"), ("/a+", "/aa"), ("/a*", "/a"), ("/(a)", "/a"), ("/[ab]", "/a"), ("/a|b", "/a"), ("/a?", "/a"),
     ("/^a$", "/a"), ("/\\d", "/5"), ("/\\Aa", "/a"), ("/a b", "/a  b"), ("/a#b", "/a")],
)  # fmt: skip
def test_no_character_of_a_pattern_means_more_than_itself(pattern, other):
    assert matched(pattern, pattern) == {}
    assert matched(pattern, other) is None
    assert matched(f"{pattern}-{{name}}", f"{pattern}-emma") == {"name": "emma"}
    assert matched(f"{pattern}-{{name}}", f"{other}-emma") is None
    assert matched(f"/{{name}}{pattern}", f"/emma{pattern}") == {"name": "emma"}
    assert matched(f"/{{name}}{pattern}", f"/emma{other}") is None


@pytest.mark.parametrize(
    "text", ["emma", "42", "a b", "a.b-c_d", "año", "a\nb", "\n", "%41", "{name}", "€", "😀", "\x00"]
)
def test_an_untyped_field_matches_any_one_segment(text):
    assert matched("/{name}", f"/{text}") == {"name": text}
    assert matched("/by/{name}/books", f"/by/{text}/books") == {"name": text}


@pytest.mark.parametrize("path", ["/", "/emma/", "//emma", "/emma/woodhouse", "/emma//", ""])
def test_an_untyped_field_matches_no_slash_and_not_nothing(path):
    assert matched("/{name}", path) is None


@pytest.mark.parametrize(
    ("pattern", "path", "values"),
    [
        ("/{name}.html", "/emma.html", {"name": "emma"}),
        ("/{name}.html", "/.html", None),
        ("/{name}.html", "/emma.htm", None),
        ("/{name}.html", "/emma.html/", None),
        ("/v{number:d}", "/v2", {"number": 2}),
        ("/v{number:d}", "/w2", None),
        ("/v{number:d}/", "/v2/", {"number": 2}),
        ("/{year:d}-{month:d}", "/2026-11", {"year": 2026, "month": 11}),
        ("/{first}-{last}", "/ada-lovelace", {"first": "ada", "last": "lovelace"}),
        ("/{first}-{last}", "/ada", None),
        ("/{name}@{host}.org", "/ada@example.org", {"name": "ada", "host": "example"}),
        ("/{a}/{b}/{c}", "/1/2/3", {"a": "1", "b": "2", "c": "3"}),
        ("/{a}//{b}", "/1//2", {"a": "1", "b": "2"}),
        ("/{a}//{b}", "/1/2", None),
        ("/{año}/{class}", "/1815/poetry", {"año": "1815", "class": "poetry"}),
    ],
)
def test_a_field_may_be_a_part_of_a_segment(pattern, path, values):
    assert matched(pattern, path) == values


@pytest.mark.parametrize("mark", sorted({*string.punctuation, " ", "é", "\n"} - {*"/{}"}))
def test_any_mark_may_part_two_fields(mark):
    assert matched(f"/{{first}}{mark}{{last}}", f"/ada{mark}lovelace") == {"first": "ada", "last": "lovelace"}
    assert matched(f"/{{first}}{mark}{{last}}", "/adalovelace") is None
    assert matched(f"/{{first}}{mark}", f"/ada{mark}") == {"first": "ada"}


def test_an_untyped_field_ends_where_the_text_after_it_begins():
    assert matched("/{first}-{last}", "/ada-king-lovelace") == {"first": "ada", "last": "king-lovelace"}
    assert matched("/{name}.html", "/emma.v2.html") == {"name": "emma.v2"}
    assert matched("/{name}.v2.html", "/emma.v2.html") == {"name": "emma"}


@pytest.mark.parametrize(("pattern", "path"), [("/about", "/About"), ("/Book/{n:d}", "/book/1"), ("/{n:d}X", "/1x")])
def test_case_matters(pattern, path):
    assert matched(pattern, path) is None


@pytest.mark.parametrize("rest", ["a", "a/b", "a/b.tar.gz", "a/", "/a", "a//b", "/", "\n"])
def test_a_path_field_spans_slashes(rest):
    assert matched("/{rest:path}", f"/{rest}") == {"rest": rest}
    assert matched("/files/{rest:path}/edit", f"/files/{rest}/edit") == {"rest": rest}
    assert matched("/{user}/~{rest:path}.bak", f"/ada/~{rest}.bak") == {"user": "ada", "rest": rest}


@pytest.mark.parametrize("path", ["/files", "/files/", "/files/edit", "/files//edit", "/files/a", "/other/a/edit"])
def test_a_path_field_does_not_match_nothing(path):
    assert matched("/files/{rest:path}/edit", path) is None


def test_a_path_field_matches_at_least_one_character():
    assert matched("/{rest:path}", "/") is None


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "slash"),
        ("about", "slash"),
        ("{name}", "slash"),
        ("/{", "brace"),
        ("/}", "brace"),
        ("/{name", "brace"),
        ("/name}", "brace"),
        ("/{{name}}", "brace"),
        ("/{first name}", "brace"),
        ("/{name!r}", "brace"),
        ("/{name.first}", "brace"),
        ("/{name:}", "brace"),
        ("/{price:.2f}", "brace"),
        ("/{price:>5}", "brace"),
        ("/{}", "name"),
        ("/{:d}", "name"),
        ("/{0}", "name"),
        ("/{1st}", "name"),
        ("/{name}/{name}", "name"),
        ("/{name:d}-{name}", "name"),
        ("/{first}{last}", "between"),
        ("/{n:d}{rest:path}", "between"),
        ("/{a:path}/{b:path}", "more than one"),
        ("/{a:path}-{b:path}", "more than one"),
        ("/{name:nonsense}", "type"),
        ("/{name:Path}", "type"),
    ],
)
def test_an_unclear_pattern_is_refused_by_name(pattern, reason):
    app = Alcazar()
    with pytest.raises(ValueError, match=reason) as refusal:
        app.add_route(pattern, quiet)
    assert repr(pattern) in str(refusal.value)
    assert status(app, pattern if pattern.startswith("/") else f"/{pattern}") == 404


@pytest.mark.parametrize("pattern", ["/{_id}", "/{a}/{_}"])
def test_a_field_whose_name_begins_with_an_underscore_is_refused(pattern):
    with pytest.raises(ValueError, match="brace"):
        Alcazar().add_route(pattern, quiet)


@pytest.mark.parametrize("pattern", ["/{n:5d}", "/{n:05d}", "/{n:_d}", "/{n:3}"])
def test_no_width_brings_other_numbers_back(pattern):
    with pytest.raises(ValueError, match="brace"):
        Alcazar().add_route(pattern, quiet)
