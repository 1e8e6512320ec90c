"""What merging a build cell does, one rule at a time."""

import subprocess
import sys
from pathlib import PurePosixPath
from textwrap import dedent

import pytest

from alcazar_kit.builder import BuildError, merge, parse_target

ROUTER = '''\
"""Routing."""

import re

from .request import Request

LIMIT = 10


# finds routes
class Router:
    """All routes."""

    size: int = 0

    def add(self, path):
        self.paths = [re.compile(path)]  # one

    @property
    def path(self) -> Request:
        return self.paths[0]

    @path.setter
    def path(self, value):
        self.paths = [value]


def find(router):
    return router
'''


def text(source):
    return dedent(source).lstrip("\n")


def cell(source, into=ROUTER):
    return merge(into, text(source))


def assert_merges(module, given, expected):
    merged = merge(text(module), text(given))
    assert merged == text(expected)
    assert merge(merged, text(given)) == merged


def test_a_cell_makes_a_new_module_as_it_is_written():
    assert_merges("", ROUTER, ROUTER)


def test_a_function_replaces_its_namesake_with_comments_and_decorators():
    assert_merges(
        """
        # old
        @cache
        def a():
            pass


        def b(): pass
        """,
        """
        # new
        async def a():
            return 1
        """,
        """
        # new
        async def a():
            return 1


        def b(): pass
        """,
    )


def test_a_new_definition_is_appended_in_the_cells_order():
    assert_merges(
        "def a(): pass\n", "class C: pass\ndef b(): pass\n", "def a(): pass\n\n\nclass C: pass\n\n\ndef b(): pass\n"
    )


def test_a_new_definition_above_a_known_one_goes_above_it():
    assert_merges(
        "def z(): pass\n\n\ndef a(): pass\n",
        "def b(): pass\ndef a(): return b\n",
        "def z(): pass\n\n\ndef b(): pass\n\n\ndef a(): return b\n",
    )


def test_a_new_base_is_put_above_the_class_that_now_needs_it():
    assert_merges(
        "class A: pass\n\n\nclass B: pass\n",
        "class A(B): pass\nclass C: pass\n",
        "class B: pass\n\n\nclass A(B): pass\n\n\nclass C: pass\n",
    )


def test_a_new_constant_joins_the_constants():
    assert "\nLIMIT = 10\nSIZE = 2\n\n\n# finds routes\nclass Router" in cell("SIZE = 2")


def test_a_constant_that_needs_a_definition_goes_below_it():
    assert cell("ROUTER: Router = Router()").endswith("    return router\n\n\n") is False
    assert "        self.paths = [value]\n\n\nROUTER: Router = Router()\n\n\ndef find" in cell(
        "ROUTER: Router = Router()"
    )


def test_a_constant_goes_below_what_the_function_it_calls_needs():
    module = "def make():\n    return part()\n\n\ndef part(): pass\n"
    assert_merges(module, "PART = make()\n", f"{module}\n\nPART = make()\n")


def test_a_known_constant_that_comes_to_need_a_definition_moves_below_it():
    assert_merges("A = 1\nB = 2\n\n\ndef f(): pass\n", "A = f()\n", "B = 2\n\n\ndef f(): pass\n\n\nA = f()\n")


def test_several_targets_are_replaced_together():
    assert_merges("a = 1\nb = 2\n", "a, (b, *c) = 3, (4,)\n", "a, (b, *c) = 3, (4,)\n")


def test_a_constant_takes_the_docstring_below_it_along():
    assert_merges('A = 1\n"""One."""\nB = 2\n', 'A = 3\n"""Three."""\n', 'A = 3\n"""Three."""\nB = 2\n')


def test_all_is_replaced():
    assert_merges(
        '__all__ = ["a"]\n\na = 1\n', '__all__ = ["a", "b"]\nb = 2\n', '__all__ = ["a", "b"]\n\na = 1\nb = 2\n'
    )


