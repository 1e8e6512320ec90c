"""The kit's errors: each says what happened, the value, and what is allowed. It does not print or exit."""


class KitError(Exception):
    """A mistake or a mishap that its reader can mend; the message is the whole story.

    Magics print it without a traceback, the command line prints it and exits with status 2.
    """

    def _render_traceback_(self) -> list[str]:
        """Be shown by IPython as one message, without the kit's own lines."""
        return [f"{type(self).__name__}: {self}"]
