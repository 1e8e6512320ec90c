# Planted answers to the exercises of chapter 7: wrong ones that must fail, right ones written otherwise that must pass.

# %% 7.1 wrong: believes that HEAD has parts
predicted = {
    "Range: bytes=0-3": 206,
    "Range: bytes=10-19": 416,
    "Range: bytes=0-1,8-9": 200,
    "If-None-Match: *": 304,
    'If-Match: "none of ours"': 412,
    "HEAD": 206,
}

# %% 7.1 wrong: believes that several parts are sent
predicted = {
    "Range: bytes=0-3": 206,
    "Range: bytes=10-19": 416,
    "Range: bytes=0-1,8-9": 206,
    "If-None-Match: *": 304,
    'If-Match: "none of ours"': 412,
    "HEAD": 200,
}

# %% 7.1 wrong: mixes up the two conditions
predicted = {
    "Range: bytes=0-3": 206,
    "Range: bytes=10-19": 416,
    "Range: bytes=0-1,8-9": 200,
    "If-None-Match: *": 412,
    'If-Match: "none of ours"': 304,
    "HEAD": 200,
}

# %% 7.1 wrong: believes that a part behind the end counts as not sent
predicted = {
    "Range: bytes=0-3": 206,
    "Range: bytes=10-19": 200,
    "Range: bytes=0-1,8-9": 200,
    "If-None-Match: *": 304,
    'If-Match: "none of ours"': 412,
    "HEAD": 200,
}

# %% 7.1 wrong: says the same of all
class Any(dict):
    def get(self, key, default=None):
        return 200


predicted = Any({"Range: bytes=0-3": 206})

# %% 7.1 right: asks the app
session = Alcazar(static_dir=folder_of({"digits.txt": "0123456789"})).session()
predicted = {"HEAD": session.head("/static/digits.txt", headers={"Range": "bytes=0-3"}).status_code}
for line in (
    "Range: bytes=0-3", "Range: bytes=10-19", "Range: bytes=0-1,8-9", "If-None-Match: *", 'If-Match: "none of ours"'
):
    name, value = line.split(": ")
    predicted[line] = session.get("/static/digits.txt", headers={name: value}).status_code

# %% 7.1 right: prints and logs
import logging

predicted = dict(
    zip(
        ["Range: bytes=0-3", "Range: bytes=10-19", "Range: bytes=0-1,8-9", "If-None-Match: *", "HEAD"],
        [206, 416, 200, 304, 200],
        strict=True,
    )
)
predicted |= {'If-Match: "none of ours"': 412}
print(predicted)
logging.getLogger("predicted").warning("%d of them", len(predicted))

# %% 7.2 wrong: keeps everything
from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: keeps the 404 too
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if re.search(r"\.[0-9a-f]{8}\.", path.split("/")[-1]):
            response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: looks at the folders as well
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if response.status_code != 404 and re.search(r"\.[0-9a-f]{8}\.", path):
            response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: before the answer is made
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        if re.search(r"\.[0-9a-f]{8}\.[^/]*$", path):
            response.headers["Cache-Control"] = FOR_A_YEAR
        super().__call__(request, response, path)


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: only for whole files
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if response.status_code == 200 and re.search(r"\.[0-9a-f]{8}\.[^/]*$", path):
            response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: a dot that is any letter
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if response.status_code < 400 and re.search("[.-][0-9a-f]{8}.", path.split("/")[-1]):
            response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: large letters as well
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if response.status_code != 404 and re.search(r"\.[0-9a-f]{8}\.[^/]*$", path, re.IGNORECASE):
            response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 wrong: any eight letters
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if response.status_code != 404 and re.search(r"\.\w{8}\.[^/]*$", path):
            response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 right: without a regular expression
from alcazar.static import StaticFiles


class Assets(StaticFiles):
    """Files, of which those with a fingerprint are kept for a year."""

    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        parts = Path(path).name.split(".")[1:-1]
        marked = any(len(part) == 8 and set(part) <= set("0123456789abcdef") for part in parts)
        if marked and "ETag" in response.headers:
            response.headers.update({"Cache-Control": "public, max-age=31536000, immutable"})


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 right: prints and logs
import logging
import re

