"""What merging a build cell does to a module, one rule at a time."""

import subprocess
import sys

import pytest

from alcazar_kit.builder import merge
from tests.kit.merges import ROUTER, assert_merges, cell


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


def test_a_class_without_the_marker_is_replaced_whole():
    assert "def add" not in cell("class Router:\n    pass\n")


def test_del_removes_a_definition_and_the_import_it_made_needful():
    assert_merges("import re\n\n\ndef f(): re\n\n\nx = 1\n", "del f\n", "x = 1\n")


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


def test_one_blank_line_follows_the_imports():
    assert_merges("import re\nx = re\n", "y = 1\n", "import re\n\nx = re\ny = 1\n")


def test_a_backslash_before_a_blank_line_does_not_join_statements():
    assert_merges("x = 1 \\\n\ny = 2\n", "x = x\n", "x = x\n\ny = 2\n")
    assert_merges("x = 1 \\\n\ny = 2\n", "z = 3\n", "x = 1\n\ny = 2\nz = 3\n")


def test_all_goes_above_the_constants():
    assert_merges("x = 1\n", "__all__ = ['x']\n", "__all__ = ['x']\nx = 1\n")


def test_constants_that_go_below_a_definition_keep_their_order():
    assert_merges("def f(): pass\n", "A = f()\nB = f()\n", "def f(): pass\n\n\nA = f()\nB = f()\n")


def test_an_annotation_counts_as_needed_unless_annotations_are_lazy():
    assert_merges("class C: pass\n", "c: C = 1\n", "class C: pass\n\n\nc: C = 1\n")
    lazy = "from __future__ import annotations\n"
    assert_merges(f"{lazy}\n\nclass C: pass\n", "c: C = 1\n", f"{lazy}\nc: C = 1\n\n\nclass C: pass\n")
    assert_merges(
        f"{lazy}\n\ndef f(c: C) -> C: pass\n",
        "class C: pass\n",
        f"{lazy}\n\ndef f(c: C) -> C: pass\n\n\nclass C: pass\n",
    )


def test_what_needs_each_other_stays_as_it_is():
    module = "A = 1\n\n\ndef f(x=A): pass\n\n\ndef g(y=f): pass\n"
    assert_merges(module, "A = g()\n", module.replace("A = 1", "A = g()"))


def test_what_the_cell_does_not_name_is_not_put_in_order():
    module = "def f(x=list): pass\n\n\ndef list(): pass\n"
    assert_merges(module, "y = 1\n", f"y = 1\n\n\n{module}")


def test_a_name_of_the_class_itself_is_not_needed_from_the_module():
    module = "class A:\n    x = 1\n    y = x\n\n\ndef x(): pass\n"
    assert_merges(module, module.partition("\n\n\n")[0] + "\n", module)


def test_a_comment_that_stands_alone_goes_above_what_it_stands_above():
    assert_merges(
        "def a(): pass\n\n\ndef b(): pass\n",
        "# one\n\ndef b(): pass\n\n# two\n\ndef c(): pass\n# three\n",
        "def a(): pass\n\n\n# one\n\n\ndef b(): pass\n\n\n# two\n\ndef c(): pass\n\n\n# three\n",
    )


def test_a_comment_that_the_module_has_anywhere_is_not_added_again():
    assert_merges("# Copyright\n\nx = 1\n", "y = 2\n# Copyright\n\nz = 3\n", "# Copyright\n\nx = 1\ny = 2\nz = 3\n")
    assert_merges("x = 1\n\n# note\n\ny = 2\n", "# note\n\nimport a\n", "import a\n\nx = 1\n\n# note\n\ny = 2\n")


def test_a_byte_order_mark_is_dropped():
    assert merge("\ufeffx = 1\n", "\ufeffy = 2\n") == "x = 1\ny = 2\n"


def test_a_class_statement_of_a_name_alone_keeps_bases_and_decorators():
    module = "# Plain.\n@dataclass(frozen=True)\nclass Book(Item, slots=True):\n    title: str\n"
    assert merge(module, "class Book:\n    ...\n\n    number: int\n") == module + "    number: int\n"


def test_a_class_statement_with_bases_or_decorators_replaces_the_old_one():
    module = "@dataclass(frozen=True)\nclass Book(Item):\n    title: str\n"
    assert merge(module, "class Book(Thing):\n    ...\n") == "class Book(Thing):\n    title: str\n"
    assert merge(module, "@final\nclass Book:\n    ...\n") == "@final\nclass Book:\n    title: str\n"
