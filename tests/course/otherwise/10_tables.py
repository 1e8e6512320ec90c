"""Right answers to the exercises of chapter 10, by two people with habits of their own.

One is terse and functional: ``next`` over generators, lambdas for defaults, ``type`` called, the walrus. The other comes
from data science and Flask: SQL of their own, ``json`` by hand, loops over cases, dicts of outcomes, prints.
"""

# %% 10.1 right: functional, two groups of keys
predicted = {"whole=5": 5, "real=5": float(5), "price=None": None} | dict.fromkeys(
    ("whole=True", "price=9.5", "notes={'size': (2, 3)}"), "refused"
)

# %% 10.1 right: data scientist, saves each and fetches it again
class Thing(Table):
    whole = Column(int)
    real = Column(float)
    price = Column(Decimal, default=Decimal("9.50"))
    notes = Column(dict)


def round_trip(**values):
    with Database(":memory:") as db:
        db.create(Thing)
        thing = Thing(**values)
        try:
            db.save(thing)
        except InvalidValueError as problem:
            print(problem)
            return "refused"
        (name,) = values
        return getattr(db.get(Thing, thing.id), name)


experiments = [{"whole": 5}, {"whole": True}, {"real": 5}, {"price": None}, {"price": 9.5}, {"notes": {"size": (2, 3)}}]
predicted = {f"{name}={value!r}": round_trip(**{name: value}) for case in experiments for name, value in case.items()}

# %% 10.2 right: functional, the class is made by type
Member = type(
    "Member",
    (Table,),
    dict(
        email=Column(str, unique=True, null=False),
        active=Column(bool, default=True),
        joined=Column(date, default=lambda: today()),
    ),
)

# %% 10.2 right: data scientist, defaults in a dict that is updated by what is given
class Member(Table):
    email = Column(str, unique=True, null=False)
    active = Column(bool, null=False)
    joined = Column(date, null=False)

    def __init__(self, **kwargs):
        values = {"active": True, "joined": today()}
        values.update(kwargs)
        super().__init__(**values)
        print(f"a new member: {self!r}")


# %% 10.3 right: functional, asks every row
class Group(Table):
    order = Column(str)
    note = Column(str)


def find(db, table, column, value):
    column in table._columns or table(**{column: value})  # which raises UnknownColumnError
    return [row.id for row in db.all(table) if vars(row)[column] == value]


def found(column, value):
    with Database(":memory:") as db:
        db.create(Group)
        for order in ("first", "second"):
            db.save(Group(order=order, note="Ada's"))
        return find(db, Group, column, value)


# %% 10.3 right: data scientist, SQL with parameters, columns by PRAGMA
class Group(Table):
    order = Column(str)
    note = Column(str)


def columns_of(db, table):
    info = db.conn.execute(f"PRAGMA table_info({quoted(table._name)})")
    return [name for _, name, *_ in info]


def find(db, table, column, value):
    available = columns_of(db, table)
    if column not in available:
        raise UnknownColumnError(f"No column {column!r}. Choose from: {available}")
    statement = "SELECT {id} FROM {table} WHERE {column} = :value ORDER BY {id}".format(
        id=quoted("id"), table=quoted(table._name), column=quoted(column)
    )
    print(statement, value)
    result = db.conn.execute(statement, {"value": value}).fetchall()
    return [row[0] for row in result]


def found(column, value):
    with Database(":memory:") as db:
        db.create(Group)
        db.save(Group(order="first", note="Ada's"))
        db.save(Group(order="second", note="Ada's"))
        return find(db, Group, column, value)


# %% 10.4 right: functional, all spans, and types that SQLite has
def written(span):
    return f"{span.days} {span.seconds} {span.microseconds}"


def spanned(text):
    return timedelta(*(int(number) for number in text.split()))


def sound(write, read):
    units = dict(days=3, seconds=-5, microseconds=7), dict(days=-1), dict(microseconds=1), dict(days=400_000, microseconds=1), {}
    try:
        return all(
            isinstance(stored := write(span), (int, float, str, bytes)) and read(stored) == span
            for span in (timedelta(**unit) for unit in units)
        )
    except Exception:
        return False


# %% 10.4 right: data scientist, sends them through SQLite
import random
import sqlite3
from contextlib import closing


def written(span):
    return f"{span.days} {span.seconds} {span.microseconds}"


def spanned(text):
    days, seconds, microseconds = (int(number) for number in text.split())
    return timedelta(days=days, seconds=seconds, microseconds=microseconds)


