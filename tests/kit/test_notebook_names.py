"""The kit's own names are in every notebook, and no answer takes them."""

from types import SimpleNamespace
from typing import Any

from alcazar_kit import exercise_magics
from alcazar_kit.practising.practice import KEPT


class Shell:
    """As much of a kernel's shell as the magics are registered with."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {}
        self.input_transformers_cleanup: list[Any] = []

    def register_magics(self, magics: Any) -> None:
        assert magics


def test_what_a_notebook_gets_is_what_an_answer_cant_take(monkeypatch: Any) -> None:
    monkeypatch.setattr(exercise_magics, "ExerciseMagics", lambda practice: practice)
    monkeypatch.setattr(exercise_magics, "Practice", lambda session: SimpleNamespace(session=session, check=None))
    shell = Shell()
    exercise_magics.register(SimpleNamespace(shell=shell))  # type: ignore[arg-type]
    assert sorted(shell.user_ns) == sorted(KEPT)
