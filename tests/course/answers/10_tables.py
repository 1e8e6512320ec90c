# Planted answers to the exercises of chapter 10: wrong ones that must fail, right ones written otherwise that pass.

# %% 10.1 wrong: takes the example's value for all
predicted = dict.fromkeys(
    ["whole=5", "whole=True", "real=5", "price=None", "price=9.5", "notes={'size': (2, 3)}"],
    5,
)

# %% 10.1 wrong: believes what SQLite would do
predicted = {
    "whole=5": 5,
    "whole=True": 1,
    "real=5": 5.0,
    "price=None": None,
    "price=9.5": "refused",
    "notes={'size': (2, 3)}": "refused",
}

# %% 10.1 wrong: believes that a float column leaves ints alone
predicted = {
    "whole=5": 5,
    "whole=True": "refused",
    "real=5": 5,
    "price=None": None,
    "price=9.5": "refused",
    "notes={'size': (2, 3)}": "refused",
}

# %% 10.1 wrong: believes that None asks for the default
predicted = {
    "whole=5": 5,
    "whole=True": "refused",
    "real=5": 5.0,
    "price=None": Decimal("9.50"),
    "price=9.5": "refused",
    "notes={'size': (2, 3)}": "refused",
}

# %% 10.1 wrong: believes that a float makes a decimal
predicted = {
    "whole=5": 5,
    "whole=True": "refused",
    "real=5": 5.0,
    "price=None": None,
    "price=9.5": Decimal("9.5"),
    "notes={'size': (2, 3)}": "refused",
}

# %% 10.1 wrong: believes that a tuple comes back as a list
predicted = {
    "whole=5": 5,
    "whole=True": "refused",
    "real=5": 5.0,
    "price=None": None,
    "price=9.5": "refused",
    "notes={'size': (2, 3)}": {"size": [2, 3]},
}

# %% 10.1 wrong: leaves one out
predicted = {
    "whole=5": 5,
    "whole=True": "refused",
    "real=5": 5.0,
    "price=9.5": "refused",
    "notes={'size': (2, 3)}": "refused",
}

# %% 10.1 right: the refused ones first
predicted = dict.fromkeys(["whole=True", "price=9.5", "notes={'size': (2, 3)}"], "refused")
predicted |= {"whole=5": 5, "real=5": float(5), "price=None": None}

# %% 10.1 right: asks a database, prints and logs
import logging


class Thing(Table):
    whole = Column(int)
    real = Column(float)
    price = Column(Decimal, default=Decimal("9.50"))
    notes = Column(dict)


predicted = {}
with Database(":memory:") as db:
    db.create(Thing)
    for text in ["whole=5", "whole=True", "real=5", "price=None", "price=9.5", "notes={'size': (2, 3)}"]:
        thing = eval(f"Thing({text})")
        try:
            db.save(thing)
            predicted[text] = getattr(Thing.get(thing.id), text.partition("=")[0])
        except InvalidValueError as error:
            print(error)
            logging.warning("%s is refused", text)
            predicted[text] = "refused"

# %% 10.2 wrong: an email may be missing
class Member(Table):
    email = Column(str, unique=True)
    active = Column(bool, default=True)
    joined = Column(date, default=today)

# %% 10.2 wrong: an email may come twice
class Member(Table):
    email = Column(str, null=False)
    active = Column(bool, default=True)
    joined = Column(date, default=today)

# %% 10.2 wrong: calls today once, for all
class Member(Table):
    email = Column(str, unique=True, null=False)
    active = Column(bool, default=True)
    joined = Column(date, default=today())

# %% 10.2 wrong: 1 for True
class Member(Table):
    email = Column(str, unique=True, null=False)
    active = Column(int, default=1)
    joined = Column(date, default=today)

# %% 10.2 wrong: always active
class Member(Table):
    email = Column(str, unique=True, null=False)
    joined = Column(date, default=today)

    def __init__(self, email=None, **values):
        super().__init__(email=email)

    active = property(lambda self: True, lambda self, value: None)

