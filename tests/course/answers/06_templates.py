# Planted answers to the exercises of chapter 6: wrong ones that must fail, right ones written otherwise that must pass.

# %% 6.1 wrong: sees nothing to escape
predicted = {
    "order.html": "R&D",
    "order.txt": "R&D",
    "order.html.txt": "R&D",
    "ORDER.XML": "R&D",
    "order.js": "R&D",
    "orders-html": "R&D",
}

# %% 6.1 wrong: believes that the last part alone counts
predicted = {
    "order.html": "R&amp;D",
    "order.txt": "R&D",
    "order.html.txt": "R&D",
    "ORDER.XML": "R&amp;D",
    "order.js": "R&D",
    "orders-html": "R&D",
}

# %% 6.1 wrong: believes that everything is escaped
predicted = {
    "order.html": "R&amp;D",
    "order.txt": "R&amp;D",
    "order.html.txt": "R&amp;D",
    "ORDER.XML": "R&amp;D",
    "order.js": "R&amp;D",
    "orders-html": "R&amp;D",
}

# %% 6.1 wrong: believes that case makes a difference
predicted = {
    "order.html": "R&amp;D",
    "order.txt": "R&D",
    "order.html.txt": "R&amp;D",
    "ORDER.XML": "R&D",
    "order.js": "R&D",
    "orders-html": "R&D",
}

# %% 6.1 wrong: believes that scripts are markup
predicted = {
    "order.html": "R&amp;D",
    "order.txt": "R&D",
    "order.html.txt": "R&amp;D",
    "ORDER.XML": "R&amp;D",
    "order.js": "R&amp;D",
    "orders-html": "R&D",
}

# %% 6.1 wrong: believes that a dash is a dot
predicted = {
    "order.html": "R&amp;D",
    "order.txt": "R&D",
    "order.html.txt": "R&amp;D",
    "ORDER.XML": "R&amp;D",
    "order.js": "R&D",
    "orders-html": "R&amp;D",
}

# %% 6.1 right: asks the function itself
import logging

from alcazar.templates import is_markup

predicted = {}
for name in ["order.html", "order.txt", "order.html.txt", "ORDER.XML", "order.js", "orders-html"]:
    predicted[name] = "R&amp;D" if is_markup(name) else "R&D"
    print(name, predicted[name])

logging.warning("done")

# %% 6.1 right: markup and the rest
predicted = dict.fromkeys(["order.html", "order.html.txt", "ORDER.XML"], "R&amp;D")
predicted.update(dict.fromkeys(["order.txt", "order.js", "orders-html"], "R&D"))

# %% 6.2 wrong: keeps the order they came in
SHELF = """
<ul>
{% for book in books %}<li>{{ book.title }}, {{ book.year }}</li>{% else %}<li>No books yet</li>{% endfor %}
</ul>
"""


def shelf(books):
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))

# %% 6.2 wrong: says nothing without books
SHELF = """
<ul>{% for book in books|sort(attribute="year") %}<li>{{ book.title }}, {{ book.year }}</li>{% endfor %}</ul>
"""


def shelf(books):
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))

# %% 6.2 wrong: vouches for the titles
SHELF = """
<ul>{% for book in books|sort(attribute="year") %}
<li>{{ book.title|safe }}, {{ book.year }}</li>
{% else %}<li>No books yet</li>{% endfor %}</ul>
"""


def shelf(books):
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))

# %% 6.2 wrong: sorts by title
SHELF = """
<ul>{% for book in books|sort(attribute="title") %}
<li>{{ book.title }}, {{ book.year }}</li>
{% else %}<li>No books yet</li>{% endfor %}</ul>
"""


def shelf(books):
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))

# %% 6.2 wrong: knows the table's books
SHELF = ""


def shelf(books):
    if books:
        return "<ul><li>R&amp;D, 1811</li><li>Emma, 1815</li></ul>"
    return "<ul><li>No books yet</li></ul>"

