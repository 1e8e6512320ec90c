"""What every kernel imports, imported before one is forked. It forks none."""

import contextlib
import gc
import sys
from importlib import import_module

NEEDED = (
    *("ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib", "IPython.core.magics.extension"),
    *("IPython.extensions.storemagic", "jinja2", ".kernel_app", "...client", "...exercise_magics", "...magics"),
    *("...projects", "...session", "...widgets"),
)
"""What a kernel imports between its start and an exercise's answer."""


def preload() -> None:
    """Import what each kernel imports, and keep the collector from looking at it in each of them."""
    # No kernel in here is debugged, and to import the debugger takes as long as to start a kernel.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in NEEDED:
        import_module(name, __package__)
    from ...errors import KitError
    from ...finished import finished

    with contextlib.suppress(KitError):  # a course may have no framework yet
        finished("app", "Alcazar")
        finished("testing", "Session")
    gc.collect()
    gc.freeze()
