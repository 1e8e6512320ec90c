"""The example of templates answers as its first lines say."""


def test_the_list_links_to_each_book_by_name(example):
    page = example("templates").app.session().get("/").text
    assert '<a href="/books/Emma">Emma</a>' in page
    assert page.index("Emma") < page.index("Persuasion")


def test_a_book_has_its_title_in_the_frame(example):
    page = example("templates").app.session().get("/books/Emma").text
    assert "<title>Emma</title>" in page
    assert "It appeared in 1815." in page


def test_a_title_can_not_run_as_a_script(example):
    page = example("templates").app.session().get("/books/<script>").text
    assert "<h1>&lt;script&gt;</h1>" in page
    assert "<script>" not in page
