"""Templates: text with holes, filled by Jinja2. They know the app only by the names that it lends them."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .exceptions import TemplateNotFoundError

if TYPE_CHECKING:
    from jinja2 import Environment

MARKUP = frozenset({"htm", "html", "svg", "xhtml", "xml"})


def is_markup(name: str | None) -> bool:
    """Say whether values are escaped in a template of this name: ``a.html`` and ``a.html.j2``, and text without one."""
    return name is None or not MARKUP.isdisjoint(name.lower().split(".")[1:])


class Templates:
    """The templates of a folder.

    Args:
        folder: where they lie; it need not be there until one is asked for.
        names: what every template can use besides its context.

    Example:
        >>> templates = Templates("templates", shop="The Corner")
        >>> templates.render("index.html", {"books": ["Emma"]})
    """

    def __init__(self, folder: str | Path, **names: Any) -> None:
        self.folder = Path(folder).resolve()
        self.names = names

    @cached_property
    def environment(self) -> "Environment":
        """Jinja2's own object, made when it is first asked for: an app without templates never imports Jinja2."""
        from jinja2 import Environment, FileSystemLoader

        environment = Environment(loader=FileSystemLoader(self.folder), autoescape=is_markup)
        environment.globals.update(self.names)
        return environment

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Return the text of a template, its holes filled from the context.

        Raises:
            TemplateNotFoundError: it is not there, or one that it extends or includes.
        """
        from jinja2 import TemplateNotFound

        try:
            return self.environment.get_template(name).render(context)
        except TemplateNotFound as missing:
            there = self.environment.list_templates() if self.folder.is_dir() else None
            raise TemplateNotFoundError(str(missing.name), self.folder, there) from missing
