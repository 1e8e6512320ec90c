"""Right answers to the exercises of chapter 1, by people who like other parts of Python than the model answers use."""

# %% 1.2 right: a generator that says all at its start
def app(environ, start_response):
    euros = environ.get("PATH_INFO", "/0").removeprefix("/")
    body = "%s \N{EURO SIGN}" % euros
    encoded = bytes(body, "utf-8")
    headers = {"Content-Type": 'text/plain; charset="utf-8"', "Content-Length": f"{len(encoded):d}"}
    start_response("200 OK", list(headers.items()))
    yield encoded

# %% 1.3 right: bytes all the way, a class
class Counter:
    def __init__(self, environ, start_response):
        self.start = start_response
        try:
            length = int(environ.get("CONTENT_LENGTH", ""))
        except ValueError:
            length = 0
        self.words = environ["wsgi.input"].read(length).decode().split()

    def __iter__(self):
        body = b"%d words" % len(self.words)
        self.start("200 OK", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        yield body


app = Counter
