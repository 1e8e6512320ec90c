# Planted answers to the exercises of chapter 11: wrong ones that must fail, right ones written otherwise that must pass.

# %% 11.1 wrong: takes the example's value for all
predicted = dict.fromkeys(["titles", "numbers", "names", "three times", "joined", "in vain", "one less"], 1)

# %% 11.1 wrong: believes that an author is fetched once for all books
predicted = {"titles": 1, "numbers": 1, "names": 3, "three times": 6, "joined": 1, "in vain": 5, "one less": 2}

# %% 11.1 wrong: believes that nobody is asked for as well
predicted = {"titles": 1, "numbers": 1, "names": 5, "three times": 6, "joined": 1, "in vain": 5, "one less": 2}

# %% 11.1 wrong: believes that the number is fetched
predicted = {"titles": 1, "numbers": 4, "names": 4, "three times": 6, "joined": 1, "in vain": 5, "one less": 2}

# %% 11.1 wrong: believes that db.get remembers
predicted = {"titles": 1, "numbers": 1, "names": 4, "three times": 2, "joined": 1, "in vain": 5, "one less": 2}

# %% 11.1 wrong: believes that a join is a statement more
predicted = {"titles": 1, "numbers": 1, "names": 4, "three times": 6, "joined": 2, "in vain": 5, "one less": 2}

# %% 11.1 wrong: believes that a query keeps what it found
predicted = {"titles": 1, "numbers": 1, "names": 4, "three times": 6, "joined": 1, "in vain": 2, "one less": 2}

# %% 11.1 wrong: forgets that a row is fetched before it is deleted
predicted = {"titles": 1, "numbers": 1, "names": 4, "three times": 6, "joined": 1, "in vain": 5, "one less": 1}

# %% 11.1 right: reckoned
books, authors = 4, 3
predicted = {"titles": 1, "numbers": 1, "joined": 1, "names": 1 + authors}
predicted |= {"three times": 3 * 2, "in vain": 1 + books}
predicted.setdefault("one less", len(["SELECT", "DELETE"]))

# %% 11.1 right: asks, prints and logs
import logging

predicted = {}
pages = {
    "titles": lambda db, Book: [book.title for book in db.all(Book)],
    "numbers": lambda db, Book: [book.author_id for book in db.all(Book)],
    "names": lambda db, Book: [book.author and book.author.name for book in db.all(Book)],
    "three times": lambda db, Book: [db.get(Book, 1).author.name for _ in range(3)],
    "joined": lambda db, Book: [book.author and book.author.name for book in db.query(Book).join(Book.author)],
    "in vain": lambda db, Book: [book.title for book in db.query(Book).join(Book.author) for book in db.query(Book)],
    "one less": lambda db, Book: db.delete(Book, id=1),
}
for name, page in pages.items():
    with library(("Emma", "Jane"), ("Notes", "Ada"), ("Persuasion", "Jane"), ("Beowulf", None)) as (db, Book):
        statements = []
        db.conn.set_trace_callback(statements.append)
        page(db, Book)
        db.conn.set_trace_callback(None)
        predicted[name] = len(statements)
        print(name, len(statements))
        logging.getLogger("pages").warning("%s asks", name)

# %% 11.2 wrong: says nothing
class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author)


class Copy(Table):
    book = ForeignKey(Book, null=False)


class Reader(Table):
    name = Column(str)


class Loan(Table):
    copy = ForeignKey(Copy)
    reader = ForeignKey(Reader)


def left(table, lent=True):
    return remaining((Author, Book, Copy, Reader, Loan), table, lent)

# %% 11.2 wrong: cascades everywhere
class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author, on_delete="cascade")


class Copy(Table):
    book = ForeignKey(Book, on_delete="cascade", null=False)


class Reader(Table):
    name = Column(str)


class Loan(Table):
    copy = ForeignKey(Copy, on_delete="cascade")
    reader = ForeignKey(Reader, on_delete="cascade")


def left(table, lent=True):
    return remaining((Author, Book, Copy, Reader, Loan), table, lent)

# %% 11.2 wrong: says it where the row is that goes
class Reader(Table):
    name = Column(str)


class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author, on_delete="cascade")


class Copy(Table):
    book = ForeignKey(Book, null=False)


class Loan(Table):
    copy = ForeignKey(Copy)
    reader = ForeignKey(Reader, on_delete="set null")


def left(table, lent=True):
    return remaining((Author, Book, Copy, Reader, Loan), table, lent)

