"""A small library with well-known authors, one of unknown age, and their books."""

from datetime import date
from decimal import Decimal

from alcazar.orm import Column, Database, ForeignKey, Table


class Author(Table):
    name = Column(str)
    age = Column(int)
    born = Column(date)


class Book(Table):
    title = Column(str)
    price = Column(Decimal)
    order = Column(int)
    author = ForeignKey(Author)


AUTHORS = [("Ada", 36), ("Alan", 41), ("Grace", 85), ("Anita", None), ("Edsger", 72), ("alma", 41)]
BOOKS = [("One", "9.50", 1), ("Two", "10", 1), ("Three", "100", 3), ("Edda", None, None)]


def filled(db: Database) -> Database:
    """Make the tables in a database, and fill them."""
    db.create(Author, Book)
    for name, age in AUTHORS:
        db.save(Author(name=name, age=age, born=age and date(2000 - age, 1, 1)))
    for title, price, author in BOOKS:
        db.save(Book(title=title, price=price and Decimal(price), order=len(title), author_id=author))
    return db


def names(query) -> list[str]:
    """The names of the authors that a query finds."""
    return [author.name for author in query]
