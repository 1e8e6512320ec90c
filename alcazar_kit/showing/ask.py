"""A request to come, as an exercise writes it: ``POST /books`` and what goes with it. It sends nothing."""

import json as jsons
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any

import requests
from requests.utils import requote_uri

from ..client import BASE_URL
from ..errors import KitError

SPEC = re.compile(r"([A-Z0-9!#$%&'*+.^_`|~-]+) (/[^\s\x00-\x1f\x7f]*)")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Ask:
    """A method, a target, and what is sent along."""

    method: str
    target: str
    headers: Mapping[str, str] | None = None
    data: Any = None
    json: Any = None
    cookies: Mapping[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.target}"

    @property
    def line(self) -> str:
        """The request and what is sent along, as options of curl: ``POST /books -d title=Emma``."""
        return " ".join([str(self), *map(quoted, self._options())])

    @property
    def curl(self) -> str:
        """A command that sends this request: ``curl http://testserver/books``."""
        return curl(self.line)

    def prepared(self) -> requests.PreparedRequest:
        """Return the request as it is sent."""
        request = requests.Request(
            self.method, BASE_URL + self.target, dict(self.headers or {}), None, self.data, json=self.json,
            cookies=dict(self.cookies or {}),
        )  # fmt: skip
        return request.prepare()

    def _options(self) -> list[str]:
        request = self.prepared()
        given = {name: _text(value) for name, value in request.headers.items() if name != "Content-Length"}
        cookies, media_type = given.pop("Cookie", None), given.get("Content-Type", "")
        if request.body and media_type == FORM:
            del given["Content-Type"]
        elif request.body and not media_type:
            given["Content-Type"] = ""
        options = [part for name, value in given.items() for part in ("-H", f"{name}: {value}".rstrip())]
        options += ["-b", cookies] if cookies else []
        return options + (["-d" if media_type == FORM else "--data-raw", _text(request.body)] if request.body else [])


def ask(
    spec: str,
    *,
    headers: Mapping[str, str] | None = None,
    data: Any = None,
    json: Any = None,
    cookies: Mapping[str, str] | None = None,
) -> Ask:
    """Describe a request: ``ask("POST /books", data={"title": "Emma"})``.

    Args:
        spec: the method, a space and the path, with its query where it has one.
        headers: names and values.
        data: a form as a dict, or a body as text or bytes.
        json: what is sent as JSON instead.
        cookies: names and values.

    Raises:
        KitError: ``spec`` is none; the message says what is allowed.
    """
    match = SPEC.fullmatch(spec) if isinstance(spec, str) else None
    if not match:
        raise KitError(
            f"{spec!r} is no request: write a method in capitals, one space, and a path that begins with a slash, "
            "such as 'GET /books'. A space inside the path is %20."
        )
    if data is not None and json is not None:
        raise KitError(f"{spec} can't send data and json at once: give one of them.")
    if not isinstance(data, (Mapping, str, bytes, NoneType)):
        raise KitError(f"{spec} can't send {data!r}: data is a form as a dict, or a body as text or bytes.")
    if json is not None:
        _refuse_unless_json(spec, json)
    return Ask(match[1], match[2], headers, data, json, cookies)


def curl(line: str) -> str:
    """Return the command for a request's line: ``POST /books -d title=Emma`` → ``curl -d title=Emma http://…``."""
    method, _, rest = line.partition(" ")
    target, _, options = rest.partition(" ")
    sends = re.search(r"(^| )(-d|--data-raw) ", options) is not None
    verb = {"GET": "", "HEAD": "--head", "POST": "" if sends else "-X POST"}.get(method, f"-X {quoted(method)}")
    verb = "-X GET" if method == "GET" and sends else verb
    url = requote_uri(BASE_URL + target.encode("utf-8", "backslashreplace").decode())  # half a character is no URL's
    as_it_is = " ".join(["--path-as-is"] * ("/." in url) + ["-g"] * bool(re.search(r"[\[\]{}]", url)))
    return " ".join(filter(None, ["curl", verb, as_it_is, options, shlex.quote(url)]))


def is_request(line: str) -> bool:
    """Say whether this is a request's line, and not a call's."""
    return bool(SPEC.match(line))


def quoted(argument: str) -> str:
    """Quote an argument for a shell; one with unseen characters by the ``$'…'`` that bash, zsh and ksh know."""
    if argument.isprintable():
        return shlex.quote(argument)
    parts = (c if c.isprintable() and c not in "\\'" else _escaped(c) for c in argument)
    return f"$'{''.join(parts)}'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    if "\udc80" <= character <= "\udcff":  # a byte that is no UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))


def _text(value: Any) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _refuse_unless_json(spec: str, value: Any) -> None:
    try:
        jsons.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as problem:
        raise KitError(f"{spec} can't send {value!r} as JSON: {problem}.") from None
