"""Handlers: functions and a class for the methods of a path, HEAD and OPTIONS for nothing, a body in pieces.

    gunicorn --chdir examples handlers:app

Then, in another terminal:

    curl -i localhost:8000/notes/milk -X PUT -d "two bottles"
    curl -i localhost:8000/notes/milk
    curl -i localhost:8000/notes/milk -X OPTIONS
    curl -i localhost:8000/notes --head
"""

from collections.abc import Iterator

from alcazar import Alcazar, Request, Response

app = Alcazar()
notes: dict[str, str] = {}


@app.route("/notes", methods=["GET"])
def list_notes(req: Request, resp: Response) -> None:
    resp.body = lines()


def lines() -> Iterator[bytes]:
    """Make a line of each note, as it is sent."""
    for name, text in sorted(notes.items()):
        yield f"{name}: {text}\n".encode()


@app.route("/notes", methods=["DELETE"])
def forget_notes(req: Request, resp: Response) -> None:
    notes.clear()
    resp.status_code = 204


@app.route("/notes/{name}")
class Note:
    """One note; whatever it has no method for is a 405, which says what there is."""

    def get(self, req: Request, resp: Response, name: str) -> Response | None:
        if name not in notes:
            return Response(f"There is no note {name}\n", status=404)
        resp.text = notes[name]
        return None

    def put(self, req: Request, resp: Response, name: str) -> None:
        resp.status_code = 204 if name in notes else 201
        notes[name] = req.text
