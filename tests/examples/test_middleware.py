"""The example of middleware answers as its first lines say."""


def test_every_answer_says_how_long_it_took(example):
    session = example("middleware").app.session()
    for path, status in [("/", 200), ("/private", 403), ("/moon", 404)]:
        answer = session.get(path)
        assert answer.status_code == status
        assert answer.headers["Server-Timing"].startswith("app;dur=")


def test_the_door_opens_to_the_key_alone(example):
    session = example("middleware").app.session()
    assert session.get("/private?key=please").text == "The door is shut"
    assert session.get("/private?key=sesame").text == "Forty thieves"
