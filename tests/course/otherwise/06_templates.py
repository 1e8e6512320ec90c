"""Right answers to chapter 6 of two people; all of them pass.

The *beginner* is self-taught and cautious: long loops, temporary variables, string concatenation, chains of ``if`` and
``elif``, flags, globals, prints. The *Java programmer* has done Java and C# for twenty years: classes for everything,
type hints, static methods, camel case, defensive checks, loggers, ``try`` with ``except``, ``else`` and ``finally``.
"""

# %% 6.1 right: beginner, asks for each part of the name
predicted = {"order.html": "R&amp;D"}

escaped = "R" + "&amp;" + "D"
plain = "R" + "&" + "D"
for name in ["order.txt", "order.html.txt", "ORDER.XML", "order.js", "orders-html"]:
    parts = name.lower().split(".")
    markup = False
    for i in range(len(parts)):
        if i > 0:
            if parts[i] == "html" or parts[i] == "xml":
                markup = True
    if markup:
        predicted[name] = escaped
    else:
        predicted[name] = plain
    print(name, predicted[name])

# %% 6.1 right: Java programmer, two constants and a map
class Escaping:
    ESCAPED = "R&amp;D"
    VERBATIM = "R&D"


predicted: dict[str, str] = {
    "order.html": Escaping.ESCAPED,
    "order.html.txt": Escaping.ESCAPED,
    "ORDER.XML": Escaping.ESCAPED,
    "order.txt": Escaping.VERBATIM,
    "order.js": Escaping.VERBATIM,
    "orders-html": Escaping.VERBATIM,
}

# %% 6.2 right: beginner, an if around the loop, and many lines
SHELF = """
<ul>
{% if books %}
    {% set sorted_books = books|sort(attribute='year') %}
    {% for book in sorted_books %}
        {# one book #}
        <li>
            {{ book['title'] }}, {{ book['year'] }}
        </li>
    {% endfor %}
{% else %}
    <li>No books yet</li>
{% endif %}
</ul>
"""


def shelf(books):
    html = app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books})
    print(html)
    return squeezed(html)

# %% 6.2 right: Java programmer, a macro and a view model that is sorted beforehand
import logging
from dataclasses import dataclass

SHELF = """
{%- macro item(text) -%}<li>{{ text }}</li>{%- endmacro -%}
<ul>
{%- for entry in books -%}{{ item(entry.label) }}{%- else -%}{{ item("No books yet") }}{%- endfor -%}
</ul>
"""


@dataclass(frozen=True, order=True)
class BookView:
    year: int
    title: str

    @property
    def label(self) -> str:
        return f"{self.title}, {self.year}"


class ShelfRenderer:
    TEMPLATE_NAME = "shelf.html"

    def __init__(self) -> None:
        self._application = app_with({self.TEMPLATE_NAME: SHELF})

    def render(self, books: list[dict]) -> str:
        views = sorted(BookView(year=book["year"], title=book["title"]) for book in books)
        logging.getLogger("ShelfRenderer").debug("%d books", len(views))
        return squeezed(self._application.template(self.TEMPLATE_NAME, {"books": views}))


def shelf(books):
    return ShelfRenderer().render(books)

# %% 6.3 right: beginner, compares the first eight letters
PROFILE = """
<p class="{{ colour }}">
    {{ name }}
</p>
{% set start = site[0:8] %}
{% if start == "https://" %}
<a href="{{ site }}">{{ site }}</a>
{% else %}
<p>{{ site }}</p>
{% endif %}
"""


