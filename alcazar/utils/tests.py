"""What tests of an app import. The fixtures are in ``pytest_plugin``."""

from urllib.parse import urljoin

from ..testing import BASE_URL


def url(path: str) -> str:
    """Return the absolute URL of a path, as the test session knows it.

    Example:
        >>> url("/books")
        'http://testserver/books'
    """
    return urljoin(BASE_URL, path)
