"""The kit's errors: each says what happened, the value, and what is allowed. It does not print or exit."""


class KitError(Exception):
    """A mistake or a mishap that its reader can mend; the message is the whole story.

    Magics print it without a traceback, the command line prints it and exits with status 2.
    """