class Elements(HTMLParser):
    """The elements of a page as a browser finds them: a tag, its attributes, its text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes), ""))

    def handle_data(self, data):
        if data.strip():
            tag, attributes, text = self.found.pop()
            self.found.append((tag, attributes, text + data.strip()))


def profile(name, colour, site):
    elements = Elements()
    page = app_with({"profile.html": PROFILE}).template(
        "profile.html", {"name": name, "colour": colour, "site": site}
    )
    elements.feed(page)
    elements.close()
    return elements.found

# %% 6.3 right: Java programmer, explicit escaping, single quotes and a guard first
PROFILE = """
{%- set isSecure = site is string and site.startswith('https://') -%}
<p class='{{ colour|e }}'>{{ name|e }}</p>
{% if not isSecure -%}
  <p>{{ site|e }}</p>
{%- else -%}
  <a href='{{ site|e }}'>{{ site|e }}</a>
{%- endif %}
"""


class Elements(HTMLParser):
    """The elements of a page as a browser finds them: a tag, its attributes, its text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes), ""))

    def handle_data(self, data):
        if data.strip():
            tag, attributes, text = self.found.pop()
            self.found.append((tag, attributes, text + data.strip()))


def profile(name, colour, site):
    elements = Elements()
    page = app_with({"profile.html": PROFILE}).template(
        "profile.html", {"name": name, "colour": colour, "site": site}
    )
    elements.feed(page)
    elements.close()
    return elements.found

# %% 6.4 right: beginner, a block for everything
base = """
<title>{% block title %}Site{% endblock %}</title>
<nav>
{% for name in names %}
    {% if name == here %}
        <b>{{ name }}</b>
    {% endif %}
    {% if name != here %}
        <a href="{{ url_for(name) }}">{{ name }}</a>
    {% endif %}
{% endfor %}
</nav>
<h1>{% block text %}{% endblock %}</h1>
"""
home = '{% extends "base.html" %}'
home = home + "{% block title %}Home{% endblock %}"
home = home + "{% block text %}Welcome{% endblock %}"
about = '{% extends "base.html" %}'
about = about + "{% block title %}About{% endblock %}"
about = about + "{% block text %}About us{% endblock %}"

TEMPLATES = {}
TEMPLATES["base.html"] = base
TEMPLATES["home.html"] = home
TEMPLATES["about.html"] = about
print(len(TEMPLATES))


def site(templates, about="/about-us"):
    app = app_with(templates)
    names = ["home", "books", "about"]

    @app.route("/")
    def home(req, resp):
        resp.html = squeezed(app.template("home.html", {"names": names, "here": "home"}))

    @app.route("/books")
    def books(req, resp):
        resp.text = "no template"

    @app.route(about, name="about")
    def about_us(req, resp):
        resp.html = squeezed(app.template("about.html", {"names": names, "here": "about"}))

    return app


app = site(TEMPLATES)

# %% 6.4 right: Java programmer, a layout with a macro and page constants that are set
class TemplateRepository:
    """All templates of the site."""

    BASE = """
{% macro menuItem(name) -%}
  {% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}
{%- endmacro %}
<title>{{ pageTitle }}</title>
<nav>{% for name in names %}{{ menuItem(name) }}{% endfor %}</nav>
{% block content required %}{% endblock %}
"""
    HOME = """{% extends "base.html" %}{% set pageTitle = "Home" %}
{% block content %}<h1>Welcome</h1>{% endblock content %}"""
    ABOUT = """{% extends "base.html" %}{% set pageTitle = "About" %}
{% block content %}<h1>About us</h1>{% endblock content %}"""

    @classmethod
    def toDictionary(cls) -> dict[str, str]:
        return {"base.html": cls.BASE, "home.html": cls.HOME, "about.html": cls.ABOUT}


TEMPLATES = TemplateRepository.toDictionary()


def site(templates, about="/about-us"):
    app = app_with(templates)
    names = ["home", "books", "about"]

    @app.route("/")
    def home(req, resp):
        resp.html = squeezed(app.template("home.html", {"names": names, "here": "home"}))

    @app.route("/books")
    def books(req, resp):
        resp.text = "no template"

    @app.route(about, name="about")
    def about_us(req, resp):
        resp.html = squeezed(app.template("about.html", {"names": names, "here": "about"}))

    return app


app = site(TEMPLATES)

