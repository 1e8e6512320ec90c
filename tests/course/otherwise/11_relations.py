"""Right answers to the exercises of chapter 11, by two people with habits of their own.

One is terse and functional: recursion, ``groupby``, ``property`` subclassed, generators. The other comes from data
science and Flask: SQL of their own, ``json.dumps``, defaultdicts and stacks, dicts of outcomes, prints.
"""

# %% 11.1 right: functional, zipped
predicted = dict(zip(("titles", "numbers", "names", "three times", "joined", "in vain", "one less"), [1, 1, 4, 6, 1, 5, 2]))

# %% 11.1 right: data scientist, counts the statements of each page
pages = {
    "titles": lambda db, Book: [book.title for book in db.all(Book)],
    "numbers": lambda db, Book: [book.author_id for book in db.all(Book)],
    "names": lambda db, Book: [book.author and book.author.name for book in db.all(Book)],
    "three times": lambda db, Book: [db.get(Book, 1).author.name for _ in range(3)],
    "joined": lambda db, Book: [book.author and book.author.name for book in db.query(Book).join(Book.author)],
    "in vain": lambda db, Book: [book.title for book in db.query(Book).join(Book.author) for book in db.query(Book)],
    "one less": lambda db, Book: db.delete(Book, id=1),
}
predicted = {}
for name, page in pages.items():
    with library(("Emma", "Jane"), ("Notes", "Ada"), ("Beowulf", None), ("Sanditon", "Jane")) as (db, Book):
        statements = []
        db.conn.set_trace_callback(statements.append)
        _ = page(db, Book)
        db.conn.set_trace_callback(None)
        print(f"{name:12} {len(statements)}")
        predicted[name] = len(statements)

# %% 11.2 right: functional, classes by type and partial
from functools import partial

table = lambda name, /, **columns: type(name, (Table,), columns)
cascade, emptied = (partial(ForeignKey, on_delete=what) for what in ("cascade", "set null"))

Author = table("Author", name=Column(str))
Book = table("Book", author=ForeignKey(Author))
Copy = table("Copy", book=cascade(Book, null=False))
Reader = table("Reader", name=Column(str))
Loan = table("Loan", copy=ForeignKey(Copy), reader=emptied(Reader))

left = lambda table, lent=True: remaining((Author, Book, Copy, Reader, Loan), table, lent)

# %% 11.2 right: data scientist, options in a dict, and every one is said
OPTIONS = {
    "keep the author": {"on_delete": "restrict"},
    "goes with the book": {"on_delete": "cascade", "null": False},
    "can't go while lent": {"on_delete": "restrict"},
    "stays without a reader": {"on_delete": "set null", "null": True},
}


class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author, **OPTIONS["keep the author"])


class Copy(Table):
    book = ForeignKey(lambda: Book, **OPTIONS["goes with the book"])


class Reader(Table):
    name = Column(str)


class Loan(Table):
    copy = ForeignKey(Copy, **OPTIONS["can't go while lent"])
    reader = ForeignKey(Reader, **OPTIONS["stays without a reader"])


def left(table, lent=True):
    result = remaining((Author, Book, Copy, Reader, Loan), table, lent)
    print(f"without {table.__name__}: {result}")
    return result


# %% 11.3 right: functional, a lambda for a line and one for the page
line = lambda book: ", by ".join((book.title, *((book.author.name,) if book.author else ())))


def site(db, Book):
    (app := Alcazar()).route("/books", name="books")(
        lambda req, resp: setattr(resp, "json", [*map(line, db.query(Book).join(Book.author))])
    )
    return app


def app(environ, start_response):
    with library(("Emma", "Jane"), ("Beowulf", None)) as (db, Book):
        return site(db, Book)(environ, start_response)


# %% 11.3 right: Flask habitué, SQL and json.dumps
import json

SQL = """
SELECT book.title || coalesce(', by ' || author.name, '')
FROM book LEFT OUTER JOIN author ON author.id = book.author_id
ORDER BY book.id
"""


def site(db, Book, **kwargs):
    app = Alcazar(**kwargs)

    @app.route("/books")
    def books(req, resp):
        result = [text for (text,) in db.conn.execute(SQL)]
        print(f"{len(result)} books")
        resp.body = json.dumps(result).encode("utf-8")
        resp.content_type = "application/json"

    return app


def app(environ, start_response):
    with library(("Emma", "Jane"), ("Beowulf", None)) as (db, Book):
        return site(db, Book)(environ, start_response)


