"""Errors in a library's own words, and a page for developers.

    gunicorn --chdir examples errors:app
    DEBUG=1 gunicorn --chdir examples errors:app

Then look at /books/1, /books/2, /books/3 and /shelf; the last one fails, with DEBUG and without.
"""

import os
from html import escape

from alcazar import Alcazar, HTTPError, Request, Response

app = Alcazar(debug="DEBUG" in os.environ)
BOOKS = {1: "Emma", 2: "Persuasion"}
LENT = {2: "Monday"}


class LentError(HTTPError):
    """A book is away, and until when."""

    def __init__(self, title: str, until: str) -> None:
        super().__init__(409, f"{title} is lent until {until}")


def find(number: int) -> str:
    """Return the title of a book that can be read here."""
    if number not in BOOKS:
        raise HTTPError(404, f"There is no book {number}")
    if number in LENT:
        raise LentError(BOOKS[number], LENT[number])
    return BOOKS[number]


def on_error(req: Request, resp: Response, error: HTTPError) -> None:
    """Make a page of what went wrong; the status is right already."""
    resp.html = f"<h1>{escape(error.message)}</h1><p><a href='/books/1'>Read Emma instead</a></p>"


def on_lent(req: Request, resp: Response, error: LentError) -> None:
    """Say it in one line: whoever asks for a book that is lent wants no other."""
    resp.text = f"Sorry: {error}"


app.add_exception_handler(on_error, HTTPError)
app.add_exception_handler(on_lent, LentError)


@app.route("/books/{number:d}", methods=["GET"])
def book(req: Request, resp: Response, number: int) -> None:
    resp.text = find(number)


@app.route("/shelf", methods=["GET"])
def shelf(req: Request, resp: Response) -> None:
    resp.text = ", ".join(BOOKS[number] for number in (1, 2, 3))  # a mistake: the page of /shelf shows it in debug
