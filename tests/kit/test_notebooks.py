"""Reading notebooks with care, and writing them so that two runs are the same bytes."""

import json
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from alcazar_kit.notebooks import (  # fmt: skip
    NotebookError,
    answer_id,
    answers,
    check_id,
    copy_aside,
    dumps,
    magic_line,
    normalise,
    read,
    write,
)
from alcazar_kit.notebooks.cells import body, builds, target

CHECK = 'with check("3.2") as given:\n    show(app)'


def shown(*outputs: NotebookNode, source: str = "1", **cell: object) -> NotebookNode:
    return new_notebook(cells=[new_code_cell(source, outputs=list(outputs), execution_count=7, **cell)])


def ids(*cells: NotebookNode) -> list[str]:
    notebook = new_notebook()
    notebook.cells = list(cells)
    return [cell.id for cell in normalise(notebook, "03_routing").cells]


BROKEN = {
    "nothing.ipynb": (b"", "is empty"),
    "cut.ipynb": (dumps(shown()).encode()[:120], "or only a part of one"),
    "bom.ipynb": (b"\xef\xbb\xbf{}", "byte-order mark"),
    "utf16.ipynb": ("{}".encode("utf-16"), "byte-order mark"),
    "binary.ipynb": (b"\x89PNG\xff\xfe\x00", "no UTF-8 text"),
    "list.ipynb": (b"[1, 2]", "not a notebook"),
    "package.ipynb": (b'{"name": "x"}', "not a notebook"),
    "old.ipynb": (b'{"nbformat": 3, "worksheets": []}', "old notebook format 3"),
    "new.ipynb": (b'{"nbformat": 5, "cells": []}', "newer than this kit"),
    "cells.ipynb": (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [7]}', "no list of cells"),
    "no_cells.ipynb": (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "no list of cells"),
    "source.ipynb": (
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": 7}]}',
        "its cells can't be read",
    ),
    "kind.ipynb": (
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "x", "source": ""}]}',
        "not a valid notebook",
    ),
    "deep.ipynb": (b"[" * 100_000, "can't be read"),
    "digits.ipynb": (b'{"nbformat": ' + b"4" * 5000 + b"}", "can't be read"),
    "surrogate.ipynb": (dumps(shown(source="x")).replace('"x"', r'"\ud800"').encode(), "are no text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_notebook_is_one_clear_sentence(name: str, tmp_path: Path) -> None:
    content, complaint = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotebookError, match=complaint) as caught:
        read(tmp_path / name)
    message = str(caught.value)
    assert message.startswith(name)
    assert "\n" not in message


def test_a_missing_notebook_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"There is no notebook .*lost\.ipynb"):
        read(tmp_path / "lost.ipynb")


def test_a_folder_is_no_notebook(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="not a file"):
        read(tmp_path)


def test_a_huge_notebook_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.ipynb").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(NotebookError, match="larger than 20 MB"):
        read(tmp_path / "huge.ipynb")


def test_a_notebook_of_format_4_4_is_read_and_gets_ids(tmp_path: Path) -> None:
    old = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [new_markdown_cell("# Routing")]}
    del old["cells"][0]["id"]
    (tmp_path / "old.ipynb").write_text(json.dumps(old))
    assert [cell.id for cell in normalise(read(tmp_path / "old.ipynb"), "03_routing").cells] == ["routing"]


def test_a_notebook_with_one_id_twice_is_read_without_a_warning(tmp_path: Path) -> None:
    notebook = shown(id="match")
    notebook.cells *= 2
    write(notebook, tmp_path / "twice.ipynb")
    assert [cell.id for cell in read(tmp_path / "twice.ipynb").cells] == ["match", "cell-2"]


def test_what_was_written_is_read_back_the_same(tmp_path: Path) -> None:
    notebook = normalise(shown(new_output("stream", text="é → ☺\n")), "03_routing")
    write(notebook, tmp_path / "a.ipynb")
    write(read(tmp_path / "a.ipynb"), tmp_path / "b.ipynb")
    assert (tmp_path / "a.ipynb").read_bytes() == (tmp_path / "b.ipynb").read_bytes()
    assert "é → ☺" in (tmp_path / "a.ipynb").read_text("utf-8")


