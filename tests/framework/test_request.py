"""A request: what the client sent, as a handler reads it."""

import io
from wsgiref.validate import validator

import pytest
import webob

from alcazar import Alcazar, Request, Response
from alcazar_kit.client import session

pytestmark = pytest.mark.chapter(2)


def reading(read, method="GET", url="/", **sent):
    """Send a request, and return what ``read`` finds in it while it is answered."""
    found = []

    class Reader(Alcazar):
        def answer(self, request):
            found.append(read(request))
            return Response()

    session(validator(Reader())).request(method, url, **sent)
    return found[0]


def test_an_app_makes_a_request_of_the_environ():
    assert reading(type) is Request
    assert issubclass(Request, webob.Request)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_the_method_is_the_one_that_was_sent(method):
    assert reading(lambda request: request.method, method) == method


def test_the_path_is_decoded():
    assert reading(lambda request: request.path_info, url="/caf%C3%A9") == "/café"


def test_headers_are_found_in_any_case():
    sent = {"X-Answer": "42"}
    assert reading(lambda request: request.headers["x-ANSWER"], headers=sent) == "42"
    assert reading(lambda request: request.headers.get("X-Missing"), headers=sent) is None


def test_cookies_are_read_by_name():
    assert reading(lambda request: dict(request.cookies), cookies={"theme": "dark", "page": "2"}) == {
        "theme": "dark",
        "page": "2",
    }


def test_the_query_is_read_by_name():
    url = "/?title=Ulises+%26+m%C3%A1s&tag=a&tag=b&empty="
    assert reading(lambda request: request.GET["title"], url=url) == "Ulises & más"
    assert reading(lambda request: request.GET.getall("tag"), url=url) == ["a", "b"]
    assert reading(lambda request: request.GET["empty"], url=url) == ""


def test_a_request_without_query_has_an_empty_one():
    assert reading(lambda request: dict(request.GET)) == {}


def test_a_form_is_read_by_name():
    form = {"title": "Años & días", "tag": ["a", "b"]}
    assert reading(lambda request: request.POST["title"], "POST", data=form) == "Años & días"
    assert reading(lambda request: request.POST.getall("tag"), "POST", data=form) == ["a", "b"]


def test_a_form_is_not_the_query():
    def both(request):
        return dict(request.GET), dict(request.POST)

    assert reading(both, "POST", "/?page=2", data={"title": "Emma"}) == ({"page": "2"}, {"title": "Emma"})


def test_an_uploaded_file_has_a_name_and_bytes():
    def upload(request):
        return request.POST["cover"].filename, request.POST["cover"].file.read()

    files = {"cover": ("cover.png", io.BytesIO(b"\x89PNG\x00\xff"))}
    assert reading(upload, "POST", files=files) == ("cover.png", b"\x89PNG\x00\xff")


def test_json_is_read_as_a_value():
    value = {"title": "Años", "pages": [1, 2.5, None, True]}
    assert reading(lambda request: request.json, "POST", json=value) == value


def test_broken_json_is_a_value_error():
    def broken(request):
        with pytest.raises(ValueError, match="line 1"):
            _ = request.json
        return True

    assert reading(broken, "POST", data=b'{"title": ')


def test_the_body_is_read_as_bytes_and_more_than_once():
    body = bytes(range(256))
    assert reading(lambda request: (request.body, request.body), "PUT", data=body) == (body, body)


def test_a_request_without_body_has_an_empty_one():
    assert reading(lambda request: request.body) == b""


def test_each_request_is_another():
    seen = []
    reading(seen.append)
    reading(seen.append)
    assert seen[0] is not seen[1]
    assert seen[0].environ is not seen[1].environ
