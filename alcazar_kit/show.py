"""``show``, ``show_call`` and ``ask``: what an app answers and what a function returns, seen in one line each.

Inside a check they display nothing: they add to its observation. They follow no redirects.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.types import WSGIApplication

from IPython.display import display

from . import theme
from .checking import observation
from .checking.verdict import Seen
from .errors import KitError
from .showing import pictures
from .showing.ask import Ask, ask
from .showing.exchange import Exchange, as_json, exchanges
from .showing.fields import DEFAULT, PHRASES, fields
from .showing.spelling import call_text, name_of, value_text, written_argument
from .showing.visible import shortened, visible, without_addresses

__all__ = ["ask", "show", "show_call"]

MOST_TEXT = 500


def show(
    app: WSGIApplication, *requests: str | Ask, only: Iterable[str] | None = None, raise_errors: bool = True
) -> None:
    """Send requests to an app and show a line for each: ``GET /books → 200 text/plain · Hello``.

    All are sent in one session, so a cookie that the app sets comes with the next request. A redirect is shown as
    ``GET /old → 302 → /new``, an exception as ``GET /x raised KeyError: 'x'``, a body that is no text as
    ``(1,024 bytes)``, JSON in one line. Of a text longer than 500 characters its first 500 are shown and its length.

    Args:
        app: any WSGI app.
        requests: such as ``"GET /books"``, or what :func:`ask` returns.
        only: the fields to show instead, one to a line: ``only=("status", "header Allow", "text of 200")``. In a
            check these are what is compared; status and text by default.
        raise_errors: False shows what a server would send where no exception handler answers: a 500.

    Raises:
        KitError: a request or a field that there isn't, or, outside a check, no app; the message says what is allowed.
    """
    collecting = observation.current()
    if collecting is None and not callable(app):
        raise KitError(f"{app!r} is no app: show(app, 'GET /') takes a WSGI app first, then the requests.")
    if collecting is None and only is None:
        display(Shown(tuple(map(_line, exchanges(app, requests, raise_errors=raise_errors)))))
        return
    wanted, seen = tuple([only] if isinstance(only, str) else only or DEFAULT), collecting or observation.Observation()
    for exchange in exchanges(app, requests, raise_errors=raise_errors):
        seen.add(exchange.ask.line, fields(exchange, wanted), _note(exchange))
    if collecting is None:
        display(Seen(tuple(seen.shown)))


def show_call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Call a function and show what comes of it: ``shorten('abc', 3) → 'ab…'`` or ``… raises ValueError``."""
    call, note = call_text(written_argument(1) or name_of(function), args, kwargs), ""
    collecting = observation.current()
    try:
        outcome = ("returns", value_text(function(*args, **kwargs), sort=collecting is not None))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a function may raise anything
        outcome, note = ("raises", type(error).__name__), f"{type(error).__name__}: {error}"
    if collecting is not None:
        collecting.add(call, [outcome], note)
        return
    display(Shown((_call_line(call, *outcome),)))


@dataclass(frozen=True)
class Line:
    """One line of what is shown: in plain text, and as the cells of a row."""

    plain: str
    cells: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Shown:
    """Lines, to be displayed."""

    lines: tuple[Line, ...]

    def __repr__(self) -> str:
        return "\n".join(line.plain for line in self.lines)

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {
            "text/plain": repr(self),
            "text/html": pictures.indented(pictures.table(line.cells for line in self.lines)),
        }


def _line(exchange: Exchange) -> Line:
    asked = visible(str(exchange.ask))
    if exchange.error is not None:
        kind, message = type(exchange.error).__name__, one_line(str(exchange.error))
        said = f"{kind}: {message}" if message else kind
        return Line(
            f"{asked} raised {said}",
            (pictures.mono(asked), pictures.badge(f"raised {kind}", theme.BAD), "", pictures.mono(message)),
        )
    custom = "" if exchange.reason == PHRASES.get(exchange.status) else exchange.reason
    media_type, text = exchange.media_type, _body(exchange)
    if exchange.location is not None and exchange.status // 100 == 3:
        media_type, text = "", f"→ {visible(exchange.location)}"
    plain = " ".join(filter(None, [f"{asked} → {exchange.status}", visible(custom) if custom else "", media_type]))
    link = " " if text.startswith("→ ") and not media_type else " · "
    cells = (
        pictures.mono(asked),
        pictures.status(exchange.status, custom),
        pictures.muted(media_type),
        pictures.mono(text),
    )
    return Line(f"{plain}{link}{text}" if text else plain, cells)


def _call_line(call: str, kind: str, value: str) -> Line:
    value = one_line(value)
    if kind == "raises":
        return Line(f"{call} raises {value}", (pictures.mono(call), pictures.badge(f"raises {value}", theme.BAD)))
    return Line(f"{call} → {value}", (pictures.mono(call), pictures.mono(f"→ {value}")))


def _body(exchange: Exchange) -> str:
    if exchange.text is None:
        return f"({len(exchange.body):,} bytes)"
    json = as_json(exchange.text) if exchange.media_type.endswith("json") else None
    return one_line(json or exchange.text)


def one_line(text: str) -> str:
    text = without_addresses(shortened(text, MOST_TEXT))
    return visible(text.replace("\n", "⏎")) if text else ""


def _note(exchange: Exchange) -> str:
    return f"{type(exchange.error).__name__}: {exchange.error}" if exchange.error else ""