class TestClassesThatKeepTheirRest:
    def test_members_replace_theirs_and_new_ones_go_where_they_stand(self):
        assert_merges(
            """
            class A:
                '''Doc.'''

                x = 1

                def f(self): pass

                def g(self): pass
            """,
            """
            @final
            class A(B):
                def first(self): pass
                ...
                def f(self): return 1
                def last(self): pass
            """,
            """
            @final
            class A(B):
                '''Doc.'''

                def first(self): pass

                x = 1

                def f(self): return 1

                def g(self): pass

                def last(self): pass
            """,
        )

    def test_a_new_member_stays_below_a_known_one_that_leads_the_class(self):
        module = "class A:\n    def __init__(self): pass\n\n    def g(self): pass\n"
        given = "class A:\n    def __init__(self): pass\n\n    def f(self): pass\n\n    ...\n"
        assert_merges(module, given, module.replace("    def g", "    def f(self): pass\n\n    def g"))

    def test_a_setter_leaves_its_getter_alone(self):
        merged = cell("class Router:\n    ...\n    @path.setter\n    def path(self, value): pass\n")
        assert "    @property\n    def path(self) -> Request:\n        return self.paths[0]\n" in merged
        assert "self.paths = [value]" not in merged

    def test_a_new_setter_goes_below_its_getter(self):
        module = "class A:\n    @property\n    def x(self): pass\n\n    def y(self): pass\n"
        setter = "    @x.setter\n    def x(self, value): pass\n\n"
        assert_merges(module, f"class A:\n{setter}    ...\n", module.replace("    def y", f"{setter}    def y"))

    def test_a_method_in_a_propertys_place_removes_the_setter(self):
        assert "setter" not in cell("class Router:\n    ...\n    def path(self): pass\n")

    def test_del_removes_a_member_and_a_property_as_a_whole(self):
        merged = cell("class Router:\n    ...\n    del path, size\n")
        assert "path.setter" not in merged
        assert '    """All routes."""\n\n    def add' in merged

    def test_a_class_that_loses_everything_passes(self):
        assert_merges("class A:\n    x = 1\n", "class A:\n    ...\n    del x\n", "class A:\n    pass\n")

    def test_a_class_that_gains_something_does_not_pass_any_more(self):
        assert_merges("class A: pass\n", "class A:\n    ...\n    x = 1\n", "class A:\n    x = 1\n")

    def test_a_nested_class_keeps_its_rest_too(self):
        assert_merges(
            "class A:\n    class B:\n        x = 1\n\n    y = 2\n",
            "class A:\n    ...\n    class B:\n        ...\n        z = 3\n",
            "class A:\n    class B:\n        x = 1\n        z = 3\n\n    y = 2\n",
        )

    def test_a_members_text_takes_on_the_classs_indentation(self):
        assert_merges(
            "class A:\n\tx = 1\n",
            "class A:\n  ...\n  def f(self):\n    return '''\n  a\n'''\n",
            "class A:\n\tx = 1\n\n\tdef f(self):\n\t  return '''\n  a\n'''\n",
        )

    def test_a_stub_is_a_member_like_any_other(self):
        assert_merges(
            "class A:\n    x = 1\n",
            "class A:\n    ...\n    def f(self): ...\n",
            "class A:\n    x = 1\n\n    def f(self): ...\n",
        )

    def test_overloads_are_replaced_together_and_stand_above_what_they_overload(self):
        overloads = "    @overload\n    def f(self): ...\n    @overload\n    def f(self, x): ...\n"
        module = "class A:\n    def f(self, x=1): pass\n"
        assert_merges(module, f"class A:\n    ...\n{overloads}", f"class A:\n{overloads}    def f(self, x=1): pass\n")

    def test_registered_functions_named_underscore_are_told_apart(self):
        first = "@show.register\ndef _(x: int): pass\n"
        second = "@show.register\ndef _(x: str): pass\n"
        assert_merges(first, second, f"{first}\n\n{second}")

    def test_comments_above_and_below_members_stay(self):
        module = (
            "class A:\n    # alone\n\n    # with f\n    def f(self): pass\n        # inside f\n\n    # at the end\n"
        )
        assert_merges(module, "class A:\n    ...\n    x = 1\n", module + "\n    x = 1\n")


def test_a_class_without_the_marker_is_replaced_whole():
    assert "def add" not in cell("class Router:\n    pass\n")


def test_del_removes_a_definition_and_the_import_it_made_needful():
    assert_merges("import re\n\n\ndef f(): re\n\n\nx = 1\n", "del f\n", "x = 1\n")


