"""Names in SQL: what makes any name one, and keeps it from being anything else. No other module puts one there."""

from functools import cache


@cache
def quoted(*names: str) -> str:
    """Return a name as SQL takes any: ``"order"``, or ``"author"."name"`` for two."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)
