"""The example of mounting answers as its first lines say."""

import re


def test_every_link_leads_somewhere(example):
    session, seen, to_see = example("mounting").app.session(), set(), {"/"}
    while to_see:
        path = to_see.pop()
        seen.add(path)
        answer = session.get(path)
        assert answer.status_code == 200
        to_see |= set(re.findall('href="([^"]+)"', answer.text)) - seen
    assert seen == {"/", "/blog/", "/blog/posts/1", "/blog/posts/2", "/blog/posts/3", "/where/is/it"}


def test_a_wsgi_app_is_told_where_it_is(example):
    assert example("mounting").app.session().get("/where/is/it").text == "I am at /where, asked for /is/it"
