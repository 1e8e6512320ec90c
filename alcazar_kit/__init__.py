"""The kit around Alcazar: it lets learners build the framework in notebooks, and checks what they built.

It does not import ``alcazar``: in a kernel that name belongs to the learner's own package.
"""

from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Answer ``%load_ext alcazar_kit``: open a session in this kernel."""
    from .session import open_session

    open_session(shell)