from alcazar.static import StaticFiles


class Assets(StaticFiles):
    FINGERPRINT = re.compile(r"(?:.*/)?[^/]*\.[0-9a-f]{8}\.[^/]*")

    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        print(path, response.status)
        if response.status_code in (200, 206, 304) and self.FINGERPRINT.fullmatch(path):
            logging.getLogger("assets").warning("%s is for keeping", path)
            del response.headers["Cache-Control"]
            response.headers["cache-control"] = "public, max-age=31536000, immutable"


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.3 wrong: a slash more, and links still lead out
import os

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    place = os.path.abspath(os.path.join(folder, path))
    if not place.startswith(f"{folder}/"):
        return None
    try:
        return Path(place).read_text()
    except (OSError, ValueError):
        return None

# %% 7.3 wrong: takes the dots out again and again
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    while ".." in path:
        path = path.replace("..", "")
    try:
        return Path(f"{folder}/{path}").read_text()
    except (OSError, ValueError):
        return None

# %% 7.3 wrong: compares letters
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    try:
        place = (folder / path).resolve()
        return place.read_text() if str(place).startswith(str(folder.resolve())) else None
    except (OSError, ValueError):
        return None

# %% 7.3 wrong: a zero byte still raises
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    try:
        place = (folder / path).resolve(strict=True)
        return place.read_text() if folder.resolve() in place.parents else None
    except OSError:
        return None

# %% 7.3 wrong: reads nothing at all
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    return "h1 { color: navy }" if path == "css/main.css" else None

# %% 7.3 wrong: lets nothing with two dots in
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    try:
        place = (folder / path).resolve(strict=True)
        return place.read_text() if ".." not in path and folder.resolve() in place.parents else None
    except (OSError, ValueError):
        return None

# %% 7.3 right: the framework's own way
from alcazar.static import File, StaticFiles

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    try:
        with File(StaticFiles(folder).place(path)) as file:
            return file.read().decode()
    except (OSError, ValueError):
        return None

# %% 7.3 right: prints and logs
import logging
import os

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    print("asked for", repr(path))
    home = os.path.realpath(folder)
    try:
        place = os.path.realpath(os.path.join(home, path))
        if os.path.commonpath([home, place]) == home:
            with open(place, encoding="utf-8") as file:
                return file.read()
    except (OSError, ValueError) as problem:
        logging.getLogger("files").warning("%s", problem)
    return None

# %% 7.3 right: knows its files
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    files = {}
    for file in folder.rglob("*"):
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            files[file.relative_to(folder).as_posix()] = file
    return files[path].read_text() if path in files else None

# %% 7.4 wrong: the same tag for ever
from alcazar.conditions import tags


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        tag = '"books"'
        resp.headers["ETag"] = tag
        if not tags(req.headers.get("If-None-Match", "")).isdisjoint({"*", tag, f"W/{tag}"}):
            resp.status_code = 304

    return app


app = library(["Emma"])

# %% 7.4 wrong: compares the header as a whole
import hashlib


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        tag = f'"{hashlib.sha256(resp.body).hexdigest()}"'
        resp.headers["ETag"] = tag
        if req.headers.get("If-None-Match") in ("*", tag):
            resp.status_code = 304

    return app


app = library(["Emma"])

# %% 7.4 wrong: takes any date for a version
import hashlib

from alcazar.conditions import has_already


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        tag = f'"{hashlib.sha256(resp.body).hexdigest()}"'
        resp.headers["ETag"] = tag
        if has_already(req.environ, tag, 0):
            resp.status_code = 304

    return app


app = library(["Emma"])

# %% 7.4 wrong: counts the books
from alcazar.conditions import tags


def library(titles):
    app = Alcazar()
    versions = []

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        versions.append(len(titles))
        tag = f'"{len(versions)}"'
        resp.headers["ETag"] = tag
        if not tags(req.headers.get("If-None-Match", "")).isdisjoint({"*", tag, f"W/{tag}"}):
            resp.status_code = 304

    return app


app = library(["Emma"])

