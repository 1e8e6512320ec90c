"""Static files: which there are, and as what they are sent."""

from email.utils import formatdate

import pytest

from alcazar import Alcazar
from alcazar.static import StaticFiles

from .asking import ask
from .handlers import said
from .static_folder import CSS, make_folder

pytestmark = pytest.mark.chapter(7)

TYPES = {
    "a.css": "text/css; charset=utf-8",
    "a.html": "text/html; charset=utf-8",
    "a.js": "text/javascript; charset=utf-8",
    "a.mjs": "text/javascript; charset=utf-8",
    "a.txt": "text/plain; charset=utf-8",
    "a.csv": "text/csv; charset=utf-8",
    "a.md": "text/markdown; charset=utf-8",
    "a.json": "application/json",
    "a.webmanifest": "application/manifest+json",
    "a.wasm": "application/wasm",
    "a.pdf": "application/pdf",
    "a.svg": "image/svg+xml",
    "a.png": "image/png",
    "a.jpg": "image/jpeg",
    "a.PNG": "image/png",
    "a.webp": "image/webp",
    "a.avif": "image/avif",
    "a.mp4": "video/mp4",
    "a.woff2": "font/woff2",
    "a.ttf": "font/ttf",
    "a.gz": "application/gzip",
    "a.tar.gz": "application/gzip",
    "a.css.gz": "application/gzip",
    "a.unknown": "application/octet-stream",
    "a": "application/octet-stream",
    ".css": "application/octet-stream",
    "a.css/b": "application/octet-stream",
}


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


@pytest.fixture
def app(folder):
    return Alcazar(static_dir=folder)


@pytest.mark.parametrize("path", ["main.css", "css/deep.css"])
def test_a_file_is_sent_as_it_is(app, path):
    page = ask(app, f"/static/{path}")
    assert (page.status, page.body) == (200, CSS)
    assert page.headers["Content-Length"] == str(len(CSS))


@pytest.mark.parametrize("name", TYPES)
def test_a_file_has_the_type_that_its_name_says(app, folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    page = ask(app, f"/static/{name}")
    assert page.headers["Content-Type"].lower() == TYPES[name]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize("path", ["gone.css", "css/gone.css", "gone/main.css", "main.css/gone", "MAIN.CSS"])
def test_what_is_not_there_is_404(app, path):
    assert ask(app, f"/static/{path}").status == 404


@pytest.mark.parametrize("path", ["/static", "/static/", "/static/css", "/static/css/"])
def test_a_folder_is_404(app, path):
    assert ask(app, path).status == 404


@pytest.mark.parametrize(
    "path", ["/staticfoo/main.css", "/static-foo", "/Static/main.css", "/main.css", "/x/static/main.css"]
)
def test_what_only_looks_like_static_is_not(app, path):
    assert ask(app, path).status == 404


@pytest.mark.parametrize(
    "name", ["año.txt", "a b.txt", "50%.txt", "%2e%2e.txt", "a+b&c=d.txt", "書.txt", "'\".txt", "a;b.txt", "..a..txt"]
)
def test_a_file_may_have_any_name(app, folder, name):
    (folder / name).write_text(name)
    page = ask(app, app.url_for("static", path=name))
    assert (page.status, page.body.decode()) == (200, name)


def test_url_for_names_a_file(app):
    assert app.url_for("static", path="css/deep.css") == "/static/css/deep.css"


def test_head_says_what_get_would_and_sends_nothing(app):
    get, head = ask(app, "/static/main.css"), ask(app, "/static/main.css", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == get.headers


def test_head_of_what_is_not_there_is_404(app):
    page = ask(app, "/static/gone.css", "HEAD")
    assert (page.status, page.body) == (404, b"")


def test_an_empty_file_is_sent(app, folder):
    (folder / "empty.txt").touch()
    page = ask(app, "/static/empty.txt")
    assert (page.status, page.body, page.headers["Content-Length"]) == (200, b"", "0")


def test_the_folder_is_called_static_unless_told_otherwise(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert ask(Alcazar(), "/static/main.css").body == CSS


def test_the_folder_stays_the_same_wherever_the_process_goes(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    app = Alcazar(static_dir="static")
    monkeypatch.chdir("/")
    assert ask(app, "/static/main.css").body == CSS


def test_a_folder_may_come_later(tmp_path):
    app = Alcazar(static_dir=tmp_path / "later")
    assert ask(app, "/static/a.txt").status == 404
    (tmp_path / "later").mkdir()
    (tmp_path / "later/a.txt").write_text("found")
    assert ask(app, "/static/a.txt").body == b"found"


def test_a_file_that_is_new_is_there_at_once(app, folder):
    assert ask(app, "/static/new.txt").status == 404
    (folder / "new.txt").write_text("new")
    assert ask(app, "/static/new.txt").body == b"new"


def test_a_route_of_ones_own_wins_over_a_file(app):
    app.add_route("/static/main.css", said("mine"))
    assert ask(app, "/static/main.css").body == b"mine"


def test_a_second_folder_can_be_served(app, tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files/a.txt").write_text("found")
    app.add_route("/downloads/{path:path}", StaticFiles(tmp_path / "files"), name="downloads")
    assert ask(app, app.url_for("downloads", path="a.txt")).body == b"found"


def test_a_file_says_when_it_was_changed(app, folder):
    date = formatdate((folder / "main.css").stat().st_mtime, usegmt=True)
    assert ask(app, "/static/main.css").headers["Last-Modified"] == date
