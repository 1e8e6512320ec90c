"""How the imports of a build cell are merged."""

from alcazar_kit.builder import merge
from tests.kit.merges import assert_merges, cell


def test_they_are_sorted_as_isort_does():
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


def test_names_of_one_module_are_joined_and_aliases_kept():
    assert_merges(
        "from a import c\n\nc = b\n",
        "from a import b, d as e\n",
        "from a import b, c\nfrom a import d as e\n\nc = b\n",
    )


def test_long_ones_are_wrapped():
    names = [f"a_rather_long_name_{number}" for number in range(8)]
    merged = merge("", f"from a import {', '.join(names)}\n")
    assert merged == "from a import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"


def test_one_that_the_cell_makes_needless_goes():
    merged = cell("class Router:\n    ...\n    def add(self, path):\n        pass\n")
    assert "import re\n" not in merged
    assert "from .request import Request\n" in merged


def test_one_that_was_never_used_stays():
    assert_merges("import re\n\nx = 1\n", "x = 2\n", "import re\n\nx = 2\n")


def test_names_in_all_and_in_quoted_annotations_are_used():
    module = "from a import B, C\n\n__all__ = ['B']\n\n\ndef f(c: C) -> B: pass\n"
    assert_merges(module, "def f(c: 'C | None'): pass\n", module.replace("c: C) -> B", "c: 'C | None')"))


def test_an_init_module_keeps_them_all():
    module = "from .app import App\n\nx = App\n"
    assert merge(module, "x = 1\n", module="alcazar/__init__.py") == module.replace("x = App", "x = 1")
    assert merge(module, "x = 1\n", module="alcazar/app.py") == "x = 1\n"


def test_del_removes_one_from_an_init_module():
    module = "from .app import A, B\n"
    assert merge(module, "del B\n", module="alcazar/__init__.py") == "from .app import A\n"


def test_an_import_takes_the_place_of_a_definition_and_the_other_way_round():
    imported, defined = "from .routing import find\n", "def find(): pass\n"
    assert_merges(defined, imported, imported)
    assert_merges(imported, defined, defined)


def test_future_ones_stand_right_below_the_docstring():
    merged = cell("from __future__ import annotations\n")
    assert merged.startswith('"""Routing."""\n\nfrom __future__ import annotations\n\nimport re\n')


def test_those_for_type_checking_are_joined():
    assert_merges(
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .b import B\n",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .a import A\n",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .a import A\n    from .b import B\n",
    )


def test_an_alternative_is_replaced_by_the_names_it_binds():
    module = "try:\n    import tomllib\nexcept ImportError:\n    tomllib = None\n\nx = 1\n"
    assert_merges(module, module.replace("None", "0").replace("\nx = 1\n", ""), module.replace("None", "0"))


def test_comments_go_along():
    assert_merges(
        "import b  # beside b\n\nx = 1\n",
        "import c\n# above a\nimport a  # noqa: F401\n",
        "# above a\nimport a  # noqa: F401\nimport b  # beside b\nimport c\n\nx = 1\n",
    )


def test_a_block_that_gets_nothing_new_keeps_its_shape():
    module = "import sys, os\nimport re\n\nx = 1\n"
    assert_merges(module, "import os\nx = 2\n", module.replace("1", "2"))


def test_another_source_for_a_name_replaces_the_first():
    assert_merges(
        "from a import x, y\n\nz = x, y\n", "from b import x\n", "from a import y\nfrom b import x\n\nz = x, y\n"
    )


def test_a_package_and_its_module_are_no_rivals():
    assert_merges("import os\n\nx = os\n", "import os.path\n", "import os\nimport os.path\n\nx = os\n")


def test_the_package_itself_comes_after_the_libraries():
    assert merge("", "import alcazar, webob, os\n".replace(", ", "\nimport ")) == (
        "import os\n\nimport webob\n\nimport alcazar\n"
    )


def test_a_comment_above_one_gets_a_blank_line_above():
    assert_merges(
        "import a\nimport z\n", "import m0\n# why\nimport m1\n", "import a\nimport m0\n\n# why\nimport m1\nimport z\n"
    )


def test_a_comment_right_above_the_cells_first_one_goes_along():
    assert_merges("import a\n\nx = 1\n", "# why\nimport b\n", "import a\n\n# why\nimport b\n\nx = 1\n")


def test_comments_at_the_top_of_module_and_cell_stay_apart():
    merged = "# a\n\n# b\nimport os\nimport re\n\nx = 1\n"
    assert_merges("import re\nx = 1\n", "# a\n\n# b\nimport os\n", merged)


def test_a_trailing_comma_keeps_one_name_a_line():
    assert_merges("from a import (\n    b,\n)\n", "from a import c\n", "from a import (\n    b,\n    c,\n)\n")


def test_one_with_comments_inside_is_left_as_it_is():
    module = "from a import (\n    b,  # why\n)\n"
    assert_merges(module, "import c\n", f"import c\n{module}".replace("import c\n", "import c\n"))


def test_a_re_export_counts_as_used():
    module = "from a import b as b\n\n\ndef f(): b\n"
    assert_merges(module, "def f(): pass\n", module.replace(": b\n", ": pass\n"))


def test_a_future_import_counts_as_used():
    module = "from __future__ import annotations\n\n\ndef f(annotations): return annotations\n"
    assert_merges(module, "def f(): pass\n", "from __future__ import annotations\n\n\ndef f(): pass\n")


def test_one_that_the_cell_brings_stays_although_unused():
    assert_merges("import re\n\n\ndef f(): re\n", "import re\ndef f(): pass\n", "import re\n\n\ndef f(): pass\n")


def test_names_in_quoted_types_are_used():
    for value in ("cast('B', 1)", "Callable[['B'], None]", "TypeVar('T', bound='B')"):
        module = "from a import B\n\nx = B\n"
        assert_merges(module, f"x = {value}\n", module.replace("= B", f"= {value}"))


def test_one_further_down_is_not_brought_twice():
    module = "import a\n\nx = a\n\nfrom b import c\n"
    assert_merges(module, "from b import c\n", module)


def test_a_new_block_for_type_checking_goes_above_the_constants():
    guard = "if TYPE_CHECKING:\n    from .a import A\n"
    assert_merges("import re\n\nx = re\n", guard, f"import re\n\n{guard}\nx = re\n")


def test_a_block_for_type_checking_stays_where_it_is():
    module = "import re\n\nx = re\n\nif TYPE_CHECKING:\n    from .a import A\n"
    assert_merges(module, "if TYPE_CHECKING:\n    from .a import A\n", module)


def test_a_block_for_type_checking_goes_with_its_last_name():
    module = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .a import A\n\n\ndef f(a: 'A'): pass\n"
    assert_merges(module, "def f(): pass\n", "def f(): pass\n")


def test_one_for_type_checking_that_the_cell_brings_stays_although_unused():
    guard = "if TYPE_CHECKING:\n    from .a import A\n"
    assert_merges(f"{guard}\n\ndef f(a: 'A'): pass\n", f"{guard}def f(): pass\n", f"{guard}\n\ndef f(): pass\n")


def test_a_comment_between_two_stays_above_the_second():
    assert_merges("import a\n\n# why\n\nimport c\n", "import b\n", "import a\nimport b\n\n# why\nimport c\n")
