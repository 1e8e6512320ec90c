"""Apps within an app: a blog that knows where it is mounted, and a plain WSGI app.

    gunicorn --chdir examples mounting:app

Then look at /, and follow the links.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from alcazar import Alcazar, Request, Response

blog = Alcazar()


@blog.route("/")
def posts(req: Request, resp: Response) -> None:
    links = (f'<a href="{blog.url_for("post", number=number)}">Post {number}</a>' for number in (1, 2, 3))
    resp.html = " ".join(links)


@blog.route("/posts/{number:d}")
def post(req: Request, resp: Response, number: int) -> None:
    resp.html = f'Post {number} of <a href="{blog.url_for("posts")}">the blog</a>'


def where(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Say, as any WSGI app could, where it is and what it was asked for."""
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"I am at {environ['SCRIPT_NAME']}, asked for {environ['PATH_INFO']}".encode()]


app = Alcazar()
app.mount("/blog", blog)
app.mount("/where", where)


@app.route("/")
def home(req: Request, resp: Response) -> None:
    resp.html = f'<a href="{blog.url_for("posts")}">Our blog</a> <a href="/where/is/it">and another app</a>'
