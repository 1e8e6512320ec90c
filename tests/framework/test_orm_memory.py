"""Databases in memory: each is its own, also where earlier ones were let go without being closed."""

import pytest

from alcazar.orm import Column, Database, Table

pytestmark = pytest.mark.chapter(12)


class Note(Table):
    text = Column(str)


def filled() -> Database:
    """A database with one row; nobody closes it."""
    db = Database(":memory:")
    db.create(Note)
    db.save_all([Note(text="only")])
    return db


@pytest.mark.filterwarnings(
    "ignore:unclosed database:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_new_database_in_memory_begins_empty():
    db, counts = filled(), set()
    for _ in range(200):
        db = filled()
        counts.add(db.query(Note).count())
    db.close()
    assert counts == {1}
