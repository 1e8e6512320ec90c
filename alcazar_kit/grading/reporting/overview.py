"""The teacher's page: the class at a glance, what was hard, what went wrong alike. It judges no student."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import mean, median

from markupsafe import Markup

from .classroom import Classroom, Student, Task, percent
from .drawing import KINDS, SIGNS, draw
from .records import Record, Result

MOST_HARD = 15
MOST_GROUPS = 25
MOST_NAMES = 12
MOST_PROBLEMS = 300
STEPS = 10


@dataclass(frozen=True)
class Tally:
    """How the class did in one exercise."""

    task: Task
    handed_in: int
    attempted: int
    passed: int

    @property
    def share(self) -> int:
        """How many percent of those who handed it in passed."""
        return percent(self.passed, self.handed_in)


@dataclass(frozen=True)
class Group:
    """Students whose answers to one exercise went wrong in the same way."""

    result: Result
    students: tuple[Student, ...]


@dataclass(frozen=True)
class Step:
    """How many students earned from ``low`` to ``high`` percent."""

    low: int
    high: int
    count: int


def overview(room: Classroom, course_title: str) -> str:
    """Return the overview as HTML; it links to the students' pages in ``reports/``."""
    points = [student.points for student in room.judged]
    counted = tallies(room)
    found = groups(room)
    return draw(
        "overview.html",
        room=room,
        course_title=course_title,
        mean=round(mean(points), 1) if points else 0,
        median=round(median(points), 1) if points else 0,
        verdicts=Counter(result["verdict"] for student in room.students for result in student.results.values()),
        tallies=counted,
        hardest=hardest(counted)[:MOST_HARD],
        groups=found,
        problems=list(problems(room)),
        conditions=conditions(room.records),
        cells=lambda student, address: cells(room, student, address),
        ends=ends(room),
        steps=distribution(room),
        MOST_GROUPS=MOST_GROUPS,
        MOST_NAMES=MOST_NAMES,
        MOST_PROBLEMS=MOST_PROBLEMS,
    )


def cells(room: Classroom, student: Student, address: str) -> Markup:
    """Return a student's cells of the heat map; there may be tens of thousands of them in all."""
    # Address, anchor and class hold nothing that HTML could take for its own.
    last = ends(room)
    return Markup("".join(_cell(student, task, address, is_last=last[task.id]) for task in room.tasks))


def ends(room: Classroom) -> dict[str, bool]:
    """Return for each exercise whether it is the last one of its chapter."""
    last = {task.chapter: task.id for task in room.tasks}
    return {task.id: last[task.chapter] == task.id for task in room.tasks}


def tallies(room: Classroom) -> list[Tally]:
    """Return how the class did in each exercise, in the order of the course."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for student in room.students:
        for id, result in student.results.items():
            verdicts[id][result["verdict"]] += 1
    return [
        Tally(task, (n := verdicts[task.id]).total(), n["passed"] + n["failed"], n["passed"]) for task in room.tasks
    ]


def hardest(counted: list[Tally]) -> list[Tally]:
    """Return the exercises that not all passed, those that the fewest did first."""
    return sorted((tally for tally in counted if tally.passed < tally.handed_in), key=lambda tally: tally.share)


def groups(room: Classroom) -> list[Group]:
    """Return the wrong outputs that two or more students share, the most common first."""
    found: dict[tuple[str, str, str], list[tuple[Result, Student]]] = defaultdict(list)
    for student in room.students:
        for id, result in student.results.items():
            if result["verdict"] == "failed":
                found[id, result["actual"], result["reason"]].append((result, student))
    shared = [Group(same[0][0], tuple(student for _, student in same)) for same in found.values() if len(same) > 1]
    order = {task.id: number for number, task in enumerate(room.tasks)}
    return sorted(shared, key=lambda group: (-len(group.students), order[group.result["id"]]))


def problems(room: Classroom) -> Iterator[tuple[Student, Record, list[str]]]:
    """Yield the submissions that could not be judged, and those with notes, with what there is to say."""
    for student in room.students:
        for record in student.records:
            said = [*([record["error"]] if record["error"] is not None else []), *islice(record["notes"], 5)]
            if len(record["notes"]) > 5:
                said.append(f"and {len(record['notes']) - 5} notes more")
            if said:
                yield student, record, said


def conditions(records: list[Record]) -> dict[str, list[tuple[str, int]]]:
    """Return under what the submissions were judged, and how many each; more than one is worth a look."""
    return {
        "sandbox": Counter(record["sandbox"] for record in records).most_common(),
        "seed": Counter(str(record["seed"]) for record in records).most_common(),
        "Python": Counter(record["python"] for record in records).most_common(),
        "course": Counter(record["course"][:12] for record in records).most_common(),
    }


def distribution(room: Classroom) -> list[Step]:
    """Return how many of those that were judged earned how much, in steps of ten percent; 100 is in the last."""
    width = 100 // STEPS
    counts = Counter(min(int(room.percent(student)) // width, STEPS - 1) for student in room.judged)
    return [Step(n * width, 100 if n == STEPS - 1 else n * width + width - 1, counts[n]) for n in range(STEPS)]


def _cell(student: Student, task: Task, address: str, *, is_last: bool) -> str:
    last = " last" if is_last else ""
    if (result := student.results.get(task.id)) is None:
        return f'<td class="{last.strip()}"></td>' if last else "<td></td>"
    verdict = result["verdict"]
    link = f"{address}#{student.anchors[task.id]}"
    return f'<td class="{KINDS[verdict]}{last}"><a href="{link}">{SIGNS[verdict]}</a></td>'
