"""What code prints, logs, warns and displays, kept apart. It catches no bytes that are written to file descriptors."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from IPython.utils.capture import CapturedIO, capture_output


@contextmanager
def apart() -> Iterator[CapturedIO]:
    """Keep standard output, standard error, displays and logging away from the cell's output.

    Logging handlers that write to either stream, also those made before or meanwhile, write here until the end.
    """
    streams = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
    with capture_output() as captured:
        moved = [(handler, handler.stream) for handler in _handlers() if handler.stream in streams]
        meanwhile = (sys.stdout, sys.stderr)
        try:
            for handler, _ in moved:
                handler.setStream(sys.stderr)
            yield captured
        finally:
            for handler, stream in moved:
                handler.setStream(stream)
            for handler in _handlers():
                if handler.stream in meanwhile:
                    handler.setStream(streams[meanwhile.index(handler.stream)])


def _handlers() -> list["logging.StreamHandler[Any]"]:
    loggers: list[Any] = [logging.root, *logging.root.manager.loggerDict.values()]
    handlers = {handler for logger in loggers for handler in getattr(logger, "handlers", ())}
    return [handler for handler in handlers if type(handler) is logging.StreamHandler]
