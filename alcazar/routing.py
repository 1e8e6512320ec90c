"""URL patterns and the router: which handler answers which path. It calls no handler and sends no answer."""

import re
from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

import parse

from .exceptions import DuplicateRouteError
from .handlers import Handler, by_method, renamed

FIELD = re.compile(r"\{([^\W\d_]\w*)(?::([^\W\d_]\w*))?\}")


@dataclass(frozen=True)
class Converter:
    """Turns the text of a field into a value.

    Args:
        pattern: the regular expression that the whole text has to match.
        convert: makes a value of it; ``ValueError`` says that the text is no such value.
    """

    pattern: re.Pattern[str]
    convert: Callable[[str], Any] = str

    def __call__(self, text: str) -> Any:
        """Return the value of the text.

        Raises:
            ValueError: the text is no such value.
        """
        if not self.pattern.fullmatch(text):
            raise ValueError(f"{text!r} does not match {self.pattern.pattern}")
        return self.convert(text)


CONVERTERS: dict[str, Callable[[str], Any]] = {
    "": Converter(re.compile("[^/]+")),
    "d": Converter(re.compile("-?[0-9]+"), int),
    "path": Converter(re.compile("(?s:.+)")),
}


def of_parse(type_: str) -> Callable[[str], Any]:
    """Return the converter of a type that ``parse`` knows, such as ``l`` for letters.

    Raises:
        ValueError: it knows no such type.
    """
    parser = parse.compile(f"{{:{type_}}}", case_sensitive=True)

    def convert(text: str) -> Any:
        result = parser.parse(text)
        if result is None:
            raise ValueError(f"{text!r} is not of type {type_}")
        return result[0]

    return convert


class Segment:
    """What stands between two slashes of a pattern: literal text, fields, or both."""

    def __init__(self, text: str, converters: Mapping[str, Callable[[str], Any]]) -> None:
        self.literals, self.names, self.types = (FIELD.split(text)[start::3] for start in range(3))
        self.converters = [converters.get(type_ or "") or of_parse(type_) for type_ in self.types]

    def cut(self, text: str) -> list[str] | None:
        """Return what stands between the literals, or None where they are not all there."""
        first, *between, last = self.literals
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return None
        rest = text[len(first) : len(text) - len(last)]
        pieces = []
        for literal in between:
            piece, found, rest = rest.partition(literal)
            if not found:
                return None
            pieces.append(piece)
        return [*pieces, rest]

    def match(self, text: str) -> dict[str, Any] | None:
        """Return the values of the fields, by name, or None where the text does not fit."""
        if not self.names:
            return {} if text == self.literals[0] else None
        pieces = self.cut(text)
        if pieces is None:
            return None
        try:
            values = [convert(piece) for convert, piece in zip(self.converters, pieces, strict=True)]
        except ValueError:
            return None
        return dict(zip(self.names, values, strict=True))

    @property
    def rank(self) -> tuple[int, int]:
        """Its place, smallest first: text alone, fields, one that spans slashes; the more literal before the less."""
        kind = 2 if "path" in self.types else 1 if self.names else 0
        return kind, -len("".join(self.literals)) if kind else 0


