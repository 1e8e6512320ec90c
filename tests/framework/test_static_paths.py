"""Static files: nothing outside the folder is sent, and nothing inside it that is no file."""

import os
import socket
from pathlib import Path

import pytest

from alcazar import Alcazar
from alcazar.static import StaticFiles

from .asking import ask
from .static_folder import CSS, make_folder

pytestmark = pytest.mark.chapter(7)

HOSTILE = [
    "../secret.txt",
    "%2e%2e/secret.txt",
    "..%2fsecret.txt",
    "css/../../secret.txt",
    "css/%2E%2E/%2e%2e/secret.txt",
    "../static/main.css",
    "../staticfoo/main.css",
    "..",
    "css/..",
    "..\\secret.txt",
    "..%5csecret.txt",
    "css\\deep.css",
    "css%5cdeep.css",
    "C:/secret.txt",
    "C:secret.txt",
    "main.css::$DATA",
    "//etc/passwd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "main.css%00",
    "main.css%00.png",
    "%00",
    "main.css/",
    "main.css/.",
    "./main.css",
    "css//deep.css",
    "/main.css",
    ".",
    "...",
    "%c0%ae%c0%ae/secret.txt",
    "%ff",
    "%252e%252e/secret.txt",
    "~root",
    "a" * 5000,
    "a/" * 4000,
]


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


@pytest.fixture
def app(folder):
    return Alcazar(static_dir=folder)


@pytest.mark.parametrize("path", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_path_leads_out_of_the_folder_or_around_in_it(app, path, method):
    page = ask(app, f"/static/{path}", method)
    assert page.status == 404
    assert b"secret" not in page.body


@pytest.mark.parametrize("path", ["css/", "css/.", "css/..", ".", "..", "/", "a//b", "a\\b", "C:"])
def test_a_path_with_a_second_meaning_is_refused_whatever_is_there(folder, path):
    with pytest.raises(OSError, match="plain"):
        StaticFiles(folder).place(path)


@pytest.mark.skipif(os.name == "nt", reason="this system has no such names")
@pytest.mark.parametrize("name", ["a\\b.txt", "a:b.txt"])
def test_names_that_mean_a_place_elsewhere_are_404_everywhere(app, folder, name):
    (folder / name).write_text("on one system a file, on another a place")
    assert ask(app, f"/static/{name}").status == 404


def test_where_the_folder_lies_can_not_be_guessed(app, folder):
    assert ask(app, f"/static/{folder}/main.css").status == 404
    assert ask(app, f"/static/../{folder.name}/main.css").status == 404


@pytest.fixture
def link(folder):
    """Make a link in the folder."""

    def make(name, to, is_folder=False):
        try:
            (folder / name).symlink_to(to, target_is_directory=is_folder)
        except OSError:
            pytest.skip("this system has no symbolic links")

    return make


@pytest.mark.parametrize("to", ["main.css", "css/deep.css", "./css/../main.css"])
def test_a_link_within_the_folder_is_followed(app, link, to):
    link("link.css", to)
    assert ask(app, "/static/link.css").body == CSS


def test_a_link_to_a_folder_within_the_folder_is_followed(app, link):
    link("styles", "css", is_folder=True)
    link("self", ".", is_folder=True)
    assert ask(app, "/static/styles/deep.css").body == CSS
    assert ask(app, "/static/self/styles/deep.css").body == CSS


def test_a_link_goes_by_its_own_name(app, link):
    link("link.txt", "main.css")
    assert ask(app, "/static/link.txt").headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("to", ["../secret.txt", "css/../../secret.txt", "{}/secret.txt", "../staticfoo/main.css"])
def test_a_link_out_of_the_folder_is_404(app, folder, link, to):
    link("link.txt", to.format(folder.parent))
    assert ask(app, "/static/link.txt").status == 404


@pytest.mark.parametrize("to", ["..", "../staticfoo", "/"])
def test_a_link_to_a_folder_outside_is_404(app, link, to):
    link("out", to, is_folder=True)
    for path in ("secret.txt", "main.css", "etc/passwd", "static/main.css"):
        assert ask(app, f"/static/out/{path}").status == 404


def test_links_one_after_the_other_do_not_lead_out(app, link):
    link("first", "second", is_folder=True)
    link("second", "..", is_folder=True)
    assert ask(app, "/static/first/secret.txt").status == 404


@pytest.mark.parametrize("to", ["gone.css", "link.css"])
def test_a_link_that_leads_nowhere_is_404_and_hurts_no_other(app, link, to):
    link("link.css", to)
    assert ask(app, "/static/link.css").status == 404
    assert ask(app, "/static/main.css").status == 200


def test_the_folder_itself_may_be_a_link(folder, link):
    link("link.css", "main.css")
    link("../current", folder, is_folder=True)
    app = Alcazar(static_dir=folder.parent / "current")
    assert ask(app, "/static/css/deep.css").body == CSS
    assert ask(app, "/static/link.css").body == CSS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_404_and_keeps_nobody_waiting(app, folder):
    os.mkfifo(folder / "fifo.css")
    assert ask(app, "/static/fifo.css").status == 404
    assert ask(app, "/static/main.css").status == 200


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_socket_is_404(app, folder, monkeypatch):
    monkeypatch.chdir(folder)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.sock")
        assert ask(app, "/static/a.sock").status == 404


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no such devices")
def test_a_device_is_404():
    assert ask(Alcazar(static_dir="/dev"), "/static/null").status == 404


def test_a_file_that_can_not_be_read_is_404(app, monkeypatch):
    def forbid(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbid)
    assert ask(app, "/static/main.css").status == 404


def test_the_root_of_all_files_can_be_served(folder):
    assert ask(Alcazar(static_dir="/"), f"/static{folder}/main.css").body == CSS
