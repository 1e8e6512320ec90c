"""What all pages have in common: an app with its templates, and a database. Which pages there are is told elsewhere."""

from typing import Any

from alcazar import Alcazar, Response
from alcazar.orm import Database, Query

from .tables import Book


class Pages:
    """Some pages of the site: a subclass has a method for each, and tells the app their routes."""

    def __init__(self, app: Alcazar, db: Database) -> None:
        self.app = app
        self.db = db

    def show(self, resp: Response, template: str, **values: Any) -> None:
        """Answer with a template, filled with the values."""
        resp.html = self.app.template(template, values)

    @property
    def shelf(self) -> Query[Book]:
        """All books, each with its author, in one statement."""
        return self.db.query(Book).join(Book.author)

    def found(self, number: int) -> Book:
        """Return a book, with its author.

        Raises:
            RowNotFoundError: there is no such book.
        """
        return self.shelf.filter(Book.id == number).one()
