"""The pages that show books. They change none."""

from math import ceil

from alcazar import Alcazar, Request, Response
from alcazar.orm import Database

from .pages import Pages
from .tables import Author, Book

PER_PAGE = 12
LONGEST = 100
"""How many characters of a search count."""


class Books(Pages):
    """The list of the books, and the page of each."""

    def __init__(self, app: Alcazar, db: Database) -> None:
        super().__init__(app, db)
        app.add_route("/", self.books, methods=["GET"])
        app.add_route("/books/{number:id}", self.book, methods=["GET"])

    def books(self, req: Request, resp: Response) -> None:
        """List the books, or those that match a search, a page at a time."""
        search = req.GET.get("q", "").strip()[:LONGEST]
        found = self.shelf.filter(Book.title.like(f"%{search}%") | Author.name.like(f"%{search}%"))
        count = found.count()
        pages = max(1, ceil(count / PER_PAGE))
        page = min(number_of(req.GET.get("page", "")), pages)
        books = found.order_by(Book.title).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
        self.show(resp, "books.html", books=list(books), search=search, count=count, page=page, pages=pages)

    def book(self, req: Request, resp: Response, number: int) -> None:
        """Show a book."""
        self.show(resp, "book.html", book=self.found(number))


def number_of(text: str) -> int:
    """Return the number of the page that is asked for: the first one where it is none."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