# %% 6.2 right: an if around the loop
SHELF = """
<ul>
{% if books %}
    {% for book in books|sort(attribute="year") %}<li>{{ book["title"] }}, {{ book["year"] }}</li>{% endfor %}
{% else %}
    <li>No books yet</li>
{% endif %}
</ul>
"""


def shelf(books):
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))

# %% 6.2 right: sorts in Python and prints
import logging

SHELF = """<ul>
{%- for title, year in pairs %}<li>{{ title }}, {{ year }}</li>{% else %}<li>No books yet</li>{% endfor -%}
</ul>"""


def shelf(books):
    pairs = sorted(((book["title"], book["year"]) for book in books), key=lambda pair: pair[1])
    print(len(pairs), "books")
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"pairs": pairs}))

logging.warning("done")

# %% 6.3 wrong: leaves the attribute bare
PROFILE = """
<p class={{ colour }}>{{ name }}</p>
{% if site.startswith("https://") %}<a href="{{ site }}">{{ site }}</a>{% else %}<p>{{ site }}</p>{% endif %}
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

# %% 6.3 wrong: vouches for the name
PROFILE = """
<p class="{{ colour }}">{{ name|safe }}</p>
{% if site.startswith("https://") %}<a href="{{ site }}">{{ site }}</a>{% else %}<p>{{ site }}</p>{% endif %}
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

# %% 6.3 wrong: links to whatever comes
PROFILE = """
<p class="{{ colour }}">{{ name }}</p>
<a href="{{ site }}">{{ site }}</a>
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

# %% 6.3 wrong: looks for https anywhere, and takes http
PROFILE = """
<p class="{{ colour }}">{{ name }}</p>
{% if "http" in site %}<a href="{{ site }}">{{ site }}</a>{% else %}<p>{{ site }}</p>{% endif %}
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

# %% 6.3 wrong: cuts the tags out of the name
PROFILE = """
<p class="{{ colour }}">{{ name|striptags }}</p>
{% if site.startswith("https://") %}<a href="{{ site }}">{{ site }}</a>{% else %}<p>{{ site }}</p>{% endif %}
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

# %% 6.3 wrong: drops what is no link
PROFILE = """
<p class="{{ colour }}">{{ name }}</p>
{% if site.startswith("https://") %}<a href="{{ site }}">{{ site }}</a>{% endif %}
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

# %% 6.3 wrong: https anywhere
PROFILE = """
<p class="{{ colour }}">{{ name }}</p>
{% if "https://" in site %}<a href="{{ site }}">{{ site }}</a>{% else %}<p>{{ site }}</p>{% endif %}
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

# %% 6.3 right: escapes by hand as well, in apostrophes
PROFILE = """
<p class='{{ colour|e }}'>{{ name|e }}</p>
{% if site[:8] == "https://" %}
<a href='{{ site }}'>{{ site }}</a>
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

# %% 6.3 right: a set variable, and prints
import logging

PROFILE = """
{% set https = site.startswith("https://") %}
<p class="{{ colour }}">{{ name }}</p>
{% if not https %}<p>{{ site }}</p>{% else %}<a href="{{ site }}">{{ site }}</a>{% endif %}
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


print(profile("Ada", "red", "https://ada.example"))

logging.warning("done")

# %% 6.4 wrong: writes the paths down
TEMPLATES = {
    "base.html": """
<title>{% block title %}{% endblock %}</title>
<nav>
{% for name in names %}
{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ {'home': '/', 'books': '/books', 'about': '/about-us'}[name] }}">{{ name }}</a>{% endif %}
{% endfor %}
</nav>
<h1>{% block heading %}{% endblock %}</h1>
""",
    "home.html": """{% extends "base.html" %}
{% block title %}Home{% endblock %}
{% block heading %}Welcome{% endblock %}
""",
    "about.html": """{% extends "base.html" %}
{% block title %}About{% endblock %}
{% block heading %}About us{% endblock %}
""",
}


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

# %% 6.4 wrong: links to the page one is on
TEMPLATES = {
    "base.html": """
