"""What the tests share: a new shelf for each, in memory. The fixture ``client`` is Alcazar's own."""

from collections.abc import Iterator

import pytest
from bookshelf.app import create_app

from alcazar import Alcazar
from alcazar.orm import Database


@pytest.fixture
def db() -> Iterator[Database]:
    with Database(":memory:") as db:
        yield db


@pytest.fixture
def app(db: Database) -> Alcazar:
    return create_app(db)
