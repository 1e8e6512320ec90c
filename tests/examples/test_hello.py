"""The smallest example answers as its first lines say."""


def test_the_world_is_greeted_and_whoever_gives_a_name(example):
    session = example("hello").app.session()
    assert session.get("/").text == "Hello, world"
    assert session.get("/?name=Ada").text == "Hello, Ada"


def test_a_name_can_not_run_as_a_script(example):
    answer = example("hello").app.session().get("/?name=<script>")
    assert answer.headers["Content-Type"].startswith("text/plain")
