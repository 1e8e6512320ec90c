"""``python -m alcazar_kit``: the same as the ``alcazar-kit`` command. It adds nothing to it."""

import os
import sys

if os.path.realpath(sys.path[0]) == os.path.realpath(os.curdir) and not os.path.isdir("alcazar_kit"):  # noqa: PTH112
    del sys.path[0]  # `python -m` would import from where it is run, say from a folder of submissions

try:
    from .cli import main
except ModuleNotFoundError as missing:
    sys.exit(f"Error: {missing.name} is missing from this Python's packages. Delete .venv and run kit.py again.")

main(prog_name="alcazar-kit")