# %% 11.2 wrong: a copy may be without a book
class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author)


class Copy(Table):
    book = ForeignKey(Book, on_delete="cascade")


class Reader(Table):
    name = Column(str)


class Loan(Table):
    copy = ForeignKey(Copy)
    reader = ForeignKey(Reader, on_delete="set null")


def left(table, lent=True):
    return remaining((Author, Book, Copy, Reader, Loan), table, lent)

# %% 11.2 wrong: loans go with what they are about
class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author)


class Copy(Table):
    book = ForeignKey(Book, on_delete="cascade", null=False)


class Reader(Table):
    name = Column(str)


class Loan(Table):
    copy = ForeignKey(Copy, on_delete="set null")
    reader = ForeignKey(Reader, on_delete="set null")


def left(table, lent=True):
    return remaining((Author, Book, Copy, Reader, Loan), table, lent)

# %% 11.2 wrong: rewrites what counts
class Author(Table):
    name = Column(str)


class Book(Table):
    author = ForeignKey(Author)


class Copy(Table):
    book = ForeignKey(Book)


class Reader(Table):
    name = Column(str)


class Loan(Table):
    copy = ForeignKey(Copy)
    reader = ForeignKey(Reader)


def left(table, lent=True):
    return {"author": 1, "book": 1, "copy": 1, "reader": 0, "loan": 1}

# %% 11.2 right: other columns and other orders
class Reader(Table):
    name = Column(str)
    email = Column(str, unique=True)


class Author(Table):
    name = Column(str)


class Book(Table):
    title = Column(str, default="Untitled")
    author = ForeignKey(lambda: Author, on_delete="restrict")


class Copy(Table):
    book = ForeignKey(Book, null=False, on_delete="cascade")


class Loan(Table):
    reader = ForeignKey(Reader, null=True, on_delete="set null")
    copy = ForeignKey(Copy, on_delete="restrict")

# %% 11.2 right: prints and logs
import logging

policies = {"restrict": {}, "cascade": {"on_delete": "cascade", "null": False}, "set null": {"on_delete": "set null"}}
print(policies)
logging.getLogger("library").warning("three policies")


class Author(Table):
    name = Column(str)


class Reader(Author):
    pass


class Book(Table):
    author = ForeignKey(Author, **policies["restrict"])


class Copy(Table):
    book = ForeignKey(Book, **policies["cascade"])


class Loan(Table):
    copy = ForeignKey(Copy, **policies["restrict"])
    reader = ForeignKey(Reader, **policies["set null"])

# %% 11.3 wrong: knows the table
def site(db, Book):
    app = Alcazar()
    app.add_route("/books", lambda req, resp: setattr(resp, "json", ["Emma, by Jane", "Beowulf"]))
    return app


app = site(None, None)

# %% 11.3 wrong: joins, and breaks
def site(db, Book):
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        resp.json = [f"{book.title}, by {book.author.name}" for book in db.query(Book).join(Book.author)]

    return app

# %% 11.3 wrong: still asks for each
def site(db, Book):
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        resp.json = [f"{book.title}, by {book.author.name}" if book.author else book.title for book in db.all(Book)]

    return app

# %% 11.3 wrong: leaves out what is hard
def site(db, Book):
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        found = db.query(Book).join(Book.author)
        resp.json = [f"{book.title}, by {book.author.name}" for book in found if book.author]

    return app

# %% 11.3 wrong: by None
def site(db, Book):
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        found = db.query(Book).join(Book.author)
        resp.json = [f"{book.title}, by {getattr(book.author, 'name', None)}" for book in found]

    return app

# %% 11.3 wrong: asks once, when the site is made, and once more
def site(db, Book):
    app, authors = Alcazar(), {author.id: author.name for author in db.all(Book.author.table)}

    @app.route("/books")
    def books(req, resp):
        resp.json = [
            f"{book.title}, by {authors[book.author_id]}" if book.author_id else book.title for book in db.all(Book)
        ]

    return app

# %% 11.3 right: in SQL
def site(db, Book):
    app = Alcazar()

    @app.route("/books")
    def books(req, resp):
        rows = db.conn.fetch(
            "SELECT title, name FROM book LEFT JOIN author ON author.id = book.author_id ORDER BY book.id"
        )
        resp.json = [title if name is None else f"{title}, by {name}" for title, name in rows]

    return app

# %% 11.3 right: prints and logs
import logging


