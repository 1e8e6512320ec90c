"""Routing: typed fields, a type of one's own, and links made from names.

    gunicorn --chdir examples routing:app

Then follow the links of /, and change their numbers, titles and days: what no handler takes is a 404.
"""

from datetime import date

from alcazar import Alcazar, Request, Response

app = Alcazar()
app.add_converter("day", "[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat)


@app.route("/")
def home(req: Request, resp: Response) -> None:
    paths = [
        app.url_for("book", number=42),
        app.url_for("title", title="Pride & Prejudice"),
        app.url_for("diary", day=date(1815, 12, 23)),
        app.url_for("wiki", page="web/wsgi"),
    ]
    resp.html = "".join(f'<p><a href="{path}">{path}</a></p>' for path in paths)


@app.route("/books/{number:d}")
def book(req: Request, resp: Response, number: int) -> None:
    resp.json = {"number": number}


@app.route("/books/called/{title}", name="title")
def book_by_title(req: Request, resp: Response, title: str) -> None:
    resp.json = {"title": title}


@app.route("/diary/{day:day}")
def diary(req: Request, resp: Response, day: date) -> None:
    resp.text = f"{day} was a {day:%A}"


@app.route("/wiki/{page:path}")
def wiki(req: Request, resp: Response, page: str) -> None:
    resp.json = page.split("/")
