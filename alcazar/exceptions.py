"""The framework's own exceptions. Each carries what happened, as attributes."""

from collections.abc import Mapping
from pathlib import Path

from webob.util import status_reasons


class DuplicateRouteError(AssertionError):
    """Two patterns match the same paths.

    Attributes:
        pattern: the one that was refused.
        existing: the one that was there.
    """

    def __init__(self, pattern: str, existing: str) -> None:
        super().__init__(pattern, existing)
        self.pattern = pattern
        self.existing = existing

    def __str__(self) -> str:
        return (
            f"the pattern {self.pattern!r} matches the same paths as {self.existing!r}, which has a handler already; "
            "two can share a path only where each names methods of its own"
        )


class TemplateNotFoundError(LookupError):
    """A template, or one that it extends or includes, is not in the folder.

    Attributes:
        name: the template that was looked for.
        folder: where it was looked for.
        existing: the templates that are there; None where there is no such folder.
    """

    def __init__(self, name: str, folder: Path, existing: list[str] | None) -> None:
        super().__init__(name, folder, existing)
        self.name = name
        self.folder = folder
        self.existing = existing

    def __str__(self) -> str:
        if self.existing is None:
            return f"there is no template {self.name!r}: the folder {self.folder} does not exist"
        there = ", ".join(self.existing) or "nothing"
        return f"there is no template {self.name!r} in {self.folder}, which holds {there}"


class HTTPError(Exception):
    """An answer of 400 to 599, raised instead of filled in.

    Args:
        status: the status code (RFC 9110, section 15).
        message: what the client is told; the status's own phrase unless given.
        headers: headers of the answer, such as ``{"Allow": "GET"}``.

    Raises:
        ValueError: the status is none of an error.

    Example:
        >>> raise HTTPError(404, "There is no such book")
        Traceback (most recent call last):
        alcazar.exceptions.HTTPError: There is no such book
    """

    def __init__(self, status: int, message: str | None = None, headers: Mapping[str, str] | None = None) -> None:
        if status not in range(400, 600):
            raise ValueError(f"HTTPError takes a status from 400 to 599, not {status!r}")
        super().__init__(status, message, headers)
        self.status = status
        self.message = message or status_reasons.get(status, f"Error {status}")
        self.headers = dict(headers or {})

    def __str__(self) -> str:
        return str(self.message)
