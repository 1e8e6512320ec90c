"""Right answers to the exercises of chapter 10, by people who like other parts of Python than the model answers use."""

# %% 10.3 right: compares in Python
class Group(Table):
    order = Column(str)
    note = Column(str)


def find(db, table, column, value):
    if column not in table._columns:
        raise UnknownColumnError(f"no {column}", table._name, column, value)
    return [row.id for row in db.all(table) if getattr(row, column) == value]


def found(column, value):
    with Database(":memory:") as db:
        db.create(Group)
        db.save(Group(order="first", note="Ada's"))
        db.save(Group(order="second", note="Ada's"))
        return find(db, Group, column, value)

# %% 10.4 right: a raw SQLite, many spans
import sqlite3


def written(span):
    return f"{span.days} {span.seconds} {span.microseconds}"


def spanned(text):
    return timedelta(*map(int, text.split()))


SPANS = [
    timedelta(days=sign * days, seconds=sign * seconds, microseconds=sign * micro)
    for sign in (1, -1)
    for days in (0, 1, 999_999)
    for seconds in (0, 1, 86_399)
    for micro in (0, 1, 999_999)
]


def sound(write, read):
    with sqlite3.connect(":memory:") as conn:
        for span in SPANS:
            try:
                (stored,) = conn.execute("SELECT ?", [write(span)]).fetchone()
                if read(stored) != span:
                    return False
            except Exception:
                return False
    return True

# %% 10.5 right: a MutableMapping
from collections.abc import MutableMapping


class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings(MutableMapping):
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def rows(self):
        return {row.name: row for row in self.db.all(Setting)}

    def __getitem__(self, name):
        return self.rows()[name].content[""]

    def __setitem__(self, name, value):
        row = self.rows().get(name)
        if row is None:
            row = Setting(name=name)
        row.content = {"": value}
        self.db.save(row)

    def __delitem__(self, name):
        self.db.conn.execute("DELETE FROM setting WHERE name = ?", [name])

    def __iter__(self):
        return iter(self.rows())

    def __len__(self):
        return len(self.rows())