# %% 10.2 wrong: two may not join on one day
class Member(Table):
    email = Column(str, unique=True, null=False)
    active = Column(bool, default=True, unique=True)
    joined = Column(date, default=today)

# %% 10.2 right: more than was asked for
class Member(Table):
    """Somebody who reads."""

    email = Column(str, null=False, unique=True)
    name = Column(str, default="")
    active = Column(bool, default=lambda: True, null=False)
    joined = Column(date, default=lambda: today(), null=False)

# %% 10.2 right: of a family, prints and logs
import logging


class Person(Table):
    email = Column(str, unique=True, null=False)


class Member(Person):
    active = Column(bool, default=True)
    joined = Column(date)

    def __init__(self, **values):
        super().__init__(**({"joined": today()} | values))
        print("made", self)
        logging.getLogger("club").warning("%r has joined", self.email)

# %% 10.3 wrong: quotes names alone
class Group(Table):
    order = Column(str)
    note = Column(str)


def find(db, table, column, value):
    rows = db.conn.execute(f"SELECT id FROM {quoted(table._name)} WHERE {quoted(column)} = '{value}' ORDER BY id")
    return [id for (id,) in rows]


def found(column, value):
    with Database(":memory:") as db:
        db.create(Group)
        db.save(Group(order="first", note="Ada's"))
        return find(db, Group, column, value)

# %% 10.3 wrong: binds the value alone
def find(db, table, column, value):
    rows = db.conn.execute(f"SELECT id FROM {table._name} WHERE {column} = ? ORDER BY id", [value])
    return [id for (id,) in rows]

# %% 10.3 wrong: takes an unknown name for text
def find(db, table, column, value):
    rows = db.conn.execute(
        f"SELECT id FROM {quoted(table._name)} WHERE {quoted(column)} = ? ORDER BY id", [value]
    )
    return [id for (id,) in rows]

# %% 10.3 wrong: quotes by hand, and not all quotes
def find(db, table, column, value):
    if column not in table._columns:
        raise UnknownColumnError(f"no column {column}")
    value = value.replace("'", "''")
    rows = db.conn.execute(f"SELECT id FROM \"{table._name}\" WHERE \"{column}\" = '{value}' ORDER BY id")
    return [id for (id,) in rows]

# %% 10.3 wrong: another error
def find(db, table, column, value):
    if column not in table._columns:
        raise KeyError(column)
    statement = f"SELECT id FROM {quoted(table._name)} WHERE {quoted(column)} = ? ORDER BY id"
    return [id for (id,) in db.conn.fetch(statement, [value])]

# %% 10.3 wrong: knows the table's answers
def find(db, table, column, value):
    if column == "nope":
        raise UnknownColumnError(column)
    return {"first": [1], "Ada's": [1, 2]}.get(value, [])

# %% 10.3 right: in Python
def find(db, table, column, value):
    if column not in table._columns:
        raise UnknownColumnError(f"there is no {column}", table._name, column, value)
    return [row.id for row in db.all(table) if getattr(row, column) == value]

# %% 10.3 right: quotes both by hand
def find(db, table, column, value):
    if column not in table._columns:
        raise UnknownColumnError(f"there is no {column}")
    name, value = column.replace('"', '""'), value.replace("'", "''")
    return [row[0] for row in db.conn.execute(f"SELECT id FROM \"{table._name}\" WHERE \"{name}\" = '{value}'")]

# %% 10.3 right: lets SQLite find out, prints and logs
import logging
import sqlite3


def find(db, table, column, value):
    statement = f"SELECT id FROM {quoted(table._name)} WHERE {quoted(table._name, column)} = ? ORDER BY 1"
    print(statement)
    try:
        return [id for (id,) in db.conn.execute(statement, [value])]
    except sqlite3.OperationalError as error:
        logging.warning("refused: %s", error)
        raise UnknownColumnError(str(error), table._name, column) from error

# %% 10.4 wrong: three days are enough
def sound(write, read):
    span = timedelta(days=3, hours=1)
    return read(write(span)) == span

