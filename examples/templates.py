"""Pages from templates: one frame, links by name, and values that can't run as scripts.

    gunicorn --chdir examples templates:app

Then look at /, and at /books/<script>alert(1)<script>.
"""

from pathlib import Path

from alcazar import Alcazar, Request, Response

app = Alcazar(templates_dir=Path(__file__).parent / "templates")
BOOKS = {"Emma": 1815, "Persuasion": 1817}


@app.route("/")
def home(req: Request, resp: Response) -> None:
    resp.html = app.template("home.html", {"books": BOOKS})


@app.route("/books/{title}", name="book")
def book(req: Request, resp: Response, title: str) -> None:
    resp.html = app.template("book.html", {"title": title, "year": BOOKS.get(title)})
