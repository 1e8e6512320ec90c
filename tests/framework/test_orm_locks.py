"""Two connections to one file: readers wait for nobody, a writer waits for the other one."""

import sqlite3
from contextlib import closing

import pytest

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import DatabaseError

pytestmark = pytest.mark.chapter(12)


class Account(Table):
    owner = Column(str, unique=True)
    balance = Column(int, default=0)


@pytest.fixture
def db(tmp_path):
    with Database(tmp_path / "bank.db") as db:
        db.create(Account)
        yield db


@pytest.fixture
def ada(db):
    ada = Account(owner="Ada", balance=100)
    db.save(ada)
    return ada


def owners(db):
    return [account.owner for account in db.all(Account)]


def test_others_can_read_while_a_transaction_writes(db, ada, tmp_path):
    with Database(tmp_path / "bank.db", timeout=0) as other, db.transaction():
        ada.balance = 0
        db.save(ada)
        assert other.get(Account, 1).balance == 100


def test_another_writer_waits_no_longer_than_it_is_told_to(db, ada, tmp_path):
    with Database(tmp_path / "bank.db", timeout=0.01) as other:
        with db.transaction(), pytest.raises(DatabaseError, match="database is locked"), other.transaction():
            pass
        with db.transaction(), pytest.raises(DatabaseError, match="database is locked"):
            other.save(Account(owner="Eve"))
        other.save(Account(owner="Max"))
    assert owners(db) == ["Ada", "Max"]


def test_the_file_is_written_ahead_and_writers_wait_five_seconds(db):
    assert db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.conn.execute("PRAGMA busy_timeout").fetchone() == (5000,)


def test_rows_may_be_written_while_a_query_is_half_read(db):
    db.save_all(Account(owner=f"Owner {number}") for number in range(10))
    for account in db.query(Account):
        account.balance += 1
        db.save(account)
        db.save(Account(owner=f"Heir of {account.owner}"))
    assert [account.balance for account in db.all(Account)] == [1] * 10 + [0] * 10


def test_a_query_that_is_half_read_locks_nobody_out(db, tmp_path):
    db.save_all([Account(owner="Ada"), Account(owner="Eve")])
    half_read = iter(db.query(Account))
    next(half_read)
    with Database(tmp_path / "bank.db", timeout=0) as other:
        other.delete(Account, id=2)
        other.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert next(half_read).owner == "Eve"


def test_the_timeout_is_told_to_sqlite(tmp_path):
    with Database(tmp_path / "bank.db", timeout=0.25) as db:
        assert db.conn.execute("PRAGMA busy_timeout").fetchone() == (250,)


def test_a_file_that_is_locked_just_now_can_be_opened_and_is_used_later(tmp_path):
    with closing(sqlite3.connect(tmp_path / "bank.db", isolation_level=None)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.execute("BEGIN EXCLUSIVE")
        with Database(tmp_path / "bank.db", timeout=0) as db:
            with pytest.raises(DatabaseError, match="database is locked"):
                db.create(Account)
            other.execute("COMMIT")
            db.create(Account)
            assert db.tables == ["notes", "account"]
