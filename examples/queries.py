"""Books looked for by text and price, sorted, page by page: SQLite finds them, and no other is fetched.

    gunicorn --chdir examples queries:app

Then look at /?text=e, at /?most=9&by=title and at /?page=2.
"""

from html import escape
from urllib.parse import urlencode

from alcazar import Alcazar, HTTPError, Request, Response
from alcazar.orm import Column, Database, Query, Table

SIZE = 3


class Book(Table):
    title = Column(str)
    price = Column(int)


TITLES = {"Emma": 7, "Jane Eyre": 8, "Agnes Grey": 8, "Shirley": 9, "Persuasion": 9, "Villette": 12, "Middlemarch": 15}
ORDERS = {"title": Book.title, "price": Book.price, "dearest": -Book.price}  # what a visitor may sort by, and no other

db = Database(":memory:")
db.create(Book)
db.save_all(Book(title=title, price=price) for title, price in TITLES.items())
app = Alcazar()


def number(req: Request, name: str, default: int) -> int:
    """Return a number out of the query string; 400 where it is none that a query could take."""
    text = req.GET.get(name) or str(default)
    if not text.isdecimal() or len(text) > 9:
        raise HTTPError(400, f"{name} is a number, not {text}")
    return int(text)


def asked_for(req: Request) -> Query[Book]:
    """Return the query for what a visitor asks for, without the page."""
    order = ORDERS.get(req.GET.get("by", "title"))
    if order is None:
        raise HTTPError(400, f"books are sorted by {', '.join(ORDERS)}")
    fits = Book.title.like(f"%{req.GET.get('text', '')}%") & (Book.price <= number(req, "most", 99))
    return db.query(Book).filter(fits).order_by(order, Book.title)


@app.route("/")
def books(req: Request, resp: Response) -> None:
    query, page = asked_for(req), max(number(req, "page", 1), 1)
    found, count = query.limit(SIZE).offset(SIZE * (page - 1)), query.count()
    lines = [f"<p>{count} books</p>", *(f"<p>{escape(book.title)}, {book.price} €</p>" for book in found)]
    if page * SIZE < count:
        lines.append(f'<a href="/?{escape(urlencode(dict(req.GET) | {"page": page + 1}))}">more</a>')
    resp.html = "".join(lines)
