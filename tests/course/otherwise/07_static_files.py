"""Right answers to chapter 7 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
A few at the end are by others: in a hurry, thorough, or at home in WebOb.
"""

# %% 7.1 right: beginner, one assignment each with its reason
predicted = {"Range: bytes=0-3": 206}

predicted["Range: bytes=10-19"] = 416  # behind the end: the last byte is number 9
predicted["Range: bytes=0-1,8-9"] = 200  # two parts: counts as not sent
predicted["If-None-Match: *"] = 304
predicted['If-Match: "none of ours"'] = 412
predicted["HEAD"] = 200  # only GET has parts
for key in predicted:
    print(key + " -> " + str(predicted[key]))

# %% 7.1 right: Java programmer, asks a folder with a file of ten bytes
from typing import Final


class StaticFileOracle:
    FILE: Final[str] = "ten.txt"

    def __init__(self) -> None:
        self._session = Alcazar(static_dir=folder_of({self.FILE: "0123456789"})).session()

    def ask(self, header: str, method: str = "GET") -> int:
        name, _, value = header.partition(": ")
        return self._session.request(method, f"/static/{self.FILE}", headers={name: value}).status_code


oracle = StaticFileOracle()
predicted: dict[str, int] = {"HEAD": oracle.ask("Range: bytes=0-3", method="HEAD")}
for header in (
    "Range: bytes=0-3",
    "Range: bytes=10-19",
    "Range: bytes=0-1,8-9",
    "If-None-Match: *",
    'If-Match: "none of ours"',
):
    predicted[header] = oracle.ask(header)

# %% 7.2 right: beginner, splits at the dots and counts digits
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    def __call__(self, request, response, path):
        super().__call__(request, response, path)
        file_name = path.split("/")[-1]
        parts = file_name.split(".")
        has_fingerprint = False
        for i in range(len(parts)):
            if i == 0 or i == len(parts) - 1:
                continue  # not between two dots
            part = parts[i]
            digits = 0
            for letter in part:
                if letter in "0123456789abcdef":
                    digits = digits + 1
            if len(part) == 8 and digits == 8:
                has_fingerprint = True
        print(file_name, has_fingerprint)
        if has_fingerprint:
            if response.status_code != 404:
                response.headers["Cache-Control"] = FOR_A_YEAR


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.2 right: Java programmer, a policy object handed to the constructor
import logging
import posixpath
import re

from alcazar.static import StaticFiles

FOR_A_YEAR = "public, max-age=31536000, immutable"


class CachePolicy:
    FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.")

    def appliesTo(self, path: str) -> bool:
        return self.FINGERPRINT.search(posixpath.basename(path)) is not None

    def apply(self, response) -> None:
        response.headers["Cache-Control"] = FOR_A_YEAR


class Assets(StaticFiles):
    def __init__(self, folder, cachePolicy: CachePolicy | None = None) -> None:
        super().__init__(folder)
        self._cachePolicy = cachePolicy if cachePolicy is not None else CachePolicy()

    def __call__(self, request, response, path) -> None:
        StaticFiles.__call__(self, request, response, path)
        if response.status_int == 404:
            logging.getLogger("Assets").warning("missing: %s", path)
        elif self._cachePolicy.appliesTo(path):
            self._cachePolicy.apply(response)


def site(files):
    app = Alcazar()
    app.add_route("/assets/{path:path}", Assets(folder_of(files)), methods=["GET"], name="assets")
    return app


app = site({"main.3f2a9c1b.css": "h1 { color: navy }", "main.css": "h1 { color: teal }"})

# %% 7.3 right: beginner, realpath and a slash at the end
import os

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


def read(folder, path):
    if "\0" in path:
        return None
    root = os.path.realpath(str(folder))
    place = os.path.realpath(root + "/" + path)
    print(place)
    start = root + os.sep
    if place[0 : len(start)] != start:
        return None
    if not os.path.exists(place):
        return None
    if not os.path.isfile(place):
        return None
    f = open(place, encoding="utf-8")
    text = f.read()
    f.close()
    return text

# %% 7.3 right: Java programmer, a guarded folder, exceptions and pathlib
import logging
import os

home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"


class SecurityException(Exception):
    """A path leads out of its folder."""


class GuardedFolder:
    def __init__(self, root: Path) -> None:
        self._root = Path(root).resolve()

    def _resolve(self, path: str) -> Path:
        candidate = (self._root / path).resolve(strict=True)
        if not candidate.is_relative_to(self._root):
            raise SecurityException(f"{path} leads out of {self._root}")
        return candidate

    def readText(self, path: str) -> str | None:
        try:
            with self._resolve(path).open("r", encoding="utf-8") as stream:
                return stream.read()
        except (OSError, ValueError, SecurityException) as exception:
            logging.getLogger("GuardedFolder").warning("refused: %r", exception)
            return None


def read(folder, path):
    return GuardedFolder(folder).readText(path)

# %% 7.4 right: beginner, takes the header apart in a loop
import hashlib

