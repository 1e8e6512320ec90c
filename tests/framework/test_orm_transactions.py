"""Transactions: several statements that are done together or not at all; and many rows saved at once."""

from contextlib import contextmanager, suppress

import pytest

from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import ClosedError, DatabaseError, NotUniqueError

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


class TroubleError(Exception):
    """What a block ends by."""


@contextmanager
def taken_back(db):
    """A transaction whose block ends by an exception."""
    with suppress(TroubleError), db.transaction():
        yield
        raise TroubleError


def owners(db):
    return [account.owner for account in db.all(Account)]


def test_a_transaction_is_committed_when_its_block_ends(db, tmp_path):
    with Database(tmp_path / "bank.db") as other:
        with db.transaction():
            db.save(Account(owner="Ada"))
            db.save(Account(owner="Eve"))
            assert owners(other) == []
        assert owners(other) == ["Ada", "Eve"]
    assert not db.conn.in_transaction


def test_a_transaction_is_taken_back_when_its_block_raises(db, ada):
    with taken_back(db):
        ada.balance = 0
        db.save(ada)
        db.delete(ada)
    assert db.get(Account, 1).balance == 100
    assert not db.conn.in_transaction


def test_a_statement_that_fails_in_a_transaction_may_be_passed_over(db, ada):
    with db.transaction():
        db.save(Account(owner="Eve"))
        with pytest.raises(NotUniqueError):
            db.save(Account(owner="Ada"))
    assert owners(db) == ["Ada", "Eve"]


def test_a_transaction_in_another_is_taken_back_by_itself(db):
    with db.transaction():
        db.save(Account(owner="Ada"))
        with taken_back(db):
            db.save(Account(owner="Eve"))
            with db.transaction():
                db.save(Account(owner="Max"))
        with db.transaction():
            db.save(Account(owner="Zoe"))
    assert owners(db) == ["Ada", "Zoe"]


def test_the_outer_transaction_takes_the_inner_one_back(db):
    with taken_back(db), db.transaction():
        db.save(Account(owner="Ada"))
    assert owners(db) == []


def test_a_row_whose_insertion_was_taken_back_has_no_id(db):
    kept, inner, outer = Account(owner="Ada"), Account(owner="Eve"), Account(owner="Max")
    db.save(kept)
    with taken_back(db):
        db.save(outer)
        with db.transaction():
            db.save(inner)
    assert (kept.id, inner.id, outer.id) == (1, None, None)
    db.save_all([Account(owner="Zoe"), outer])
    assert owners(db) == ["Ada", "Zoe", "Max"]


def test_a_row_that_the_inner_transaction_inserted_has_no_id_and_one_of_the_outer_keeps_its(db):
    inner, outer, later = Account(owner="Ada"), Account(owner="Eve"), Account(owner="Max")
    with db.transaction():
        db.save(outer)
        with taken_back(db):
            db.save(inner)
        db.save(later)
    assert (inner.id, outer.id, later.id) == (None, 1, 2)


def test_a_row_has_no_id_if_both_transactions_are_taken_back_one_after_the_other(db):
    inner, outer = Account(owner="Ada"), Account(owner="Eve")
    with taken_back(db):
        db.save(outer)
        with taken_back(db):
            db.save(inner)
    assert (inner.id, outer.id, db.conn.numbered) == (None, None, [])


def test_a_connection_keeps_no_rows_of_a_transaction_that_has_ended(db):
    with db.transaction(), db.transaction():
        db.save(Account(owner="Ada"))
    assert db.conn.numbered == []


def test_a_transaction_that_sqlite_ended_is_an_error_not_a_success(db):
    account = Account(owner="Ada")

    def work():
        with db.transaction():
            db.save(account)
            db.conn.execute("ROLLBACK")

    with pytest.raises(DatabaseError, match="no transaction is active"):
        work()
    assert (account.id, owners(db)) == (None, [])


def test_an_error_is_not_hidden_by_what_can_not_be_taken_back(db):
    def work():
        with db.transaction():
            db.conn.execute("ROLLBACK")
            raise TroubleError

    with pytest.raises(TroubleError):
        work()


def test_a_database_that_is_closed_in_a_transaction_keeps_nothing_of_it(tmp_path):
    def work(db):
        with db.transaction():
            db.save(Account(owner="Ada"))
            db.close()

    with Database(tmp_path / "bank.db") as db:
        db.create(Account)
        with pytest.raises(ClosedError):
            work(db)
    with Database(tmp_path / "bank.db") as again:
        assert owners(again) == []


def test_a_closed_database_begins_no_transaction(tmp_path):
    db = Database(tmp_path / "bank.db")
    db.close()
    with pytest.raises(ClosedError):
        db.transaction()
