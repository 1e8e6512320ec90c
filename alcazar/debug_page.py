"""The debug page: an exception, the calls that it came through, their source and their values. Only debug shows it."""

import linecache
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from reprlib import Repr
from traceback import format_exception, walk_tb
from types import FrameType
from typing import NamedTuple

from jinja2 import Environment

LONGEST = 2_000  # how many characters of a message or a value are shown

# Where code lies that is not the app's own.
LIBRARIES = (str(Path(__file__).parent), *map(sysconfig.get_path, ("stdlib", "purelib", "platlib")))
MOST = 24  # how many exceptions are shown, and how many calls of each
PAGE = """\
<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ exceptions[0][1] }} at {{ asked }}</title><style>{{ style|safe }}</style>
{% for how, kind, message, calls, left_out in exceptions %}
<p>{{ how or asked }}</p><h1><b>{{ kind }}</b> {{ message }}</h1>
{% for call in calls %}
{% if left_out and loop.index0 == loop.length // 2 %}<p>{{ left_out }} calls are left out</p>{% endif %}
<details{% if call.own %} class="own"{% endif %}{% if call.own or loop.last %} open{% endif %}>
<summary>{{ call.function }} <span>{{ call.file }}, line {{ call.line }}</span></summary>
<pre tabindex="0">{% for number, line in call.source %}{% set tag = "mark" if number == call.line else "span" -%}
<{{ tag }}><i>{{ number }}</i>{{ line }}</{{ tag }}>{% endfor %}</pre>
<table>{% for name, value in call.values -%}
<tr><th scope="row">{{ name }}</th><td>{{ value }}</td></tr>{% endfor %}</table>
</details>
{% endfor %}{% endfor %}
<p>Debug is on: whoever asks is shown source and values, secrets too.</p>
<details><summary>The traceback as text</summary><pre tabindex="0"><span>{{ text }}</span></pre></details>
"""
STYLE = """\
:root { color-scheme: light dark; --red: light-dark(#b3261e, #ff9088); } :focus-visible { outline: solid var(--red); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; white-space: pre-wrap; } b { color: var(--red); }
p { margin: 1.5rem 0 .25rem; } i { display: inline-block; font-style: normal; user-select: none; width: 3em; }
details { border: 1px solid #8885; border-radius: 6px; margin: .5rem 0; } .own { border-left: 4px solid var(--red); }
summary { cursor: pointer; padding: .4rem .75rem; } p, i, summary span { font-weight: 400; opacity: .75; }
pre, td, th { font: 14px/1.6 ui-monospace, monospace; } .own summary, th { font-weight: 600; } th { min-width: 6em; }
pre { background: #8881; margin: 0; overflow-x: auto; padding: .5rem 0; } pre:empty { display: none; }
pre span, mark { display: block; min-width: max-content; padding: 0 .75rem; } mark { background: #f443; color: unset; }
td, th { padding: .15rem .75rem; text-align: left; vertical-align: top; white-space: pre-wrap; }
"""


def short(value: object) -> str:
    """Return a value's ``repr``; of a large one its beginning or its ends, of a deep one what lies above."""
    writer = Repr()
    writer.maxdict = writer.maxlist = writer.maxtuple = writer.maxset = 20
    writer.maxlevel, writer.maxstring, writer.maxother = 3, 400, 400
    return writer.repr(value)


def written(value: object, write: Callable[[object], str]) -> str:
    """Return a value as text, also one that can't be written."""
    try:
        text = "".join(write(value)[: LONGEST + 1])  # plain text, also of a kind that vouches for its HTML
    except Exception as problem:  # noqa: BLE001 - it may raise anything
        return f"({type(value).__name__}, which can't be shown: {type(problem).__name__})"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class Call(NamedTuple):
    """A call that an exception came through; ``own`` says that the code is the app's own."""

    function: str
    file: str
    line: int
    own: bool
    source: list[tuple[int, str]]
    values: list[tuple[str, str]]


def shown(frame: FrameType, line: int) -> Call:
    """Return a call as it is shown: with the lines around the one that failed, where their file can be read."""
    function, file = frame.f_code.co_qualname, frame.f_code.co_filename
    linecache.checkcache(file)
    source = list(enumerate(linecache.getlines(file, frame.f_globals), 1))[max(line - 5, 0) : line + 4]
    values = [(name, written(value, short)) for name, value in frame.f_locals.items()]
    return Call(function, file, line, not file.startswith(LIBRARIES), source, values)


def shown_calls(exception: BaseException) -> tuple[list[Call], int]:
    """Return the calls that an exception came through; of very many both ends, and how many are left out."""
    steps = list(walk_tb(exception.__traceback__))
    left_out = max(len(steps) - MOST, 0)
    del steps[MOST // 2 : MOST // 2 + left_out]
    return [shown(frame, line) for frame, line in steps], left_out


def causes(exception: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield what an exception was raised from, or while handling, and the members of a group."""
    if exception.__cause__ is not None:
        yield "raised from", exception.__cause__
    elif exception.__context__ is not None and not exception.__suppress_context__:
        yield "raised while handling", exception.__context__
    if isinstance(exception, BaseExceptionGroup):
        yield from (("in this group", one) for one in exception.exceptions)


def chain(exception: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield an exception and those that led to it, each once, with how it belongs to the one above."""
    waiting, seen = [("", exception)], set[int]()
    while waiting and len(seen) < MOST:
        how, one = waiting.pop(0)
        if id(one) not in seen:
            seen.add(id(one))
            yield how, one
            waiting = [*causes(one), *waiting]


def render(exception: BaseException, asked: str) -> str:
    """Return the page.

    Args:
        exception: the one that was raised; what led to it is shown below it.
        asked: the request, in a line.
    """
    exceptions = [(how, type(one).__name__, written(one, str), *shown_calls(one)) for how, one in chain(exception)]
    text = "".join(format_exception(exception))[-50_000:]
    template = Environment(autoescape=True).from_string(PAGE)
    page = template.render(asked=asked, exceptions=exceptions, text=text, style=STYLE)
    return page.encode("utf-8", "backslashreplace").decode()  # half of a surrogate pair can't be sent
