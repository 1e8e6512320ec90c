"""The fields of an exchange that an exercise can promise, by name: ``status``, ``text of 200``. It compares nothing."""

import re
from collections.abc import Callable, Iterable
from http.client import responses
from http.cookies import CookieError, SimpleCookie

from ..errors import KitError
from .exchange import Exchange, as_json
from .visible import digest

DEFAULT = ("status", "text")
# The phrases of RFC 9110, where the Pythons before 3.13 have older ones.
PHRASES = responses | {
    413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable", 422: "Unprocessable Content",
}  # fmt: skip
CONDITION = re.compile(r"(?P<field>.+) of (?P<status>[1-5]\d\d)")


def fields(exchange: Exchange, only: Iterable[str] = DEFAULT) -> list[tuple[str, str | None]]:
    """Return name and value of the fields; None where the answer has none.

    A field with a condition, such as ``text of 200``, is there only when the status is that one.

    Args:
        exchange: what happened; where an exception did, its class is the one field.
        only: the names of the fields, in order.

    Raises:
        KitError: a field is unknown; the message names those there are.
    """
    wanted = [_parse(name) for name in ([only] if isinstance(only, str) else only)]
    if exchange.error is not None:
        return [("raised", type(exchange.error).__name__)]
    return [(name, read(exchange)) for name, read, status in wanted if status in (None, exchange.status)]


def phrase(status: int) -> str:
    """Return the status with its standard phrase, whatever the app calls it: ``404 Not Found``."""
    return f"{status} {PHRASES.get(status, '')}".strip()


def _parse(name: str) -> tuple[str, Callable[[Exchange], str | None], int | None]:
    match = CONDITION.fullmatch(name)
    field, status = (match["field"], int(match["status"])) if match else (name, None)
    header = re.fullmatch(r"header ([!#$%&'*+.^_`|~\w-]+)", field, re.ASCII)
    if header:
        return field, lambda exchange: "\n".join(exchange.header(header[1])) or None, status
    if field not in READERS:
        allowed = ", ".join([*sorted(READERS), "header NAME"])
        raise KitError(f"There is no field {name!r}: only= takes {allowed}, and each of them with ' of 200' after it.")
    return field, READERS[field], status


def _text(exchange: Exchange) -> str:
    text = exchange.text
    return f"({len(exchange.body):,} bytes, {digest(exchange.body)})" if text is None else text


def _json(exchange: Exchange) -> str:
    text = _text(exchange)
    return as_json(text, canonical=True) or f"no JSON: {text}"


def _cookies(exchange: Exchange) -> str | None:
    """The cookies that the answer sets, one to a line, sorted; one that it deletes is called so."""
    lines = []
    for header in exchange.header("Set-Cookie"):
        try:
            morsels = SimpleCookie(header).values()
        except CookieError:
            continue
        for morsel in morsels:
            gone = morsel["max-age"] == "0"
            lines.append(f"{morsel.key} deleted" if gone else f"{morsel.key}={morsel.value}")
    return "\n".join(sorted(lines)) or None


def _allow(exchange: Exchange) -> str | None:
    methods = {method.strip() for value in exchange.header("Allow") for method in value.split(",")}
    return ", ".join(sorted(methods)) or None


READERS: dict[str, Callable[[Exchange], str | None]] = {
    "allow": _allow,
    "body length": lambda exchange: str(len(exchange.body)),
    "charset": lambda exchange: exchange.charset,
    "cookies": _cookies,
    "json": _json,
    "location": lambda exchange: exchange.location,
    "reason": lambda exchange: exchange.reason,
    "status": lambda exchange: phrase(exchange.status),
    "text": _text,
    "type": lambda exchange: exchange.media_type or None,
}
