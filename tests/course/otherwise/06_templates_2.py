"""Right answers to the exercises of chapter 6, by two people with habits of their own.

One is terse and functional: loops over recursion in templates, ``max`` of nothing, lambdas. The other comes from data
science and Flask: macros, ``set`` blocks, loops over cases, prints.
"""

# %% 6.2 right: Flask habitué, a macro and an if
SHELF = """
{% macro item(book) %}<li>{{ "%s, %d"|format(book.title, book.year) }}</li>{% endmacro %}
<ul>
{% if books %}
  {% for book in books|sort(attribute="year") %}
    {{ item(book) }}
  {% endfor %}
{% else %}
  <li>No books yet</li>
{% endif %}
</ul>
"""


def shelf(books):
    result = squeezed(app_with({"shelf.html": SHELF}).template("shelf.html", {"books": books}))
    print(result)
    return result


# %% 6.4 right: functional, one template with a conditional expression, blocks on one line
TEMPLATES = {
    "base.html": "<title>{% block title %}{% endblock %}</title><nav>"
    "{% for n in names %}{{ ('<b>%s</b>'|safe if n == here else '<a href=\"%s\">%s</a>'|safe)"
    "|format(*([n] if n == here else [url_for(n), n])) }}{% endfor %}</nav>{% block text %}{% endblock %}"
} | {
    f"{name}.html": f'{{% extends "base.html" %}}{{% block title %}}{title}{{% endblock %}}{{% block text %}}<h1>{text}</h1>{{% endblock %}}'
    for name, title, text in [("home", "Home", "Welcome"), ("about", "About", "About us")]
}


def site(templates, about="/about-us"):
    app = app_with(templates)
    names = ["home", "books", "about"]
    shows = lambda name: lambda req, resp: setattr(
        resp, "html", squeezed(app.template(f"{name}.html", {"names": names, "here": name}))
    )
    app.route("/", name="home")(shows("home"))
    app.route("/books", name="books")(lambda req, resp: setattr(resp, "text", "no template"))
    app.route(about, name="about")(shows("about"))
    return app


app = site(TEMPLATES)

# %% 6.5 right: data scientist, a table of cases
import logging

from alcazar.templates import Templates

logger = logging.getLogger("templates")
CASES = {
    "a.html": ("{{ value }}", {"value": "<&>"}, "&lt;&amp;&gt;"),
    "a.xml": ("{{ value }}", {"value": "R&D"}, "R&amp;D"),
    "A.SVG.j2": ("{{ value }}", {"value": "R&D"}, "R&amp;D"),
    "a.txt": ("{{ value }}", {"value": "R&D"}, "R&D"),
    "shop.html": ("{{ shop }} has {{ value }}", {"value": "Emma"}, "The Corner has Emma"),
}


def real(templates, **names):
    return Templates(folder_of(templates), **names)


def sound(make):
    templates = make({name: text for name, (text, *_) in CASES.items()}, shop="The Corner")
    for name, (_, context, expected) in CASES.items():
        result = templates.render(name, context)
        logger.info("%s: %s", name, result)
        if result != expected:
            return False
    try:
        templates.render("nothing.html", {})
    except TemplateNotFoundError as problem:
        return problem.name == "nothing.html"
    return False


# %% 6.6 right: functional, calls itself for the rest of the list
%%build alcazar/templates.py
class Templates:
    ...

    def render(self, name: str | list[str], context: Mapping[str, Any]) -> str:
        """Return the text of a template, or of the first that is there, its holes filled from the context.

        Raises:
            TemplateNotFoundError: it is not there, or one that it extends or includes.
        """
        from jinja2 import TemplateNotFound

        match name:
            case [first, _, *_] if first not in self.environment.list_templates():
                return self.render(name[1:], context)
            case [first, *_]:
                return self.render(first, context)
        try:
            return self.environment.get_template(name).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing
