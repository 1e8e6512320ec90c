"""Records to draw reports of, friendly and hostile ones. They stand in for what judging writes."""

from typing import Any

HOSTILE = [
    "<script>document.title = 'owned'</script>",
    "<img src=http://evil.example/x onerror=\"document.title='owned'\">",
    "\"'><svg onload=document.title='owned'>",
    "</pre></td></table></style></title><script>document.title='owned'</script>",
    "javascript:document.title='owned'",
    "{{ 7 * 7 }}{% raise %}",
    "--><script>document.title='owned'</script><!--",
    "a\u202eb\u2066c \x1b[31mred\x1b[0m \x00\x07\r\x85\u2028 \ud800 \ufeff",
    "x" * 1_000_000,
]
DIFFERENCE = {
    "place": "at the second request",
    "command": "curl http://testserver/about",
    "note": "",
    "rows": [
        {"field": "status", "expected": "200 OK", "yours": "200 OK", "differs": False},
        {"field": "text", "expected": "About us", "yours": "About them", "differs": True},
    ],
}
EXPECTED = "GET /\n  text  Home\nGET /about\n  text  About us"
ACTUAL = "GET /\n  text  Home\nGET /about\n  text  About them"


def result(id: str = "3.1", verdict: str = "passed", **changes: Any) -> dict[str, Any]:
    """How an exercise of two points was judged; a failed one says `About them`."""
    failed = verdict == "failed"
    return {
        "id": id,
        "title": f"Title of {id}",
        "difficulty": 2,
        "verdict": verdict,
        "points": 2 if verdict == "passed" else 0,
        "possible": 2,
        "reason": "",
        "answer": "def about():\n    return 'About them'  # mine",
        "hints": ["Look at the text.", "It is about us."],
        "expected": EXPECTED,
        "actual": ACTUAL if failed else EXPECTED,
        "difference": DIFFERENCE if failed else None,
    } | changes


def record(student: str = "ada", *results: dict[str, Any], number: int = 3, **changes: Any) -> Any:
    """The record of one submission with these results."""
    return {
        "version": 2,
        "student": student,
        "path": f"{student}/{number:02}_chapter.ipynb",
        "digest": "ab" * 32,
        "course": "cd" * 16,
        "seed": 4711,
        "python": "3.11.7",
        "sandbox": "bubblewrap",
        "seconds": 2.13,
        "error": None,
        "chapter": {"number": number, "stem": f"{number:02}_chapter", "title": f"Chapter {number}"},
        "points": sum(each["points"] for each in results),
        "possible": sum(each["possible"] for each in results),
        "notes": [],
        "exercises": list(results),
    } | changes


def unjudged(student: str = "ada", error: str = "x.ipynb can't be read.", **changes: Any) -> Any:
    """The record of a submission that could not be judged."""
    return record(student, error=error, chapter=None, **changes)


def hostile() -> list[Any]:
    """For each hostile text a student who is called so and says it wherever a learner can."""
    return [
        record(
            text[:200],
            result(
                "3.1",
                "failed",
                reason=text,
                answer=text,
                actual=text,
                difference=DIFFERENCE
                | {
                    "command": text,
                    "note": text,
                    "place": text,
                    "rows": [{"field": text, "expected": "a", "yours": text, "differs": True}],
                },
            ),
            result("3.2", "failed", answer=text, actual=text, difference=None),
            path=text,
            notes=[text] * 3,
        )
        for text in HOSTILE
    ] + [unjudged("late", error=HOSTILE[0]), record("late", result("3.1", "failed", actual=HOSTILE[0]))]
