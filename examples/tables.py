"""A guest book that is still there tomorrow: its rows are in an SQLite file.

    GUESTS=guests.db gunicorn --chdir examples tables:app

Then look at /, sign, stop it and start it anew. Without GUESTS it is kept in memory, and goes with the program.
"""

import os
from datetime import UTC, datetime
from html import escape

from alcazar import Alcazar, HTTPError, Request, Response
from alcazar.orm import Column, Database, Table
from alcazar.orm.errors import InvalidValueError, RowNotFoundError, UnknownColumnError


def now() -> datetime:
    """Return the time to the minute, in UTC."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


class Guest(Table):
    name = Column(str, null=False, unique=True)
    said = Column(str, null=False)
    at = Column(datetime, default=now)


db = Database(os.environ.get("GUESTS", ":memory:"))
db.create(Guest)
app = Alcazar()

FORM = '<form method="post"><input name="name"> <input name="said"> <button>Sign</button></form>'


@app.route("/", methods=["GET"])
def guests(req: Request, resp: Response) -> None:
    lines = (f'<p><a href="/{guest.id}">{escape(guest.name)}</a>, {guest.at:%d %B}</p>' for guest in db.all(Guest))
    resp.html = "".join(lines) + FORM


@app.route("/", methods=["POST"])
def sign(req: Request, resp: Response) -> None:
    try:
        db.save(Guest(**req.POST.mixed()))
    except (UnknownColumnError, InvalidValueError) as error:
        raise HTTPError(400, str(error)) from error
    resp.redirect("/", 303)


@app.route("/{number:d}", methods=["GET"])
def guest(req: Request, resp: Response, number: int) -> None:
    try:
        resp.text = Guest.get(number).said
    except RowNotFoundError as error:
        raise HTTPError(404, str(error)) from error