def site(db, Book):
    app = Alcazar()
    query = db.query(Book).join(Book.author)

    def books(req, resp):
        lines = []
        for book in query:
            print(book)
            if book.author_id is None:
                logging.getLogger("shelf").warning("%s is by nobody", book.title)
            lines.append(", by ".join([book.title] + ([book.author.name] if book.author_id else [])))
        resp.json = lines

    app.add_route("/books", books)
    return app

# %% 11.4 wrong: content with one book, and one by nobody
def sound(listing):
    with library(("Emma", "Jane"), ("Beowulf", None)) as (db, Book):
        return listing(db, Book) == [("Emma", "Jane"), ("Beowulf", None)]

# %% 11.4 wrong: never content
def sound(listing):
    return False

# %% 11.4 wrong: compares, but doesn't count
def sound(listing):
    books = [("Persuasion", "Jane"), ("Beowulf", None), ("Notes", "Ada"), ("Emma", "Jane"), ("Emma", "Jane")]
    with library(*books) as (db, Book):
        return listing(db, Book) == books

# %% 11.4 wrong: counts, but doesn't mind the order
def sound(listing):
    books = [("Persuasion", "Jane"), ("Beowulf", None), ("Notes", "Ada"), ("Emma", "Jane"), ("Emma", "Jane")]
    with library(*books) as (db, Book):
        asked = []
        db.conn.set_trace_callback(asked.append)
        found = listing(db, Book)
        return set(found) == set(books) and len(found) == len(books) and len(asked) == 1

# %% 11.4 wrong: has a book by nobody, but no author twice
def sound(listing):
    books = [("Persuasion", "Jane"), ("Beowulf", None), ("Notes", "Ada")]
    with library(*books) as (db, Book):
        asked = []
        db.conn.set_trace_callback(asked.append)
        return listing(db, Book) == books and len(asked) == 1

# %% 11.4 wrong: goes by the name
def sound(listing):
    return listing.__name__ == "listed"

# %% 11.4 right: several libraries
def sound(listing):
    shelves = [
        [],
        [("Beowulf", None)],
        [("B", "Jane"), ("A", "Jane"), ("B", "Jane"), ("C", "Ada"), ("A", None)],
    ]
    for books in shelves:
        with library(*books) as (db, Book):
            asked = []
            db.conn.set_trace_callback(asked.append)
            found = listing(db, Book)
            db.conn.set_trace_callback(None)
            if list(map(tuple, found)) != books or asked[1:] or db.all(Book.author.table)[1:2] and not asked:
                return False
    return True

# %% 11.4 right: prints and logs
import logging


class Statements(list):
    """What a connection is asked, in a with block."""

    def __init__(self, db):
        super().__init__()
        self.db = db

    def __enter__(self):
        self.db.conn.set_trace_callback(self.append)
        return self

    def __exit__(self, *_):
        self.db.conn.set_trace_callback(None)


def sound(listing):
    books = [("Z", "Ada"), ("M", None), ("M", None), ("A", "Ada"), ("B", "Eve")]
    with library(*books) as (db, Book):
        with Statements(db) as statements:
            found = listing(db, Book)
        names = [author.name for author in db.all(Book.author.table)]
    print(found)
    logging.getLogger("judge").warning("%d statements", len(statements))
    return (found, len(statements), names) == (books, 1, ["Ada", "Eve"])

# %% 11.5 wrong: one level for all answers
def thread(db, Comment):
    return [("  " if comment.parent_id else "") + comment.text for comment in db.all(Comment)]

# %% 11.5 wrong: climbs by statements
def thread(db, Comment):
    def below(parent):
        for comment in db.all(Comment):
            if comment.parent_id == parent:
                yield comment.text
                yield from ("  " + line for line in below(comment.id))

    return list(below(None))

# %% 11.5 wrong: indents, but leaves them in the order of ids
def thread(db, Comment):
    depths, lines = {None: -1}, []
    for comment in db.all(Comment):
        depths[comment.id] = depths[comment.parent_id] + 1
        lines.append("  " * depths[comment.id] + comment.text)
    return lines

# %% 11.5 wrong: two levels are enough
def thread(db, Comment):
    comments, lines = db.all(Comment), []
    for comment in comments:
        if comment.parent_id is None:
            lines.append(comment.text)
            lines += ["  " + answer.text for answer in comments if answer.parent_id == comment.id]
    return lines

