"""``python -m alcazar_kit``: the same as the ``alcazar-kit`` command. It adds nothing to it."""

import sys

try:
    from .cli import main
except ModuleNotFoundError as missing:
    sys.exit(f"Error: {missing.name} is missing from this Python's packages. Delete .venv and run kit.py again.")

main(prog_name="alcazar-kit")
