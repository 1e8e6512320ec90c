"""What the site keeps: authors, and books by them."""

from alcazar.orm import Column, ForeignKey, Table


class Author(Table):
    """Someone who wrote a book."""

    name = Column(str, unique=True, null=False)


class Book(Table):
    """A book on the shelf."""

    title = Column(str, null=False)
    year = Column(int, null=False)
    note = Column(str, default="", null=False)
    author = ForeignKey(Author, null=False)
