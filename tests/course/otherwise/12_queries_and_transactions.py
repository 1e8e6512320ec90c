"""Right answers to the exercises of chapter 12, by two people with habits of their own.

One is terse and functional: ``reduce``, ``dropwhile``, lambdas, the walrus. The other comes from data science and
Flask: SQL with parameters, dicts of options, retries, tables of cases, prints and logging.
"""

# %% 12.1 right: functional, words are split
predicted = {
    story: guests.split()
    for story, guests in dict(
        one_by_one="Ada", together="", passed_over="Ada Bob", within="Ada Cleo", around="", all_at_once="Ada"
    ).items()
}

# %% 12.1 right: data scientist, plays each story by hand on a list
class Guest(Table):
    name = Column(str, unique=True)


stories = {
    "one_by_one": {"kept": ["Ada"], "taken back": []},
    "together": {"kept": [], "taken back": ["Ada", "Bob"]},
    "passed_over": {"kept": ["Ada", "Bob"], "taken back": []},
    "within": {"kept": ["Ada", "Cleo"], "taken back": ["Bob"]},
    "around": {"kept": [], "taken back": ["Ada", "Bob"]},
    "all_at_once": {"kept": ["Ada"], "taken back": ["Bob"]},
}
for name, result in stories.items():
    print(f"{name}: {result}")
predicted = {name: result["kept"] for name, result in stories.items()}

# %% 12.2 right: functional, conditions are reduced into a query
from functools import reduce


class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    (db := Database(":memory:")).create(Book)
    books = dict(zip(("Shirley", "Jane Eyre", "Villette", "Agnes Grey", "Emma"), (9, 8, 12, 8, 7)))
    db.save_all(Book(title=title, price=price) for title, price in books.items())
    return db


def search(db, text="", least=None, most=None, page=1):
    plain = text.translate({ord(sign): f"\\{sign}" for sign in "\\%_"})
    conditions = [
        *([Book.title.like(f"%{plain}%")] if text else []),
        *([Book.price >= least] if least is not None else []),
        *([Book.price <= most] if most is not None else []),
    ]
    found = reduce(lambda query, condition: query.filter(condition), conditions, db.query(Book))
    return [book.title for book in found.order_by(Book.price, Book.title).limit(3).offset(3 * page - 3)]


# %% 12.2 right: data scientist, SQL with named parameters
class Book(Table):
    title = Column(str)
    price = Column(int)


def shop():
    db = Database(":memory:")
    db.create(Book)
    for title, price in [("Shirley", 9), ("Jane Eyre", 8), ("Villette", 12), ("Agnes Grey", 8), ("Emma", 7)]:
        db.save(Book(title=title, price=price))
    return db


PER_PAGE = 3
SEARCH = """
SELECT title FROM book
WHERE (:text = '' OR instr(lower(title), lower(:text)))
  AND (:least IS NULL OR price >= :least)
  AND (:most IS NULL OR price <= :most)
ORDER BY price, title, id
LIMIT :number OFFSET :start
"""


def search(db, text="", least=None, most=None, page=1):
    params = {"text": text or "", "least": least, "most": most, "number": PER_PAGE, "start": (page - 1) * PER_PAGE}
    print(f"searching by {params}")
    result = db.conn.fetch(SEARCH, params)
    return [title for title, *_ in result]


# %% 12.3 right: functional, one transaction, one record
class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change):
    with db.transaction():
        before = (item := db.get(Item, id)).number
        item.number = after = change(before)
        db.save_all((item, Record(item=item, before=before, after=after)))


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError:
            pass
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]


# %% 12.3 right: data scientist, tries again where the number has changed
import logging

logger = logging.getLogger("shop")


class Item(Table):
    name = Column(str)
    number = Column(int)


class Record(Table):
    item = ForeignKey(Item)
    before = Column(int)
    after = Column(int)


def adjust(db, id, change, attempts=10):
    for attempt in range(attempts):
        before = db.get(Item, id).number
        after = change(before)
        with db.transaction():
            cursor = db.conn.run("UPDATE item SET number = ? WHERE id = ? AND number = ?", [after, id, before])
            if cursor.rowcount == 1:
                db.save(Record(item_id=id, before=before, after=after))
                return
        logger.warning("attempt %d: somebody else was faster", attempt + 1)
    raise RuntimeError(f"item {id} changes too often")


def story(change):
    with Database(":memory:") as db:
        db.create(Item, Record)
        db.save(Item(name="tea", number=10))
        try:
            adjust(db, 1, change)
        except ArithmeticError as problem:
            print(f"refused: {problem}")
        return db.get(Item, 1).number, [(record.before, record.after) for record in db.all(Record)]


# %% 12.4 right: functional, what comes of each case is a tuple
class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


def sound(transfer):
    def outcome(*order):
        with bank(10, 5) as db:
            try:
                raised = bool(transfer(db, *order))
            except (ValueError, OrmError):
                raised = True
            return (raised, *(account.balance for account in db.all(Account)))

    return [outcome(*order) for order in [(1, 2, 4), (2, 1, 5), (1, 2, 11), (1, 2, -1), (1, 9, 1), (9, 1, 1), (2, 2, 3)]] == [
        (False, 6, 9), (False, 15, 0), (True, 10, 5), (True, 10, 5), (True, 10, 5), (True, 10, 5), (False, 10, 5)
    ]


