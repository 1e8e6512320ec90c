"""``alcazar.utils.tests.url``, by which users of the original name a path of their app."""

import pytest

from alcazar import Alcazar
from alcazar.utils.tests import url

pytestmark = pytest.mark.chapter(5)


@pytest.mark.parametrize(
    ("path", "absolute"),
    [
        ("/books", "http://testserver/books"),
        ("books", "http://testserver/books"),
        ("/", "http://testserver/"),
        ("/books?page=2", "http://testserver/books?page=2"),
    ],
)
def test_a_path_becomes_an_absolute_url(path, absolute):
    assert url(path) == absolute


def test_a_session_knows_the_url():
    app = Alcazar()

    @app.route("/hey")
    def hey(req, resp):
        resp.text = req.path_qs

    assert app.session().get(url("/hey?loud=1")).text == "/hey?loud=1"
