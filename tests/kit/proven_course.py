"""The tiny course made whole: everything built and refreshed, and planted answers that prove its exercises."""

from pathlib import Path

from nbformat.v4 import new_code_cell

from alcazar_kit.course import Course
from alcazar_kit.exercises import generate
from alcazar_kit.notebooks import read, write
from alcazar_kit.proving.planted import FOLDER
from alcazar_kit.upkeep.building import build
from alcazar_kit.upkeep.refreshing import refresh, sources

NOISE = 'import logging\nprint("ready")\nlogging.getLogger("own").warning("ready")\n'
SAY = "%%build alcazar/app.py\nclass Alcazar:\n    ...\n\n    def say(self, text):\n        "
PAGE = '\n\n@app.route("{0}")\ndef {1}():\n    return "{2}"'
BOOKS, ABOUT = PAGE.format("/books", "books", "All books"), PAGE.format("/about", "about", "About us")
KEEPS_ALL = "def shorten(text, length):\n    return text"
SWAPS = f"{SAY}return text.swapcase()"

PLANTED = [
    ("1.1", "wrong", "keeps all", KEEPS_ALL),
    ("1.1", "wrong", "keeps the end", "def shorten(text, length):\n    return text[-length:]"),
    ("1.1", "wrong", "keeps the rest", "def shorten(text, length):\n    return text[length:]"),
    ("1.1", "right", "a lambda", "shorten = lambda text, length: text[0:length]"),
    ("1.1", "right", "prints and logs", f'{NOISE}def shorten(text, length):\n    return "".join(text[:length])'),
    ("1.2", "wrong", "no books", f"app = Alcazar(){ABOUT}"),
    ("1.2", "wrong", "no about", f"app = Alcazar(){BOOKS}"),
    ("1.2", "wrong", "one text for all", f"app = Alcazar(){BOOKS}{PAGE.format('/about', 'about', 'All books')}"),
    ("1.2", "right", "the other way round", f"app = Alcazar(){ABOUT}{BOOKS}"),
    ("1.2", "right", "prints and logs", f"{NOISE}app = Alcazar(){BOOKS}{ABOUT}"),
    ("1.3", "wrong", "says it as it is", f"{SAY}return text[:]"),
    ("1.3", "wrong", "begins with a capital", f"{SAY}return text.title()"),
    ("1.3", "wrong", "says it twice", f"{SAY}return text * 2"),
    ("1.3", "right", "swaps", SWAPS),
    ("1.3", "right", "prints and logs", f'{SAY}import logging\n        print(text)\n        logging.info(text)'
     '\n        return "".join(map(str.upper, text))'),
]  # fmt: skip


def prove(course: Course) -> None:
    """Bring all of a tiny course up to date, and plant answers."""
    plant(course, PLANTED)
    first = read(course.walkthrough(course.chapter(1)))
    first.cells.insert(0, new_code_cell("%load_ext alcazar_kit\n%chapter 1"))
    write(first, course.walkthrough(course.chapter(1)))
    for result in refresh(course, sources(course)):
        result.store()
    build(course)
    generate(course)


def plant(course: Course, planted: list[tuple[str, str, str, str]]) -> Path:
    """Write planted answers."""
    file = course.root / FOLDER / "01_first.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = [f"# %% {id} {kind}: {story}\n{source}\n" for id, kind, story, source in planted]
    file.write_text("\n".join(text), encoding="utf-8")
    return file
