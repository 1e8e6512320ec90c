"""Two layers: one says how long an answer took, one lets only some in.

    gunicorn --chdir examples middleware:app

Then look at /, and at /private without and with ?key=sesame; the network tab of a browser's tools shows the timing.
"""

from time import perf_counter

from alcazar import Alcazar, HTTPError, Middleware, Request, Response
from alcazar.handlers import Responder


class Timing(Middleware):
    """Says in a header how long an answer took, errors and static files included."""

    def process_request(self, req: Request) -> None:
        req.started = perf_counter()

    def process_response(self, req: Request, resp: Response) -> None:
        resp.headers["Server-Timing"] = f"app;dur={1000 * (perf_counter() - req.started):.2f}"


class Door(Middleware):
    """Lets only those in below a path who know the key."""

    def __init__(self, app: Responder, path: str, key: str) -> None:
        super().__init__(app)
        self.path, self.key = path, key

    def process_request(self, req: Request) -> None:
        if req.path.startswith(self.path) and req.GET.get("key") != self.key:
            raise HTTPError(403, "The door is shut")


app = Alcazar()
app.add_middleware(Door, path="/private", key="sesame")
app.add_middleware(Timing)  # added last, and so around the door


@app.route("/")
def home(req: Request, resp: Response) -> None:
    resp.text = "Come in"


@app.route("/private")
def private(req: Request, resp: Response) -> None:
    resp.text = "Forty thieves"
