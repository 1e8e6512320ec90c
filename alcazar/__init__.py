"""Alcazar, a small WSGI web framework."""

from .app import Alcazar
from .exceptions import DuplicateRoute
from .request import Request
from .response import Response

__all__ = ["Alcazar", "DuplicateRoute", "Request", "Response"]
