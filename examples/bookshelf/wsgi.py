"""The app as a server takes it: ``gunicorn bookshelf.wsgi:app``. The environment names the file of the database."""

import os

from alcazar.orm import Database

from .app import create_app

app = create_app(Database(os.environ.get("BOOKSHELF_DB", "bookshelf.db")))
