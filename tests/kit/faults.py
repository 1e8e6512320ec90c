"""Faults to plant in a proven tiny course, each with the question of ``verify`` that has to find it. It finds none."""

from collections.abc import Callable
from pathlib import Path

from alcazar_kit.course import load_course
from alcazar_kit.exercises import generate
from tests.kit.proven_course import KEEPS_ALL, PLANTED, SWAPS, plant

Spoil = Callable[[Path], object]

SOLUTIONS, EXERCISES, WALK = "solutions/01_first.ipynb", "exercises/01_first.ipynb", "notebooks/01_first.ipynb"
ANSWERS = "tests/course/answers/01_first.py"

CALL = "show_call(shorten, word, given.integer(1, 3))"
CLOCK = "import time\\n    show_call(shorten, str(time.time_ns()), 99)"
SET = "show_call(shorten, ''.join(set('some letters')), 99)"
MODEL = 'def shorten(text, length):\\n",\n    "    return text[:length]\\n'
ROW = "| `GET /nowhere` | 404 |"


def change(name: str, old: str, new: str, count: int = -1) -> Spoil:
    """Put another text into a file that has the old one."""

    def spoil(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, count), encoding="utf-8")

    return spoil


def solve(old: str, new: str) -> Spoil:
    """Change the solutions, and make the exercises of them."""

    def spoil(root: Path) -> None:
        change(SOLUTIONS, old, new)(root)
        generate(load_course(root))

    return spoil


def sow(id: str, kind: str, source: str, *, but: str = "") -> Spoil:
    """Plant another answer, called "it", and leave one out."""
    planted = [*(entry for entry in PLANTED if entry[2] != but), (id, kind, "it", source)]
    return lambda root: plant(load_course(root), planted)


def weed(story: str) -> Spoil:
    """Leave a planted answer out."""
    return lambda root: plant(load_course(root), [entry for entry in PLANTED if entry[2] != story])


