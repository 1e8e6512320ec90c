"""Alcazar, a small WSGI web framework."""

from .app import Alcazar
from .exceptions import DuplicateRouteError, HTTPError, TemplateNotFoundError
from .middleware import Middleware
from .request import Request
from .response import Response

__all__ = ["Alcazar", "DuplicateRouteError", "HTTPError", "Middleware", "Request", "Response", "TemplateNotFoundError"]