def test_canonical_json_ends_with_a_line_and_sorts_keys() -> None:
    text = dumps(shown())
    assert text.endswith("}\n")
    assert text.index('"cells"') < text.index('"metadata"') < text.index('"nbformat"')


def test_normalising_twice_changes_nothing() -> None:
    once = normalise(shown(new_output("stream", text="a"), source="1\n\n"), "03_routing")
    assert dumps(normalise(once, "03_routing")) == dumps(once)


def test_random_ids_become_the_heading_and_a_number() -> None:
    cells = [new_markdown_cell("# Routing"), new_code_cell(), new_markdown_cell("## Two `pages`"), new_code_cell()]
    assert ids(*cells) == ["routing", "routing-2", "routing-two-pages", "routing-two-pages-2"]


def test_a_comment_in_fenced_code_is_no_heading() -> None:
    assert ids(new_markdown_cell("```\n# not this\n```"), new_code_cell()) == ["routing", "routing-2"]


def test_readable_ids_are_left_alone_where_they_are_unique() -> None:
    cells = [new_code_cell(id="routing-match"), new_code_cell(id="routing-match"), new_code_cell(id="deadbeef")]
    assert ids(*cells) == ["routing-match", "routing", "routing-2"]


def test_a_new_id_does_not_take_one_that_stands_further_down() -> None:
    assert ids(new_code_cell(), new_code_cell(id="routing")) == ["routing-2", "routing"]


def test_the_cells_of_an_exercise_are_called_by_it() -> None:
    cells = [new_markdown_cell("### 3.2 Books by number ●●○"), new_code_cell("%%answer 3.2\n1"), new_code_cell(CHECK)]
    assert ids(*cells) == ["exercise-3-2", "answer-3-2", "check-3-2"]


def test_a_long_heading_is_cut_at_a_word() -> None:
    (name,) = ids(new_markdown_cell("## " + "wonderful " * 20))
    assert len(name) <= 64
    assert name.endswith("wonderful")


def test_metadata_is_reduced_to_what_is_allowed() -> None:
    notebook = shown(metadata={"tags": ["a"], "collapsed": True, "execution": {"iopub": "2026"}})
    notebook.metadata = NotebookNode(kernelspec={"name": "mine"}, widgets={}, language_info={"version": "3.14"})
    result = normalise(notebook, "03_routing")
    assert result.cells[0].metadata == {"tags": ["a"]}
    assert result.metadata == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_execution_counts_run_from_one_and_results_follow() -> None:
    notebook = shown(new_output("execute_result", {"text/plain": "1"}, execution_count=7))
    notebook.cells.insert(0, new_code_cell(""))
    _, cell = normalise(notebook, "03_routing").cells
    assert (cell.execution_count, cell.outputs[0].execution_count) == (1, 1)


def test_a_cell_that_was_not_executed_gets_no_count() -> None:
    assert normalise(new_notebook(cells=[new_code_cell("1")]), "03_routing").cells[0].execution_count is None


def test_the_parts_of_a_stream_are_joined() -> None:
    parts = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]
    cell = normalise(shown(*(new_output("stream", name=n, text=t) for n, t in parts)), "x").cells[0]
    assert [(output.name, output.text) for output in cell.outputs] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


def test_outputs_lose_metadata_and_widget_views() -> None:
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "f00"}, "text/html": "<b>hi</b>"}
    output = normalise(shown(new_output("display_data", view, metadata={"isolated": True})), "x").cells[0].outputs[0]
    assert (output.data, output.metadata) == ({"text/html": "<b>hi</b>"}, {})


@pytest.mark.parametrize(
    "text",
    [
        "<function f at 0x7f3a2c1b5d30>", "saved /tmp/tmpab12/x.py", "/home/ada/alcazar/app.py", "/Users/ada/x",
        r"C:\Users\ada\x", "/var/folders/zz/x", "/tmp/ipykernel_4711/1.py", f"{Path.home()}/x",
    ],
)  # fmt: skip
def test_what_differs_in_each_run_is_refused_with_the_cell(text: str) -> None:
    with pytest.raises(NotebookError, match="Cell routing-match shows a "):
        normalise(shown(new_output("display_data", {"text/html": f"<p>{text}"}), id="routing-match"), "03_routing")


