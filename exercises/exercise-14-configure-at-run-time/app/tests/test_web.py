import pytest

from postage.settings import Settings
from postage.web import create_app


def client(region="eu", key=b"a key for tests only"):
    return create_app(Settings(region, key)).test_client()


@pytest.mark.parametrize(("region", "price"), [("eu", "EUR 5.49"), ("gb", "GBP 4.79")])
def test_the_region_decides_the_price(region, price):
    assert client(region).get("/quote?grams=750").json["price"] == price


def test_a_quote_is_believed_only_with_the_same_key():
    quote = client().get("/quote?grams=750").json
    assert client().post("/quotes/check", json=quote).json == {"valid": True}
    other = client(key=b"another key for tests")
    assert other.post("/quotes/check", json=quote).json == {"valid": False}
    assert client().post("/quotes/check", json={**quote, "grams": 1}).json == {"valid": False}


@pytest.mark.parametrize("query", ["", "grams=x", "grams=0", "grams=99999999"])
def test_nobody_carries_nonsense(query):
    assert client().get(f"/quote?{query}").status_code == 422


def test_health_fails_after_the_drill():
    service = client()
    assert service.get("/health").json["region"] == "eu"
    service.post("/debug/break")
    assert service.get("/health").status_code == 503
