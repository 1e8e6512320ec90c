"""The debug page: where an exception came from, readable, and whole in itself."""

import html
import re
import subprocess
import sys
from wsgiref.validate import validator

import pytest

from alcazar import Alcazar

from .calling import call
from .errors import raising, slip
from .pages import Reader, page, values

pytestmark = pytest.mark.chapter(8)


def share(price, people):
    return price / people  # é


def bill(price):
    return share(price, people=0)


def fails_in(path, text):
    """The last call of the page for a file whose code fails."""
    path.write_text(text)
    shown = page(exec, compile(text, path, "exec"), {})
    return shown.partition(f"{path}, line")[2].partition("<table>")[0]


def test_an_exception_in_debug_is_a_page_of_status_500():
    answer = call(validator(raising(KeyError("a"), debug=True)), PATH_INFO="/bill", QUERY_STRING="table=<7>")
    assert answer.status == "500 Internal Server Error"
    assert dict(answer.headers)["Content-Type"] == "text/html; charset=UTF-8"
    assert "<title>KeyError at GET /bill?table=&lt;7&gt;</title>" in answer.body.decode()


def test_a_request_without_a_query_is_shown_without_a_question_mark():
    assert b"<p>GET /bill</p>" in call(raising(KeyError("a"), debug=True), PATH_INFO="/bill").body


def test_an_error_on_purpose_has_no_page():
    assert call(Alcazar(debug=True), PATH_INFO="/nowhere").body == b"Not Found"


def test_a_handler_that_fails_is_shown_with_what_it_failed_on():
    app = raising(ZeroDivisionError("a"), debug=True)
    app.add_exception_handler(slip)
    body = call(app).body.decode()
    assert re.findall("<h1><b>(.*?)</b>", body) == ["IndexError", "ZeroDivisionError"]


def test_the_page_names_the_calls_in_order():
    found = re.findall("<summary>(.*?) <span>", page(bill, 12))
    assert found == ["page", "bill", "share"]


def test_the_page_says_file_and_line():
    line = share.__code__.co_firstlineno + 1
    assert f"<span>{html.escape(__file__)}, line {line}</span>" in page(bill, 12)


def test_the_page_marks_the_line_that_failed():
    failed = re.findall("<mark><i>(.*?)</i>(.*?)\n</mark>", page(bill, 12))
    assert failed[-1] == (str(share.__code__.co_firstlineno + 1), "    return price / people  # é")


def test_the_page_shows_four_lines_before_and_after():
    line = share.__code__.co_firstlineno + 1
    numbers = re.findall("<i>(.*?)</i>", page(bill, 12))
    assert numbers[-9:] == [str(number) for number in range(line - 4, line + 5)]


def test_of_a_line_at_the_start_of_a_file_what_there_is_is_shown(tmp_path):
    shown = fails_in(tmp_path / "a.py", "1 / 0\n" + "pass\n" * 9)
    assert re.findall("<i>(.*?)</i>(.*)", shown) == [("1", "1 / 0"), *((number, "pass") for number in "2345")]


def test_source_that_has_changed_since_it_was_last_shown_is_read_anew(tmp_path):
    fails_in(tmp_path / "a.py", "1 / 0\n")
    assert "2 / 0  # later" in fails_in(tmp_path / "a.py", "2 / 0  # later\n")


def test_the_page_shows_the_values_there():
    assert values(page(bill, 12))[-3:] == [("price", "12"), ("price", "12"), ("people", "0")]


def test_code_without_a_file_is_shown_without_source():
    shown = page(eval, "1 / 0")
    assert "<summary>&lt;module&gt; <span>&lt;string&gt;, line 1</span></summary>" in shown


def test_calls_of_the_app_are_open_and_those_of_libraries_folded():
    app = Alcazar(debug=True)

    @app.route("/")
    def seven(req, resp):
        resp.text = 7

    found = re.findall("<details(.*?)>\n<summary>(.*?) <span>", call(app).body.decode())
    own = "test_calls_of_the_app_are_open_and_those_of_libraries_folded.&lt;locals&gt;.seven"
    assert found[-3:] == [(' class="own" open', own), ("", "Response.text"), (" open", "Response._set")]


def test_the_page_asks_for_no_other_file_and_runs_no_script():
    reader = Reader(page(bill, 12))
    assert not reader.elements & {"script", "link", "img", "iframe", "object", "form"}
    assert not {name for name in reader.attributes if name in {"src", "href", "style"} or name.startswith("on")}
    assert "url(" not in page(bill, 12)
    assert "@import" not in page(bill, 12)


def test_the_page_says_that_it_shows_secrets():
    assert "secrets too" in Reader(page(bill, 12)).text


PRODUCTION = """
import sys
from alcazar import Alcazar
app = Alcazar()
app.add_route("/", lambda req, resp: 1 / 0)
app.session(raise_errors=False).get("/")
print("alcazar.debug_page" in sys.modules)
"""


def test_production_never_even_imports_the_page():
    done = subprocess.run([sys.executable, "-c", PRODUCTION], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