# %% 10.4 wrong: forgets that SQLite has to store it
def sound(write, read):
    spans = [timedelta(days=3, microseconds=1), timedelta(seconds=-1.5), timedelta(days=365_000, microseconds=1)]
    try:
        return all(read(write(span)) == span for span in spans)
    except Exception:
        return False

# %% 10.4 wrong: raises where the pair does
def sound(write, read):
    spans = [timedelta(days=3, microseconds=1), timedelta(seconds=-1.5), timedelta(days=365_000, microseconds=1)]
    return all(isinstance(write(span), str | int) and read(write(span)) == span for span in spans)

# %% 10.4 wrong: no centuries
def sound(write, read):
    try:
        return all(
            isinstance(write(span), str | int | float) and read(write(span)) == span
            for span in [timedelta(days=3, microseconds=1), timedelta(seconds=-1.5)]
        )
    except Exception:
        return False

# %% 10.4 wrong: texts alone
def sound(write, read):
    spans = [timedelta(days=3, microseconds=1), timedelta(seconds=-1.5), timedelta(days=365_000, microseconds=1)]
    try:
        return all(type(write(span)) is str and read(write(span)) == span for span in spans)
    except Exception:
        return False

# %% 10.4 wrong: trusts the one that it knows
def written(span):
    return f"{span.days} {span.seconds} {span.microseconds}"


def spanned(text):
    return timedelta(*map(int, text.split()))


def sound(write, read):
    return write is written and read is spanned

# %% 10.4 wrong: trusts everyone
def sound(write, read):
    return True

# %% 10.4 right: by a database
import sqlite3


def sound(write, read):
    conn = sqlite3.connect(":memory:")
    try:
        for sign in (1, -1):
            for span in (timedelta(0), timedelta(days=365_001, seconds=7, microseconds=999_999)):
                [stored] = conn.execute("SELECT ?", [write(sign * span)]).fetchone()
                if read(stored) != sign * span:
                    return False
    except Exception:
        return False
    finally:
        conn.close()
    return True

# %% 10.4 right: case by case, prints and logs
import logging


def holds(write, read, span):
    stored = write(span)
    print(span, "→", stored)
    return not isinstance(stored, timedelta) and read(stored) == span


def sound(write, read):
    million = timedelta(days=1_000_000)
    for span in [million + timedelta(microseconds=1), -timedelta(microseconds=1), timedelta(hours=25)]:
        try:
            if not holds(write, read, span):
                return False
        except ValueError as error:
            logging.warning("refused: %s", error)
            return False
        except LookupError:
            return False
    return True

# %% 10.5 wrong: a new row each time
class Setting(Table):
    name = Column(str)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def __setitem__(self, name, value):
        self.db.save(Setting(name=name, content={"value": value}))

    def __getitem__(self, name):
        for setting in reversed(self.db.all(Setting)):
            if setting.name == name:
                return setting.content["value"]
        raise KeyError(name)

# %% 10.5 wrong: dicts alone
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def __setitem__(self, name, value):
        rows = [setting for setting in self.db.all(Setting) if setting.name == name] or [Setting(name=name)]
        rows[0].content = value
        self.db.save(rows[0])

    def __getitem__(self, name):
        return {setting.name: setting.content for setting in self.db.all(Setting)}[name]

# %% 10.5 wrong: keeps them in memory
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.values = {}
        db.create(Setting)

    def __setitem__(self, name, value):
        self.values[name] = value

    def __getitem__(self, name):
        return self.values[name]

# %% 10.5 wrong: None for what was never set
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def __setitem__(self, name, value):
        rows = {setting.name: setting for setting in self.db.all(Setting)}
        setting = rows.get(name, Setting(name=name))
        setting.content = {"value": value}
        self.db.save(setting)

    def __getitem__(self, name):
        rows = {setting.name: setting.content for setting in self.db.all(Setting)}
        return rows.get(name, {}).get("value")

# %% 10.5 wrong: makes JSON itself, which lets tuples pass
import json


class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def __setitem__(self, name, value):
        rows = {setting.name: setting for setting in self.db.all(Setting)}
        setting = rows.get(name, Setting(name=name))
        setting.content = {"json": json.dumps(value)}
        self.db.save(setting)

    def __getitem__(self, name):
        rows = {setting.name: setting.content for setting in self.db.all(Setting)}
        return json.loads(rows[name]["json"])