# %% 11.5 wrong: level by level
def thread(db, Comment):
    comments, lines, level, indent = db.all(Comment), [], [None], ""
    while level:
        found = [comment for comment in comments if comment.parent_id in level]
        lines += [indent + comment.text for comment in found]
        level, indent = [comment.id for comment in found], indent + "  "
    return [line.removeprefix("") for line in lines]

# %% 11.5 wrong: the last answer first
def thread(db, Comment):
    comments, lines, stack = db.all(Comment), [], [(None, "")]
    while stack:
        id, indent = stack.pop()
        if id:
            lines.append(indent[2:] + next(comment.text for comment in comments if comment.id == id))
        stack += [(comment.id, indent + "  ") for comment in comments if comment.parent_id == id]
    return lines

# %% 11.5 right: by paths
def thread(db, Comment):
    paths = {None: ()}
    texts = {}
    for comment in db.all(Comment):
        path = (*paths[comment.parent_id], comment.id)
        paths[comment.id], texts[path] = path, comment.text
    return ["  " * (len(path) - 1) + texts[path] for path in sorted(texts)]

# %% 11.5 right: a stack, prints and logs
import logging


def thread(db, Comment):
    comments, lines = list(db.query(Comment)), []
    stack = [(comment, 0) for comment in reversed(comments) if comment.parent_id is None]
    while stack:
        comment, depth = stack.pop()
        print(comment)
        logging.getLogger("thread").warning("at depth %d", depth)
        lines.append(f"{'  ' * depth}{comment.text}")
        stack += [(answer, depth + 1) for answer in reversed(comments) if answer.parent_id == comment.id]
    return lines

# %% 11.6 wrong: all books
%%build alcazar/orm/back.py
class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        found = owner._database.all(self.key().owner)
        for other in found:
            setattr(other, self.key().name, row)
        return found

    def __set__(self, row, value):
        raise AttributeError

# %% 11.6 wrong: asks for each author again
%%build alcazar/orm/back.py
class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        others = [other for other in owner._database.all(key.owner) if other.author_id is not None]
        return [other for other in others if getattr(other, key.name).id == row.id]

    def __set__(self, row, value):
        raise AttributeError

# %% 11.6 wrong: an author of its own for each book
%%build alcazar/orm/back.py
class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        found = owner._database.query(key.owner).join(key)
        return [other for other in found if row.id is not None and getattr(other, key.sql_name) == row.id]

    def __set__(self, row, value):
        raise AttributeError

# %% 11.6 wrong: can be set
%%build alcazar/orm/back.py
from . import sql
from .names import quoted


class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        table = key.owner
        statement = f'SELECT {sql.columns(table, table._name)} FROM {quoted(table._name)}'
        statement += f' WHERE {quoted(key.sql_name)} = ? ORDER BY "id"'
        found = [table._loaded(values) for values in owner._database.conn.fetch(statement, [row.id])]
        for other in found:
            setattr(other, key.name, row)
        return found

# %% 11.6 wrong: remembers what it found
%%build alcazar/orm/back.py
from . import sql
from .names import quoted


class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        name = key.owner._name
        if name not in vars(row):
            statement = f"SELECT {sql.columns(key.owner, name)} FROM {quoted(name)} WHERE {quoted(key.sql_name)} = ?"
            rows = owner._database.conn.fetch(f'{statement} ORDER BY "id"', [row.id])
            vars(row)[name] = [key.owner._loaded(values) for values in rows]
            for other in vars(row)[name]:
                setattr(other, key.name, row)
        return vars(row)[name]

    def __set__(self, row, value):
        raise AttributeError

# %% 11.6 wrong: names are not quoted
%%build alcazar/orm/back.py
class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        statement = f"SELECT * FROM {key.owner._name} WHERE {key.sql_name} = ? ORDER BY id"
        found = [key.owner._loaded(values) for values in owner._database.conn.fetch(statement, [row.id])]
        for other in found:
            setattr(other, key.name, row)
        return found

    def __set__(self, row, value):
        raise AttributeError

# %% 11.6 wrong: books of nobody for an author never saved
%%build alcazar/orm/back.py
class Back:
    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        found = [other for other in owner._database.query(key.owner) if getattr(other, key.sql_name) == row.id]
        for other in found:
            setattr(other, key.name, row)
        return found

    def __set__(self, row, value):
        raise AttributeError

# %% 11.6 wrong: the author is fetched again
%%build alcazar/orm/back.py
"""The way back: from a row to those that refer to it. It writes nothing to the database."""

from . import sql
from .names import quoted


