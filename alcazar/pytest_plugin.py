"""The pytest fixtures ``app`` and ``client``. A project that has an app of its own overrides the first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from .app import Alcazar

if TYPE_CHECKING:
    from .testing import Session


@pytest.fixture
def app() -> Alcazar:
    """A new app."""
    return Alcazar()


@pytest.fixture
def client(app: Alcazar) -> Iterator["Session"]:
    """A new test session of the app."""
    with app.session() as session:
        yield session