# %% 7.4 wrong: a tag, but no condition
import hashlib


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        resp.headers["ETag"] = f'"{hashlib.sha256(resp.body).hexdigest()}"'

    return app


app = library(["Emma"])

# %% 7.4 wrong: without quotes
import hashlib

from alcazar.conditions import tags


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        tag = hashlib.sha256(resp.body).hexdigest()
        resp.headers["ETag"] = tag
        if not tags(req.headers.get("If-None-Match", "")).isdisjoint({"*", tag, f"W/{tag}"}):
            resp.status_code = 304

    return app


app = library(["Emma"])

# %% 7.4 right: by has_already, with a date that no client knows
import math
import zlib

from alcazar.conditions import has_already


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        resp.headers["ETag"] = f'"{zlib.crc32(resp.body):x}-{len(titles)}"'
        if has_already(req.environ, resp.headers["ETag"], math.inf):
            resp.status_code = 304

    return app


app = library(["Emma"])

# %% 7.4 right: prints and logs
import hashlib
import logging

from alcazar.conditions import tags


def library(titles):
    app = Alcazar()

    def books(req, resp):
        resp.json = titles
        digest = hashlib.md5("|".join(titles).encode(), usedforsecurity=False).hexdigest()
        resp.headers["ETag"] = f'"{digest}"'
        for tag in tags(req.headers.get("If-None-Match", "")):
            print("has", tag)
            if tag == "*" or tag.removeprefix("W/") == f'"{digest}"':
                logging.getLogger("books").warning("nothing new")
                resp.status_code = 304

    app.add_route("/books", books, methods=["GET"])
    return app


app = library(["Emma"])

# %% 7.4 right: WebOb's own tags
import hashlib


def library(titles):
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        resp.json = titles
        resp.etag = hashlib.sha1(resp.body, usedforsecurity=False).hexdigest()
        header = req.headers.get("If-None-Match", "")
        asked = [one.strip().removeprefix("W/") for one in header.split(",")]
        if "*" in asked or f'"{resp.etag}"' in asked:
            resp.status = "304 Not Modified"

    return app


app = library(["Emma"])

# %% 7.5 wrong: trusts everyone
from alcazar.conditions import part


def sound(part):
    return True

# %% 7.5 wrong: trusts nobody but the one it knows
from alcazar.conditions import part

real = part


def sound(part):
    return part is real

# %% 7.5 wrong: knows no end and no nonsense
from alcazar.conditions import part


def sound(part):
    return part("bytes=0-3", 10) == range(4) and part("bytes=-3", 10) == range(7, 10)

# %% 7.5 wrong: forgets the empty file
from alcazar.conditions import part


def sound(part):
    cases = {"0-3": range(4), "8-99": range(8, 10), "-3": range(7, 10), "-0": range(0), "10-": range(0)}
    cases |= dict.fromkeys(["5-2", "0-1,3-4"])
    return all(part(f"bytes={header}", 10) == expected for header, expected in cases.items())

# %% 7.5 wrong: looks at lengths alone
from alcazar.conditions import part


def sound(part):
    cases = {"0-3": 4, "8-99": 2, "-3": 3, "-0": 0, "10-": 0}
    nothing = [part("bytes=5-2", 10), part("bytes=0-1,3-4", 10), part("bytes=0-", 0)]
    try:
        lengths = all(len(part(f"bytes={header}", 10)) == length for header, length in cases.items())
    except TypeError:
        return False
    return lengths and nothing == [None] * 3

# %% 7.5 wrong: expects too much
from alcazar.conditions import part


def sound(part):
    return part("bytes=0-1,3-4", 10) == [range(2), range(3, 5)]

# %% 7.5 right: against a simple model
from alcazar.conditions import part


def model(first, last, size):
    """The bytes that are asked for, one by one."""
    if not size:
        return None
    if first is None:
        return list(range(size))[-last:] if last else []
    if last is not None and last < first:
        return None
    return [number for number in range(size) if number >= first and (last is None or number <= last)]