class TestImports:
    def test_they_are_sorted_as_isort_does(self):
        assert_merges(
            """
            from .b import a
            import webob
            import os, b10, b9
            from ..a import b
            from re import VERBOSE, Z, sub, Match
            import re
            """,
            "import _thread\n",
            """
            import _thread
            import os
            import re
            from re import VERBOSE, Match, Z, sub

            import b9
            import b10
            import webob

            from ..a import b
            from .b import a
            """,
        )

    def test_names_of_one_module_are_joined_and_aliases_kept(self):
        assert_merges(
            "from a import c\n\nc = b\n",
            "from a import b, d as e\n",
            "from a import b, c\nfrom a import d as e\n\nc = b\n",
        )

    def test_long_ones_are_wrapped(self):
        names = [f"a_rather_long_name_{number}" for number in range(8)]
        merged = merge("", f"from a import {', '.join(names)}\n")
        assert merged == "from a import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"

    def test_one_that_the_cell_makes_needless_goes(self):
        merged = cell("class Router:\n    ...\n    def add(self, path):\n        pass\n")
        assert "import re\n" not in merged
        assert "from .request import Request\n" in merged

    def test_one_that_was_never_used_stays(self):
        assert_merges("import re\n\nx = 1\n", "x = 2\n", "import re\n\nx = 2\n")

    def test_names_in_all_and_in_quoted_annotations_are_used(self):
        module = "from a import B, C\n\n__all__ = ['B']\n\n\ndef f(c: C) -> B: pass\n"
        assert_merges(module, "def f(c: 'C | None'): pass\n", module.replace("c: C) -> B", "c: 'C | None')"))

    def test_an_init_module_keeps_them_all(self):
        module = "from .app import App\n\nx = App\n"
        assert merge(module, "x = 1\n", module="alcazar/__init__.py") == module.replace("x = App", "x = 1")
        assert merge(module, "x = 1\n", module="alcazar/app.py") == "x = 1\n"

    def test_del_removes_one_from_an_init_module(self):
        module = "from .app import A, B\n"
        assert merge(module, "del B\n", module="alcazar/__init__.py") == "from .app import A\n"

    def test_an_import_takes_the_place_of_a_definition_and_the_other_way_round(self):
        imported, defined = "from .routing import find\n", "def find(): pass\n"
        assert_merges(defined, imported, imported)
        assert_merges(imported, defined, defined)

    def test_future_ones_stand_right_below_the_docstring(self):
        merged = cell("from __future__ import annotations\n")
        assert merged.startswith('"""Routing."""\n\nfrom __future__ import annotations\n\nimport re\n')

    def test_those_for_type_checking_are_joined(self):
        assert_merges(
            "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .b import B\n",
            "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .a import A\n",
            "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .a import A\n    from .b import B\n",
        )

    def test_an_alternative_is_replaced_by_the_names_it_binds(self):
        module = "try:\n    import tomllib\nexcept ImportError:\n    tomllib = None\n\nx = 1\n"
        assert_merges(module, module.replace("None", "0").replace("\nx = 1\n", ""), module.replace("None", "0"))

    def test_comments_go_along(self):
        assert_merges(
            "import b  # beside b\n\nx = 1\n",
            "import c\n# above a\nimport a  # noqa: F401\n",
            "# above a\nimport a  # noqa: F401\nimport b  # beside b\nimport c\n\nx = 1\n",
        )

    def test_a_block_that_gets_nothing_new_keeps_its_shape(self):
        module = "import sys, os\nimport re\n\nx = 1\n"
        assert_merges(module, "import os\nx = 2\n", module.replace("1", "2"))


def test_the_cells_docstring_becomes_the_modules():
    assert cell('"""Routes."""').startswith('"""Routes."""\n\nimport re\n')
    assert_merges(
        "#!/usr/bin/python\n# Copyright\nx = 1\n",
        '"""Doc."""\n',
        '#!/usr/bin/python\n"""Doc."""\n\n# Copyright\nx = 1\n',
    )


def test_a_licence_at_the_top_stays():
    module = "# Copyright\n\nimport re\n\nx = re\n"
    assert_merges(module, "x = 1\n", "# Copyright\n\nx = 1\n")


@pytest.mark.parametrize("odd", ["'\f'", "'größe'", '"""\r\n  a\r\n"""', "(1 +\r\n   2)", "'a\\\r\nb'"])
def test_windows_line_ends_and_odd_text_survive(odd):
    module = f"x = {odd}\r\ny = 1\r\n"
    assert merge(module, "y = '''\n'''\n") == f"x = {odd}\r\ny = '''\r\n'''\r\n"


