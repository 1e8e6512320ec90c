"""Processes on one database: what is half done when one dies is gone, and a child leaves its parent's alone."""

import subprocess
import sys
from pathlib import Path

import pytest

import alcazar
from alcazar.orm import Column, Database, Table

pytestmark = pytest.mark.chapter(12)

PACKAGE = Path(alcazar.__file__).parents[1]
BEGIN = f"""
import os, signal, sys
sys.path.insert(0, {str(PACKAGE)!r})
from alcazar.orm import Column, Database, Table

class Counter(Table):
    name = Column(str)
    number = Column(int, default=0)

db = Database("counters.db")
db.create(Counter)
"""


class Counter(Table):
    name = Column(str)
    number = Column(int, default=0)


def process(folder, script):
    """Begin a process that runs a script on the database in a folder."""
    command = [sys.executable, "-c", BEGIN + script]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def counters(folder):
    """What is in the file now: names and numbers."""
    with Database(folder / "counters.db") as db:
        return [(counter.name, counter.number) for counter in db.all(Counter)]


def test_a_process_that_is_killed_between_two_saves_leaves_neither(tmp_path):
    script = """
with db.transaction():
    db.save(Counter(name="left"))
    os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    db.save(Counter(name="right"))
"""
    killed = process(tmp_path, 'db.save(Counter(name="before"))' + script)
    killed.communicate()
    assert killed.returncode != 0
    assert counters(tmp_path) == [("before", 0)]


def test_processes_that_begin_at_once_make_one_table_and_lose_nothing(tmp_path):
    script = """
for _ in range(20):
    with db.transaction():
        for counter in db.query(Counter).filter(Counter.name == "shared"):
            counter.number += 1
            db.save(counter)
    db.save(Counter(name="own"))
"""
    with Database(tmp_path / "counters.db") as db:
        db.create(Counter)
        db.save(Counter(name="shared"))
    running = [process(tmp_path, script) for _ in range(4)]
    assert [worker.communicate()[1] for worker in running] == [""] * 4
    found = counters(tmp_path)
    assert (found[0], len(found)) == (("shared", 80), 81)


def test_a_database_can_be_closed_while_threads_are_using_it(tmp_path):
    script = """
import threading
from alcazar.orm.errors import ClosedError

db.save_all(Counter(name="many") for _ in range(2000))
def read():
    try:
        while True:
            db.all(Counter)
            db.save(Counter(name="one more"))
    except ClosedError:
        print("closed ", end="")

threads = [threading.Thread(target=read) for _ in range(3)]
for thread in threads:
    thread.start()
threading.Event().wait(0.1)
db.close()
for thread in threads:
    thread.join()
"""
    running = [process(tmp_path, script) for _ in range(2)]
    assert [(worker.communicate(), worker.returncode) for worker in running] == [(("closed " * 3, ""), 0)] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")
def test_a_process_that_is_forked_has_a_connection_of_its_own(tmp_path):
    script = """
db.save(Counter(name="before"))
inherited = db.conn
child = os.fork()
if not child:
    assert db.conn is not inherited
    db.save(Counter(name="child"))
    db.close()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert db.conn is inherited
db.save(Counter(name="parent"))
"""
    assert process(tmp_path, script).communicate()[1] == ""
    assert [name for name, _ in counters(tmp_path)] == ["before", "child", "parent"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")
@pytest.mark.parametrize("end", ["pass", "raise SystemExit"])
def test_a_process_that_is_forked_in_a_transaction_leaves_it_to_its_parent(tmp_path, end):
    script = f"""
child = 1
try:
    with db.transaction():
        db.save(Counter(name="parent"))
        child = os.fork()
        if not child:
            assert db.all(Counter) == []
            {end}
        else:
            assert os.waitpid(child, 0)[1] == 0
            db.save(Counter(name="parent again"))
finally:
    if not child:
        os._exit(0)
"""
    assert process(tmp_path, script).communicate()[1] == ""
    assert [name for name, _ in counters(tmp_path)] == ["parent", "parent again"]
