"""Whether what a kernel sent is a Jupyter message as nbval takes it for granted. It judges no output.

An answer shares its process with the kernel, and can send in its name whatever it likes. The specification is
https://jupyter-client.readthedocs.io/en/latest/messaging.html.
"""

from collections.abc import Mapping
from typing import Any

TEXTS = {
    "error": ("ename", "evalue"),
    "execute_reply": ("status",),
    "status": ("execution_state",),
    "stream": ("name", "text"),
}
"""The fields that must be there, and be text, by type."""

DISPLAYS = ("display_data", "execute_result")


def is_sound(message: Mapping[str, Any]) -> bool:
    """Whether a message has what its type asks for, each part of the right kind."""
    kind, parent, content = message["msg_type"], message["parent_header"], message["content"]
    if not (isinstance(kind, str) and isinstance(parent, dict) and isinstance(content, dict)):
        return False
    if not all(isinstance(content.get(name), str) for name in TEXTS.get(kind, ())):
        return False
    if kind == "error":
        return isinstance(content["traceback"], list) and all(isinstance(line, str) for line in content["traceback"])
    return kind not in DISPLAYS or _is_sound_display(kind, content)


def _is_sound_display(kind: str, content: Mapping[str, Any]) -> bool:
    data = content["data"]
    return (
        isinstance(data, dict)
        and isinstance(content["metadata"], dict)
        and (kind == "display_data" or "execution_count" in content)
        and all(isinstance(value, str) for name, value in data.items() if name.startswith("text/"))
    )