def test_a_cell_with_windows_line_ends_suits_a_module_without():
    assert merge("x = 1\n", "x = 2\r\ny = 3\r\n") == "x = 2\ny = 3\n"


def test_an_empty_cell_changes_nothing():
    assert merge(ROUTER, "\n") == ROUTER
    assert merge("", "") == ""


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        ("x = 1\ndef f(:\n", 2, "def f(:"),
        ("x = 1; y = 2\n", 1, "two statements on one line"),
        ("x = 1\nx += 1\n", 2, "assign the whole value"),
        ("print('hi')\n", 1, "A build cell may hold"),
        ("for x in y: pass\n", 1, "A build cell may hold"),
        ("if x:\n    print(1)\n", 1, "A build cell may hold"),
        ("a.b = 1\n", 1, "no name"),
        ("from a import *\n", 1, "star import"),
        ("del a.b\n", 1, "removes no name"),
        ("...\n", 1, "keeps the rest of a class"),
        ("return 1\n", 1, "outside function"),
        ("class New:\n    ...\n", 1, "write all of it"),
        ("class find:\n    ...\n", 1, "no class"),
        ("class Router:\n    del add\n", 1, "needs a `...`"),
        ("class Router:\n    ...\n    x = 1\n    ...\n", 1, "more than one"),
        ("class Router:\n    ...\n    x += 1\n", 3, "assign the whole value"),
        ("class Router:\n    ...\n    class New:\n        ...\n", 3, "write all of it"),
        ("x = 1\ndel x\n", 1, "both defines and deletes"),
        ("import re\ndef re(): pass\n", 2, "both imports and defines"),
        ("import a\nimport b as a\n", 1, "two things as a"),
    ],
)
def test_what_can_not_be_merged_is_refused_in_a_sentence(wrong, line, words):
    with pytest.raises(BuildError, match=words.replace("(", r"\(")) as caught:
        cell(wrong)
    assert caught.value.line == line


def test_a_null_byte_is_refused():
    with pytest.raises(BuildError, match="null bytes"):
        cell("x = '\0'\n")


def test_a_name_can_not_be_torn_out_of_a_statement_of_the_module():
    with pytest.raises(BuildError, match="a stands in one statement with b"):
        merge("a, b = 1, 2\n", "a = 3\n")
    with pytest.raises(BuildError, match="x shares its line"):
        merge("x = 1; print(x)\n", "x = 3\n")


def test_a_module_that_is_not_python_is_named():
    with pytest.raises(BuildError, match=r"Line 1 of alcazar/app.py is not Python"):
        merge("def", "x = 1\n", module="alcazar/app.py")


@pytest.mark.parametrize(
    "given",
    [
        "class Router:\n    ...\n    def new(self):\n        pass\n",
        "import abc\nimport json\n\nX = json\n",
        "def new():\n    pass\n",
    ],
)
def test_a_well_formed_module_stays_well_formed(tmp_path, given):
    path = tmp_path / "routing.py"
    path.write_text(cell(given))
    for command in (["check", "--select", "I"], ["format", "--check"]):
        run = [sys.executable, "-m", "ruff", *command, "--isolated", "--line-length", "120", "--no-cache", str(path)]
        result = subprocess.run(run, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "target", ["alcazar/app.py", "alcazar/orm/sql.py", "alcazar/__init__.py", "alcazar/__main__.py"]
)
def test_a_module_of_the_package_is_a_target(target):
    assert parse_target(target) == PurePosixPath(target)


@pytest.mark.parametrize(
    "target",
    [
        *(
            "",
            "alcazar",
            "alcazar/",
            "alcazar.py",
            "alcazar/.py",
            "alcazar/x.txt",
            "alcazar/x.PY",
            "tests/x.py",
            "x.py",
        ),
        *(
            "alcazar/../x.py",
            "alcazar/./x.py",
            "/etc/x.py",
            "/alcazar/x.py",
            "alcazar//x.py",
            "./alcazar/x.py",
            "~/x.py",
        ),
        *("alcazar\\x.py", "C:/alcazar/x.py", "alcazar/C:x.py", "alcazar/__pycache__/x.py", "alcazar/__x__.py"),
        *("alcazar/a-b.py", "alcazar/1.py", "alcazar/x.py ", "alcazar/a b.py", "alcazar/x\n.py", "alcazar/größe.py"),
    ],
)
def test_anything_else_is_no_target(target):
    with pytest.raises(BuildError, match="takes a module of the package"):
        parse_target(target)
