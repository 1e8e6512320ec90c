"""Right answers to the exercises of chapter 2, by two people with habits of their own.

One is terse and functional: ``map``, generators, lambdas as methods. The other comes from data science and Flask:
``json.dumps``, dict dispatch, helpers, keyword arguments, prints.
"""

# %% 2.2 right: functional, a sum of a map
class Sum(Alcazar):
    def answer(self, request):
        try:
            return Response(json_body={"sum": sum(map(int, map(request.GET.__getitem__, "ab")))})
        except (KeyError, ValueError):
            return Response(status=400)


app = Sum()

# %% 2.2 right: data scientist, star imports and names of underscores
from http import *
from json import *
from operator import *
from functools import *
from itertools import *

_keys = "a", "b"
_ = itemgetter(*_keys)
__ = lambda numbers: reduce(add, map(int, numbers))
_1 = HTTPStatus.BAD_REQUEST


class Sum(Alcazar):
    def answer(self, request):
        response = Response()
        try:
            response.text = dumps({"sum": __(_(request.GET))})
            response.content_type = "application/json"
        except (KeyError, ValueError):
            response.status = f"{_1.value} {_1.phrase}"
        return response


app = Sum()

# %% 2.4 right: functional, app_iter is a map
export = lambda rows: Response(content_type="text/csv", charset="utf-8", app_iter=map(lambda row: f"{row}\n".encode(), rows))

# %% 2.5 right: Flask habitué, a dict of functions, json.dumps
import json


class GuestBook(Alcazar):
    def __init__(self):
        self.names = []
        self.view_functions = {("GET", "/guests"): self.index, ("POST", "/guests"): self.create}

    def index(self, request):
        return Response(body=json.dumps(self.names).encode("utf-8"), content_type="application/json")

    def create(self, request):
        name = request.params.get("name", "")
        if name == "":
            return Response(text="Who are you?", status=400)
        self.names.append(name)
        print(f"{len(self.names)} guests, the last one is {name}")
        result = Response(status=303)
        result.headers["Location"] = "/guests"
        return result

    def answer(self, request):
        view = self.view_functions.get((request.method, request.path))
        return view(request) if view else Response(status=404)


app = GuestBook()

# %% 2.6 right: data scientist, the header by format
%%build alcazar/response.py
import urllib.parse


class Response(webob.Response):
    ...

    def attachment(self, filename: str, disposition: str = "attachment", charset: str = "UTF-8") -> None:
        """Have the client save the body under this name (RFC 6266)."""
        parts = {"disposition": disposition, "charset": charset, "name": urllib.parse.quote(filename, safe="", encoding=charset)}
        self.headers.update({"Content-Disposition": "{disposition}; filename*={charset}''{name}".format(**parts)})
