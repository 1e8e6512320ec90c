"""Mutants: which slips there are, where they are made, and who notices them."""

import ast
import json
from pathlib import Path

import pytest

from alcazar_kit.checking.given import Given
from alcazar_kit.course import Course
from alcazar_kit.notebooks import read, write
from alcazar_kit.proving import mutants
from alcazar_kit.proving.evidence import Evidence
from alcazar_kit.proving.finding import Finding
from alcazar_kit.proving.mutants import EQUIVALENT, unnoticed
from alcazar_kit.proving.mutation import Mutant, mutate


def cell(code: str, above: str = "", head: str = "") -> str:
    """An answer cell with this model answer."""
    return f"%%answer 1.1\n{head}{above}### BEGIN SOLUTION\n{code}\n### END SOLUTION\n"


def slips(code: str, above: str = "") -> list[str]:
    """What becomes of a model answer, without the lines above it."""
    start = len(ast.unparse(ast.parse(above)))
    return [mutant.source[start:].strip() for mutant in mutate("1.1", cell(code, above))]


@pytest.mark.parametrize(
    ("code", "slip"),
    [
        ("x = a < b", "x = a <= b"),
        ("x = a == b", "x = a != b"),
        ("x = a in b", "x = a not in b"),
        ("x = a and b", "x = a or b"),
        ("x = a or b", "x = b"),
        ("x = not a", "x = a"),
        ("x = a + b", "x = a - b"),
        ("x = a + b", "x = a"),
        ("x += 1", "x = 1"),
        ("x = 404", "x = 405"),
        ("x = True", "x = False"),
        ("x = 'on the shelf'", "x = ''"),
        ("x = 'on the shelf'", "x = 'on shelf'"),
        ("x = 'a\\nb'", "x = 'a'"),
        ("x = b'ab'", "x = b'abx'"),
        ("x = f'{a!r} b'", "x = f'{a} b'"),
        ("x = f'{a} b'", "x = f' b'"),
        ("x = a[1:]", "x = a[:]"),
        ("x = [a, b]", "x = [b]"),
        ("x = {a: b}", "x = {}"),
        ("x = a if b else c", "x = c"),
        ("x = [a for a in b if a]", "x = [a for a in b]"),
        ("x = a.upper()", "x = a.lower()"),
        ("x = a.strip()", "x = a"),
        ("x = int(a)", "x = a"),
        ("x = f(a, b)", "x = f(b, a)"),
        ("x = f(a, b)", "x = f(a)"),
        ("x = f(a, key=b)", "x = f(a)"),
        ("resp.html = a", "resp.text = a"),
        ("f(a)\ng(b)", "g(b)"),
        ("if a:\n    f()", "if not a:\n    f()"),
        ("if a:\n    f()", "f()"),
        ("for a in b:\n    f(a)", "for a in b:\n    f(a)\n    break"),
        ("try:\n    f()\nexcept KeyError:\n    g()", "f()"),
        ("try:\n    f()\nfinally:\n    g()", "f()"),
        ("with a:\n    f()", "f()"),
        ("def f():\n    return 1", "def f():\n    return None"),
        ("def f(a=None):\n    g(a)", "def f(a):\n    g(a)"),
        ("def f(*, a=None):\n    g(a)", "def f(*, a):\n    g(a)"),
        ("@a\ndef f():\n    g()", "def f():\n    g()"),
        ("class A(B):\n    x = a", "class A:\n    x = a"),
        ("raise KeyError(a)", "raise Exception(a)"),
        ("raise HTTPError(404, 'gone')", "raise HTTPError(405, 'gone')"),
    ],
)
def test_a_slip_is_made(code: str, slip: str) -> None:
    assert slip in slips(code)


@pytest.mark.parametrize(
    "code",
    ["def f(a: int) -> str:\n    '''Do it.'''", "raise KeyError('it', 'is gone')", "x = max(a, b)", "import a", "pass"],
)
def test_what_makes_no_difference_is_left_alone(code: str) -> None:
    harmless = {"", "pass", "raise Exception('it', 'is gone')", "x = min(a, b)", "x = max(b)", "x = max(a)"}
    assert set(slips(code)) <= harmless


def test_the_starter_is_left_alone() -> None:
    assert all(mutant.source.startswith("shelf = 1\n") for mutant in mutate("1.1", cell("x = 2", above="shelf = 1\n")))


def test_each_part_of_an_answer_between_markers_has_mutants() -> None:
    made = mutate(
        "1.1",
        "%%answer 1.1\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\ny = 2\n### BEGIN SOLUTION\nz = 3\n### END SOLUTION",
    )
    assert {mutant.before for mutant in made} == {"x = 1", "z = 3"}


def test_the_line_that_says_what_to_build_is_kept() -> None:
    made = list(mutate("1.1", cell("x = 2", head="%%build alcazar/app.py\n")))
    assert [mutant.source for mutant in made][1:] == [f"%%build alcazar/app.py\nx = {n}\n" for n in (3, 1)]