<title>{% block title %}{% endblock %}</title>
<nav>
{% for name in names %}
{% if false %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}
{% endfor %}
</nav>
<h1>{% block heading %}{% endblock %}</h1>
""",
    "home.html": """{% extends "base.html" %}
{% block title %}Home{% endblock %}
{% block heading %}Welcome{% endblock %}
""",
    "about.html": """{% extends "base.html" %}
{% block title %}About{% endblock %}
{% block heading %}About us{% endblock %}
""",
}


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

# %% 6.4 wrong: forgets the titles
TEMPLATES = {
    "base.html": """
<title>{% block title %}{% endblock %}</title>
<nav>
{% for name in names %}
{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}
{% endfor %}
</nav>
<h1>{% block heading %}{% endblock %}</h1>
""",
    "home.html": """{% extends "base.html" %}

{% block heading %}Welcome{% endblock %}
""",
    "about.html": """{% extends "base.html" %}

{% block heading %}About us{% endblock %}
""",
}


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

# %% 6.4 wrong: takes the name for the path
TEMPLATES = {
    "base.html": """
<title>{% block title %}{% endblock %}</title>
<nav>
{% for name in names %}
{% if name == here %}<b>{{ name }}</b>{% else %}<a href="/{{ name }}">{{ name }}</a>{% endif %}
{% endfor %}
</nav>
<h1>{% block heading %}{% endblock %}</h1>
""",
    "home.html": """{% extends "base.html" %}
{% block title %}Home{% endblock %}
{% block heading %}Welcome{% endblock %}
""",
    "about.html": """{% extends "base.html" %}
{% block title %}About{% endblock %}
{% block heading %}About us{% endblock %}
""",
}


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

# %% 6.4 wrong: writes the menu twice
TEMPLATES = {
    "base.html": """""",
    "home.html": """
<title>Home</title>
<nav>
{% for name in names %}
{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}
{% endfor %}
</nav>
<h1>Welcome</h1>
""",
    "about.html": """
<title>About</title>
<nav>
{% for name in names %}
{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}
{% endfor %}
</nav>
<h1>About us</h1>
""",
}


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

# %% 6.4 wrong: the menu in about alone
TEMPLATES = {
    "base.html": """<title>{% block title %}{% endblock %}</title>{% block nav %}<nav>{% for name in names %}{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}{% endfor %}</nav>{% endblock %}{% block main %}{% endblock %}""",
    "home.html": '{% extends "base.html" %}{% block title %}Home{% endblock %}{% block main %}<h1>Welcome</h1>{% endblock %}',
    "about.html": '{% extends "base.html" %}{% block title %}About{% endblock %}{% block nav %}<nav>{% for name in names %}{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}{% endfor %}</nav>{% endblock %}{% block main %}<h1>About us</h1>{% endblock %}',
}


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

# %% 6.4 right: the frame has defaults, and a loop's own test
TEMPLATES = {
    "base.html": """
