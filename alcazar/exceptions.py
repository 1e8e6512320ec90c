"""The framework's own exceptions. Each carries what happened, as attributes."""


class DuplicateRouteError(AssertionError):
    """Two patterns match the same paths.

    Attributes:
        pattern: the one that was refused.
        existing: the one that was there.
    """

    def __init__(self, pattern: str, existing: str) -> None:
        super().__init__(pattern, existing)
        self.pattern = pattern
        self.existing = existing

    def __str__(self) -> str:
        return f"the pattern {self.pattern!r} matches the same paths as {self.existing!r}, which has a handler already"