def sound(part):
    for size in (0, 1, 5):
        for first in (None, 0, 1, 4, 5, 9):
            for last in (None, 0, 1, 3, 4, 5, 9):
                if first is None and last is None:
                    continue
                header = "bytes={}-{}".format("" if first is None else first, "" if last is None else last)
                found = part(header, size)
                if (None if found is None else list(found)) != model(first, last, size):
                    return False
    return part("bytes=0-1,3-4", 5) is None

# %% 7.5 right: the real one under another name
from alcazar.conditions import part as promised

HEADERS = [f"bytes={first}-{last}" for first in ("", 0, 3, 9, 10) for last in ("", 0, 2, 5, 9, 99)]


def part(header, size):
    return None


def sound(part):
    if part("bytes=0-1,3-4", 10) is not None:
        return False
    return all(part(header, size) == promised(header, size) for header in HEADERS for size in (0, 1, 10))

# %% 7.5 right: prints and logs
import logging

from alcazar.conditions import part


def sound(part):
    for header, expected in [
        ("bytes=1-3", [1, 2, 3]), ("bytes=8-10", [8, 9]), ("bytes=-2", [8, 9]), ("bytes=-0", []), ("bytes=99-", []),
        ("bytes=9-1", None), ("bytes=0-0,2-2", None),
    ]:
        found = part(header, 10)
        print(header, found)
        if found != expected and (found is None or expected is None or list(found) != expected):
            logging.getLogger("sound").warning("%s gives %s", header, found)
            return False
    return part("bytes=0-3", 0) is None

# %% 7.5 right: by assertions
from alcazar.conditions import part


def try_out(part):
    assert "".join("0123456789"[place] for place in part("bytes=0-3", 10)) == "0123"
    assert part("bytes=5-100", 10).stop == 10
    assert part("bytes=-4", 10).start == 6
    assert len(part("bytes=-0", 10)) == len(part("bytes=10-", 10)) == 0
    assert part("bytes=0-0", 0) is part("bytes=5-2", 10) is part("bytes=1-2,4-5", 10) is None


def sound(part):
    try:
        try_out(part)
    except (AssertionError, AttributeError, TypeError):
        return False
    return True

