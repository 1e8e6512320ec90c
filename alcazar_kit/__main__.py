"""``python -m alcazar_kit``: the same as the ``alcazar-kit`` command. It adds nothing to it."""

from .cli import main

main(prog_name="alcazar-kit")
