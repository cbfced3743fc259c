import pytest

from trendline.chart import MARGIN, points
from trendline.web import create_app


@pytest.fixture
def client():
    return create_app().test_client()


def test_a_png_of_the_size_asked_for(client):
    picture = client.get("/chart.png?values=3,1,4&label=pi&width=120&height=50").data
    assert picture.startswith(b"\x89PNG")
    assert [int.from_bytes(picture[at : at + 4]) for at in (16, 20)] == [120, 50]


def test_another_row_makes_another_picture(client):
    first = client.get("/chart.svg?values=1,2,3").data
    assert b"<svg" in first
    assert first != client.get("/chart.svg?values=3,2,1").data


def test_the_highest_value_is_at_the_top():
    assert points([0, 10], 100, 50, MARGIN) == [(6, 44), (94, 6)]


def test_the_trend_is_computed(client):
    assert client.get("/trend?values=1,2,3").json["next"] == 4.0


@pytest.mark.parametrize("query", ["", "values=", "values=1,x", "values=inf", "values=1&width=9"])
def test_nonsense_is_refused(client, query):
    assert client.get(f"/chart.png?{query}").status_code == 400


def test_health_measures_a_word_and_fails_without_a_font(client):
    assert client.get("/health").json["test_word_pixels"] > 10
    client.post("/debug/break")
    assert client.get("/health").status_code == 503
    assert client.get("/chart.png?values=1,2&label=x").status_code == 503
