"""Many rows saved at once: in one transaction, and each with its id."""

import pytest

from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import InvalidValueError, NotUniqueError, SchemaError

pytestmark = pytest.mark.chapter(12)


class Account(Table):
    owner = Column(str, unique=True)
    balance = Column(int, default=0)


class Folder(Table):
    name = Column(str)
    parent = ForeignKey("self")


@pytest.fixture
def db():
    with Database(":memory:") as db:
        db.create(Account, Folder)
        yield db


@pytest.fixture
def ada(db):
    ada = Account(owner="Ada", balance=100)
    db.save(ada)
    return ada


def owners(db):
    return [account.owner for account in db.all(Account)]


def test_save_all_saves_rows_in_one_transaction(db):
    accounts = [Account(owner=f"Owner {number}") for number in range(200)]
    asked = []
    db.conn.set_trace_callback(asked.append)
    db.save_all(accounts)
    db.conn.set_trace_callback(None)
    assert (asked.count("BEGIN IMMEDIATE"), asked.count("COMMIT")) == (1, 1)
    assert [account.id for account in accounts] == list(range(1, 201))
    assert [account.owner for account in db.all(Account)] == [account.owner for account in accounts]


def test_save_all_inserts_and_updates_and_takes_rows_of_several_tables(db, ada):
    ada.balance = 7
    root = Folder(name="/")
    home = Folder(name="home", parent=root)
    db.save_all([Account(owner="Eve"), ada, root, home, Folder(name="ada", parent=home), Account(owner="Max")])
    assert [(account.owner, account.balance) for account in db.all(Account)] == [("Ada", 7), ("Eve", 0), ("Max", 0)]
    assert [folder.parent_id for folder in db.all(Folder)] == [None, 1, 2]


def test_save_all_saves_a_row_that_comes_twice_once(db, ada):
    eve = Account(owner="Eve")
    db.save_all([eve, eve])
    db.save_all([Account(id=9, owner="Max"), Account(owner="Zoe")])
    assert [account.id for account in db.all(Account)] == [1, 2, 9, 10]


def test_save_all_never_gives_an_id_again(db, ada):
    db.delete(ada)
    eve = Account(owner="Eve")
    db.save_all([eve])
    assert eve.id == 2


@pytest.mark.parametrize(
    ("bad", "error"), [({"owner": "Ada"}, NotUniqueError), ({"owner": "Eve", "balance": "much"}, InvalidValueError)]
)
def test_save_all_saves_nothing_if_one_can_not_be_saved(db, ada, bad, error):
    rows = [Account(owner="Max"), Account(**bad), Account(owner="Zoe")]
    with pytest.raises(error) as caught:
        db.save_all(rows)
    assert caught.value.value == list(bad.values())[-1]
    assert owners(db) == ["Ada"]
    assert [row.id for row in rows] == [None, None, None]


def test_save_all_of_no_rows_does_nothing(db):
    db.save_all([])
    assert owners(db) == []


def test_save_all_of_a_table_that_is_not_there_says_how_to_make_it(db):
    class Lost(Table):
        name = Column(str)

    with pytest.raises(SchemaError, match=r"no table lost: db\.create makes it"):
        db.save_all([Lost(name="x")])
    assert not db.conn.in_transaction


def test_save_all_of_a_table_in_an_empty_database_names_the_table():
    with Database(":memory:") as db, pytest.raises(SchemaError, match=r"no table account: db\.create makes it"):
        db.save_all([Account(owner="Ada")])


def test_save_all_in_a_transaction_is_taken_back_with_it(db, ada):
    heirs = [Account(owner="Eve"), Account(owner="Max")]

    def work():
        with db.transaction():
            db.save_all(heirs)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert (owners(db), [heir.id for heir in heirs]) == (["Ada"], [None, None])


def test_save_all_takes_rows_as_they_are_made(db):
    db.save_all(Account(owner=f"Owner {number}", balance=number) for number in range(3))
    assert [(account.id, account.balance) for account in db.all(Account)] == [(1, 0), (2, 1), (3, 2)]
