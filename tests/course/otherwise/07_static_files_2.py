"""Right answers to the exercises of chapter 7, by two people with habits of their own.

One is terse and functional: lambdas, comprehensions, ``itertools``, the walrus. The other comes from data science and
Flask: loops over tables of cases, dicts, helpers, logging, oracles to compare with.
"""

# %% 7.1 right: functional, two lists are zipped
predicted = dict(
    zip(
        [*(f"Range: bytes={r}" for r in ("0-3", "10-19", "0-1,8-9")), "If-None-Match: *", 'If-Match: "none of ours"', "HEAD"],
        (206, 416, 200, 304, 412, 200),
    )
)

# %% 7.1 right: data scientist, measures it on a file of ten bytes
import logging

logger = logging.getLogger(__name__)
files_dir = folder_of({"ten.txt": "0123456789"})
app = Alcazar(static_dir=files_dir)
predicted = {}
with app.session() as client:
    for line in ("Range: bytes=0-3", "Range: bytes=10-19", "Range: bytes=0-1,8-9", "If-None-Match: *", 'If-Match: "none of ours"'):
        name, _, value = line.partition(": ")
        result = client.get("/static/ten.txt", headers={name: value})
        logger.info("%s -> %s", line, result.status_code)
        predicted[line] = result.status_code
    result = client.head("/static/ten.txt", headers={"Range": "bytes=0-3"})
    predicted["HEAD"] = result.status_code
print(predicted)

# %% 7.2 right: functional, a class whose call is a lambda
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"
kept = re.compile(r"\.[0-9a-f]{8}\.[^/]*\Z").search

Assets = type(
    "Assets",
    (StaticFiles,),
    {
        "__call__": lambda self, req, resp, path: (
            StaticFiles.__call__(self, req, resp, path),
            resp.status_code < 400 and kept(path) and resp.headers.update({"Cache-Control": FOR_A_YEAR}),
        )[0]
    },
)


def site(files):
    (app := Alcazar()).route("/assets/{path:path}", methods=["GET"], name="assets")(Assets(folder_of(files)))
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 right: data scientist, splits the name and asks each part
import logging
import string
from pathlib import PurePosixPath

from alcazar.static import StaticFiles

logger = logging.getLogger("assets")
ONE_YEAR = 365 * 24 * 60 * 60
HEX = set(string.hexdigits.lower())


def is_fingerprint(part):
    return len(part) == 8 and all(char in HEX for char in part)


def has_fingerprint(path):
    _, *middle, _last = PurePosixPath(path).name.split(".") if "." in PurePosixPath(path).name else ("", "")
    return any(is_fingerprint(part) for part in middle)


class Assets(StaticFiles):
    def __call__(self, request, response, path, **kwargs):
        result = super().__call__(request, response, path, **kwargs)
        if response.status_code != 404 and has_fingerprint(path):
            logger.info("%s may be kept", path)
            response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        return result


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.3 right: functional, one condition under suppress
from contextlib import suppress
from pathlib import Path

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    with suppress(OSError, ValueError):
        return place.read_text() if (place := Path(folder, path).resolve()).is_relative_to(Path(folder).resolve()) else None


# %% 7.3 right: data scientist, looks it up among the files that are there
import os
from pathlib import Path

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def files_of(folder):
    """All files below a folder by their relative names, without those that links lead to elsewhere."""
    root, found = os.path.realpath(folder), {}
    for place, _, names in os.walk(root):
        for name in names:
            file = os.path.join(place, name)
            if os.path.commonpath([root, os.path.realpath(file)]) == root:
                found[os.path.relpath(file, root).replace(os.sep, "/")] = file
    return found


def read(folder, path):
    available = files_of(folder)
    print(f"looking for {path!r} among {len(available)} files")
    if path not in available:
        return None
    with open(available[path], encoding="utf-8") as handle:
        return handle.read()


# %% 7.4 right: functional, a tag out of crc32 and a set that is met or not
from json import dumps
from zlib import crc32

from alcazar.conditions import tags


def library(titles):
    app = Alcazar()

    def books(req, resp):
        resp.json = titles
        resp.headers["ETag"] = tag = f'"{crc32(dumps(titles).encode()):08x}"'
        resp.status_code = 304 if tags(req.headers.get("If-None-Match", "")) & {"*", tag, f"W/{tag}"} else 200

    app.add_route("/books", books, methods=["GET"])
    return app


