"""Answers that attack, from ``hostile/``: each file one submission, each cell an answer with the verdict it deserves.

An answer that is to pass is right unless it reached something that it must not; then it shows what.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "hostile"

ATTEMPT = """reached = []


def attempt(name, action):
    try:
        found = action()
    except Exception:
        return
    if found:
        reached.append((name, str(found)[:200]))

"""
"""What answers note by what they reached."""

FORGE = """import json

shell = get_ipython()
session, parent = shell.kernel.session, shell.parent_header


def forge(kind, content, key=None):
    frames = [session.pack(session.msg_header(kind)), session.pack(parent["header"]), b"{}", content]
    signature = session.sign(frames) if key is None else key
    shell.kernel.iopub_socket.send_multipart([b"forged", b"<IDS|MSG>", signature, *frames])

"""
"""What answers send messages in the kernel's name by."""

_HEAD = re.compile(r"^# %% (\d\.\d) (passed|failed): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """An answer, the verdict that it deserves, and what it tries."""

    exercise: str
    verdict: str
    story: str
    source: str


def attacks(name: str) -> list[Attack]:
    """Read the attacks of one submission."""
    _, *parts = _HEAD.split((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    found = []
    for exercise, verdict, story, source in zip(*(parts[at::4] for at in range(4)), strict=True):
        before = ATTEMPT * ("attempt(" in source) + FORGE * ("forge(" in source)
        found.append(Attack(exercise, verdict, story, before + source.strip()))
    return found


NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
