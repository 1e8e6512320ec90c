"""Progress survives: crashes, other kernels, broken files."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from alcazar_kit.checking.verdict import Verdict
from alcazar_kit.course import Course
from alcazar_kit.progress import Progress, Record
from alcazar_kit.widgets.progress_panel import ProgressPanel


@pytest.fixture
def said() -> list[str]:
    """What the progress had to say."""
    return []


@pytest.fixture
def progress(tmp_path: Path, said: list[str]) -> Progress:
    """The progress of a fresh workspace."""
    return Progress(tmp_path / "desk" / "progress.json", said.append)


def test_a_fresh_workspace_has_no_records_and_no_file(progress: Progress) -> None:
    assert progress.records() == {}
    assert not progress.path.exists()


def test_a_verdict_is_kept(progress: Progress) -> None:
    progress.note_verdict("3.2", Verdict.FAILED)
    assert Progress(progress.path).records() == {"3.2": Record(Verdict.FAILED)}


@pytest.mark.parametrize("later", [Verdict.FAILED, Verdict.NOT_ATTEMPTED])
def test_what_was_passed_stays_passed(progress: Progress, later: Verdict) -> None:
    progress.note_verdict("3.2", Verdict.PASSED)
    progress.note_verdict("3.2", later)
    assert progress.record("3.2").verdict == Verdict.PASSED


def test_a_failed_exercise_can_pass(progress: Progress) -> None:
    progress.note_verdict("3.2", Verdict.FAILED)
    progress.note_verdict("3.2", Verdict.PASSED)
    assert progress.record("3.2").verdict == Verdict.PASSED


def test_hints_are_counted_up_to_the_last(progress: Progress) -> None:
    assert [progress.take_hint("3.2", 2) for _ in range(3)] == [1, 2, 2]


def test_the_file_says_its_version(progress: Progress) -> None:
    progress.note_verdict("3.2", Verdict.PASSED)
    content = json.loads(progress.path.read_text(encoding="utf-8"))
    assert content == {"version": 1, "exercises": {"3.2": {"verdict": "passed", "hints": 0}}}


BROKEN = [
    "",
    "{",
    "[]",
    '{"version": 2, "exercises": {}}',
    '{"version": 1}',
    '{"version": 1, "exercises": {"3.2": {}}}',
    "\x00",
]


@pytest.mark.parametrize("content", [*(text.encode() for text in BROKEN), b"\xff\xfe", b"[" * 100_000])
def test_a_broken_file_is_kept_aside_and_progress_starts_afresh(
    progress: Progress, said: list[str], content: bytes
) -> None:
    progress.path.parent.mkdir()
    progress.path.write_bytes(content)
    assert progress.records() == {}
    assert (progress.path.parent / "progress-broken-1.json").read_bytes() == content
    assert said == [
        "progress.json could not be read. It is kept as progress-broken-1.json, and your progress starts afresh."
    ]


def test_a_second_broken_file_does_not_replace_the_first(progress: Progress) -> None:
    progress.path.parent.mkdir()
    for content in ("first", "second"):
        progress.path.write_text(content, encoding="utf-8")
        progress.note_verdict("3.2", Verdict.PASSED)
    kept = sorted(progress.path.parent.glob("*broken*"))
    assert [path.read_text(encoding="utf-8") for path in kept] == ["first", "second"]


def test_kernels_that_write_at_once_lose_nothing(progress: Progress) -> None:
    code = (
        "import sys; from pathlib import Path; from alcazar_kit.progress import Progress, Verdict\n"
        "for n in range(25): Progress(Path(sys.argv[1])).note_verdict(f'{sys.argv[2]}.{n}', Verdict.PASSED)"
    )
    kernels = [subprocess.Popen([sys.executable, "-c", code, progress.path, str(n)]) for n in range(3)]
    assert [kernel.wait(60) for kernel in kernels] == [0, 0, 0]
    assert len(progress.records()) == 75


def test_the_panel_of_a_fresh_workspace_is_always_the_same(tiny_course: Course, progress: Progress) -> None:
    panel = ProgressPanel(tiny_course, progress.records)
    assert panel.plain().splitlines() == [
        "0 of 3 exercises passed, 0 of 6 points",
        "",
        " 1 First  ░░░░░░░░░░ 0 of 6 points",
    ]


def test_the_panel_lists_the_exercises_of_a_chapter_that_was_begun(tiny_course: Course, progress: Progress) -> None:
    progress.note_verdict("1.2", Verdict.FAILED)
    assert ProgressPanel(tiny_course, progress.records).plain().splitlines()[2:] == [
        " 1 First  ░░░░░░░░░░ 0 of 6 points",
        "   1.1  · not attempted  Shorten",
        "   1.2  ✗ failed         Two pages",
        "   1.3  · not attempted  Shout",
    ]


def test_the_panel_counts_what_was_passed(tiny_course: Course, progress: Progress) -> None:
    progress.note_verdict("1.3", Verdict.PASSED)
    progress.note_verdict("1.1", Verdict.FAILED)
    panel = ProgressPanel(tiny_course, progress.records)
    assert "█████░░░░░ 3 of 6 points" in panel.plain()
    assert "width:50%" in panel.html()
    assert "✓ passed" in panel.html()
    assert "✗ failed" in panel.html()


def test_a_recorded_panel_holds_no_widget(
    tiny_course: Course, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALCAZAR_KIT_RECORD", "1")
    bundle = ProgressPanel(tiny_course, progress.records)._repr_mimebundle_()
    assert sorted(bundle) == ["text/html", "text/plain"]


def test_a_live_panel_is_a_widget_with_text_and_html_beside_it(
    tiny_course: Course, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALCAZAR_KIT_RECORD", raising=False)
    bundle = ProgressPanel(tiny_course, progress.records)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"].startswith("0 of 3 exercises passed")


def test_the_terminal_shows_the_same(tiny_course: Course, progress: Progress) -> None:
    progress.note_verdict("1.2", Verdict.PASSED)
    console = Console(width=100, record=True, file=io.StringIO())
    ProgressPanel(tiny_course, progress.records).print(console)
    shown = console.export_text()
    assert "1 of 3 exercises passed, 2 of 6 points" in shown
    assert "✓ passed" in shown