def test_a_text_with_the_markers_in_it_loses_lines_and_words() -> None:
    made = mutate(
        "1.1", '%%answer 1.1\nproject = """\n[project]\n### BEGIN SOLUTION\nname = "a"\n### END SOLUTION\n"""'
    )
    assert [(mutant.before, mutant.after) for mutant in made] == [
        ('name = "a"', ""),
        ('name = "a"', 'name = ""'),
        ('name = "a"', 'name = "ax"'),
    ]


def test_mutants_differ_from_the_answer_and_from_each_other() -> None:
    code = "def f(a):\n    if not a:\n        return 0\n    return a[1:] + 'on the shelf'"
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in mutate("1.1", cell(code))]
    assert len({*trees, ast.dump(ast.parse(code))}) == len(trees) + 1


def test_a_mutant_is_named_by_the_lines_that_changed() -> None:
    named = {mutant.key for mutant in mutate("1.1", cell("def f(a):\n    g(a)\n    return 1"))}
    assert ("1.1", "return 1", "return 2") in named
    assert ("1.1", "g(a)", "") in named


def test_mutants_of_equal_lines_have_different_names() -> None:
    made = list(mutate("1.1", cell("def f():\n    return 1\n\ndef g():\n    return 1")))
    assert len({mutant.key for mutant in made}) == len(made)
    assert ("1.1", "def g():\n    return 1", "def g():\n    return 2") in {mutant.key for mutant in made}


def test_the_name_of_a_long_line_is_short() -> None:
    made = list(mutate("1.1", cell(f"x = {list(range(1000, 1100))}")))
    assert max(len(mutant.before) for mutant in made[1:]) < 110
    assert all(mutant.before != mutant.after for mutant in made)


def weak(course: Course) -> Course:
    """The course, its first check looking at nothing but one letter, its second one at no text."""
    notebook = read(course.solutions(course.chapter(1)))
    for found in notebook.cells:
        found.source = found.source.replace("given.integer(1, 3)", "1").replace('"text of 200"', "")
    write(notebook, course.solutions(course.chapter(1)))
    return course


@pytest.fixture
def length_ignored() -> Mutant:
    """One that gives a letter, however many are asked for."""
    return Mutant("1.1", "return text[:length]", "return text[:1]", "def shorten(text, length):\n    return text[:1]")


def test_a_check_that_looks_closely_notices_every_slip(tiny_course: Course) -> None:
    assert found(tiny_course) == []


def test_a_check_that_looks_away_does_not(tiny_course: Course, length_ignored: Mutant) -> None:
    chapter = tiny_course.chapter(1)
    assert unnoticed(weak(tiny_course), chapter, [length_ignored]) == [length_ignored]


def test_a_mutant_has_to_be_noticed_under_each_seed(tiny_course: Course, length_ignored: Mutant) -> None:
    def letters(seed: int) -> int:
        given = Given(seed, "1.1")
        given.word()
        return given.integer(1, 3)

    chapter = tiny_course.chapter(1)
    several = next(seed for seed in range(99) if letters(seed) > 1)
    one = next(seed for seed in range(99) if letters(seed) == 1)
    assert unnoticed(tiny_course, chapter, [length_ignored], [several]) == []
    assert unnoticed(tiny_course, chapter, [length_ignored], [several, one]) == [length_ignored]


def test_what_never_ends_is_noticed(tiny_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "SECONDS", 0.5)
    stubborn = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        "
    endless = [Mutant("1.1", "", "", "while True:\n    pass"), Mutant("1.1", "", "", f"{stubborn}break")]
    assert unnoticed(tiny_course, tiny_course.chapter(1), endless) == []


def test_one_that_ends_the_process_takes_no_other_along(tiny_course: Course, length_ignored: Mutant) -> None:
    fatal = Mutant("1.1", "", "", "import os\nos._exit(1)")
    suspects = [fatal, length_ignored, fatal]
    assert unnoticed(weak(tiny_course), tiny_course.chapter(1), suspects) == [length_ignored]


def test_what_is_listed_as_equivalent_is_not_found_and_the_others_are(tiny_course: Course) -> None:
    first, *others = found(weak(tiny_course))
    before, after = ast.literal_eval(first.problem.partition(": ")[2].replace(" became ", ", ").rstrip("."))
    keep(tiny_course, first.place, before, after)
    assert others
    assert found(tiny_course) == others


@pytest.mark.parametrize(
    ("after", "problem"),
    [("return text[:]", "A mutant fails that is listed: "), ("return other", "A mutant is listed that is not there: ")],
)
def test_an_entry_that_is_out_of_date_is_found(tiny_course: Course, after: str, problem: str) -> None:
    keep(tiny_course, "1.1", "return text[:length]", after)
    assert [finding.problem for finding in found(tiny_course)] == [f"{problem}'return text[:length]' became {after!r}."]


def found(course: Course) -> list[Finding]:
    """The slips that are found in the first chapter."""
    return list(mutants.slips(Evidence(course, course.chapter(1), 1)))


def keep(course: Course, exercise: str, before: str, after: str) -> None:
    """List a mutant as equivalent."""
    file = Path(course.root, EQUIVALENT)
    file.parent.mkdir(parents=True)
    entry = f'exercise = "{exercise}"\nwhy = "a try"\nmutants = [{json.dumps([before, after])}]'
    file.write_text(f"[[equivalent]]\n{entry}\n", encoding="utf-8")
