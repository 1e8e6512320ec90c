"""What a build cell may not hold, and which modules it may not name."""

from pathlib import PurePosixPath

import pytest

from alcazar_kit.builder import BuildError, merge, parse_target
from tests.kit.merges import cell


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
        ("class Router:\n    ...\n    class In:\n        ...\n        x += 1\n", 5, "assign the whole value"),
        ("class Router:\n    ...\n    x = 1\n    del x\n", 3, "both defines and deletes"),
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
        *("alcazar/class.py", "alcazar/import/x.py"),
    ],
)
def test_anything_else_is_no_target(target):
    with pytest.raises(BuildError, match="takes a module of the package"):
        parse_target(target)
