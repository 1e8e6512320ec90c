"""What the original's README promises beyond its quick start, in the form in which its users write it."""

import pytest

from alcazar import Alcazar

pytestmark = pytest.mark.chapter(5)


def test_route_overlap_throws_exception(app):
    @app.route("/")
    def home(req, resp):
        resp.text = "Welcome Home."

    with pytest.raises(AssertionError):

        @app.route("/")
        def home2(req, resp):
            resp.text = "Welcome Home2."


def test_alternative_route_overlap_throws_exception(app):
    def home(req, resp):
        resp.text = "Welcome Home."

    app.add_route("/alternative", home)
    with pytest.raises(AssertionError):
        app.add_route("/alternative", home)


def test_parameterized_route(app, client):
    from alcazar.utils.tests import url

    @app.route("/{name}")
    def hello(req, resp, name):
        resp.text = f"hey {name}"

    assert client.get(url("/matthew")).text == "hey matthew"


def test_only_the_methods_that_are_named_are_allowed(app, client):
    @app.route("/", methods=["get"])
    def home(req, resp):
        resp.text = "Hello, this is a home page."

    assert client.get("/").text == "Hello, this is a home page."
    assert client.post("/").status_code == 405


def test_methods_are_ignored_for_a_class(app, client):
    @app.route("/{name:l}", methods=["post"])
    class GreetingHandler:
        def get(self, req, resp, name):
            resp.text = f"Hello, {name}"

    assert client.get("/Ada").text == "Hello, Ada"
    assert client.post("/Ada").status_code == 405


def test_a_status_is_set(app, client):
    @app.route("/cool")
    def cool(req, resp):
        resp.text = "cool thing"
        resp.status_code = 215

    assert client.get("/cool").status_code == 215


def test_the_session_takes_a_base_url(app):
    @app.route("/")
    def home(req, resp):
        resp.text = req.host

    assert app.session(base_url="http://books.example").get("/").text == "books.example"


@pytest.mark.chapter(6)
def test_templates_come_from_the_folder_that_is_named(tmp_path):
    (tmp_path / "example.html").write_text("<h1>{{ title }}</h1>")
    app = Alcazar(templates_dir=str(tmp_path))
    assert app.template("example.html", context={"title": "Awesome"}) == "<h1>Awesome</h1>"


@pytest.mark.chapter(7)
def test_static_files_come_from_the_folder_that_is_named(tmp_path):
    (tmp_path / "main.css").write_text("h1 {}")
    assert Alcazar(static_dir=str(tmp_path)).session().get("/static/main.css").text == "h1 {}"


@pytest.fixture
def shop():
    """An app with the README's exception handler, and pages that fail."""
    from alcazar.error_handlers import debug_exception_handler
    from alcazar.exceptions import HTTPError

    def on_exception(req, resp, exception):
        if isinstance(exception, HTTPError):
            if exception.status == 404:
                resp.text = "Unfortunately the thing you were looking for was not found"
            else:
                resp.text = str(exception)
        else:
            if app.debug:
                debug_exception_handler(req, resp, exception)
            else:
                print("These unexpected exceptions should be logged.")

    app = Alcazar(debug=False)
    app.add_exception_handler(on_exception)

    @app.route("/", methods=["get"])
    def index(req, resp):
        raise AttributeError("no such attribute")

    return app


@pytest.mark.chapter(8)
def test_the_exception_handler_words_a_404_and_keeps_its_status(shop):
    answer = shop.session().get("/nowhere")
    assert answer.text == "Unfortunately the thing you were looking for was not found"
    assert answer.status_code == 404


@pytest.mark.chapter(8)
def test_the_exception_handler_says_what_another_http_error_says(shop):
    answer = shop.session().post("/")
    assert (answer.status_code, answer.text) == (405, "Method Not Allowed")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.chapter(8)
def test_the_exception_handler_may_log_the_unexpected_and_say_nothing(shop, capsys):
    answer = shop.session().get("/")
    assert (answer.status_code, answer.text) == (500, "")
    assert capsys.readouterr().out == "These unexpected exceptions should be logged.\n"


