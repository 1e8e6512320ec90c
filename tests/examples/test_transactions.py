"""The example of transactions answers as its first lines say."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def box_office(example, monkeypatch, tmp_path):
    monkeypatch.setenv("TICKETS", str(tmp_path / "tickets.db"))
    module = example("transactions")
    yield module
    module.db.close()


def left(box_office):
    """The free seats of the second concert, and the seats that were ordered."""
    orders = box_office.db.all(box_office.Order)
    return box_office.db.get(box_office.Concert, 2).free, sum(order.seats for order in orders)


def test_seats_and_order_go_together(box_office):
    answer = box_office.app.session().post("/2", data={"buyer": "Ada", "seats": "3"})
    assert "Fanny Hensel, 2 free" in answer.text
    assert left(box_office) == (2, 3)


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/2", {"buyer": "Ada", "seats": "6"}, 409),
        ("/2", {"seats": "2"}, 400),
        ("/2", {"buyer": "Ada", "seats": "-1"}, 400),
        ("/9", {"buyer": "Ada", "seats": "1"}, 404),
    ],
)
def test_what_is_refused_leaves_nothing(box_office, path, form, status):
    assert box_office.app.session().post(path, data=form).status_code == status
    assert left(box_office) == (5, 0)


def test_no_seat_is_sold_twice_to_those_who_come_at_once(box_office):
    def buy(name):
        return (
            box_office.app.session().post("/2", data={"buyer": name, "seats": "1"}, allow_redirects=False).status_code
        )

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(buy, "abcdefgh"))
    assert answers == [303] * 5 + [409] * 3
    assert left(box_office) == (0, 5)
