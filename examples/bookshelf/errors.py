"""The pages for what goes wrong, in the looks of the site."""

from alcazar import Alcazar, HTTPError, Request, Response
from alcazar.error_handlers import production_exception_handler
from alcazar.orm.errors import RowNotFoundError


class ErrorPages:
    """Pages that answer exceptions."""

    def __init__(self, app: Alcazar) -> None:
        self.app = app
        app.add_exception_handler(self.refused, HTTPError)
        app.add_exception_handler(self.missing, RowNotFoundError)
        app.add_exception_handler(self.unreadable, UnicodeDecodeError)
        app.add_exception_handler(self.failed)

    def show(self, resp: Response, status: int, message: str) -> None:
        """Answer with the page for a status."""
        resp.status_code = status
        resp.html = self.app.template("error.html", {"status": status, "message": message})

    def refused(self, req: Request, resp: Response, error: HTTPError) -> None:
        """Say what the app says: there is no such page, the method is not allowed …"""
        self.show(resp, error.status, str(error))

    def missing(self, req: Request, resp: Response, error: RowNotFoundError) -> None:
        """Say that a page would be there if its row were."""
        self.show(resp, 404, "That is not on the shelf")

    def unreadable(self, req: Request, resp: Response, error: UnicodeDecodeError) -> None:
        """Say that what was sent is no text."""
        self.show(resp, 400, "That can't be read: it is not UTF-8")

    def failed(self, req: Request, resp: Response, error: Exception) -> None:
        """Log what nobody expected, or raise it into a test, and tell the visitor nothing of it."""
        production_exception_handler(req, resp, error)
        self.show(resp, 500, "Something broke, and we have noted it")