@pytest.mark.parametrize("text", ["GET /tmp → 404", "/books/0x1f", "http://testserver/home/ada", "0x10"])
def test_what_only_looks_unstable_is_allowed(text: str) -> None:
    normalise(shown(new_output("stream", text=text)), "03_routing")


def test_a_traceback_keeps_the_package_but_no_folder_of_this_machine() -> None:
    frames = ["File /tmp/x/workspace/chapters/03/alcazar/app.py:12, in f()", "KeyError: 1"]
    error = new_output("error", ename="KeyError", evalue="1", traceback=frames)
    (output,) = normalise(shown(error), "x").cells[0].outputs
    assert output.traceback == ["File alcazar/app.py:12, in f()", "KeyError: 1"]


def test_a_traceback_through_other_folders_is_its_last_line() -> None:
    error = new_output("error", ename="KeyError", evalue="1", traceback=["File /usr/lib/site-packages/x.py", "…"])
    (output,) = normalise(shown(error), "x").cells[0].outputs
    assert output.traceback == ["KeyError: 1"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%%build alcazar/app.py\nx = 1", ("build", "alcazar/app.py")),
        ("\n\n%%answer  3.2  \n", ("answer", "3.2")),
        ("%%build", ("build", "")),
        ("%chapter 3", None),
        ("x\n%%build a.py", None),
    ],
)
def test_a_magic_line_is_read(source: str, expected: tuple[str, str] | None) -> None:
    assert magic_line(source) == expected


def test_build_cells_are_those_that_are_meant_to_work() -> None:
    cells = [new_code_cell("%%build alcazar/app.py\nx = 1"), new_markdown_cell("%%build a"), new_code_cell("y")]
    cells.append(new_code_cell("%%build alcazar/app.py\nx =", metadata={"tags": ["raises-exception"]}))
    built = [(target(cell), body(cell.source)) for cell in builds(new_notebook(cells=cells))]
    assert built == [("alcazar/app.py", "x = 1\n")]


def test_an_answer_is_known_by_its_magic_or_by_its_metadata() -> None:
    bare = new_code_cell("x = 1", metadata={"nbgrader": {"grade_id": "ex-3-1", "solution": True}})
    assert answers(new_notebook(cells=[bare, new_code_cell("%%answer 3.2\ny")])) == {
        "3.1": "x = 1",
        "3.2": "%%answer 3.2\ny",
    }


def test_of_two_answers_the_last_before_the_check_counts() -> None:
    cells = [new_code_cell(f"%%answer 3.2\n{n}") for n in "abc"]
    cells.insert(2, new_code_cell(CHECK))
    assert answers(new_notebook(cells=cells)) == {"3.2": "%%answer 3.2\nb"}


def test_a_check_is_known_by_its_source_or_by_its_metadata() -> None:
    locked = new_code_cell("1", metadata={"nbgrader": {"grade_id": "ex-3-2-check", "grade": True}})
    assert [check_id(new_code_cell(CHECK)), check_id(locked)] == ["3.2", "3.2"]


def test_prose_and_answers_are_no_checks() -> None:
    answer = new_code_cell(f"%%answer 3.2\n{CHECK}")
    assert [check_id(answer), check_id(new_markdown_cell(CHECK)), answer_id(new_markdown_cell("%%answer 3.2"))] == [
        None,
        None,
        None,
    ]


def test_copies_are_numbered_and_never_overwritten(tmp_path: Path) -> None:
    original = tmp_path / "03_routing.ipynb"
    for text in ("one", "two"):
        original.write_text(text)
        copy_aside(original, tmp_path / "copies")
    assert [(tmp_path / f"copies/03_routing-{n}.ipynb").read_text() for n in (1, 2)] == ["one", "two"]


def test_a_copy_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("x")
    with pytest.raises(NotebookError, match=r"No copy of a\.ipynb"):
        copy_aside(tmp_path / "a.ipynb", tmp_path / "a.ipynb")
