"""What the framework's tests said of a package, as text and as a small table. It runs nothing."""

import re
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from . import theme

MOST = 10
"""How many failures are shown."""

_REFUSAL = re.compile(r"^(?:ERROR: |.*Exit: )(.+?)(?: !+)?$", re.MULTILINE)
_SETUP = re.compile(r"^failed on (?:setup|teardown) with \"(.*?)\"?$")
_PLACE = re.compile(r" \(\S+\.py\)$")
_ERROR_LINE = re.compile(r"^E\s+(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Failure:
    """A test that failed: its name as a sentence, and what went wrong first."""

    test: str
    reason: str


@dataclass(frozen=True)
class OwnTests:
    """The result of a run on a package; ``trouble`` says why there is none."""

    package: str
    first: int
    through: int
    passed: int = 0
    failures: tuple[Failure, ...] = ()
    trouble: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether tests ran and all of them passed."""
        return self.passed > 0 and not self.failures and not self.trouble

    def headline(self) -> str:
        """Return the result in one line."""
        several = self.first < self.through
        chapters = f"chapters {self.first} to {self.through}" if several else f"chapter {self.through}"
        whose = f"the finished framework's tests for {chapters}, on {self.package}"
        if self.trouble:
            return f"not run to the end: {whose}: {self.trouble}"
        if self.failures:
            return f"{len(self.failures)} of {self.passed + len(self.failures)} failed: {whose}"
        return f"{self.passed} passed: {whose}"

    def plain(self) -> str:
        """Return the result as text: the headline, then each failure in two lines."""
        lines = [self.headline()]
        for failure in self._shown():
            lines += [f"  {failure.test}", f"    {failure.reason}"]
        return "\n".join(lines + [f"  {self._rest()}"] * bool(self._rest()))

    def html(self) -> str:
        """Return the result as HTML with the same words."""
        colour, edge = (theme.GOOD, theme.GOOD_EDGE) if self.succeeded else (theme.BAD, theme.BAD_EDGE)
        rows = "".join(
            f'<li>{escape(failure.test)}<div style="{theme.MONO};{theme.MUTED}">{escape(failure.reason)}</div></li>'
            for failure in self._shown()
        ) + f"<li>{self._rest()}</li>" * bool(self._rest())
        listed = f'<ul style="margin:4px 0 0">{rows}</ul>' if rows else ""
        return f'<div style="{colour};{edge};padding:4px 10px">{escape(self.headline())}{listed}</div>'

    def _shown(self) -> list[Failure]:
        """Return the first failures, one for each test, however many of its cases failed."""
        first: dict[str, Failure] = {}
        for failure in self.failures:
            first.setdefault(failure.test.partition(" [")[0], failure)
        return list(first.values())[:MOST]

    def _rest(self) -> str:
        hidden = len(self.failures) - len(self._shown())
        return f"… and {hidden} more" if hidden else ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": self.plain(), "text/html": self.html()}


def read_report(report: Path, run: OwnTests, code: int, output: str) -> OwnTests:
    """Read pytest's report, and return the run with its results.

    Args:
        report: the JUnit file; it is missing where pytest did not get that far.
        run: what was run.
        code: pytest's exit code.
        output: what pytest printed.
    """
    cases = list(ElementTree.parse(report).iter("testcase")) if report.is_file() else []
    results = [_failure(case) for case in cases]
    failures = tuple(filter(None, results))
    if code in (0, 1) or failures:
        trouble = "" if results else "no test ran"
        return replace(run, passed=len(results) - len(failures), failures=failures, trouble=trouble)
    said = _REFUSAL.findall(output)
    return replace(run, trouble=said[-1] if said else "no test ran" if code == 5 else f"pytest ended with {code}")


def sentence(name: str) -> str:
    """Turn a test's name into words: ``test_an_unknown_path_is_404`` into ``an unknown path is 404``."""
    words, bracket, case = name.removeprefix("test_").partition("[")
    return words.replace("_", " ") + (f" [{case}" if bracket else "")


def _failure(case: ElementTree.Element) -> Failure | None:
    for problem in (*case.iter("failure"), *case.iter("error")):
        errors = _ERROR_LINE.findall(problem.text or "")
        message = _SETUP.sub(r"\1", (problem.get("message") or "").split("\n")[0]).removeprefix("AssertionError: ")
        if message == "collection failure" and errors:
            return Failure(f"{case.get('name', '').rpartition('.')[2]}.py can't begin", _PLACE.sub("", errors[-1]))
        return Failure(sentence(case.get("name", "")), message)
    return None