app = library(["Emma"])

# %% 7.4 right: Flask habitué, WebOb makes the tag, json.dumps the body, a helper compares
import json


def names_of(header):
    """The tags that a header names, without W/ and without quotes."""
    return [tag.strip().removeprefix("W/").strip('"') for tag in (header or "").split(",")]


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp, **kwargs):
        resp.text = json.dumps(titles)
        resp.content_type = "application/json"
        resp.md5_etag()
        client_has = names_of(req.headers.get("If-None-Match"))
        print(f"{client_has} against {resp.etag}")
        if resp.etag in client_has or client_has == ["*"]:
            resp.status = "304 Not Modified"

    return app


app = library(["Emma"])

# %% 7.5 right: functional, a table of cases under all
from itertools import starmap

from alcazar.conditions import part


def sound(part):
    return all(
        starmap(
            lambda asked, size, expected: part(f"bytes={asked}", size) == expected,
            [
                ("0-3", 10, range(4)),
                ("2-2", 10, range(2, 3)),
                ("8-99", 10, range(8, 10)),
                ("4-", 10, range(4, 10)),
                ("-3", 10, range(7, 10)),
                ("-99", 10, range(10)),
                ("-0", 10, range(0)),
                ("10-", 10, range(0)),
                ("10-19", 10, range(0)),
                ("0-3", 0, None),
                ("-3", 0, None),
                ("5-2", 10, None),
                ("0-1,8-9", 10, None),
            ],
        )
    )


# %% 7.5 right: data scientist, holds it against the original on a grid
import itertools

from alcazar.conditions import part

original = part


def sound(part):
    numbers = ["", *range(13)]
    headers = [f"bytes={first}-{last}" for first, last in itertools.product(numbers, numbers)]
    headers += ["", "bytes=0-1,8-9", "bytes=1-2,3-4,5-6", "pages=1-2", "bytes=one-two"]
    failures = []
    for header, size in itertools.product(headers, (0, 1, 5, 10)):
        expected, result = original(header, size), part(header, size)
        if expected != result:
            failures.append((header, size, expected, result))
    print(f"{len(failures)} differences", failures[:3])
    return not failures


# %% 7.6 right: functional, WebOb reads the header, the packed file is a conditional expression
%%build alcazar/static.py
from contextlib import suppress


class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            plain = File(self.place(path))
        except (OSError, ValueError):
            return refuse(response, 404, "Not Found")
        packed = None
        with suppress(OSError, ValueError):
            packed = File(self.place(f"{path}.gz"))
        welcome = any(name.lower() == "gzip" and q > 0 for name, q in request.accept_encoding.parsed or ())
        file, other = (packed, plain) if packed and welcome else (plain, packed)
        if other:
            other.close()
        response.body = file
        response.headerlist = [
            *headers(path, file),
            *([("Vary", "Accept-Encoding")] if packed else []),
            *([("Content-Encoding", "gzip")] if file is packed else []),
        ]
        choose(request, response, file)

# %% 7.6 right: data scientist, parses the header into a dict and writes helpers
%%build alcazar/static.py
import logging

logger = logging.getLogger("alcazar.static")


def accepted(header: str) -> dict[str, float]:
    """Return the codings that a header names, with how welcome each is."""
    result = {}
    for item in header.split(","):
        name, _, weight = item.partition(";")
        weight = weight.strip().lower().removeprefix("q=")
        try:
            result[name.strip().lower()] = float(weight or 1)
        except ValueError:
            logger.warning("strange weight: %r", weight)
    return result


class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            place = self.place(path)
            file = File(place)
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        more: dict[str, str] = {}
        packed_place = None
        try:
            packed_place = self.place(path + ".gz")
        except (OSError, ValueError):
            logger.debug("%s is not packed", path)
        if packed_place is not None and os.path.isfile(packed_place):
            more["Vary"] = "Accept-Encoding"
            if accepted(request.headers.get("Accept-Encoding", "")).get("gzip", 0) > 0:
                file.close()
                file = File(packed_place)
                more["Content-Encoding"] = "gzip"
        response.body = file
        response.headerlist = headers(path, file) + list(more.items())
        choose(request, response, file)
