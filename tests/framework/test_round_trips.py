"""The path that ``url_for`` makes leads back to the values it was made of: for any pattern, for any values."""

from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alcazar import Alcazar

from .handlers import quiet
from .matching import matched

pytestmark = pytest.mark.chapter(3)

TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="/{}")
LITERAL = st.text(TEXT, max_size=6)
LETTERS = st.text(st.sampled_from("abcxyzABCXYZ"), min_size=1)


@st.composite
def segments(draw, names):
    """Return a segment's pattern and the values of its fields: text, or fields with text between them."""
    pattern, values = draw(LITERAL), {}
    for _ in range(draw(st.integers(0, 2))):
        name, type_ = f"field{len(names)}", draw(st.sampled_from(["", ":d", ":l"]))
        names.append(name)
        after = draw(
            st.text(TEXT, min_size=1, max_size=3).filter(lambda text: not text[0].isalnum() and text[0] != "-")
        )
        anything = st.text(TEXT.filter(lambda character, stop=after[0]: character != stop), min_size=1)
        values[name] = draw({"": anything, ":d": st.integers(), ":l": LETTERS}[type_])
        pattern += f"{{{name}{type_}}}{after}"
    return pattern, values


@st.composite
def patterns(draw):
    """Return a pattern and values for its fields."""
    names, pattern, values = [], "", {}
    for _ in range(draw(st.integers(1, 4))):
        segment, found = draw(segments(names))
        pattern, values = f"{pattern}/{segment}", values | found
    if draw(st.booleans()):
        pattern, values = f"{pattern}/{{rest:path}}", values | {"rest": draw(st.text(TEXT | st.just("/"), min_size=1))}
    return pattern, values


@settings(deadline=None, derandomize=True, max_examples=200)
@given(patterns())
def test_a_path_leads_back_to_its_values(case):
    pattern, values = case
    app = Alcazar()
    app.add_route(pattern, quiet, name="page")
    path = app.url_for("page", **values)
    assert path.isascii()
    assert matched(pattern, unquote_to_bytes(path)) == values


PATTERNS = [
    "/{a}",
    "/{n:d}",
    "/{a}-{b}",
    "/{a}/{n:d}",
    "/{a:l}.{n:d}",
    "/v{n:d}/{a}",
    "/{rest:path}",
    "/{a}/{rest:path}/{b}",
]
PATHS = st.text(st.sampled_from("ab1070-+./é\n x"), max_size=8).map(lambda text: f"/{text}")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.sampled_from(PATTERNS), PATHS)
def test_the_values_of_a_path_make_a_path_with_the_same_values(pattern, path):
    values = matched(pattern, path)
    if values is None:
        return
    app = Alcazar()
    app.add_route(pattern, quiet, name="page")
    assert matched(pattern, unquote_to_bytes(app.url_for("page", **values))) == values
