"""The records of a class, put in order: by student, by exercise. It reads no file and writes none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from .names import safe_name
from .records import Record, Result


@dataclass(frozen=True)
class Task:
    """What an exercise is for the whole class."""

    id: str
    title: str
    difficulty: int
    possible: int

    @property
    def chapter(self) -> int:
        """The number of its chapter."""
        return _numbers(self.id)[0]

    @property
    def anchor(self) -> str:
        """What names it in a page and in a column: ``ex-3-2``, as in the notebooks."""
        return anchor(self.id)


@dataclass(frozen=True)
class Student:
    """A student and the records of what they handed in, by chapter."""

    name: str
    records: tuple[Record, ...]

    @property
    def file(self) -> str:
        """The name of their report."""
        return f"{safe_name(self.name)}.html"

    @cached_property
    def results(self) -> dict[str, Result]:
        """Their results by exercise; of two for one exercise that with more points counts."""
        return {id: result for id, (_, result) in self._counting.items()}

    @cached_property
    def anchors(self) -> dict[str, str]:
        """What names these results in their report, by exercise."""
        return {id: f"{self.prefix(part)}{anchor(id)}" for id, (part, _) in self._counting.items()}

    def prefix(self, part: int) -> str:
        """Return what makes the anchors of their n-th record the report's own where a chapter was handed in before."""
        before = [record["chapter"] for record in self.records[: part - 1] if record["exercises"]]
        return f"part-{part}-" if self.records[part - 1]["chapter"] in before else ""

    @cached_property
    def _counting(self) -> dict[str, tuple[int, Result]]:
        """The results that count, each with the number of its record."""
        best: dict[str, tuple[int, Result]] = {}
        for part, record in enumerate(self.records, 1):
            for result in record["exercises"]:
                if result["id"] not in best or result["points"] > best[result["id"]][1]["points"]:
                    best[result["id"]] = part, result
        return best

    @property
    def points(self) -> int:
        """What they earned."""
        return sum(result["points"] for result in self.results.values())

    @property
    def possible(self) -> int:
        """What they could have earned by what they handed in."""
        return sum(result["possible"] for result in self.results.values())

    @property
    def unjudged(self) -> int:
        """How many of their submissions could not be judged."""
        return sum(record["error"] is not None for record in self.records)


@dataclass(frozen=True)
class Classroom:
    """All students, and the exercises that any of them handed in."""

    students: tuple[Student, ...]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The exercises, in the order of the course."""
        found = {id: result for student in self.students for id, result in student.results.items()}
        return tuple(
            Task(id, result["title"], result["difficulty"], result["possible"])
            for id, result in sorted(found.items(), key=lambda item: _numbers(item[0]))
        )

    @cached_property
    def chapters(self) -> dict[int, str]:
        """The titles of the chapters that have exercises here, by number."""
        titles = {
            record["chapter"]["number"]: record["chapter"]["title"] for record in self.records if record["chapter"]
        }
        return {number: titles.get(number, "") for number in sorted({task.chapter for task in self.tasks})}

    @property
    def records(self) -> list[Record]:
        """The records of all students."""
        return [record for student in self.students for record in student.records]

    @cached_property
    def possible(self) -> int:
        """What there is to be earned by the exercises that any of them handed in."""
        return sum(task.possible for task in self.tasks)

    @property
    def judged(self) -> list[Student]:
        """The students of whom anything could be judged; the others have no points, which is not zero."""
        return [student for student in self.students if student.results]

    def percent(self, student: Student) -> float:
        """Return what a student earned of what there is."""
        return 100 * student.points / self.possible if self.possible else 0.0

    def of_chapter(self, number: int) -> list[Task]:
        """Return the exercises of a chapter."""
        return [task for task in self.tasks if task.chapter == number]


def classroom(records: Iterable[Record]) -> Classroom:
    """Return the class that these records are of, its students by name."""
    ordered = sorted(records, key=_place)
    return Classroom(tuple(Student(name, tuple(own)) for name, own in groupby(ordered, lambda r: r["student"])))


def anchor(id: str) -> str:
    """Return what names an exercise in a page: ``ex-3-2``."""
    return f"ex-{id.replace('.', '-')}"


def percent(part: int, whole: int) -> int:
    """Return a share in whole percents, rounded down so that 100 means all."""
    return 100 * part // whole if whole else 0


def passed(results: Sequence[Result]) -> int:
    """Return how many of the results are passed."""
    return sum(result["verdict"] == "passed" for result in results)


def _place(record: Record) -> tuple[str, str, int, str]:
    chapter = record["chapter"]["number"] if record["chapter"] else -1
    return record["student"].casefold(), record["student"], chapter, record["path"]


def _numbers(id: str) -> tuple[int, int]:
    chapter, _, number = id.partition(".")
    return int(chapter), int(number)
