"""Alcazar, a small WSGI web framework."""

from .app import Alcazar
from .exceptions import DuplicateRouteError
from .request import Request
from .response import Response

__all__ = ["Alcazar", "DuplicateRouteError", "Request", "Response"]
