"""The SQL of tables: each function returns a statement, with a ``?`` for each value. None is run here."""

from collections.abc import Sequence

from .columns import Column
from .conditions import Condition, Order
from .names import quoted
from .schema import ForeignKey, Table

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
COLUMNS = "SELECT name FROM pragma_table_info(?)"


def create_table(table: type[Table]) -> str:
    """Make the table, unless it is there."""
    definitions = ", ".join(definition(column, column.null) for column in table._columns.values())
    return f"CREATE TABLE IF NOT EXISTS {quoted(table._name)} ({definitions})"


def definition(column: Column, null: bool) -> str:
    """A column as it is stated in a table; an ``id`` is counted by SQLite, which never gives one again."""
    name = quoted(column.sql_name)
    if column.name == "id":
        return f"{name} INTEGER PRIMARY KEY AUTOINCREMENT"
    words = f"{name} {column.sql_type}{'' if null else ' NOT NULL'}"
    if isinstance(column, ForeignKey):
        words += f" REFERENCES {quoted(column.table._name)} ON DELETE {column.on_delete.upper()}"
    return words


def create_index(column: Column) -> str:
    """Index a column, unless it is indexed; a unique index refuses what it holds already."""
    table, name, kind = column.owner._name, column.sql_name, "UNIQUE INDEX" if column.unique else "INDEX"
    return f"CREATE {kind} IF NOT EXISTS {quoted(f'{table}.{name}')} ON {quoted(table)} ({quoted(name)})"


def add_column(column: Column) -> str:
    """Give a table in the file a column; the rows that are there have null in it."""
    return f"ALTER TABLE {quoted(column.owner._name)} ADD COLUMN {definition(column, null=True)}"


def insert(table: type[Table]) -> str:
    """Insert a row."""
    names = [quoted(name) for name in table._columns]
    return f"INSERT INTO {quoted(table._name)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def save(table: type[Table]) -> str:
    """Insert a row, or change the one that has its id."""
    changes = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in table._columns if name != "id")
    return f'{insert(table)} ON CONFLICT ("id") DO UPDATE SET {changes}'


def get(table: type[Table]) -> str:
    """Find the row with an id."""
    return f'SELECT {columns(table, table._name)} FROM {quoted(table._name)} WHERE "id" = ?'


def all(table: type[Table]) -> str:
    """Find all rows, in the order of their ids."""
    return f'SELECT {columns(table, table._name)} FROM {quoted(table._name)} ORDER BY "id"'


def columns(table: type[Table], alias: str) -> str:
    """The columns of a table, as a query lists them."""
    return ", ".join(quoted(alias, name) for name in table._columns)


def update(table: type[Table]) -> str:
    """Change the row with an id, which is the last of the values."""
    changes = ", ".join(f"{quoted(name)} = ?" for name in table._columns if name != "id")
    return f'UPDATE {quoted(table._name)} SET {changes} WHERE "id" = ?'


def delete(table: type[Table]) -> str:
    """Delete the row with an id."""
    return f'DELETE FROM {quoted(table._name)} WHERE "id" = ?'


def select(
    table: type[Table], joins: Sequence[ForeignKey], conditions: Sequence[Condition], orders: Sequence[Order]
) -> str:
    """Find rows, and the rows that they refer to; the last two values are the limit and the offset."""
    found, source, aliases = [columns(table, table._name)], quoted(table._name), {table._name}
    for key in joins:
        alias = key.table._name if key.table._name not in aliases else f"{key.table._name}.{len(found)}"
        aliases.add(alias)
        found.append(columns(key.table, alias))
        on = f"{quoted(alias, 'id')} = {quoted(table._name, key.sql_name)}"
        source += f" LEFT JOIN {quoted(key.table._name)} AS {quoted(alias)} ON {on}"
    where = " AND ".join(condition.sql for condition in conditions) or "1"
    sorting = ", ".join([*(order.sql for order in orders), quoted(table._name, "id")])
    return f"SELECT {', '.join(found)} FROM {source} WHERE {where} ORDER BY {sorting} LIMIT ? OFFSET ?"
