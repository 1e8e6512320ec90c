"""Static files: what lies in a folder, sent as it is. They are not listed, changed or compressed."""

import io
import os
import posixpath
import stat
import time
from collections.abc import Iterator
from email.utils import formatdate
from mimetypes import MimeTypes

from .conditions import has_already, wanted_part, wants_another
from .exceptions import HTTPError
from .request import Request
from .response import Response

TYPES = MimeTypes().types_map[True] | {
    ".gz": "application/gzip",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
BLOCK = 64 * 1024


def refuse(response: Response, status_code: int, reason: str) -> None:
    """Say why there is no file."""
    response.status_code = status_code
    response.text = reason


def open_at_once(path: str, flags: int) -> int:
    """Open a file and never wait, as for a FIFO that nobody writes to; nor follow a link that was put there since."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


class File(io.FileIO):
    """An open file and its version; as the body of a response it is sent in blocks, and closed by the server.

    Raises:
        OSError: it can't be opened, or is no regular file; while it is sent: its end is gone.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path, opener=open_at_once)
        state = os.fstat(self.fileno())
        if not stat.S_ISREG(state.st_mode):
            self.close()
            raise OSError(f"{path} is no regular file")
        self.size = self.left = state.st_size
        self.etag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
        self.modified = max(0, min(int(state.st_mtime), int(time.time())))

    def __iter__(self) -> Iterator[bytes]:
        while self.left:
            block = self.read(min(BLOCK, self.left))
            if not block:
                raise OSError(f"{self.name} lost {self.left} bytes while it was sent")
            self.left -= len(block)
            yield block


def type_of(path: str) -> str:
    """Return the content type of a file by the end of its name, the same on every machine."""
    end = posixpath.splitext(path)[1].lower()
    found = TYPES.get(end, "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def headers(path: str, file: File) -> list[tuple[str, str]]:
    """Return what is said of a file: what it is, which version, and what may be done with it."""
    return [
        ("Content-Type", type_of(path)),
        ("Content-Length", str(file.size)),
        ("ETag", file.etag),
        ("Last-Modified", formatdate(file.modified, usegmt=True)),
        ("Accept-Ranges", "bytes"),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ]


def choose(request: Request, response: Response, file: File) -> None:
    """Let the whole file be sent, a part of it, or the reason why not, in the order of RFC 9110, 13.2.2."""
    part = wanted_part(request.environ, file.etag, file.size)
    if wants_another(request.environ, file.etag, file.modified):
        file.close()
        refuse(response, 412, "Precondition Failed")
    elif has_already(request.environ, file.etag, file.modified):
        response.status_code = 304
    elif part:
        file.seek(part.start)
        file.left = response.content_length = len(part)
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    elif part is not None:  # it is empty
        file.close()
        refuse(response, 416, "Range Not Satisfiable")
        response.headers["Content-Range"] = f"bytes */{file.size}"


class StaticFiles:
    """Answers with the files of a folder; a handler for a route that ends in ``{path:path}``.

    Nothing outside the folder is sent, whatever a path says and wherever a symbolic link leads.

    Example:
        >>> app.add_route("/downloads/{path:path}", StaticFiles("files"), name="downloads")
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.path.realpath(folder)

    def __call__(self, request: Request, response: Response, path: str) -> None:
        """Answer with a file.

        Raises:
            HTTPError: 404, there is none.
        """
        try:
            file = File(self.place(path))
        except (OSError, ValueError) as problem:
            raise HTTPError(404) from problem
        response.body = file
        response.headerlist = headers(path, file)
        choose(request, response, file)

    def place(self, path: str) -> str:
        """Return where the file of a path lies.

        Raises:
            OSError: nothing is there, the path goes up or around, or a link on it leads out of the folder.
        """
        names = path.split("/")
        if not {"", ".", ".."}.isdisjoint(names) or "\\" in path or ":" in path:
            raise OSError(f"{path!r} is no plain path")
        place = self.folder
        for name in names:
            place = f"{place}/{name}"
            if stat.S_ISLNK(os.lstat(place).st_mode):
                place = os.path.realpath(place)
                if os.path.commonpath([self.folder, place]) != self.folder:
                    raise OSError(f"{path!r} leads out of {self.folder}")
        return place