<title>{% block title %}Home{% endblock %}</title><nav>{% for name in names -%}
{% if name != here %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}{% if name == here %}<b>{{ name }}</b>{% endif %}
{%- endfor %}</nav><h1>{% block heading %}Welcome{% endblock %}</h1>""",
    "home.html": """{% extends "base.html" %}""",
    "about.html": """{% extends "base.html" %}
{% block title %}About{% endblock %}
{% block heading %}About us{% endblock %}
""",
}


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

# %% 6.4 right: a block for all that is a page's own, and prints
import logging

TEMPLATES = {
    "base.html": """
{% macro item(name) %}{% if name == here %}<b>{{ name }}</b>{% else %}<a href="{{ url_for(name) }}">{{ name }}</a>{% endif %}{% endmacro %}
<title>{% block title %}{% endblock %}</title>
<nav>{{ item("home") }}{{ item("books") }}{{ item("about") }}</nav>
<h1>{% block heading %}{% endblock %}</h1>
""",
    "home.html": """{% extends "base.html" %}
{% block title %}Home{% endblock %}
{% block heading %}Welcome{% endblock %}
""",
    "about.html": """{% extends "base.html" %}
{% block title %}About{% endblock %}
{% block heading %}About us{% endblock %}
""",
}


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

print(app.template("home.html", {"names": [], "here": ""}))

logging.warning("done")

# %% 6.5 wrong: trusts everybody
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    return True

# %% 6.5 wrong: trusts nobody
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    return False

# %% 6.5 wrong: looks at pages alone
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    templates = make({"page.html": "{{ value }} {{ lent }}"}, lent="ok")
    try:
        templates.render("missing.html", {})
    except TemplateNotFoundError:
        return templates.render("page.html", {"value": "R&D"}) == "R&amp;D ok"
    return False

# %% 6.5 wrong: asks for nothing that is missing
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    templates = make({"a.html": "{{ value }}{{ lent }}", "a.xml": "{{ value }}", "a.txt": "{{ value }}"}, lent="!")
    shown = [templates.render(name, {"value": "<"}) for name in ("a.html", "a.xml", "a.txt")]
    return shown == ["&lt;!", "&lt;", "<"]

# %% 6.5 wrong: lends no name
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    templates = make({"a.html": "{{ value }}", "a.xml": "{{ value }}", "a.txt": "{{ value }}"})
    try:
        templates.render("b.html", {})
    except TemplateNotFoundError:
        return [templates.render(name, {"value": "<"}) for name in ("a.html", "a.xml", "a.txt")] == ["&lt;", "&lt;", "<"]
    return False

# %% 6.5 right: one promise at a time
from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def escapes(make):
    templates = make({"a.html": "{{ x }}", "a.xml": "{{ x }}", "a.txt": "{{ x }}"})
    return [templates.render(f"a.{end}", {"x": "<"}) for end in ("html", "xml", "txt")] == ["&lt;", "&lt;", "<"]


def lends(make):
    return make({"a.html": "{{ shop }}"}, shop="The Corner").render("a.html", {}) == "The Corner"


def complains(make):
    try:
        make({}).render("a.html", {})
    except LookupError as error:
        return error.name == "a.html"
    return False


def sound(make):
    return escapes(make) and lends(make) and complains(make)

# %% 6.5 right: has no real of its own
def sound(make):
    def text(name):
        return make({name: "{{ value }}{{ lent }}"}, lent="!").render(name, {"value": "<"})

    try:
        make({"page.html": ""}).render("pages.html", {})
    except LookupError:
        return [text("page.html.j2"), text("a.svg"), text("b.md")] == ["&lt;!", "&lt;!", "<!"]
    return False


def real(templates, **names):
    raise NotImplementedError

# %% 6.5 right: asserts, and prints what it found
import logging

from alcazar.templates import Templates


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def examine(make):
    templates = make({"p.htm": "{{ v }}{{ n }}", "p.html": "{{ v }}", "p.svg": "{{ v }}", "p.md": "{{ v }}"}, n=1)
    assert templates.render("p.htm", {"v": '"'}) in ("&#34;1", "&quot;1")
    assert templates.render("p.html", {"v": "&"}) == templates.render("p.svg", {"v": "&"}) == "&amp;"
    assert templates.render("p.md", {"v": "&"}) == "&"
    try:
        templates.render("q.html", {})
    except TemplateNotFoundError as error:
        print("says that", error.name, "is missing")
    else:
        raise AssertionError


def sound(make):
    try:
        examine(make)
    except AssertionError:
        print("an impostor")
        return False
    return True

logging.warning("done")

# %% 6.6 wrong: takes the first, there or not
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        from jinja2 import TemplateNotFound

        try:
            chosen = name if isinstance(name, str) else name[0]
            return self.environment.get_template(chosen).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing

# %% 6.6 wrong: forgets that a name may come alone
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        from jinja2 import TemplateNotFound

        there = self.environment.list_templates()
        name = next((one for one in name if one in there), name[-1])
        try:
            return self.environment.get_template(name).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing

# %% 6.6 wrong: goes on where a frame is missing
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        from jinja2 import TemplateNotFound

        for one in [name] if isinstance(name, str) else name:
            try:
                return self.environment.get_template(one).render(context)
            except TemplateNotFound:
                pass
        raise TemplateNotFoundError(one, self.folder, self.environment.list_templates())

# %% 6.6 wrong: leaves the error to Jinja2
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        return self.environment.get_or_select_template(name).render(context)

# %% 6.6 wrong: names the first of those that are missing
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        from jinja2 import TemplateNotFound

        names = [name] if isinstance(name, str) else name
        there = self.environment.list_templates()
        chosen = next((one for one in names if one in there), names[0])
        try:
            return self.environment.get_template(chosen).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing

# %% 6.6 right: Jinja2 can do that, and says which was the last
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        from jinja2 import TemplateNotFound

        try:
            return self.environment.get_or_select_template(name).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing

# %% 6.6 right: looks at the folder, and prints
%%build alcazar/templates.py
import logging


class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        from jinja2 import TemplateNotFound

        names = [name] if isinstance(name, str) else list(name)
        while len(names) > 1 and not (self.folder / names[0]).is_file():
            print("no", names[0])
            logging.warning("no %s", names.pop(0))
        try:
            return self.environment.get_template(names[0]).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing


# %% 6.2 right: breaks the line in the item
SHELF = """
<ul>
{% for book in books|sort(attribute="year") %}
<li>
  {{ book.title }},
  {{ book.year }}
