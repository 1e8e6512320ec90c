"""Right answers to the exercises of chapter 6, by people who like other parts of Python than the model answers use."""

# %% 6.3 right: set, single quotes, a slice
PROFILE = """
{% set secure = site[:8] == 'https://' %}
<p class='{{ colour|e }}'>{{ name }}</p>
{% if secure %}
<a href='{{ site }}'>{{ site }}</a>
{% endif %}
{% if not secure %}<p>{{ site }}</p>{% endif %}
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

# %% 6.3 right: escapes by force
PROFILE = """
<p class="{{ colour }}">{{ name|string|forceescape }}</p>
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

# %% 6.4 right: set instead of blocks for the title, a macro
TEMPLATES = {
    "base.html": """{% macro entry(name) %}{% if name != here %}<a href="{{ url_for(name) }}">{{ name }}</a>
{% else %}<b>{{ name }}</b>{% endif %}{% endmacro %}
<title>{{ title }}</title>
<nav>{% for name in names %}{{ entry(name) }}{% endfor %}</nav>
{% block main required %}{% endblock %}""",
    "home.html": '{% set title = "Home" %}{% extends "base.html" %}{% block main %}<h1>Welcome</h1>{% endblock %}',
    "about.html": '{% set title = "About" %}{% extends "base.html" %}{% block main %}<h1>About us</h1>{% endblock main %}',
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
