"""Right answers to the exercises of chapter 3, by people who like other parts of Python than the model answers use."""

# %% 3.2 right: a handler that refuses
app = Alcazar()


@app.route("/books/{number}")
def show_book(request, response, number: str):
    """Ein Buch, nach seiner Nummer."""
    if not (number.isascii() and number.isdigit()):
        response.status_code = 404
        response.text = "Kein Buch"
        return
    response.text = f"Book {int(number)}"

# %% 3.3 right: suppress, partial, a constant name
from contextlib import suppress
from functools import partial

PAGE = "a page"
app = Alcazar()


@app.route("/books/{title}", name=PAGE)
def book(req, resp, title):
    resp.text = title


path_of = partial(app.url_for, PAGE)


def links(titles):
    paths = {}
    for title in titles:
        with suppress(ValueError):
            paths |= {title: path_of(title=title)}
    return paths

# %% 3.3 right: asks the router
app = Alcazar()


@app.route("/books/{title}")
def book(req, resp, title):
    resp.text = title


def links(titles):
    def path(title):
        try:
            return app.router.url_for(book.__name__, title=title)
        except ValueError:
            return None

    return {title: found for title in titles if (found := path(title))}

# %% 3.5 right: a class of numbers, islice
from itertools import cycle
from operator import mul

app = Alcazar()


class Isbn(str):
    def __new__(cls, text):
        total = sum(map(mul, map(int, text), cycle((1, 3))))
        if total % 10:
            raise ValueError(text)
        return super().__new__(cls, text)


app.add_converter("isbn", r"[0-9]{13}", Isbn)
app.add_route("/isbn/{number:isbn}", lambda req, resp, number: setattr(resp, "text", f"ISBN {number}"))


@app.route("/lend/{number:isbn}/to/{reader}")
def lend(req, resp, number, reader):
    resp.text = " to ".join([number, reader])
