"""Right answers to the exercises of chapter 8, by people who like other parts of Python than the model answers use."""

# %% 8.3 right: two handlers, markupsafe
from markupsafe import Markup

app = Alcazar()
passwords = {"ada": "hunter2"}


def page(text):
    return str(Markup("<h1>{}</h1>").format(text))


def on_http_error(req, resp, exception):
    resp.html = page(str(exception))


app.add_exception_handler(on_http_error, HTTPError)
app.add_exception_handler(lambda req, resp, exception: setattr(resp, "html", page("Something broke")))


@app.route("/search")
def search(req, resp):
    raise HTTPError(400, f"Nothing like {req.GET['q']}")


@app.route("/accounts/{name}")
def account(req, resp, name):
    resp.text = f"{name}: {len(passwords[name])} letters"

# %% 8.5 right: a class with a call, counted by the journal
from dataclasses import dataclass, field


@dataclass
class Numbered:
    journal: list = field(default_factory=list)

    def __call__(self, req, resp, exception):
        if isinstance(exception, HTTPError):
            raise exception
        number = len(self.journal) + 1
        self.journal += [(number, " ".join((req.method, req.path)), exception.__class__.__name__)]
        resp.text = f"Something broke. Please quote {number}."


def number_errors(app):
    app.add_exception_handler(numbered := Numbered())
    return numbered.journal


app = Alcazar()
app.add_route("/key", lambda req, resp: {}["key"])
app.add_route("/zero", lambda req, resp: 1 / 0)
journal = number_errors(app)

# %% 8.6 right: compares the two qualities
%%build alcazar/error_handlers.py
from http import HTTPStatus


def http_error_handler(request: Request, response: Response, exception: Exception) -> None:
    """Tell the client what the error says, in the form that it likes."""
    plain, json = (request.accept.quality(kind) or 0.0 for kind in ("text/plain", "application/json"))
    if json <= plain:
        response.text = str(exception)
        return
    status = response.status_code
    response.json = {"status": status, "title": HTTPStatus(status).phrase, "detail": f"{exception}"}
    response.content_type = "application/problem+json"