# %% 6.5 right: beginner, one question after the other and a flag
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    files = {}
    files["page.html"] = "{{ value }}"
    files["page.xml"] = "{{ value }}"
    files["page.txt"] = "{{ value }}"
    files["shop.txt"] = "{{ shop }}"
    templates = make(files, shop="The Corner")
    good = True
    a = templates.render("page.html", {"value": "<b>"})
    if a != "&lt;b&gt;":
        good = False
    b = templates.render("page.xml", {"value": "<b>"})
    if b != "&lt;b&gt;":
        good = False
    c = templates.render("page.txt", {"value": "<b>"})
    if c != "<b>":
        good = False
    d = templates.render("shop.txt", {})
    if d != "The Corner":
        good = False
    missing = False
    try:
        e = templates.render("gone.html", {})
    except TemplateNotFoundError:
        missing = True
    if missing == False:
        good = False
    print(a, b, c, d, good)
    return good

# %% 6.5 right: Java programmer, a test suite of methods and assertions
import logging

from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


class TemplatesContractTest:
    VALUE = "R&D"

    def __init__(self, make) -> None:
        names = ("page.html", "feed.XML", "page.html.j2", "receipt.txt", "html")
        self._templates = make({name: "{{ value }}{{ suffix }}" for name in names}, suffix="!")

    def _render(self, name: str) -> str:
        return self._templates.render(name, {"value": self.VALUE})

    def testMarkupIsEscaped(self) -> None:
        for name in ("page.html", "feed.XML", "page.html.j2"):
            assert self._render(name) == "R&amp;D!", name

    def testTextIsVerbatim(self) -> None:
        for name in ("receipt.txt", "html"):
            assert self._render(name) == "R&D!", name

    def testMissingTemplateIsReported(self) -> None:
        try:
            self._render("missing.html")
        except TemplateNotFoundError as error:
            assert error.name == "missing.html"
        else:
            raise AssertionError("nothing was raised")

    def runAll(self) -> bool:
        tests = [getattr(self, name) for name in dir(self) if name.startswith("test")]
        try:
            for test in tests:
                test()
        except AssertionError as failure:
            logging.getLogger(__name__).info("failed: %s", failure)
            return False
        return True


def sound(make):
    return TemplatesContractTest(make).runAll()

# %% 6.6 right: beginner, looks which names are in the folder
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        """Return the text of a template, or of the first that is there, its holes filled from the context.

        Raises:
            TemplateNotFoundError: it is not there, or one that it extends or includes.
        """
        from jinja2 import TemplateNotFound

        if isinstance(name, list):
            names = name
        else:
            names = [name]
        existing = self.environment.list_templates()
        chosen = ""
        for n in names:
            if chosen == "":
                if n in existing:
                    chosen = n
        if chosen == "":
            chosen = names[-1]
        print("chosen:", chosen)
        try:
            return self.environment.get_template(chosen).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing

# %% 6.6 right: Java programmer, overloads told apart by type, and a private finder
%%build alcazar/templates.py
import logging


class Templates:
    ...

    @staticmethod
    def _toCandidates(name: str | list[str]) -> list[str]:
        return [name] if isinstance(name, str) else list(name)

    def _notFound(self, name: str) -> TemplateNotFoundError:
        existing = self.environment.list_templates() if self.folder.is_dir() else None
        return TemplateNotFoundError(name, self.folder, existing)

    def _findFirst(self, candidates: list[str]) -> Any:
        from jinja2 import TemplateNotFound

        lastFailure: TemplateNotFound | None = None
        for candidate in candidates:
            try:
                template = self.environment.get_template(candidate)
            except TemplateNotFound as failure:
                logging.getLogger("Templates").debug("no %s", candidate)
                lastFailure = failure
            else:
                return template
        raise self._notFound(candidates[-1]) from lastFailure

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        """Return the text of a template, or of the first that is there, its holes filled from the context.

        Raises:
            TemplateNotFoundError: it is not there, or one that it extends or includes.
        """
        from jinja2 import TemplateNotFound

        template = self._findFirst(self._toCandidates(name))
        try:
            return template.render(context)
        except TemplateNotFound as failure:
            raise self._notFound(str(failure.name)) from failure
