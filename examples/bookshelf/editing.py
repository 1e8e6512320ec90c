"""The pages that change the shelf. GET shows a form and changes nothing; POST does what the form says."""

from alcazar import Alcazar, Request, Response
from alcazar.orm import Database

from .forms import BookForm
from .pages import Pages
from .tables import Author, Book


class Editing(Pages):
    """The forms by which books are added, changed and deleted."""

    def __init__(self, app: Alcazar, db: Database) -> None:
        super().__init__(app, db)
        app.add_route("/books/new", self.new_book, methods=["GET"])
        app.add_route("/books/new", self.add_book, methods=["POST"])
        app.add_route("/books/{number:id}/edit", self.edit_book, methods=["GET"])
        app.add_route("/books/{number:id}/edit", self.change_book, methods=["POST"])
        app.add_route("/books/{number:id}/delete", self.ask_first, methods=["GET"])
        app.add_route("/books/{number:id}/delete", self.delete_book, methods=["POST"])

    def new_book(self, req: Request, resp: Response) -> None:
        """Show the form for a book."""
        self.show_form(resp, Book(), BookForm())

    def show_form(self, resp: Response, book: Book, form: BookForm) -> None:
        """Show the form for a book, new or not, and what is wrong with it."""
        names = [author.name for author in self.db.query(Author).order_by(Author.name)]
        self.show(resp, "form.html", book=book, form=form, names=names)

    def add_book(self, req: Request, resp: Response) -> None:
        """Put the book on the shelf that the form holds."""
        self.save(req, resp, Book())

    def save(self, req: Request, resp: Response, book: Book) -> None:
        """Give a book what was typed, and show it; or show the form again, and what is wrong with it."""
        form = BookForm.read(req.POST)
        if not form.errors:
            self.put(book, form)
        if form.errors:
            resp.status_code = 422
            self.show_form(resp, book, form)
        else:
            resp.redirect(self.app.url_for("book", number=book.id), 303)

    def put(self, book: Book, form: BookForm) -> None:
        """Put a book on the shelf, with its author: both or neither. No author has two books of one title."""
        name, title = form.typed["author"], form.typed["title"]
        with self.db.transaction():
            author = self.db.query(Author).filter(Author.name == name).first() or Author(name=name)
            if author.id and self.shelf.filter(Book.author == author, Book.title == title, Book.id != book.id).exists():
                form.errors["title"] = f"This book by {name} is on the shelf already."
                return
            book.title, book.author, book.year, book.note = title, author, form.year, form.typed["note"]
            self.db.save_all([author, book])

    def edit_book(self, req: Request, resp: Response, number: int) -> None:
        """Show the form with a book in it."""
        book = self.found(number)
        self.show_form(resp, book, BookForm.of(book))

    def change_book(self, req: Request, resp: Response, number: int) -> None:
        """Change a book to what the form says."""
        self.save(req, resp, self.found(number))

    def ask_first(self, req: Request, resp: Response, number: int) -> None:
        """Ask whether a book shall go."""
        self.show(resp, "delete.html", book=self.found(number))

    def delete_book(self, req: Request, resp: Response, number: int) -> None:
        """Take a book from the shelf."""
        self.db.delete(Book, number)
        resp.redirect(self.app.url_for("books"), 303)