def make(name: str) -> Spoil:
    """Make a file that nobody asks for."""

    def spoil(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("{}", encoding="utf-8")

    return spoil


def lose(name: str) -> Spoil:
    """Take a file away."""
    return lambda root: (root / name).unlink()


FAULTS: list[tuple[str, str, Spoil, str, str]] = [
    # the fault, the question, how it comes about, where it is found, what is said of it
    ("an unlisted notebook", "files", make("notebooks/02_second.ipynb"), "notebooks/02_second.ipynb", "No chapter"),
    ("unlisted exercises", "files", make("exercises/old.ipynb"), "exercises/old.ipynb", "No chapter"),
    ("unlisted solutions", "files", make("solutions/b.ipynb"), "solutions/b.ipynb", "No chapter"),
    ("unlisted right answers", "files", make("tests/course/otherwise/9.py"), "tests/course/otherwise/9.py", "No"),
    ("unlisted answers", "files", make("tests/course/answers/old.py"), "tests/course/answers/old.py", "No chapter"),
    ("missing exercises", "files", lose(EXERCISES), EXERCISES, "It is missing"),
    ("missing solutions", "files", lose(SOLUTIONS), SOLUTIONS, "It is missing"),
    ("a missing walkthrough", "files", lose(WALK), WALK, "It is missing"),
    ("missing answers", "files", lose(ANSWERS), ANSWERS, "It is missing"),
    ("a wrong number", "numbers", change("course.toml", "1.3", "1.7"), "1.7", "exercise 3 of chapter 1"),
    ("a wrong name", "numbers", change("course.toml", "number = 1", "number = 3"), "01_first", "It is chapter 3"),
    ("a name twice", "numbers", change("course.toml", "00_welcome", "01_first"), "01_first", "2 chapters"),
    ("no hints", "hints", change("course.toml", '"Override.", "upper() shouts."', ""), "1.3", "0 of 2 hints"),
    ("an empty hint", "hints", change("course.toml", '"Override."', '" "'), "1.3", "hints is empty"),
    ("a hint twice", "hints", change("course.toml", "Use route.", "Call it twice."), "1.2", "a hint twice"),
    ("no points", "hints", change("course.toml", "points = 3", "points = 0"), "1.3", "worth 0 points"),
    ("too difficult", "hints", change("course.toml", "difficulty = 1", "difficulty = 4"), "1.1", "difficulty is 4"),
    ("an answer handed out", "handed out", change(EXERCISES, "# your function here", "f = len"), "1.1", "not its"),
    ("a marker handed out", "traces", change(EXERCISES, "# your pages", "### END SOLUTION"), EXERCISES, "the marker"),
    ("an output handed out", "traces", change(EXERCISES, "_count\": null", "_count\": 7", 1), EXERCISES, "output"),
    ("a solved starter", "starters", solve('    return text"', '    return text.swapcase()"'), "1.3", "the starter"),
    ("a void check", "starters", solve(CALL, "show_call(len, word)"), "1.1", "accepts an empty answer"),
    ("no model answer", "model answers", solve(MODEL, "# none\\n"), "1.1", "no more than its starter"),
    ("too few wrong answers", "enough planted", weed("keeps the rest"), "1.1", "2 of 3 wrong"),
    ("too few right answers", "enough planted", weed("swaps"), "1.3", "1 of 2 right"),
    ("one twice", "enough planted", sow("1.1", "wrong", KEEPS_ALL, but="keeps the rest"), "1.1", "2 of 3 wrong"),
    ("no answers", "enough planted", lose(ANSWERS), "1.2", "0 of 3 wrong"),
    ("an answer to nothing", "enough planted", sow("1.9", "wrong", "x = 1"), ANSWERS, "no exercise 1.9"),
    ("no noisy answer", "enough planted", change(ANSWERS, "print(text)", "pass"), "1.3", "prints and logs"),
    ("a wrong one passes", "planted answers", sow("1.3", "wrong", f"{SWAPS}[:]"), "1.3", "A wrong answer passes"),
    ("a right one fails", "planted answers", sow("1.1", "right", f"{KEEPS_ALL}[:]"), "1.1", "A right answer fails"),
    ("one ends it all", "planted answers", sow("1.1", "wrong", "import os\nos._exit(0)"), "1.1", "it ended its"),
    ("a planted starter", "what is planted", sow("1.2", "wrong", "app = Alcazar()"), "1.2", "is the starter: it"),
    (
        "a planted model answer", "what is planted",
        sow("1.1", "right", "def shorten(text,length):return text[:length]"), "1.1", "is the model answer: it",
    ),
    ("a leak in the prose", "leaks", solve("shout.", "shout: `return text . upper()`."), "1.3", "stands in the prose"),
    ("a leak in a hint", "leaks", change("course.toml", "Override", "return text.upper()"), "1.3", "stands in hint 1"),
    ("a leak in a check", "leaks", solve("_call(", "_call(  # return text[:length]\\n"), "1.1", "stands in a check"),
    ("a leak in the starter", "leaks", solve("your function", "return text[:length]"), "1.1", "a comment"),
    ("a package that drifted", "what is built", change("alcazar/app.py", "A WSGI", "An"), "alcazar/app.py", "not what"),
    ("exercises that drifted", "drift", change(EXERCISES, "Make it", "Let it"), EXERCISES, "not its solutions without"),
    ("an output that drifted", "stored outputs", change(SOLUTIONS, 'HELLO"', 'HULLO"'), "1.3", "What is stored"),
    ("stale metadata", "metadata", solve('"locked": true', '"locked": false'), SOLUTIONS, "The metadata of"),
    ("another form", "form", change(WALK, "\n}\n", "\n}"), WALK, "not in canonical form"),
    ("cells not run", "form", change(WALK, "_count\": 2", "_count\": null"), WALK, "not run once each"),
    ("a row that does not hold", "tables", solve(ROW, ROW.replace("404", "200")), "1.2", "A row of its table does not"),
    ("a row not to be read", "tables", solve(ROW, ROW.replace("404", "nothing")), "1.2", "no answer: 'nothing'"),
    ("a row with a cell too many", "tables", solve(ROW, f"{ROW} 1 |"), "1.2", "has 3 cells"),
    ("a table without a claim", "tables", solve("| call | gives |", "| you | get |"), "1.1", "no table that asserts"),
    ("a clock in a check", "solutions again", solve(CALL, CLOCK), "1.1", "not show the same twice"),
    ("a set's order in a check", "solutions again", solve(CALL, SET), "1.1", "not show the same twice"),
    ("a check that shows nothing", "solutions", solve(CALL, "word"), "1.1", "shows nothing"),
    ("a solution that fails", "solutions", solve("import Alcazar", "import Other"), SOLUTIONS, "it fails"),
]  # fmt: skip