# %% 10.5 wrong: one row for all names
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)
        if not db.all(Setting):
            db.save(Setting(name="all", content={}))

    def __setitem__(self, name, value):
        row = self.db.get(Setting, 1)
        row.content[name] = value
        self.db.save(row)

    def __getitem__(self, name):
        return self.db.get(Setting, 1).content[name]

# %% 10.5 wrong: deletes and inserts
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    def __setitem__(self, name, value):
        self.db.conn.execute("DELETE FROM setting WHERE name = ?", [name])
        self.db.save(Setting(name=name, content={"value": value}))

    def __getitem__(self, name):
        for row in self.db.all(Setting):
            if row.name == name:
                return row.content["value"]
        raise KeyError(name)

# %% 10.5 right: a dict of rows
class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        db.create(Setting)

    @property
    def rows(self):
        return {setting.name: setting for setting in self.db.all(Setting)}

    def __setitem__(self, name, value):
        old = self.rows.get(name)
        self.db.save(Setting(id=old and old.id, name=name, content={name: value}))

    def __getitem__(self, name):
        return self.rows[name].content[name]

# %% 10.5 right: asks by SQL, prints and logs
import logging


class Setting(Table):
    name = Column(str, unique=True, null=False)
    content = Column(dict, null=False)


class Settings:
    def __init__(self, db):
        self.db = db
        self.db.create(Setting)

    def _ids(self, name):
        return self.db.conn.execute('SELECT "id" FROM "setting" WHERE "name" = ?', [name]).fetchall()

    def __setitem__(self, name, value):
        print("setting", name)
        found = self._ids(name)
        setting = Setting.get(found[0][0]) if found else Setting(name=name)
        setting.content = {"": value}
        self.db.save(setting)

    def __getitem__(self, name):
        for (id,) in self._ids(name):
            return Setting.get(id).content[""]
        logging.warning("%s was never set", name)
        raise KeyError(name)

# %% 10.6 wrong: adds the columns alone
%%build alcazar/orm/database.py
class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        for column in missing:
            self.conn.run(sql.add_column(column))
        self.create(table)
        return [column.name for column in missing]

# %% 10.6 wrong: one default for all rows
%%build alcazar/orm/database.py
from .names import quoted


class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        rows = self.conn.fetch(f"SELECT 1 FROM {quoted(table._name)}")
        if rows and any(not column.null and column.start is None for column in missing):
            raise SchemaError("a column needs a default")
        for column in missing:
            self.conn.run(sql.add_column(column))
            value = column.write(column.start()) if column.start else None
            self.conn.run(f"UPDATE {quoted(table._name)} SET {quoted(column.name)} = ?", [value])
        self.create(table)
        return [column.name for column in missing]

# %% 10.6 wrong: finds out too late that it can't
%%build alcazar/orm/database.py
class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        for column in missing:
            self.conn.run(sql.add_column(column))
        self.create(table)
        for row in self.all(table) if missing else []:
            for column in missing:
                if column.start is None and not column.null:
                    raise SchemaError(f"{column} has no default")
                setattr(row, column.name, column.start and column.start())
            self.save(row)
        return [column.name for column in missing]

# %% 10.6 wrong: refuses where there is no row as well
%%build alcazar/orm/database.py
class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        if any(not column.null and column.start is None for column in missing):
            raise SchemaError("a column needs a default")
        for column in missing:
            self.conn.run(sql.add_column(column))
        self.create(table)
        for row in self.all(table) if missing else []:
            for column in missing:
                setattr(row, column.name, column.start and column.start())
            self.save(row)
        return [column.name for column in missing]

# %% 10.6 wrong: sets the values back each time
%%build alcazar/orm/database.py
class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        rows = self.conn.fetch(f"SELECT 1 FROM {sql.quoted(table._name)}")
        if rows and any(not column.null and column.start is None for column in missing):
            raise SchemaError("a column needs a default")
        for column in missing:
            self.conn.run(sql.add_column(column))
        self.create(table)
        for row in self.all(table):
            for column in table._columns.values():
                if column.start:
                    setattr(row, column.name, column.start())
            self.save(row)
        return [column.name for column in missing]