@pytest.mark.chapter(8)
def test_the_exception_handler_may_show_the_debug_page(shop):
    shop.debug = True
    answer = shop.session().get("/")
    assert answer.status_code == 500
    assert all(part in answer.text for part in ("AttributeError", "no such attribute", "Traceback"))


@pytest.mark.chapter(8)
def test_an_exception_that_nobody_handles_reaches_the_test(app, client):
    @app.route("/")
    def index(req, resp):
        raise AttributeError

    with pytest.raises(AttributeError):
        client.get("/")


@pytest.mark.chapter(9)
def test_middleware_sees_the_request_and_the_response(app, client, capsys):
    from alcazar.middleware import Middleware

    class SimpleCustomMiddleware(Middleware):
        def process_request(self, req):
            print("Before dispatch", req.url)

        def process_response(self, req, res):
            print("After dispatch", req.url)

    app.add_middleware(SimpleCustomMiddleware)
    client.get("/nowhere")
    url = "http://testserver/nowhere"
    assert capsys.readouterr().out == f"Before dispatch {url}\nAfter dispatch {url}\n"


@pytest.mark.chapter(9)
def test_middleware_takes_keyword_arguments_and_has_its_own_constructor(app, client):
    from alcazar.middleware import Middleware

    class Stamp(Middleware):
        def __init__(self, app, text):
            super().__init__(app)
            self.text = text

        def process_response(self, req, resp):
            resp.headers["X-Stamp"] = self.text

    app.add_middleware(Stamp, text="seen")
    assert client.get("/").headers["X-Stamp"] == "seen"


@pytest.fixture
def library(tmp_path):
    """The original's tables, in a new database with two authors and two books."""
    from alcazar.orm import Column, Database, ForeignKey, Table

    class Author(Table):
        name = Column(str)
        age = Column(int)

    class Book(Table):
        title = Column(str)
        published = Column(bool)
        author = ForeignKey(Author)

    db = Database(str(tmp_path / "test.db"))
    assert db.tables == []
    db.create(Author)
    db.create(Book)
    for name, age, title, published in [("John Doe", 43, "An ORM", False), ("Arash Kun", 50, "Scoring Goals", True)]:
        author = Author(name=name, age=age)
        assert author.id is None
        db.save(author)
        db.save(Book(title=title, published=published, author=author))
    with db:
        yield db, Author, Book


@pytest.mark.chapter(11)
def test_tables_say_what_their_columns_are(library):
    import sqlite3

    db, author, book = library
    assert (author.name.type, author.name.sql_type, author.age.sql_type) == (str, "TEXT", "INTEGER")
    assert book.author.table is author
    assert {"author", "book"} <= set(db.tables)
    assert isinstance(db.conn, sqlite3.Connection)


@pytest.mark.chapter(11)
def test_all_rows_come_back_as_objects(library):
    db, author, book = library
    assert {(type(one), one.name, one.age) for one in db.all(author)} == {
        (author, "John Doe", 43),
        (author, "Arash Kun", 50),
    }
    assert [one.author.name for one in db.all(book)] == ["John Doe", "Arash Kun"]


@pytest.mark.chapter(11)
def test_one_row_is_got_by_its_id(library):
    db, author, book = library
    found = db.get(book, 2)
    assert (found.title, found.published, found.author.name, found.author.id) == ("Scoring Goals", True, "Arash Kun", 2)
    assert (db.get(author, id=1).name, book.get(1).title) == ("John Doe", "An ORM")


@pytest.mark.chapter(11)
def test_a_row_is_updated(library):
    db, author, _ = library
    john = db.get(author, id=1)
    john.age, john.name = 44, "John Wick"
    db.update(john)
    again = db.get(author, id=1)
    assert (again.age, again.name) == (44, "John Wick")


@pytest.mark.chapter(11)
def test_a_deleted_row_is_gone(library):
    db, _, book = library
    db.delete(book, id=1)
    with pytest.raises(Exception, match=r"(?i)book"):
        db.get(book, 1)