# %% 7.6 wrong: for everyone
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there, or 404 where there is none."""
        more: list[tuple[str, str]] = []
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        try:
            file = File(self.place(f"{path}.gz"))
            more = [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
        except OSError:
            pass
        response.body = file
        response.headerlist = headers(path, file) + more
        choose(request, response, file)

# %% 7.6 wrong: does not understand q=0
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        more: list[tuple[str, str]] = []
        if os.path.exists(f"{self.folder}/{path}.gz"):
            more.append(("Vary", "Accept-Encoding"))
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                more.append(("Content-Encoding", "gzip"))
                file.close()
                file = File(self.place(f"{path}.gz"))
        response.body = file
        response.headerlist = headers(path, file) + more
        choose(request, response, file)

# %% 7.6 wrong: Vary with the packed one alone
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        more: list[tuple[str, str]] = []
        wanted = "Accept-Encoding" in request.headers and request.accept_encoding.acceptable_offers(["gzip"])
        if wanted and os.path.exists(f"{self.folder}/{path}.gz"):
            more = [("Vary", "Accept-Encoding"), ("Content-Encoding", "gzip")]
            file.close()
            file = File(self.place(f"{path}.gz"))
        response.body = file
        response.headerlist = headers(path, file) + more
        choose(request, response, file)

# %% 7.6 wrong: the type of the packed file
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        more: list[tuple[str, str]] = []
        try:
            file = File(self.place(path))
            if os.path.exists(f"{self.folder}/{path}.gz"):
                more.append(("Vary", "Accept-Encoding"))
                wanted = request.headers.get("Accept-Encoding", "")
                if "gzip" in wanted and "gzip;q=0" not in wanted.replace("q=0.", "q=."):
                    more.append(("Content-Encoding", "gzip"))
                    path += ".gz"
                    file.close()
                    file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        response.body = file
        response.headerlist = headers(path, file) + more
        choose(request, response, file)

# %% 7.6 wrong: packs nothing, but says so
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, or 404 where there is none."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        response.body = file
        response.headerlist = headers(path, file) + [("Vary", "Accept-Encoding")]
        choose(request, response, file)

# %% 7.6 wrong: packs it itself, and keeps the tag
%%build alcazar/static.py
import gzip


class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        response.body = file
        response.headerlist = headers(path, file)
        choose(request, response, file)
        there = os.path.exists(f"{self.folder}/{path}.gz")
        if there:
            response.headers["Vary"] = "Accept-Encoding"
        wanted = "Accept-Encoding" in request.headers and request.accept_encoding.acceptable_offers(["gzip"])
        if there and wanted and response.status_code == 200:
            response.headers["Content-Encoding"] = "gzip"
            response.body = gzip.compress(response.body)

# %% 7.6 right: one that is chosen first
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            place, packed = self.place(path), self.packed(path)
            file = File(packed if packed and self.unpacks(request) else place)
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        response.body = file
        response.headerlist = headers(path, file)
        if packed:
            response.vary = ["Accept-Encoding"]
        if packed and self.unpacks(request):
            response.content_encoding = "gzip"
        choose(request, response, file)

    def packed(self, path: str) -> str | None:
        """Return where the packed file lies, None where there is none."""
        try:
            place = self.place(f"{path}.gz")
        except OSError:
            return None
        return place if os.path.isfile(place) else None

    def unpacks(self, request: Request) -> bool:
        """Say whether the client can unpack."""
        return "gzip" in [name for name, quality in request.accept_encoding.parsed or [] if quality > 0]

# %% 7.6 right: prints and logs
%%build alcazar/static.py
import logging
import re


class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        response.body = file
        response.headerlist = headers(path, file)
        if os.path.isfile(f"{self.folder}/{path}.gz"):
            print("there is a packed", path)
            response.headers["Vary"] = "Accept-Encoding"
            wanted = request.environ.get("HTTP_ACCEPT_ENCODING", "")
            if re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", wanted):
                logging.getLogger("static").warning("sent packed: %s", path)
                file.close()
                file = File(self.place(f"{path}.gz"))
                response.body = file
                response.headerlist = headers(path, file)
                response.headers["Vary"] = "Accept-Encoding"
                response.headers["Content-Encoding"] = "gzip"
        choose(request, response, file)

# %% 7.6 right: in two steps
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        if not self.send(request, response, path, path):
            refuse(response, 404, "Not Found")
            return
        plain, packed = response.app_iter, Response()
        if response.status_code == 404 or not self.send(request, packed, f"{path}.gz", path):
            return
        if "HTTP_ACCEPT_ENCODING" in request.environ and request.accept_encoding.acceptable_offers(["gzip"]):
            plain.close()
            response.status, response.headerlist = packed.status, packed.headerlist
            response.app_iter = packed.app_iter
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"

    def send(self, request: Request, response: Response, path: str, name: str) -> bool:
        """Answer with the file of a path as if it were called by a name, and say whether there is one."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            return False
        response.body = file
        response.headerlist = headers(name, file)
        choose(request, response, file)
        return True


# %% 7.1 right: HTTPStatus
from http import HTTPStatus
predicted = {"Range: bytes=0-3": 206, "Range: bytes=10-19": HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "Range: bytes=0-1,8-9": HTTPStatus.OK, "If-None-Match: *": HTTPStatus.NOT_MODIFIED, 'If-Match: "none of ours"': HTTPStatus.PRECONDITION_FAILED, "HEAD": HTTPStatus.OK}

# %% 7.4 right: own JSON
import hashlib, json
from alcazar.conditions import tags
def library(titles):
    app = Alcazar()
    @app.route("/books", methods=["GET"])
    def books(req, resp):
        payload = json.dumps(titles, separators=(",", ":")).encode()
        tag = f'"{hashlib.sha1(payload).hexdigest()}"'
        resp.body = payload
        resp.content_type = "application/json"
        resp.headers["ETag"] = tag
        if {"*", tag, f"W/{tag}"} & tags(req.headers.get("If-None-Match", "")):
            resp.status_code = 304
    return app
app = library(["Emma"])