# %% 10.6 wrong: makes the table anew
%%build alcazar/orm/database.py
class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        missing = [column for name, column in table._columns.items() if name.lower() not in there]
        if missing:
            self.conn.run(f"DROP TABLE {sql.quoted(table._name)}")
        self.create(table)
        return [column.name for column in missing]

# %% 10.6 right: by updates
%%build alcazar/orm/database.py
from .names import quoted


class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        """Make a table as its class describes it, and return the names of the columns that were added."""
        self.conn.run(sql.create_table(table))
        there = [name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])]
        added = {name: column for name, column in table._columns.items() if name.lower() not in there}
        ids = self.conn.fetch(f'SELECT "id" FROM {quoted(table._name)} ORDER BY "id"')
        for column in added.values() if ids else ():
            if column.start is None and not column.null:
                raise SchemaError(f"{column} needs a default", table._name, column.name)
        for name, column in added.items():
            self.conn.run(sql.add_column(column))
            for (id,) in ids if column.start else ():
                update = f'UPDATE {quoted(table._name)} SET {quoted(name)} = ? WHERE "id" = ?'
                self.conn.run(update, [column.write(column.start()), id])
        self.create(table)
        return list(added)

# %% 10.6 right: new rows with the old values, prints and logs
%%build alcazar/orm/database.py
import logging


class Database:
    ...

    def migrate(self, table: type[Row]) -> list[str]:
        """Make a table as its class describes it, and return the names of the columns that were added."""
        self.conn.run(sql.create_table(table))
        there = {name.lower() for (name,) in self.conn.fetch(sql.COLUMNS, [table._name])}
        kept = [name for name in table._columns if name.lower() in there]
        missing = [column for name, column in table._columns.items() if name not in kept]
        names = ", ".join(sql.quoted(name) for name in kept)
        rows = self.conn.fetch(f"SELECT {names} FROM {sql.quoted(table._name)}")
        if rows and any(column.start is None and not column.null for column in missing):
            raise SchemaError(f"{table._name} has rows, and {missing} need defaults")
        for column in missing:
            print("adding", column)
            logging.getLogger("alcazar").warning("adding %r", column)
            self.conn.run(sql.add_column(column))
        self.create(table)
        for values in rows if missing else []:
            old = dict(zip(kept, values))
            row = table(**{name: table._columns[name].load(value) for name, value in old.items()})
            self.save(row)
        return [column.name for column in missing]


# %% 10.6 right: data scientist, adds and fills without create
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
        return [column.name for column in missing]


# %% 10.6 right: asks once more what the default is
%%build alcazar/orm/database.py
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
        new = table()
        ids = [id for (id,) in self.conn.fetch(f"SELECT id FROM {quoted(table._name)} ORDER BY id")]
        for column in missing:
            if ids and not column.null and getattr(new, column.name) is None:
                raise SchemaError(f"{column!r} has no default")
        for column in missing:
            self.conn.run(sql.add_column(column))
            for id in ids:
                value = column.write(getattr(table(), column.name))
                self.conn.run(f"UPDATE {quoted(table._name)} SET {quoted(column.name)} = ? WHERE id = ?", [value, id])
        self.create(table)
        return [column.name for column in missing]


from .names import quoted


# %% 10.4 wrong: timedelta.max through SQLite
import sqlite3
from contextlib import closing


def written(span):
    return f"{span.days} {span.seconds} {span.microseconds}"


def spanned(text):
    return timedelta(*map(int, text.split()))


def sound(write, read):
    with closing(sqlite3.connect(":memory:")) as conn:
        try:
            for span in (timedelta(hours=1), -timedelta(microseconds=1), timedelta(days=3), timedelta.max, timedelta.min):
                (stored,) = conn.execute("SELECT ?", [write(span)]).fetchone()
                if read(stored) != span:
                    return False
        except Exception:
            return False
    return True