from alcazar.conditions import tags


def library(titles):
    app = Alcazar()

    @app.route("/books", methods=["GET"])
    def books(req, resp):
        # make the tag
        text = ""
        for title in titles:
            text = text + str(len(title)) + ":" + title + ";"
        tag = '"' + hashlib.md5(text.encode("utf-8")).hexdigest() + '"'
        has_it = False
        if "If-None-Match" in req.headers:
            header = req.headers["If-None-Match"]
            for one in tags(header):
                if one == "*":
                    has_it = True
                elif one == tag:
                    has_it = True
                elif one == "W/" + tag:
                    has_it = True
        print(tag, has_it)
        if has_it:
            resp.status_code = 304
        else:
            resp.json = titles
        resp.headers["ETag"] = tag

    return app


app = library(["Emma"])

# %% 7.4 right: Java programmer, a versioned resource and sets
import hashlib
import logging

from alcazar.conditions import tags


class VersionedList:
    def __init__(self, items: list[str]) -> None:
        self._items = items

    @property
    def entityTag(self) -> str:
        digest = hashlib.sha256()
        for item in self._items:
            digest.update(item.encode("utf-8"))
            digest.update(b"\x00")
        return f'"{digest.hexdigest()}"'

    @property
    def acceptedTags(self) -> set[str]:
        return {"*", self.entityTag, "W/" + self.entityTag}

    def toList(self) -> list[str]:
        return list(self._items)


class BookListController:
    NOT_MODIFIED = 304

    def __init__(self, titles: list[str]) -> None:
        self._resource = VersionedList(titles)

    def handle(self, request, response) -> None:
        response.json = self._resource.toList()
        response.headers["ETag"] = self._resource.entityTag
        if tags(request.headers.get("If-None-Match", "")) & self._resource.acceptedTags:
            response.status_int = self.NOT_MODIFIED
            logging.getLogger("BookListController").debug("not modified")


def library(titles):
    app = Alcazar()
    app.add_route("/books", BookListController(titles).handle, methods=["GET"])
    return app


app = library(["Emma"])

# %% 7.5 right: beginner, many ifs, one for each fault
from alcazar.conditions import part


def sound(part):
    result = True
    if part("bytes=4-", 10) != range(4, 10):
        result = False
    if part("bytes=2-5", 10) != range(2, 6):  # not one early
        result = False
    if part("bytes=8-20", 10) != range(8, 10):  # not behind the end
        result = False
    if part("bytes=-3", 10) != range(7, 10):
        result = False
    nothing = part("bytes=-0", 10)
    if nothing is None:
        result = False
    elif len(nothing) != 0:
        result = False
    behind = part("bytes=10-", 10)
    if behind is None:
        result = False
    elif len(behind) != 0:
        result = False
    if part("bytes=0-", 0) is not None:
        result = False
    if part("bytes=-3", 0) is not None:
        result = False
    if part("bytes=5-2", 10) is not None:
        result = False
    if part("bytes=0-1,8-9", 10) is not None:
        result = False
    print("sound:", result)
    return result

# %% 7.5 right: Java programmer, a table of cases and a comparison of lists
import logging
from dataclasses import dataclass
from typing import Callable, ClassVar, Optional

from alcazar.conditions import part


@dataclass(frozen=True)
class RangeCase:
    header: str
    size: int
    expected: Optional[list[int]]

    def isPassedBy(self, function: Callable) -> bool:
        try:
            actual = function(self.header, self.size)
        except Exception as exception:
            logging.error("%s raised %r", self, exception)
            return False
        return (None if actual is None else list(actual)) == self.expected


class RangeSpecification:
    CASES: ClassVar[tuple[RangeCase, ...]] = (
        RangeCase("bytes=0-0", 10, [0]),
        RangeCase("bytes=0-3", 10, [0, 1, 2, 3]),
        RangeCase("bytes=7-", 10, [7, 8, 9]),
        RangeCase("bytes=9-99", 10, [9]),
        RangeCase("bytes=-3", 10, [7, 8, 9]),
        RangeCase("bytes=-0", 10, []),
        RangeCase("bytes=-99", 3, [0, 1, 2]),
        RangeCase("bytes=10-19", 10, []),
        RangeCase("bytes=0-3", 0, None),
        RangeCase("bytes=-1", 0, None),
        RangeCase("bytes=5-2", 10, None),
        RangeCase("bytes=0-1,8-9", 10, None),
        RangeCase("bytes=-", 10, None),
        RangeCase("", 10, None),
    )

    @classmethod
    def isSatisfiedBy(cls, function: Callable) -> bool:
        return all(case.isPassedBy(function) for case in cls.CASES)


def sound(part):
    return RangeSpecification.isSatisfiedBy(part)

