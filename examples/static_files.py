"""Static files: a style sheet and a picture for a page, and a second folder, for downloads.

    gunicorn --chdir examples static_files:app

Then look at /, and at what a browser is told: curl --head http://127.0.0.1:8000/static/main.css
"""

from pathlib import Path

from alcazar import Alcazar, Request, Response
from alcazar.static import StaticFiles

FOLDER = Path(__file__).parent / "static_files"
PAGE = """<!doctype html>
<title>Corner shop</title>
<link rel="stylesheet" href="{style}">
<h1><img src="{sign}" alt=""> Corner shop</h1>
<p>We are open. Here is our <a href="{prices}">price list</a>.</p>
"""

app = Alcazar(static_dir=FOLDER / "static")
app.add_route("/downloads/{path:path}", StaticFiles(FOLDER / "downloads"), methods=["GET"], name="downloads")


@app.route("/")
def home(req: Request, resp: Response) -> None:
    resp.html = PAGE.format(
        style=app.url_for("static", path="main.css"),
        sign=app.url_for("static", path="sign.svg"),
        prices=app.url_for("downloads", path="prices.csv"),
    )
