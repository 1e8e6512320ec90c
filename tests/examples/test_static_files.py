"""The example of static files answers as its first lines say."""

import re

import pytest


@pytest.fixture
def session(example):
    return example("static_files").app.session()


def test_the_page_finds_its_style_its_picture_and_its_download(session):
    links = re.findall('(?:href|src)="(.+?)"', session.get("/").text)
    types = [session.get(link).headers["Content-Type"].partition(";")[0] for link in links]
    assert types == ["text/css", "image/svg+xml", "text/csv"]


def test_a_browser_that_has_the_style_sheet_does_not_get_it_again(session):
    tag = session.head("/static/main.css").headers["ETag"]
    assert session.get("/static/main.css", headers={"If-None-Match": tag}).status_code == 304


def test_a_download_that_broke_off_goes_on(session):
    whole = session.get("/downloads/prices.csv").content
    rest = session.get("/downloads/prices.csv", headers={"Range": "bytes=20-"})
    assert (rest.status_code, rest.content) == (206, whole[20:])


def test_neither_folder_leads_to_the_other(session):
    assert session.get("/static/..%2fdownloads%2fprices.csv").status_code == 404
    assert session.get("/downloads/main.css").status_code == 404
