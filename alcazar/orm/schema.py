"""Tables and what they refer to, as classes. They say what a row is, and run no SQL."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar, Self

from .columns import Column
from .errors import SchemaError, UnknownColumnError, UnsavedError

ON_DELETE = ("restrict", "cascade", "set null")


class Table:
    """A table; its instances are rows.

    A subclass states the columns. The table is called as the class is, in lower case, and has an ``id`` that SQLite
    counts. A subclass of a subclass is a table of its own, with the columns of both.

    Example:
        >>> class Author(Table):
        ...     name = Column(str)
        ...     age = Column(int, default=0)
        >>> Author(name="Ada")
        Author(id=None, name='Ada', age=0)

    Raises:
        SchemaError: a column can't have its name.
    """

    id: Any = Column(int)
    _name: ClassVar[str] = "table"
    _columns: ClassVar[dict[str, Column]] = {}
    _converted: ClassVar[list[Column]] = []
    _database: ClassVar[Any] = None

    def __init_subclass__(cls) -> None:
        stated = {name for name, value in vars(cls).items() if isinstance(value, Column)}
        cls._name = cls.__name__.lower()
        for name in stated & set(dir(Table)):
            raise SchemaError(f"{cls.__name__}.{name} can't be a column: every table has a {name}", cls._name, name)
        cls._columns, cls._database = {}, None
        found = {"id": Table.id}
        for base in reversed(cls.__mro__):
            found |= {name: value for name, value in vars(base).items() if isinstance(value, Column)}
        for name, column in found.items():
            copy(column).attach(cls, name)
        cls._converted = [column for column in cls._columns.values() if column.read]
        if len(cls._columns) < len(found):
            raise SchemaError(f"two columns of {cls.__name__} have one name in SQL: {', '.join(found)}", cls._name)

    def __init__(self, /, **values: Any) -> None:
        for name, value in values.items():
            if name not in self._columns and not isinstance(getattr(type(self), name, None), Column):
                known = ", ".join(self._columns)
                raise UnknownColumnError(f"{self._name} has no column {name!r}, only {known}", self._name, name, value)
            setattr(self, name, value)
        attributes = vars(self)
        for name, column in self._columns.items():
            if name not in attributes:
                attributes[name] = column.start and column.start()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._columns)})"

    def _stored(self) -> list[Any]:
        """Return what SQLite stores of the row, column by column."""
        values = vars(self)
        return [column.write(values.get(name)) for name, column in self._columns.items()]

    @classmethod
    def _loaded(cls, values: Sequence[Any]) -> Self:
        """Return the row of which SQLite stores these values; more may follow, which belong to others."""
        row = cls.__new__(cls)
        attributes = vars(row)
        attributes.update(zip(cls._columns, values, strict=False))
        for column in cls._converted:
            attributes[column.name] = column.load(attributes[column.name])
        return row

    @classmethod
    def get(cls, id: int) -> Self:
        """Return the row with an id, from the database that created the table last.

        Raises:
            SchemaError: no database has created it.
            RowNotFoundError: there is no such row.
        """
        if cls._database is None:
            raise SchemaError(f"{cls.__name__} is in no database yet: db.create({cls.__name__})", cls._name)
        row: Self = cls._database.get(cls, id)
        return row


class ForeignKey(Column):
    """A column that refers to a row of a table, stored as its id: ``author`` in Python, ``author_id`` in SQL.

    ``book.author`` is the row, fetched when it is first asked for; ``book.author_id`` asks no database.

    Args:
        table: the table; ``"self"`` for the one that the column is in, or a function that returns one defined later.
        on_delete: what becomes of the rows that refer to a row which is deleted: ``"restrict"`` refuses to delete it,
            ``"cascade"`` deletes them as well, ``"set null"`` leaves them with None.
        unique: whether no two rows may refer to the same row.
        null: whether a row may refer to none.

    Raises:
        SchemaError: the table or ``on_delete`` is none of these.
    """

    def __init__(self, table: Any, *, on_delete: str = "restrict", unique: bool = False, null: bool = True) -> None:
        super().__init__(int, unique=unique, null=null)
        possible = issubclass(table, Table) if isinstance(table, type) else table == "self" or callable(table)
        if not possible:
            raise SchemaError(f"a foreign key takes a table, 'self' or a function, not {table!r}", value=table)
        if on_delete not in ON_DELETE or (on_delete == "set null" and not null):
            allowed = ", ".join(ON_DELETE)
            raise SchemaError(f"on_delete is {allowed} (which needs null=True), not {on_delete!r}", value=on_delete)
        self.takes = "a row of its table, or such a row's id"
        self.indexed = True  # rows are often looked for by what they refer to
        self.target = table
        self.on_delete = on_delete

    def attach(self, owner: type[Table], name: str) -> None:
        """Become two attributes of a table: the row that is referred to, and its id."""
        self.owner, self.name, self.sql_name = owner, name, f"{name}_id"
        owner._columns[self.sql_name] = self
        setattr(owner, name, self)
        setattr(owner, self.sql_name, property(self.id_of, self.__set__))

    def __get__(self, row: Any, owner: type[Any]) -> Any:
        """Return the row that a row refers to, or None; the foreign key itself where there is no row."""
        if row is None:
            return self
        found = vars(row)[self.sql_name]
        if found is not None and not isinstance(found, Table):
            found = vars(row)[self.sql_name] = self.table.get(found)
        return found

    def __set__(self, row: Table, value: Any) -> None:
        vars(row)[self.sql_name] = value

    def write(self, value: Any) -> Any:
        """Return the id that SQLite stores.

        Raises:
            UnsavedError: the row has no id yet.
            InvalidValueError: the value is neither a row of the table nor an id.
        """
        if not isinstance(value, Table):
            return super().write(value)
        if type(value) is not self.table:
            raise self.refusal(value)
        if value.id is None:
            raise UnsavedError(f"{self!r} is {value!r}, which was never saved", self.owner._name, self.name, value)
        return value.id

    def id_of(self, row: Table) -> Any:
        """Return the id of the row that a row refers to, without a look at the database."""
        found = vars(row)[self.sql_name]
        return found.id if isinstance(found, Table) else found

    @property
    def table(self) -> type[Table]:
        """The table that is referred to."""
        table: type[Table] = self.owner if self.target == "self" else self.target
        return table if isinstance(table, type) else table()
