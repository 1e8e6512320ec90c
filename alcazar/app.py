"""The application: from a WSGI call to a request, a handler and a response. How each works is told elsewhere."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from .error_handlers import ErrorHandlers, ExceptionHandler
from .exceptions import DuplicateRouteError, HTTPError
from .handlers import METHODS, Handler, answer
from .middleware import Middleware
from .mounting import Mount
from .request import Request
from .response import Response
from .routing import FIELD, Converter, Pattern, Router
from .static import StaticFiles
from .templates import Templates

if TYPE_CHECKING:
    from .testing import Session


class Alcazar:
    """A WSGI application that sends each path to its handler.

    Args:
        templates_dir: the folder of the templates.
        static_dir: the folder of the files that are served under ``/static/``.
        debug: show exceptions to whoever asks; for developers alone.

    Example:
        >>> app = Alcazar()
        >>> @app.route("/books/{number:d}")
        ... def book(req, resp, number):
        ...     resp.text = f"Book {number}"
    """

    def __init__(
        self, templates_dir: str | Path = "templates", static_dir: str | Path = "static", debug: bool = False
    ) -> None:
        self.router = Router()
        self.templates = Templates(templates_dir, url_for=self.url_for)
        self.errors = ErrorHandlers(debug=debug)
        self.respond = self.errors.guard(self.answer)
        self.parent: Alcazar | None = None
        self.mount_point = ""
        self.add_route("/static/{path:path}", StaticFiles(static_dir), methods=["GET"], name="static")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 asks of an application."""
        response = self.respond(Request(environ))
        return response(environ, start_response)

    def answer(self, request: Request) -> Response:
        """Let the handler of the request's path and method answer.

        Raises:
            HTTPError: 404 where no path matches, 405 where no handler answers the method.
        """
        match = self.router.match(request.route_path)
        if match is None:
            raise HTTPError(404)
        return answer(match.handlers, request, Response(), match.values)

    def route(
        self, pattern: str, *, methods: Iterable[str] | None = None, name: str | None = None
    ) -> Callable[[Handler], Handler]:
        """Register the decorated handler for the paths of a pattern.

        Args:
            pattern: such as ``/books/{number:d}``; see :class:`~alcazar.routing.Pattern`.
            methods: those that a function answers, such as ``["GET", "POST"]``, all unless given. A class answers
                the methods that it has: ``get``, ``post`` and so on.
            name: for :meth:`url_for`; the handler's own name unless given.

        Raises:
            TypeError: the pattern is no text, or the handler can't be called or answers no method.
            ValueError: the pattern or the methods can't be read, or the name is taken.
            DuplicateRouteError: another pattern matches the same paths, and they don't name different methods.
        """
        if not isinstance(pattern, str):
            raise TypeError(f"a route takes a pattern first, as in @app.route('/books'), not {pattern!r}")

        def register(handler: Handler) -> Handler:
            self.add_route(pattern, handler, methods=methods, name=name)
            return handler

        return register

    def add_route(
        self, pattern: str, handler: Handler, *, methods: Iterable[str] | None = None, name: str | None = None
    ) -> None:
        """Register a handler without a decorator; arguments and errors are those of :meth:`route`."""
        self.router.add(pattern, handler, name, methods)

    def url_for(self, name: str, /, **values: Any) -> str:
        """Return the path of the route with this name, its fields filled with the values.

        Raises:
            LookupError: no route has the name.
            ValueError: the values are not those that its pattern takes.
        """
        return self.prefix + self.router.url_for(name, **values)

    def add_converter(self, name: str, pattern: str, convert: Callable[[str], Any] = str) -> None:
        """Teach the app's later patterns a type of field.

        Args:
            name: what stands behind the colon in ``{day:name}``.
            pattern: the regular expression that the field's text has to match.
            convert: makes a value of the text; ``ValueError`` says that it is none.

        Raises:
            ValueError: no field could name such a type.
            re.error: the pattern is no regular expression.
        """
        if not FIELD.fullmatch(f"{{name:{name}}}"):
            raise ValueError(f"{name!r} can't name a type: it takes letters, digits and _, a letter first")
        self.router.converters[name] = Converter(re.compile(pattern), convert)

    def session(self, base_url: str = "http://testserver", *, raise_errors: bool = True) -> "Session":
        """Return a new test session, whose requests this app answers: ``app.session().get("/books")``.

        It keeps cookies and follows redirects.

        Args:
            base_url: what relative URLs are joined to.
            raise_errors: raise what no exception handler answers, where a server would send a 500; the debug page is
                an answer.
        """
        from .testing import Session  # only tests pay for requests

        return Session(self, base_url, raise_errors=raise_errors)

    def template(self, name: str, context: Mapping[str, Any] | None = None) -> str:
        """Return the text of a template, filled from the context.

        Raises:
            TemplateNotFoundError: it is not there, or one that it extends or includes.
        """
        return self.templates.render(name, context or {})

    def add_exception_handler(self, handler: ExceptionHandler, exception_class: type[Exception] = Exception) -> None:
        """Let a handler, called with a request, a response and an exception, answer for a class of exceptions.

        The response comes with the status of the exception, which is 500 unless it is an :class:`HTTPError`.

        Raises:
            TypeError: the handler can't be called, or what it is for is no class of exceptions.
        """
        self.errors.add(handler, exception_class)

    @property
    def debug(self) -> bool:
        """Whether exceptions are shown to whoever asks."""
        return self.errors.debug

    @debug.setter
    def debug(self, debug: bool) -> None:
        self.errors.debug = debug

    def add_middleware(self, middleware: type[Middleware], /, **options: Any) -> None:
        """Lay a layer around the app; the one added last is the outermost.

        Args:
            middleware: a subclass of :class:`~alcazar.middleware.Middleware`, called with what it lies around.
            options: what it is called with besides.

        Raises:
            TypeError: it is no such class, or does not take the options.
        """
        if not (isinstance(middleware, type) and issubclass(middleware, Middleware)):
            message = "add_middleware takes a subclass of Middleware; a WSGI middleware wraps the app itself"
            raise TypeError(f"{message}: {middleware!r}")
        self.respond = self.errors.guard(middleware(self.respond, **options))

    def mount(self, prefix: str, app: WSGIApplication) -> None:
        """Let another app answer all paths below a prefix, such as ``/shop``.

        It sees them without the prefix; the URLs that an Alcazar makes there have it.

        Raises:
            TypeError: the app can't be called.
            ValueError: the prefix is none, or the app has a place here already, or this app in it.
            DuplicateRouteError: the app has routes for the same paths.
        """
        mount = Mount(prefix, app)
        if app in self.lineage or (isinstance(app, Alcazar) and app.parent is self):
            raise ValueError(f"can't mount at {prefix!r}: an app has one place in another, and none in itself")
        patterns = [prefix + rest for rest in ("", "/", "/{path:path}")]
        for pattern in patterns:
            if existing := self.router.shapes.get(Pattern(pattern).shape):
                raise DuplicateRouteError(pattern, existing.pattern.text)
        for pattern in patterns:
            self.add_route(pattern, mount, methods=METHODS)
        if isinstance(app, Alcazar):
            app.parent, app.mount_point = self, prefix

    @property
    def lineage(self) -> "list[Alcazar]":
        """The apps that this one is mounted in, the outermost first, and the app itself."""
        return [*(self.parent.lineage if self.parent else []), self]

    @property
    def prefix(self) -> str:
        """The path that the app is mounted under, percent-encoded; empty unless it is mounted."""
        return "".join(quote(app.mount_point) for app in self.lineage)