class Pattern:
    """A pattern for paths, such as ``/books/{number:d}``.

    A field matches one segment, or a part of one: ``{name}`` any text, ``{number:d}`` a whole number, ``{name:l}``
    letters, and so on through the types of ``parse`` and the converters of the app. ``{rest:path}`` spans slashes.

    Raises:
        ValueError: the pattern can't be read; the message says why.
    """

    def __init__(self, text: str, converters: Mapping[str, Callable[[str], Any]] = CONVERTERS) -> None:
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
            "has two fields of one name": len(set(self.names)) < len(self.names),
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
    def rank(self) -> list[tuple[int, int]]:
        """Its place among other patterns, smallest first; of two that begin alike the longer comes first."""
        return [*(segment.rank for segment in self.segments), (3, 0)]

    @property
    def shape(self) -> str:
        """The pattern without its names: two of the same shape match the same paths."""
        return FIELD.sub(r"{:\2}", self.text)

    def fill(self, values: Mapping[str, Any]) -> str:
        """Return the path whose fields have these values, percent-encoded.

        Raises:
            ValueError: a value is missing, is one too many, or would not be found again in the path.
        """
        if set(values) != set(self.names):
            raise ValueError(f"{self.text} takes {self.names}, not {list(values)}")
        texts = {name: str(value) for name, value in values.items()}
        path = FIELD.sub(lambda field: texts[field[1]], self.text)
        found = self.match(path)
        if found is None or {name: str(value) for name, value in found.items()} != texts:
            raise ValueError(f"{self.text} would not find {texts} in {path!r}")
        return re.sub("^//", "/%2F", quote(path))  # a browser would take what follows two slashes for a host


class Route(NamedTuple):
    """A pattern and the handlers that answer its paths, by method.

    It is ``open`` to handlers of other methods as long as each of them names its own.
    """

    pattern: Pattern
    handlers: dict[str, Handler]
    open: bool

    def admits(self, other: "Route") -> bool:
        """Say whether both can answer the same paths."""
        return self.open and other.open and self.handlers.keys().isdisjoint(other.handlers)

    def join(self, other: "Route") -> None:
        """Take the other's handlers in; each gets the values of the path under the names of its own pattern."""
        for method, handler in other.handlers.items():
            self.handlers[method] = renamed(handler, other.pattern.names)


class Match(NamedTuple):
    """The handlers that were found, by method, and what the path says to them."""

    handlers: dict[str, Handler]
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
        self.unnamed: dict[str, Route] = {}

    def add(self, text: str, handler: Handler, name: str | None = None, methods: Iterable[str] | None = None) -> None:
        """Register a handler for the paths of a pattern.

        Raises:
            TypeError: the handler can't be called, or answers no method.
            ValueError: the pattern or the methods can't be read, or the name is taken.
            DuplicateRouteError: another pattern matches the same paths; both may, if they name different methods.
        """
        is_open = methods is not None and not isinstance(handler, type)
        route = Route(Pattern(text, self.converters), by_method(handler, methods), is_open)
        existing = self.shapes.get(route.pattern.shape)
        if existing and not existing.admits(route):
            raise DuplicateRouteError(text, existing.pattern.text)
        self._name(route, handler, name)
        if existing:
            existing.join(route)
        else:
            self._insert(route)

    def match(self, path: str) -> Match | None:
        """Return the handlers for a decoded path, with the values of its fields, or None."""
        if route := self.static.get(path):
            return Match(route.handlers, {})
        for route in self.dynamic:
            values = route.pattern.match(path)
            if values is not None:
                return Match(route.handlers, values)
        return None

    def _name(self, route: Route, handler: Handler, name: str | None) -> None:
        """Give the route the name that was asked for, or else its handler's, which the first of that name keeps."""
        if name is None:
            self.unnamed.setdefault(getattr(handler, "__name__", route.pattern.text), route)
        elif name in self.named:
            raise ValueError(f"the name {name!r} is taken by {self.named[name].pattern.text!r}")
        else:
            self.named[name] = route

    def url_for(self, name: str, /, **values: Any) -> str:
        """Return the path of the route with this name.

        Raises:
            LookupError: no route has the name.
            ValueError: the values are not those that its pattern takes.
        """
        routes = self.unnamed | self.named
        if name not in routes:
            raise LookupError(f"no route is named {name!r}; there are {sorted(routes)}")
        return routes[name].pattern.fill(values)

    def _insert(self, route: Route) -> None:
        """Put a route at its place."""
        shape = route.pattern.shape
        self.shapes[shape] = route
        if route.pattern.names:
            insort(self.dynamic, route, key=lambda route: route.pattern.rank)
        else:
            self.static[shape] = route
