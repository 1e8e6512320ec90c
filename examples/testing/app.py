"""A guest book: who comes by signs it, and is greeted by name. Its tests stand beside it, in test_app.py."""

from alcazar import Alcazar, Request, Response

app = Alcazar()
signed: list[str] = []


@app.route("/", methods=["GET"])
def guests(req: Request, resp: Response) -> None:
    resp.json = signed


@app.route("/", methods=["POST"])
def sign(req: Request, resp: Response) -> None:
    name = req.POST.get("name", "").strip()
    if not name:
        resp.status_code = 400
        resp.text = "Please say your name"
        return
    signed.append(name)
    resp.set_cookie("name", name)
    resp.redirect("/hello", 303)


@app.route("/hello")
def hello(req: Request, resp: Response) -> None:
    resp.text = f"Hello, {req.cookies.get('name', 'whoever you are')}"
