"""The app: its tables, its pages and its layers, put together. What each of them does is told in its own file."""

from pathlib import Path

from alcazar import Alcazar
from alcazar.orm import Database

from .authors import Authors
from .books import Books
from .editing import Editing
from .errors import ErrorPages
from .same_origin import SameOrigin
from .sample import fill
from .tables import Author, Book
from .timing import Timing

HERE = Path(__file__).parent


def create_app(db: Database) -> Alcazar:
    """Return the site over a database, which gets its tables, and some books if it is new."""
    db.create(Author, Book)
    fill(db)
    app = Alcazar(templates_dir=HERE / "templates", static_dir=HERE / "static")
    app.add_converter("id", "[1-9][0-9]{0,17}", int)
    for pages in (Books, Authors, Editing):
        pages(app, db)
    ErrorPages(app)
    app.add_middleware(SameOrigin)
    app.add_middleware(Timing)
    return app
