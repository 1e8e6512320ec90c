"""Books and their authors, on one page by one statement; who goes may take the books along.

    gunicorn --chdir examples relations:app

Then look at /. To delete an author: curl -X DELETE http://127.0.0.1:8000/authors/1
"""

from alcazar import Alcazar, HTTPError, Request, Response
from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import ForeignKeyError, RowNotFoundError

app = Alcazar()


class Author(Table):
    name = Column(str, null=False)


class Book(Table):
    title = Column(str, null=False)
    author = ForeignKey(Author)
    sequel_to = ForeignKey("self", on_delete="set null")


class Review(Table):
    text = Column(str, null=False)
    book = ForeignKey(Book, on_delete="cascade", null=False)


db = Database(":memory:")
db.create(Author, Book, Review)


def fill() -> None:
    """Save a few books, the second of which goes on where the first one ends."""
    louisa = Author(name="Louisa May Alcott")
    db.save(louisa)
    women = Book(title="Little Women", author=louisa)
    db.save(women)
    db.save(Book(title="Good Wives", author=louisa, sequel_to=women))
    db.save(Book(title="Beowulf"))
    db.save(Review(text="Four sisters, and none is like another.", book=women))


fill()


def described(book: Book) -> str:
    """Return a book in a line."""
    author = f" by {book.author.name}" if book.author else ""
    return f"{book.title}{author}" + (f", after {book.sequel_to.title}" if book.sequel_to else "")


@app.route("/")
def books(req: Request, resp: Response) -> None:
    resp.json = [described(book) for book in db.query(Book).join(Book.author, Book.sequel_to)]


@app.route("/{table}/{number:d}", methods=["DELETE"])
def delete(req: Request, resp: Response, table: str, number: int) -> None:
    tables = {"authors": Author, "books": Book}
    if table not in tables:
        raise HTTPError(404)
    try:
        db.delete(tables[table], id=number)
    except RowNotFoundError as error:
        raise HTTPError(404, str(error)) from error
    except ForeignKeyError as error:
        raise HTTPError(409, str(error)) from error
    resp.status_code = 204