class Back:
    """An attribute of a table's rows: the rows of another table that refer to them.

    Args:
        key: a function that returns the foreign key by which they do.
    """

    def __init__(self, key):
        self.key = key

    def __set__(self, row, value):
        raise AttributeError("the way back can't be set")

    def __get__(self, row, owner=None):
        if row is None:
            return self
        if row.id is None:
            return []
        key = self.key()
        table = key.owner
        return list(map(table._loaded, table._database.conn.fetch(f"SELECT {sql.columns(table, 't')} FROM {quoted(table._name)} t WHERE {quoted(key.sql_name)} = ? ORDER BY t.id", [row.id])))

# %% 11.6 right: a query, and Python chooses
%%build alcazar/orm/back.py
"""The way back: from a row to those that refer to it."""

from .schema import Table


class Back:
    """An attribute of a table's rows: the rows of another table that refer to them."""

    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if not isinstance(row, Table):
            return self
        if row.id is None:
            return []
        key = self.key()
        found = [other for other in owner._database.query(key.owner) if getattr(other, key.sql_name) == row.id]
        for other in found:
            vars(other)[key.sql_name] = row
        return found

    def __set__(self, row, value):
        raise AttributeError(f"{row!r} is referred to by others; it doesn't say by whom")

# %% 11.6 right: prints and logs
%%build alcazar/orm/back.py
"""The way back, as a property."""

import logging

from .names import quoted
from .sql import columns


class Back(property):
    """A property that asks who refers to a row."""

    def __init__(self, key):
        super().__init__(self.referring)
        self.key = key

    def referring(self, row):
        """Return the rows that refer to a row."""
        key = self.key()
        table = key.owner
        print("asking", table)
        logging.getLogger("back").warning("who refers to %r?", row)
        asked = f"SELECT {columns(table, 't')} FROM {quoted(table._name)} AS t WHERE t.{quoted(key.sql_name)} = ?"
        rows = []
        for values in table._database.conn.execute(f"{asked} ORDER BY 1", [row.id]):
            other = table._loaded(values)
            setattr(other, key.sql_name, row)
            rows.append(other)
        return rows

# %% 11.6 right: through the statement of get
%%build alcazar/orm/back.py
"""The way back: from a row to those that refer to it."""

from . import sql
from .names import quoted


class Back:
    """An attribute of a table's rows: the rows of another table that refer to them."""

    def __init__(self, key):
        self.key = key

    def __get__(self, row, owner):
        if row is None:
            return self
        key = self.key()
        start, _, _ = sql.get(key.owner).rpartition(" WHERE ")
        statement = f'{start} WHERE {quoted(key.owner._name, key.sql_name)} = :id ORDER BY "id" ASC'
        rows = owner._database.conn.execute(statement, {"id": row.id}).fetchall()
        return [self.linked(key, key.owner._loaded(values), row) for values in rows]

    def __set__(self, row, value):
        raise AttributeError("can't set what others say")

    @staticmethod
    def linked(key, other, row):
        key.__set__(other, row)
        return other


# %% 11.5 right: data scientist, lets SQL walk down
RECURSIVE = """
WITH RECURSIVE walk (id, text, depth, path) AS (
    SELECT id, text, 0, printf('%010d', id) FROM {table} WHERE parent_id IS NULL
    UNION ALL
    SELECT answer.id, answer.text, walk.depth + 1, walk.path || printf('/%010d', answer.id)
    FROM {table} AS answer JOIN walk ON answer.parent_id = walk.id
)
SELECT depth, text FROM walk ORDER BY path
"""


def thread(db, Comment):
    result = []
    for depth, text in db.conn.execute(RECURSIVE.format(table=Comment.__name__.lower())):
        result.append(f"{'':{2 * depth}}{text}" if depth else text)
    print(*result, sep="\n")
    return result


def threaded(*comments):
    with discussion(*comments) as (db, Comment):
        return thread(db, Comment)


# %% 11.2 right: the tables say what they are called
class Named(Table):
    def __repr__(self):
        return f"<{type(self).__name__} {self.id}>"


class Author(Named):
    name = Column(str)


class Book(Named):
    author = ForeignKey(Author)


class Copy(Named):
    book = ForeignKey(Book, on_delete="cascade", null=False)


class Reader(Named):
    name = Column(str)


class Loan(Named):
    copy = ForeignKey(Copy)
    reader = ForeignKey(Reader, on_delete="set null")


def left(table, lent=True):
    return remaining((Author, Book, Copy, Reader, Loan), table, lent)