# %% 7.6 right: beginner, takes Accept-Encoding apart by hand
%%build alcazar/static.py
def wants_gzip(header: str) -> bool:
    """Say whether gzip is named, and not with q=0."""
    for one in header.split(","):
        pieces = one.split(";")
        name = pieces[0].strip().lower()
        if name == "gzip":
            quality = 1.0
            for piece in pieces[1:]:
                piece = piece.strip()
                if piece.startswith("q="):
                    try:
                        quality = float(piece[2:])
                    except ValueError:
                        quality = 0.0
            if quality > 0:
                return True
    return False


class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        try:
            file = File(self.place(path))
        except (OSError, ValueError):
            refuse(response, 404, "Not Found")
            return
        packed = None
        try:
            packed = File(self.place(path + ".gz"))
        except (OSError, ValueError):
            packed = None
        more: list[tuple[str, str]] = []
        if packed is not None:
            more.append(("Vary", "Accept-Encoding"))
            header = ""
            if "Accept-Encoding" in request.headers:
                header = request.headers["Accept-Encoding"]
            if wants_gzip(header):
                print("packed", path)
                file.close()
                file = packed
                more.append(("Content-Encoding", "gzip"))
            else:
                packed.close()
        response.body = file
        response.headerlist = headers(path, file) + more
        choose(request, response, file)

# %% 7.6 right: Java programmer, an Optional by hand, and WebOb's idea of the header
%%build alcazar/static.py
import logging
from typing import Optional


class StaticFiles:
    ...

    ENCODING = "gzip"
    EXTENSION = ".gz"

    def _open(self, path: str) -> Optional[File]:
        try:
            return File(self.place(path))
        except (OSError, ValueError) as exception:
            logging.getLogger("StaticFiles").debug("%r", exception)
            return None

    @classmethod
    def _isAccepted(cls, request: Request) -> bool:
        header = request.headers.get("Accept-Encoding")
        if header is None:
            return False
        qualities = dict(request.accept_encoding.parsed or [])
        return float(qualities.get(cls.ENCODING, 0)) > 0

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        file = self._open(path)
        if file is None:
            refuse(response, 404, "Not Found")
            return
        more: list[tuple[str, str]] = []
        packedFile = self._open(path + self.EXTENSION)
        if packedFile is not None:
            more = [("Vary", "Accept-Encoding")]
            unused, file = (file, packedFile) if self._isAccepted(request) else (packedFile, file)
            unused.close()
            if file is packedFile:
                more += [("Content-Encoding", self.ENCODING)]
        response.body = file
        response.headerlist = headers(path, file) + more
        choose(request, response, file)

# %% 7.4 right: someone careful, a weak tag
import hashlib
from alcazar.conditions import tags
def library(titles):
    app = Alcazar()
    @app.route("/books", methods=["GET"])
    def books(req, resp):
        tag = '"' + hashlib.sha1(repr(titles).encode()).hexdigest() + '"'
        resp.json = titles
        resp.headers["ETag"] = "W/" + tag
        if {"*", tag, f"W/{tag}"} & tags(req.headers.get("If-None-Match", "")):
            resp.status_code = 304
    return app
app = library(["Emma"])

# %% 7.4 right: someone thrifty, the framework's has_already with a date that never comes
import hashlib
from alcazar.conditions import has_already
def library(titles):
    app = Alcazar()
    @app.route("/books", methods=["GET"])
    def books(req, resp):
        tag = '"' + hashlib.sha1(repr(titles).encode()).hexdigest() + '"'
        resp.json = titles
        resp.headers["ETag"] = tag
        if has_already(req.environ, tag, float("inf")):
            resp.status_code = 304
    return app
app = library(["Emma"])

# %% 7.3 right: someone careful, refuses as StaticFiles does
import os
home = folder_of({"static/css/main.css": "h1 { color: navy }", "static-old/keys.txt": "swordfish"})
folder = home / "static"
def read(folder, path):
    names = path.split("/")
    if "" in names or "." in names or ".." in names or "\\" in path or ":" in path:
        return None
    try:
        place = os.path.realpath(os.path.join(folder, path))
        if os.path.commonpath([place, os.path.realpath(folder)]) != os.path.realpath(folder):
            return None
        with open(place, "rb") as file:
            return file.read().decode()
    except (OSError, ValueError):
        return None

# %% 7.6 right: someone who knows WebOb, by attributes
%%build alcazar/static.py
class StaticFiles:
    ...

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file, packed where that is there and welcome, or 404 where there is none."""
        import os.path

        def there(path):
            try:
                return os.path.isfile(self.place(path))
            except (OSError, ValueError):
                return False

        if not there(path):
            refuse(response, 404, "Not Found")
            return
        has_packed = there(path + ".gz")
        accepted = "Accept-Encoding" in request.headers and any(
            name == "gzip" for name, _ in request.accept_encoding.acceptable_offers(["gzip"])
        )
        file = File(self.place(path + ".gz" if has_packed and accepted else path))
        response.body = file
        response.headerlist = headers(path, file)
        if has_packed:
            response.vary = ["Accept-Encoding"]
            if accepted:
                response.content_encoding = "gzip"
        choose(request, response, file)