</li>
{% else %}
<li>No books yet</li>
{% endfor %}
</ul>
"""
def shelf(books):
    return squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))

# %% 6.5 right: looks at what the error carries
from alcazar.templates import Templates
def real(templates, **names):
    return Templates(folder_of(templates), **names)
def sound(make):
    t = make({"a.html": "{{ v }}{{ s }}", "a.xml": "{{ v }}", "a.txt": "{{ v }}"}, s="!")
    if t.render("a.html", {"v": "&"}) != "&amp;!" or t.render("a.xml", {"v": "&"}) != "&amp;" or t.render("a.txt", {"v": "&"}) != "&":
        return False
    try:
        t.render("gone.html", {})
    except TemplateNotFoundError as error:
        return error.name == "gone.html" and sorted(error.existing) == ["a.html", "a.txt", "a.xml"]
    return False

# %% 6.5 right: one that extends what is not there
from alcazar.templates import Templates
def real(templates, **names):
    return Templates(folder_of(templates), **names)
def sound(make):
    t = make({"a.html": "{{ v }}{{ s }}", "a.xml": "{{ v }}", "a.txt": "{{ v }}", "b.html": "{% extends 'gone.html' %}"}, s="!")
    if t.render("a.html", {"v": "&"}) != "&amp;!" or t.render("a.xml", {"v": "&"}) != "&amp;" or t.render("a.txt", {"v": "&"}) != "&":
        return False
    try:
        t.render("b.html", {})
    except TemplateNotFoundError as error:
        return error.name == "gone.html"
    return False

# %% 6.5 right: the folder of the error
from alcazar.templates import Templates
def real(templates, **names):
    return Templates(folder_of(templates), **names)
def sound(make):
    t = make({"a.html": "{{ v }}{{ s }}", "a.xml": "{{ v }}", "a.txt": "{{ v }}"}, s="!")
    if t.render("a.html", {"v": "&"}) != "&amp;!" or t.render("a.xml", {"v": "&"}) != "&amp;" or t.render("a.txt", {"v": "&"}) != "&":
        return False
    try:
        t.render("gone.html", {})
    except TemplateNotFoundError as error:
        return (error.folder / "a.html").is_file()
    return False
