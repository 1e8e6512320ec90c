"""The code in the README does what the README says."""

import re

import pytest

from alcazar_kit.client import session
from tests.course.chapters import COURSE

README = COURSE.root / "README.md"
BLOCKS = re.findall(
    r"^```python\n(.*?)^```", README.read_text(encoding="utf-8") if README.is_file() else "", re.M | re.S
)


@pytest.mark.parametrize(
    ("path", "status", "content_type", "body"),
    [
        ("/", 200, "text/html; charset=UTF-8", b"<h1>Welcome to the library</h1>"),
        ("/hello/ada", 200, "text/plain; charset=UTF-8", b"Hello, ada!"),
        ("/books/42", 200, "application/json", b'{"number": 42, "next": 43}'),
        ("/cover", 200, "image/png", b"\x89PNG..."),
        ("/moving", 503, "text/plain; charset=UTF-8", b"We are moving: come back in an hour."),
        ("/about", 200, "text/plain; charset=UTF-8", b"Built in three chapters."),
        ("/books/emma", 404, "text/plain; charset=UTF-8", b"Not Found"),
    ],
)
def test_the_application_of_the_readme_answers(path: str, status: int, content_type: str, body: bytes) -> None:
    (block,) = BLOCKS
    names = {"__name__": "readme"}
    exec(compile(block, README.name, "exec"), names)
    answer = session(names["app"]).get(path)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (status, content_type, body)
