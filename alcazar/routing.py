"""URL patterns and the router: which handler answers which path. It calls no handler and sends no answer."""

import math
import re
from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

import parse

from .exceptions import DuplicateRouteError

Handler = Callable[..., object]
FIELD = re.compile(r"\{(\w*)(?::(\w+))?\}")


@dataclass(frozen=True)
class Converter:
    """Turns the text of a field into a value, in the shape that ``parse`` asks for.

    Args:
        pattern: the regular expression that the text has to match.
        convert: makes a value of it; ``ValueError`` says that the text is no such value.
    """

    pattern: str
    convert: Callable[[str], Any] = str

    def __call__(self, text: str) -> Any:
        """Return the value of the text."""
        return self.convert(text)


CONVERTERS = {"d": Converter("-?[0-9]+", int), "path": Converter(".+")}


def until(stop: str) -> Converter:
    """Return the converter of an untyped field: any text but slashes and the character that ends the field."""
    return Converter(f"[^/{re.escape(stop)}]+")


class Segment:
    """What stands between two slashes of a pattern: literal text, fields, or both."""

    def __init__(self, text: str, converters: Mapping[str, Converter]) -> None:
        self.literals, self.names, self.types = (FIELD.split(text)[start::3] for start in range(3))
        format_, ours = self.literals[0], {}
        for name, type_, literal in zip(self.names, self.types, self.literals[1:], strict=True):
            converter = converters.get(type_) if type_ else until(literal[:1])
            if converter:
                type_ = f"as_{name}"
                ours[type_] = converter
            format_ += f"{{{name}:{type_}}}{literal}"
        self.parser = parse.compile(format_, ours, case_sensitive=True)

    def match(self, text: str) -> dict[str, Any] | None:
        """Return the values of the fields, by name, or None where the text does not fit."""
        try:
            result = self.parser.parse(text)
        except ValueError:
            return None
        return None if result is None else result.named

    @property
    def rank(self) -> float:
        """Its place among others, smallest first: text alone, then the more literal before the less."""
        if not self.names:
            return -math.inf
        return math.inf if "path" in self.types else -sum(map(len, self.literals))


class Pattern:
    """A pattern for paths, such as ``/books/{number:d}``.

    A field matches one segment, or a part of one: ``{name}`` any text, ``{number:d}`` a whole number, ``{name:l}``
    letters, and so on through the types of ``parse`` and the converters of the app. ``{rest:path}`` spans slashes.

    Raises:
        ValueError: the pattern can't be read; the message says why.
    """

    def __init__(self, text: str, converters: Mapping[str, Converter] = CONVERTERS) -> None:
        self.text = text
        self.names = [field[1] for field in FIELD.finditer(text)]
        self._refuse_the_unclear()
        try:
            self.segments = [Segment(part, converters) for part in text.split("/")]
        except ValueError as problem:
            raise ValueError(f"the pattern {text!r} has a field of unknown type: {problem}") from None

    def _refuse_the_unclear(self) -> None:
        """Raise ``ValueError`` for what has no meaning, or two."""
        problems = {
            "does not begin with a slash": not self.text.startswith("/"),
            "has a brace that belongs to no {name} or {name:type}": re.search("[{}]", FIELD.sub("", self.text)),
            "needs a name for each field, a different one": any(
                not name.isidentifier() or self.names.count(name) > 1 for name in self.names
            ),
            "needs some text between two fields": "}{" in self.text,
            "has more than one field that spans slashes": self.text.count(":path}") > 1,
        }
        for problem, found in problems.items():
            if found:
                raise ValueError(f"the pattern {self.text!r} {problem}")

    def match(self, path: str) -> dict[str, Any] | None:
        """Return the values of the fields, by name, or None where the path does not fit."""
        parts = path.split("/")
        if self.rest is not None:
            end = len(parts) - len(self.segments) + self.rest + 1
            parts[self.rest : end] = ["/".join(parts[self.rest : end])]
        if len(parts) != len(self.segments):
            return None
        values: dict[str, Any] = {}
        for segment, part in zip(self.segments, parts, strict=True):
            found = segment.match(part)
            if found is None:
                return None
            values |= found
        return values

    @cached_property
    def rest(self) -> int | None:
        """Which segment it is that spans slashes, if any."""
        return next((i for i, segment in enumerate(self.segments) if "path" in segment.types), None)

    @property
    def rank(self) -> list[float]:
        """Its place among other patterns, smallest first; of two that begin alike the longer comes first."""
        return [*(segment.rank for segment in self.segments), math.inf]

    @property
    def shape(self) -> str:
        """The pattern without its names: two of the same shape match the same paths."""
        return FIELD.sub(r"{:\2}", self.text)

    def fill(self, values: Mapping[str, Any]) -> str:
        """Return the path whose fields have these values, percent-encoded.

        Raises:
            ValueError: a value is missing, is one too many, or is none that the pattern would match.
        """
        if set(values) != set(self.names):
            raise ValueError(f"{self.text} takes {self.names}, not {list(values)}")
        path = FIELD.sub(lambda field: str(values[field[1]]), self.text)
        if self.match(path) is None:
            raise ValueError(f"{self.text} would not match {path!r}")
        return quote(path)


class Route(NamedTuple):
    """A pattern and the handler that answers its paths."""

    pattern: Pattern
    handler: Handler


class Match(NamedTuple):
    """The handler that was found, and what the path says to it."""

    handler: Handler
    values: dict[str, Any]


class Router:
    """All routes of an app.

    Static paths win over patterns with fields; among those the one with more literal text, segment by segment, wins,
    then the one registered first.
    """

    def __init__(self) -> None:
        self.converters = dict(CONVERTERS)
        self.static: dict[str, Route] = {}
        self.dynamic: list[Route] = []
        self.shapes: dict[str, Route] = {}
        self.named: dict[str, Route] = {}

    def add(self, text: str, handler: Handler, name: str | None = None) -> None:
        """Register a handler for the paths of a pattern.

        Raises:
            ValueError: the pattern can't be read, or the name is taken.
            DuplicateRouteError: another pattern matches the same paths.
        """
        route = Route(Pattern(text, self.converters), handler)
        shape = route.pattern.shape
        if shape in self.shapes:
            raise DuplicateRouteError(text, self.shapes[shape].pattern.text)
        self._name(route, name)
        self.shapes[shape] = route
        if route.pattern.names:
            insort(self.dynamic, route, key=lambda route: route.pattern.rank)
        else:
            self.static[shape] = route

    def match(self, path: str) -> Match | None:
        """Return the handler for a decoded path, with the values of its fields, or None."""
        if route := self.static.get(path):
            return Match(route.handler, {})
        for route in self.dynamic:
            values = route.pattern.match(path)
            if values is not None:
                return Match(route.handler, values)
        return None

    def _name(self, route: Route, name: str | None) -> None:
        """Give the route its name: the one asked for, or else the handler's where that is still free."""
        if name is None:
            self.named.setdefault(getattr(route.handler, "__name__", route.pattern.text), route)
        elif name in self.named:
            raise ValueError(f"the name {name!r} is taken by {self.named[name].pattern.text!r}")
        else:
            self.named[name] = route

    def url_for(self, name: str, **values: Any) -> str:
        """Return the path of the route with this name.

        Raises:
            LookupError: no route has the name.
            ValueError: the values are not those that its pattern takes.
        """
        if name not in self.named:
            raise LookupError(f"no route is named {name!r}; there are {sorted(self.named)}")
        return self.named[name].pattern.fill(values)
