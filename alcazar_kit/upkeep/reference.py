"""The reference page, made of the package's public names and their docstrings. It imports nothing of the package."""

import ast
import re
from collections.abc import Iterator

from ..replay import Files

PLACES = {
    "alcazar": "__init__.py",
    "alcazar.orm": "orm/__init__.py",
    "alcazar.testing": "testing.py",
    "alcazar.utils.tests": "utils/tests.py",
    "alcazar.pytest_plugin": "pytest_plugin.py",
    "alcazar.error_handlers": "error_handlers.py",
}
"""What users import from, and its module. One without ``__all__`` is described by what ``SHOWN`` names."""

SHOWN = {
    "alcazar.testing": ["Session"],
    "alcazar.utils.tests": ["url"],
    "alcazar.pytest_plugin": ["app", "client"],
    "alcazar.error_handlers": ["debug_exception_handler"],
}
HEAD = """\
# Reference

Every public name, by the module it is imported from, as its docstring tells it. `alcazar-kit build` writes this page.
"""

Definition = ast.ClassDef | ast.FunctionDef


def reference(files: Files) -> str:
    """Return the page, in Markdown."""
    parts = [HEAD]
    for place, module in PLACES.items():
        if module in files:
            parts += [f"## `{place}`\n", *_names(files, place, module)]
    return "\n".join(parts)


def public_names(files: Files, module: str) -> dict[str, str]:
    """Return the names in a module's ``__all__``, and the module that each is imported from."""
    origins: dict[str, str] = {}
    public: list[str] = []
    for node in ast.parse(files[module]).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = module.rpartition("/")[0]
            origins |= {alias.name: f"{folder}/{node.module}.py".lstrip("/") for alias in node.names}
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            public = ast.literal_eval(node.value)
    return {name: origins[name] for name in public}


def _names(files: Files, place: str, module: str) -> Iterator[str]:
    shown = dict.fromkeys(SHOWN[place], module) if place in SHOWN else public_names(files, module)
    for name, origin in shown.items():
        yield from _described(_definition(files[origin], name), "###")


def _definition(source: str, name: str) -> Definition:
    found = [n for n in ast.parse(source).body if isinstance(n, Definition) and n.name == name]
    return found[0]


def _described(node: Definition, level: str) -> Iterator[str]:
    yield f"{level} `{_signature(node)}`\n"
    yield _markdown(ast.get_docstring(node) or "")
    if isinstance(node, ast.ClassDef):
        for member in node.body:
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_") and not _is_setter(member):
                yield from _described(member, "####")


def _is_setter(node: ast.FunctionDef) -> bool:
    return any(isinstance(decorator, ast.Attribute) for decorator in node.decorator_list)


def _signature(node: Definition) -> str:
    """Return how a class, a function or a property is written."""
    if isinstance(node, ast.ClassDef):
        made = [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
        return f"class {node.name}({_arguments(made[0])})" if made else f"class {node.name}"
    if any(ast.unparse(decorator) == "property" for decorator in node.decorator_list):
        return f"{node.name}: {_returned(node)}"
    returned = f" -> {_returned(node)}" if node.returns else ""
    return f"{node.name}({_arguments(node)}){returned}"


def _arguments(node: ast.FunctionDef) -> str:
    return re.sub(r"^(self|cls)(, )?(/, )?", "", ast.unparse(node.args))


def _returned(node: ast.FunctionDef) -> str:
    return ast.unparse(node.returns).strip("'\"") if node.returns else "None"


def _markdown(docstring: str) -> str:
    """Return a docstring as Markdown: roles become code, sections lists, examples blocks."""
    text = re.sub(r":\w+:`~?([\w.]+\.)?(\w+)`", r"`\2`", docstring).replace("``", "`")
    return "\n".join(_sections(text)) + "\n"


def _sections(text: str) -> Iterator[str]:
    head, *sections = re.split(r"^(Args|Raises|Attributes|Example):\n", text, flags=re.MULTILINE)
    yield head.rstrip()
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        yield f"\n{title}:\n"
        lines = [line.removeprefix("    ") for line in body.rstrip().splitlines()]
        yield from (["```pycon", *lines, "```"] if title == "Example" else _entries(lines))


def _entries(lines: list[str]) -> Iterator[str]:
    for line in lines:
        entry = re.match(r"([\w.]+): (.*)", line)
        yield f"- `{entry[1]}`: {entry[2]}" if entry else f"  {line.strip()}"