# %% 12.4 right: data scientist, holds it against the right one on many orders
import itertools


class Account(Table):
    balance = Column(int)


def bank(*balances):
    db = Database(":memory:")
    db.create(Account)
    db.save_all([Account(balance=balance) for balance in balances])
    return db


def transfer(db, payer, payee, amount):
    with db.transaction():
        account = db.get(Account, payer)
        if not 0 < amount <= account.balance:
            raise ValueError(f"{amount} can't be paid")
        account.balance -= amount
        db.save(account)
        account = db.get(Account, payee)
        account.balance += amount
        db.save(account)


right = transfer


def after(function, *args):
    with bank(3, 0, 7) as db:
        problem = None
        try:
            function(db, *args)
        except Exception as error:
            problem = type(error).__name__
        return {"balances": [account.balance for account in db.all(Account)], "raised": problem is not None}


def sound(transfer):
    ids = [1, 2, 3, 99]
    for args in itertools.product(ids, ids, range(-2, 10)):
        expected, result = after(right, *args), after(transfer, *args)
        if result != expected:
            print(f"transfer{args}: {result}, not {expected}")
            return False
    return True


# %% 12.5 right: functional, sorted, dropped and cut in Python
from itertools import dropwhile, islice


class Book(Table):
    title = Column(str)
    year = Column(int)


place = lambda book: (-book.year, book.title, book.id)


def page(db, size, last=None):
    books = sorted(db.all(Book), key=place)
    return [*islice(dropwhile(lambda book: last is not None and place(book) <= place(last), books), size)]


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found


# %% 12.5 right: data scientist, row values in SQL
class Book(Table):
    title = Column(str)
    year = Column(int)


ORDER = "ORDER BY -year, title, id LIMIT :size"


def page(db, size, last=None):
    if last is None:
        where, params = "", {"size": size}
    else:
        where = "WHERE (-year, title, id) > (:year, :title, :id)"
        params = {"size": size, "year": -last.year, "title": last.title, "id": last.id}
    result = db.conn.fetch(f"SELECT id FROM book {where} {ORDER}", params)
    print(where or "from the beginning", params, result)
    return [db.get(Book, id) for (id,) in result]


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found


# %% 12.5 right: functional, the condition is folded from the last column on
from functools import reduce


class Book(Table):
    title = Column(str)
    year = Column(int)


def page(db, size, last=None):
    query = db.query(Book).order_by(-Book.year, Book.title, Book.id).limit(size)
    if last:
        steps = (Book.title == last.title, Book.title > last.title), (Book.year == last.year, Book.year < last.year)
        query = query.filter(reduce(lambda rest, step: step[1] | (step[0] & rest), steps, Book.id > last.id))
    return list(query)


def pages(size):
    with Database(":memory:") as db:
        db.create(Book)
        for title, year in [("Persuasion", 1817), ("Emma", 1815), ("Jane Eyre", 1847), ("Emma", 1815), ("Agnes Grey", 1847)]:
            db.save(Book(title=title, year=year))
        found, last = [], None
        while books := page(db, size, last):
            found.append([book.title for book in books])
            last = books[-1]
        return found


# %% 12.6 right: functional, the first free job, if there is one
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import time

from .columns import Column
from .schema import Table


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        """Return the oldest free job, or None."""
        with self.db.transaction():
            if job := self.db.query(Job).filter(Job.free <= (now := self.clock())).order_by(Job.id).first():
                job.free = now + self.lease
                self.db.update(job)
            return job

    done = lambda self, job: self.db.delete(job)

# %% 12.6 right: data scientist, one UPDATE that returns
%%build alcazar/orm/jobs.py
"""A queue of jobs in a database, for any number of processes. It runs no job."""

import logging
import time

from .columns import Column
from .schema import Table

logger = logging.getLogger(__name__)
TAKE = """
UPDATE job SET free = :now + :lease
WHERE id = (SELECT id FROM job WHERE free <= :now ORDER BY id LIMIT 1)
RETURNING id, name, free
"""


class Job(Table):
    """Something to do, and from when on somebody may take it, in seconds."""

    name = Column(str)
    free = Column(float, default=0)


class Queue:
    """Jobs, each of which one worker at a time has."""

    def __init__(self, db, lease=60, clock=time.time):
        self.db, self.lease, self.clock = db, lease, clock
        db.create(Job)

    def put(self, name):
        """Add a job."""
        self.db.save(Job(name=name))

    def take(self):
        """Take the oldest job that is free."""
        for id, name, free in self.db.conn.fetch(TAKE, {"now": self.clock(), "lease": self.lease}):
            logger.info("took %s until %s", name, free)
            return Job(id=id, name=name, free=free)
        return None

    def done(self, job):
        """Remove a job."""
        self.db.conn.run("DELETE FROM job WHERE id = :id", {"id": job.id})
