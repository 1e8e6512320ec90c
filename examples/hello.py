"""The smallest app.

    gunicorn --chdir examples hello:app

Then look at / and at /?name=Ada.
"""

from alcazar import Alcazar, Request, Response

app = Alcazar()


@app.route("/")
def hello(req: Request, resp: Response) -> None:
    resp.text = f"Hello, {req.GET.get('name', 'world')}"
