"""The form for a book: what was typed, and what is wrong with it. It knows no database and no page."""

from dataclasses import dataclass, field
from typing import Any, Self

from .tables import Book

LONGEST = {"title": 200, "author": 100, "year": 4, "note": 2000}
"""The fields, and how many characters each of them takes."""
LAST_YEAR = 2100


@dataclass
class BookForm:
    """What was typed, field by field, and a word about each field that needs another look."""

    typed: dict[str, str] = field(default_factory=lambda: dict.fromkeys(LONGEST, ""))
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> Self:
        """Return the form with a book in it."""
        return cls({"title": book.title, "author": book.author.name, "year": str(book.year), "note": book.note})

    @classmethod
    def read(cls, sent: Any) -> Self:
        """Return the form that a browser sent, ``req.POST``, with what is wrong with it; what is missing is empty."""
        form = cls({name: str(sent.get(name, "")).strip() for name in LONGEST})
        form.check()
        return form

    @property
    def year(self) -> int:
        """The year as a number; 0 where it is none."""
        text = self.typed["year"]
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0

    def check(self) -> None:
        """Note what is wrong."""
        for name, longest in LONGEST.items():
            if len(self.typed[name]) > longest:
                self.errors[name] = f"At most {longest:,} characters, please: these are {len(self.typed[name]):,}."
        if not 1 <= self.year <= LAST_YEAR:
            self.errors["year"] = f"A year is a whole number from 1 to {LAST_YEAR}."
        for name in ("title", "author"):
            if not self.typed[name]:
                self.errors[name] = f"A book has {'an author' if name == 'author' else 'a title'}."
