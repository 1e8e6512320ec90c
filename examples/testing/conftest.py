"""What pytest reads first: the fixture ``app`` is this project's app, and so ``client`` asks it."""

import app as guest_book
import pytest

from alcazar import Alcazar


@pytest.fixture
def app() -> Alcazar:
    guest_book.signed.clear()
    return guest_book.app
