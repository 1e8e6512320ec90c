"""Tickets that are never sold twice, nor half: a purchase takes seats and keeps an order, both or neither.

    TICKETS=tickets.db gunicorn --workers 2 --threads 4 --chdir examples transactions:app

Then look at /, and buy. Workers and threads share the file; who comes at the same moment waits. Without TICKETS it is
kept in memory, and goes with the program.
"""

import os
from html import escape

from alcazar import Alcazar, HTTPError, Request, Response
from alcazar.orm import Column, Database, ForeignKey, Table
from alcazar.orm.errors import NullError


class Concert(Table):
    name = Column(str, unique=True)
    free = Column(int)


class Order(Table):
    concert = ForeignKey(Concert)
    buyer = Column(str, null=False)
    seats = Column(int)


db = Database(os.environ.get("TICKETS", ":memory:"))
db.create(Concert, Order)
with db.transaction():  # of several workers that begin at once, one opens the box office
    if not db.query(Concert).exists():
        db.save_all([Concert(name="Clara Schumann", free=8), Concert(name="Fanny Hensel", free=5)])
app = Alcazar()

FORM = (
    '<form method="post" action="/{0.id}">{1}, {0.free} free '
    '<input name="buyer"> <input name="seats"> <button>Buy</button></form>'
)


def buy(id: int, buyer: str | None, seats: int) -> None:
    """Sell seats of a concert; what is read here stays true until the seats are taken."""
    with db.transaction():
        concert = db.query(Concert).filter(Concert.id == id).first()
        if concert is None:
            raise HTTPError(404, "There is no such concert")
        concert.free -= seats
        db.save(concert)
        db.save(Order(concert=concert, buyer=buyer, seats=seats))  # without a buyer it fails, and no seat is taken
        if concert.free < 0:
            raise HTTPError(409, f"There are only {concert.free + seats} seats")


@app.route("/", methods=["GET"])
def concerts(req: Request, resp: Response) -> None:
    resp.html = "".join(
        FORM.format(concert, escape(concert.name)) for concert in db.query(Concert).order_by(Concert.name)
    )


@app.route("/{id:d}", methods=["POST"])
def order(req: Request, resp: Response, id: int) -> None:
    seats = str(req.POST.get("seats"))
    if seats not in map(str, range(1, 9)):
        raise HTTPError(400, f"One buys 1 to 8 seats, not {seats}")
    try:
        buy(id, str(req.POST.get("buyer") or "") or None, int(seats))
    except NullError as error:
        raise HTTPError(400, str(error)) from error
    resp.redirect("/", 303)