def through_sqlite(value):
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE TABLE spans (span)")
        conn.execute("INSERT INTO spans VALUES (?)", [value])
        return conn.execute("SELECT span FROM spans").fetchone()[0]


def sound(write, read):
    numbers = random.Random(42)
    spans = [timedelta(0), timedelta(days=1), timedelta(hours=-1), timedelta(microseconds=-1), timedelta(days=3650, microseconds=1)]
    spans += [timedelta(days=numbers.randint(-999_999, 999_999), microseconds=numbers.randint(0, 10**9)) for _ in range(20)]
    for span in spans:
        try:
            result = read(through_sqlite(write(span)))
        except Exception as problem:
            print(f"{span}: {problem!r}")
            return False
        if result != span:
            print(f"{span} came back as {result!r}")
            return False
    return True


# %% 10.5 right: functional, the row or a new one
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.rows, self.save = lambda: {row.name: row for row in db.all(Setting)}, db.save
        db.create(Setting)

    def __setitem__(self, name, value):
        (row := self.rows().get(name) or Setting(name=name)).content = {"": value}
        self.save(row)

    __getitem__ = lambda self, name: self.rows()[name].content[""]


# %% 10.5 right: data scientist, a MutableMapping over SQL, with json by hand
import json
from collections.abc import MutableMapping


class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(str, null=False)


class Settings(MutableMapping):
    UPSERT = "INSERT INTO setting (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = excluded.content"

    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def query(self, sql, *values):
        return self.db.conn.execute(sql, values).fetchall()

    def __getitem__(self, name):
        result = self.query("SELECT content FROM setting WHERE name = ?", name)
        if not result:
            raise KeyError(name)
        return json.loads(result[0][0])

    def __setitem__(self, name, value):
        try:
            text = json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as problem:
            raise InvalidValueError(f"{name}: {problem}") from problem
        if json.loads(text) != value:
            raise InvalidValueError(f"{name}: {value!r} would come back as {json.loads(text)!r}")
        self.query(self.UPSERT, name, text)

    def __delitem__(self, name):
        _ = self[name]
        self.query("DELETE FROM setting WHERE name = ?", name)

    def __iter__(self):
        return iter([name for (name,) in self.query("SELECT name FROM setting ORDER BY id")])

    def __len__(self):
        return self.query("SELECT count(*) FROM setting")[0][0]


# %% 10.6 right: functional, then lets create do the rest
%%build alcazar/orm/database.py
class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        """Make a table as its class describes it, and return the names of the columns that were added.

        Raises:
            SchemaError: a column that takes no null has no default, and there are rows.
        """
        if table._name not in self.tables:
            return self.create(table) or []
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = {name: column for name, column in table._columns.items() if name.lower() not in there}
        ids = [id for (id,) in self.conn.fetch(f"SELECT id FROM {quoted(table._name)} ORDER BY id")]
        if ids and (hopeless := [name for name, column in missing.items() if not (column.null or column.start)]):
            raise SchemaError(f"{', '.join(hopeless)} would be null", table._name)
        for name, column in missing.items():
            self.conn.run(sql.add_column(column))
            change = f"UPDATE {quoted(table._name)} SET {quoted(name)} = ? WHERE id = ?"
            for id in ids if column.start else ():
                self.conn.run(change, [column.write(column.start()), id])
        self.create(table)
        return [*missing]


from .names import quoted

# %% 10.6 right: data scientist, adds, fills, indexes and binds without create
%%build alcazar/orm/database.py
import logging

from .names import quoted

logger = logging.getLogger("alcazar.orm")


class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        """Make a table as its class describes it, and return the names of the columns that were added.

        Raises:
            SchemaError: a column that takes no null has no default, and there are rows.
        """
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        name = quoted(table._name)
        number_of_rows = self.conn.fetch(f"SELECT count(*) FROM {name}")[0][0]
        for column in missing:
            if number_of_rows and not column.null and column.start is None:
                raise SchemaError(f"{number_of_rows} rows need a {column.name}", table._name, column.name)
        for column in missing:
            self.conn.run(sql.add_column(column))
            logger.info("added %s to %s", column.name, table._name)
        if missing:
            for (id,) in self.conn.fetch(f"SELECT id FROM {name} ORDER BY id"):
                values = {column.name: column.start() for column in missing if column.start}
                for key, value in values.items():
                    statement = f"UPDATE {name} SET {quoted(key)} = :value WHERE id = :id"
                    self.conn.run(statement, {"value": table._columns[key].write(value), "id": id})
        for column in table._columns.values():
            if column.indexed:
                self.conn.run(sql.create_index(column))
        table._database = self
        return [column.name for column in missing]
