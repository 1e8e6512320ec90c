"""Threads on one database: each has a connection of its own, and none loses what another one wrote."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alcazar.orm import Column, Database, Table, connections
from alcazar.orm.errors import ClosedError

pytestmark = pytest.mark.chapter(12)


class Counter(Table):
    name = Column(str)
    number = Column(int, default=0)


@pytest.fixture(params=["file", "memory"])
def db(request, tmp_path):
    with Database(tmp_path / "counters.db" if request.param == "file" else ":memory:") as db:
        db.create(Counter)
        yield db


def test_a_thread_has_a_connection_of_its_own(db):
    with ThreadPoolExecutor(1) as pool:
        theirs = pool.submit(lambda: db.conn).result()
    assert theirs is not db.conn
    assert db.conn is db.conn


def test_a_thread_sees_what_another_one_saved(db):
    db.save(Counter(name="mine"))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: Counter.get(1).name).result() == "mine"
        pool.submit(db.save, Counter(name="theirs")).result()
    assert db.get(Counter, 2).name == "theirs"


def test_a_thread_has_a_transaction_of_its_own(db):
    with db.transaction(), ThreadPoolExecutor(1) as pool:
        assert not pool.submit(lambda: db.conn.in_transaction).result(timeout=2)


def test_a_query_asks_on_the_connection_of_the_thread_that_takes_its_rows(tmp_path):
    with Database(tmp_path / "counters.db") as db, ThreadPoolExecutor(1) as pool:
        db.create(Counter)
        query = db.query(Counter)
        with db.transaction():
            db.save(Counter(name="not yet"))
            assert (query.count(), pool.submit(query.count).result()) == (1, 0)
        assert pool.submit(query.count).result() == 1


def test_threads_that_write_at_once_lose_nothing(db):
    db.save(Counter(name="shared"))
    start = threading.Barrier(8)

    def work():
        start.wait()
        for _ in range(10):
            with db.transaction():
                counter = db.get(Counter, 1)
                counter.number += 1
                db.save(counter)
            db.save(Counter(name="own"))

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(work) for _ in range(8)]:
            done.result()
    assert (db.get(Counter, 1).number, db.query(Counter).count()) == (80, 81)


def test_threads_that_come_and_go_leave_no_connections_behind(db):
    for _ in range(50):
        thread = threading.Thread(target=lambda: db.save(Counter()))
        thread.start()
        thread.join()
    assert db.query(Counter).count() == 50
    assert len(db._connections.opened) < 10


def test_a_thread_opens_the_same_file_wherever_the_process_has_gone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Database("counters.db") as db, ThreadPoolExecutor(1) as pool:
        monkeypatch.chdir(Path(__file__).parent)
        assert pool.submit(db.create, Counter).result() is None
        assert db.tables == ["counter"]


def test_close_closes_the_connections_of_all_threads(tmp_path):
    with ThreadPoolExecutor(1) as pool, Database(tmp_path / "counters.db") as db:
        db.create(Counter)
        theirs = pool.submit(lambda: db.conn).result()
        db.close()
        with pytest.raises(Exception, match="closed"):
            theirs.execute("SELECT 1")
        with pytest.raises(ClosedError):
            pool.submit(db.all, Counter).result()
    assert not (tmp_path / "counters.db-wal").exists()


def test_a_child_neither_ends_nor_closes_what_is_its_parents(db, monkeypatch):
    parent = db.conn
    with db.transaction():
        db.save(Counter(name="parent"))
        monkeypatch.setattr("os.getpid", lambda: 0)
    assert parent.in_transaction
    db.close()
    parent.execute("COMMIT")
    assert parent.execute("SELECT name FROM counter").fetchall() == [("parent",)]
    parent.close()


def test_what_a_thread_opens_while_the_database_is_closed_is_closed_as_well(tmp_path, monkeypatch):
    db = Database(tmp_path / "books.db")

    class Slow(connections.Connection):
        def __init__(self, *given):
            super().__init__(*given)
            db.close()  # as another thread might, just now

    monkeypatch.setattr(connections, "Connection", Slow)
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(lambda: db.conn).result()
    with pytest.raises(ClosedError):
        late.fetch("SELECT 1")
