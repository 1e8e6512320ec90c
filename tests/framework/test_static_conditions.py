"""Static files: a client that has a file does not get it again (RFC 9110, section 13)."""

import os
import stat
import time
from email.utils import formatdate
from types import SimpleNamespace

import pytest

from alcazar import Alcazar

from .asking import ask
from .static_folder import CSS, make_folder

pytestmark = pytest.mark.chapter(7)

CHANGED = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT
BEFORE, THEN, AFTER = (formatdate(CHANGED + seconds, usegmt=True) for seconds in (-1, 0, 1))
NO_DATES = [
    *("", "yesterday", "Sun, 66 Nov 1994 08:49:37 GMT", "0", f"{'9' * 5000}"),
    *(f"Sun, 06 Nov {year} 08:49:37 GMT" for year in ("99999", "9" * 20)),
]


@pytest.fixture
def folder(tmp_path):
    folder = make_folder(tmp_path)
    os.utime(folder / "main.css", (CHANGED, CHANGED + 0.5))
    return folder


@pytest.fixture
def app(folder):
    return Alcazar(static_dir=folder)


@pytest.fixture
def tag(app):
    return ask(app, "/static/main.css").headers["ETag"]


def status(app, **headers):
    """Return the status of the answer to a request with these headers."""
    return ask(app, "/static/main.css", **headers).status


def test_a_tag_is_strong_and_stays_while_the_file_does(app, tag):
    assert tag.startswith('"')
    assert tag.endswith('"')
    assert len(tag) > 2
    assert ask(app, "/static/main.css").headers["ETag"] == tag


def test_a_change_makes_another_tag(app, folder, tag):
    (folder / "main.css").write_bytes(CSS[::-1])
    os.utime(folder / "main.css", (CHANGED, CHANGED + 0.75))
    changed = ask(app, "/static/main.css", if_none_match=tag)
    assert (changed.status, changed.body) == (200, CSS[::-1])
    assert changed.headers["ETag"] != tag


def test_another_length_makes_another_tag(app, folder, tag):
    (folder / "main.css").write_bytes(CSS * 2)
    os.utime(folder / "main.css", (CHANGED, CHANGED + 0.5))
    assert ask(app, "/static/main.css").headers["ETag"] != tag


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("header", ["{}", "W/{}", '"other", {}', '"other",W/{} , "more"', '"a,b",{}', "*"])
def test_a_file_that_the_client_has_is_304(app, tag, header, method):
    page = ask(app, "/static/main.css", method, if_none_match=header.format(tag))
    assert (page.status, page.body) == (304, b"")


def test_a_304_says_what_a_cache_needs_and_nothing_of_a_body(app, tag):
    whole, page = ask(app, "/static/main.css"), ask(app, "/static/main.css", if_none_match=tag)
    for name in ("ETag", "Last-Modified", "Cache-Control"):
        assert page.headers[name] == whole.headers[name]
    assert not {"Content-Type", "Content-Length", "Content-Range"} & page.headers.keys()


def test_a_cache_is_told_to_ask_each_time(app):
    assert ask(app, "/static/main.css").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("header", ['"other"', 'W/"other"', "other", '""', ",", '"*"', '"unended'])
def test_a_file_that_the_client_does_not_have_is_sent(app, header):
    assert status(app, if_none_match=header) == 200


@pytest.mark.parametrize(("date", "expected"), [(BEFORE, 200), (THEN, 304), (AFTER, 304)])
def test_a_file_that_did_not_change_since_is_304(app, date, expected):
    assert status(app, if_modified_since=date) == expected


@pytest.mark.parametrize("date", ["Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
def test_a_date_may_be_written_as_it_was_long_ago(app, date):
    assert status(app, if_modified_since=date) == 304
    assert status(app, if_unmodified_since=date) == 200


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's clock can't be moved")
def test_a_date_without_a_zone_means_the_same_wherever_the_server_stands(app, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert status(app, if_modified_since="Sun Nov  6 08:49:37 1994") == 304
        assert status(app, if_modified_since="Sun Nov  6 08:49:36 1994") == 200
        assert status(app, if_unmodified_since="Sun Nov  6 08:49:37 1994") == 200
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("date", NO_DATES)
def test_what_is_no_date_counts_as_not_sent(app, date):
    assert status(app, if_modified_since=date) == 200
    assert status(app, if_unmodified_since=date) == 200


def test_a_tag_counts_more_than_a_date(app, tag):
    assert status(app, if_none_match='"other"', if_modified_since=AFTER) == 200
    assert status(app, if_none_match=tag, if_modified_since=BEFORE) == 304
    assert status(app, if_match=tag, if_unmodified_since=BEFORE) == 200
    assert status(app, if_match='"other"', if_unmodified_since=AFTER) == 412


@pytest.mark.parametrize(
    ("header", "expected"), [("{}", 200), ('"other", {}', 200), ("*", 200), ("W/{}", 412), ('"other"', 412)]
)
def test_if_match_asks_for_one_version_and_takes_no_weak_tag(app, tag, header, expected):
    assert status(app, if_match=header.format(tag)) == expected


@pytest.mark.parametrize(("date", "expected"), [(BEFORE, 412), (THEN, 200), (AFTER, 200)])
def test_if_unmodified_since_asks_for_a_version_by_its_date(app, date, expected):
    assert status(app, if_unmodified_since=date) == expected


def test_what_the_client_insists_on_comes_before_what_it_has(app, tag):
    assert status(app, if_match='"other"', if_none_match=tag) == 412
    assert status(app, if_match=tag, if_none_match=tag) == 304


def test_a_412_sends_nothing_of_the_file(app):
    page = ask(app, "/static/main.css", if_match='"other"')
    assert CSS not in page.body
    assert page.headers["Content-Type"] != "text/css; charset=utf-8"


def test_no_condition_makes_a_missing_file_anything_but_missing(app):
    for headers in (
        {"if_match": '"other"'},
        {"if_none_match": "*"},
        {"if_modified_since": AFTER},
        {"range": "bytes=0-"},
    ):
        assert ask(app, "/static/gone.css", **headers).status == 404


@pytest.mark.parametrize("changed", [time.time() + 1_000_000, 2**33], ids=["soon", "2242"])
def test_a_file_from_the_future_was_changed_now_at_the_latest(app, folder, changed):
    os.utime(folder / "main.css", (changed, changed))
    page = ask(app, "/static/main.css")
    now = {formatdate(time.time() - ago, usegmt=True) for ago in range(5)}
    assert page.status == 200
    assert page.headers["Last-Modified"] in now


def test_a_file_from_before_1970_was_changed_in_1970(app, folder):
    try:
        os.utime(folder / "main.css", (-1, -1))
    except OSError:
        pytest.skip("this system knows no time before 1970")
    assert ask(app, "/static/main.css").headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"


def test_a_date_that_no_calendar_holds_breaks_nothing(app, monkeypatch):
    state = SimpleNamespace(st_mode=stat.S_IFREG, st_size=len(CSS), st_mtime=-(2.0**40), st_mtime_ns=-(2**40) * 10**9)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", lambda _number: state)
        page = ask(app, "/static/main.css")
    assert page.headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
