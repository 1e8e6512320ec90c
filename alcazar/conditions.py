"""Conditions: which version of a file a client wants or has, and which part of it it wants. They open no file."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from wsgiref.types import WSGIEnvironment

TAG = re.compile(r'(?:W/)?"[^"]*"')
RANGE = re.compile("bytes=([0-9]{0,20})-([0-9]{0,20})", re.IGNORECASE)


def tags(header: str) -> set[str]:
    """Return the tags of a header such as ``"a", W/"b"``, or its star, which means any (RFC 9110, 13.1.1)."""
    return {"*"} if header == "*" else set(TAG.findall(header))


def seconds(date: str) -> float | None:
    """Return a date of HTTP in seconds since 1970, or None where it is none (RFC 9110, 5.6.7)."""
    try:
        return parsedate_to_datetime(date).replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def has_already(environ: WSGIEnvironment, etag: str, modified: int) -> bool:
    """Say whether the client has this version already (RFC 9110, 13.1.2 and 13.1.3)."""
    if header := environ.get("HTTP_IF_NONE_MATCH"):
        return not {"*", etag, f"W/{etag}"}.isdisjoint(tags(header))
    since = seconds(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    return since is not None and modified <= since


def wants_another(environ: WSGIEnvironment, etag: str, modified: int) -> bool:
    """Say whether the client insists on another version than this one (RFC 9110, 13.1.1 and 13.1.4)."""
    if header := environ.get("HTTP_IF_MATCH"):
        return {"*", etag}.isdisjoint(tags(header))
    since = seconds(environ.get("HTTP_IF_UNMODIFIED_SINCE", ""))
    return since is not None and modified > since


def part(header: str, size: int) -> range | None:
    """Return which of so many bytes a ``Range`` header asks for, an empty range where they are not there.

    None means all: a header that asks for several parts, or makes no sense, counts as not sent (RFC 9110, 14.2).
    """
    found = RANGE.fullmatch(header)
    first, last = found.groups() if found else ("", "")
    if size == 0 or first == last == "":
        return None
    if first == "":
        return range(max(0, size - int(last)), size)
    if last == "":
        return range(int(first), size)
    if int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size))


def wanted_part(environ: WSGIEnvironment, etag: str, size: int) -> range | None:
    """Return which part the client wants, None for all; only GET has parts, and of this version (13.1.5, 14.2)."""
    if environ["REQUEST_METHOD"] != "GET" or environ.get("HTTP_IF_RANGE", etag) != etag:
        return None
    return part(environ.get("HTTP_RANGE", ""), size)
