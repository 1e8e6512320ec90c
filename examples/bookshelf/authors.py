"""The pages that show authors."""

from collections import Counter

from alcazar import Alcazar, Request, Response
from alcazar.orm import Database

from .pages import Pages
from .tables import Author, Book


class Authors(Pages):
    """The list of the authors, and the page of each."""

    def __init__(self, app: Alcazar, db: Database) -> None:
        super().__init__(app, db)
        app.add_route("/authors", self.authors, methods=["GET"])
        app.add_route("/authors/{number:id}", self.author, methods=["GET"])

    def authors(self, req: Request, resp: Response) -> None:
        """List those who have a book here, each with the number of their books."""
        counts = Counter(book.author.id for book in self.shelf)
        authors = [author for author in self.db.query(Author).order_by(Author.name) if author.id in counts]
        self.show(resp, "authors.html", authors=authors, counts=counts)

    def author(self, req: Request, resp: Response, number: int) -> None:
        """Show an author, and their books in the order in which they came out."""
        author = self.db.get(Author, number)
        books = self.shelf.filter(Book.author == author).order_by(Book.year, Book.title)
        self.show(resp, "author.html", author=author, books=list(books))
