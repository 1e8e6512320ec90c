"""The kit around Alcazar: it lets learners build the framework in notebooks, and checks what they built.

It does not import ``alcazar``: in a kernel that name belongs to the learner's own package.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # nothing is imported before __main__ has looked where from
    from typing import Any


def load_ipython_extension(shell: "Any") -> None:
    """Answer ``%load_ext alcazar_kit``: open a session in this kernel, unless there is one already.

    IPython is made to forget that it has loaded the kit, so that Run All can do it again without a word.
    """
    from .session import open_session

    if "chapter" not in shell.magics_manager.magics["line"]:
        open_session(shell)
        shell.events.register("post_run_cell", lambda _: shell.extension_manager.loaded.discard(__name__))