# %% 11.4 right: functional, one comparison of tuples
def listed(db, Book):
    return [(book.title, book.author and book.author.name) for book in db.query(Book).join(Book.author)]


BOOKS = ("Shirley", "Ann"), ("Emma", "Jane"), ("Beowulf", None), ("Emma", "Jane"), ("Agnes", "Ann"), ("Emma", "Zoe"), ("Job", None)


def sound(listing):
    with library(*BOOKS) as (db, Book):
        db.conn.set_trace_callback((asked := []).append)
        found = listing(db, Book)
        db.conn.set_trace_callback(None)
        return (tuple(found), len(asked), tuple(listed(db, Book))) == (BOOKS, 1, BOOKS)


# %% 11.4 right: data scientist, random libraries and a context manager that counts
import random
from contextlib import contextmanager


def listed(db, Book):
    return [(book.title, book.author and book.author.name) for book in db.query(Book).join(Book.author)]


@contextmanager
def counting(db):
    statements = []
    db.conn.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        db.conn.set_trace_callback(None)


def sound(listing):
    numbers = random.Random(0)
    samples = [[], [("Emma", "Jane")], [("Zola", "Émile"), ("Beowulf", None), ("Emma", "Jane"), ("Emma", "Jane")]]
    samples += [[(numbers.choice("cab"), numbers.choice(["Ada", "Jane", "Eve", None])) for _ in range(30)] for _ in range(3)]
    for books in samples:
        with library(*books) as (db, Book):
            before = db.conn.execute("SELECT * FROM author ORDER BY id").fetchall()
            with counting(db) as statements:
                result = list(listing(db, Book))
            after = db.conn.execute("SELECT * FROM author ORDER BY id").fetchall()
            problems = {"wrong": result != books, "too much": len(statements) != 1, "changed": before != after}
            if any(problems.values()):
                print(problems)
                return False
    return True


# %% 11.5 right: functional, a generator that calls itself
def thread(db, Comment):
    comments = db.all(Comment)

    def below(parent, depth=0):
        for comment in comments:
            if comment.parent_id == parent:
                yield "  " * depth + comment.text
                yield from below(comment.id, depth + 1)

    return [*below(None)]


def threaded(*comments):
    with discussion(*comments) as (db, Comment):
        return thread(db, Comment)


# %% 11.5 right: data scientist, a defaultdict and a stack
from collections import defaultdict


def thread(db, Comment):
    answers = defaultdict(list)
    for comment in db.all(Comment):
        answers[comment.parent_id].append(comment)
    stack = [(comment, 0) for comment in reversed(answers[None])]
    lines = []
    while stack:
        comment, depth = stack.pop()
        lines.append(f"{depth * 2 * ' '}{comment.text}")
        stack.extend((answer, depth + 1) for answer in reversed(answers[comment.id]))
    return lines


def threaded(*comments):
    with discussion(*comments) as (db, Comment):
        return thread(db, Comment)


# %% 11.6 right: functional, a property, which refuses to be set by itself
%%build alcazar/orm/back.py
"""The way back: from a row to those that refer to it. It writes nothing to the database."""

from . import sql
from .names import quoted


class Back(property):
    """An attribute of a table's rows: the rows of another table that refer to them.

    Args:
        key: a function that returns the foreign key by which they do.
    """

    def __init__(self, key):
        def rows(row):
            if row.id is None:
                return []
            (table, name), fetch = (key().owner, key().name), key().owner._database.conn.fetch
            found = fetch(f"{sql.select(table, ()).split(' ORDER ')[0]} WHERE {quoted(key().sql_name)} = ? ORDER BY 1", [row.id])
            return [setattr(one, name, row) or one for one in map(table._loaded, found)]

        super().__init__(rows)

# %% 11.6 right: data scientist, all rows, of which Python keeps some
%%build alcazar/orm/back.py
"""The way back: from a row to those that refer to it. It writes nothing to the database."""

import logging

logger = logging.getLogger("alcazar.orm")


class Back:
    """An attribute of a table's rows: the rows of another table that refer to them.

    Args:
        key: a function that returns the foreign key by which they do.
    """

    def __init__(self, key):
        self.key = key

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, row, owner=None):
        if row is None:
            return self
        result = []
        if row.id is not None:
            key = self.key()
            for other in key.owner._database.all(key.owner):
                if getattr(other, key.sql_name) == row.id:
                    setattr(other, key.name, row)
                    result.append(other)
        logger.debug("%d rows refer to %r", len(result), row)
        return result

    def __set__(self, row, value):
        raise AttributeError(f"{type(row).__name__}: save the other rows instead")