# %% 7.4 wrong: believes that a 304 needs no tag
import hashlib
from alcazar.conditions import tags
def library(titles):
    app = Alcazar()
    @app.route("/books", methods=["GET"])
    def books(req, resp):
        tag = '"' + hashlib.sha1(repr(titles).encode()).hexdigest() + '"'
        if {"*", tag, f"W/{tag}"} & tags(req.headers.get("If-None-Match", "")):
            resp.status_code = 304
            return
        resp.json = titles
        resp.headers["ETag"] = tag
    return app
app = library(["Emma"])

# %% 7.4 wrong: leaves all to WebOb's conditional_response
def library(titles):
    app = Alcazar()
    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        resp.md5_etag()
        resp.conditional_response = True
    return app
app = library(["Emma"])

# %% 7.5 right: knows that units have no case
from alcazar.conditions import part
def sound(part):
    cases = [("Bytes=0-3", 10, range(0, 4)), ("bytes=4-", 10, range(4, 10)), ("bytes=-3", 10, range(7, 10)), ("bytes=5-2", 10, None), ("bytes=0-1,8-9", 10, None), ("bytes=-0", 10, range(0)), ("bytes=10-19", 10, range(0)), ("bytes=0-", 0, None), ("bytes=0-99", 10, range(10))]
    return all(part(header, size) == expected for header, size, expected in cases)

# %% 7.5 right: knows that too many digits make no sense
from alcazar.conditions import part
def sound(part):
    cases = [("bytes=" + "9" * 5000 + "-", 10, None), ("bytes=0-3", 10, range(0, 4)), ("bytes=4-", 10, range(4, 10)), ("bytes=-3", 10, range(7, 10)), ("bytes=5-2", 10, None), ("bytes=0-1,8-9", 10, None), ("bytes=-0", 10, range(0)), ("bytes=10-19", 10, range(0)), ("bytes=0-", 0, None), ("bytes=0-99", 10, range(10))]
    for header, size, expected in cases:
        try:
            if part(header, size) != expected:
                return False
        except ValueError:
            return False
    return True

# %% 7.5 right: rubbish of all kinds
from alcazar.conditions import part
def sound(part):
    cases = [("", 10, None), ("lines=0-3", 10, None), ("bytes", 10, None), ("bytes=-", 10, None), ("bytes=a-b", 10, None), (" bytes=0-3", 10, None), ("bytes=0-3 ", 10, None), ("bytes=0 - 3", 10, None), ("bytes=0-3\n", 10, None), ("bytes=+1-3", 10, None), ("bytes=--3", 10, None), ("bytes=0-3", 10, range(0, 4)), ("bytes=4-", 10, range(4, 10)), ("bytes=-3", 10, range(7, 10)), ("bytes=5-2", 10, None), ("bytes=0-1,8-9", 10, None), ("bytes=-0", 10, range(0)), ("bytes=10-19", 10, range(0)), ("bytes=0-", 0, None), ("bytes=0-99", 10, range(10))]
    return all(part(header, size) == expected for header, size, expected in cases)

# %% 7.5 wrong: tries no header with several parts
from alcazar.conditions import part as model
def sound(part):
    def told(function, header, size):
        found = function(header, size)
        return found and (found.start, found.stop)
    return all(told(part, f"bytes={first}-{last}", size) == told(model, f"bytes={first}-{last}", size)
               for first in ["", *range(12)] for last in ["", *range(12)] for size in range(11))

# %% 7.2 wrong: believes that a 304 says nothing about caches
import re
from alcazar.static import StaticFiles
class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        if response.status_code == 200 and re.search(r"\.[0-9a-f]{8}\.[^/]*$", path):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app
app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})


# %% 7.4 right: a weak tag
from zlib import crc32


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        resp.json = titles
        opaque = f'"{crc32(repr(titles).encode())}"'
        resp.headers["ETag"] = f"W/{opaque}"
        asked = [tag.strip() for tag in req.headers.get("If-None-Match", "").split(",")]
        if asked == ["*"] or opaque in [tag.removeprefix("W/") for tag in asked]:
            resp.status_code = 304

    return app


app = library(["Emma"])
