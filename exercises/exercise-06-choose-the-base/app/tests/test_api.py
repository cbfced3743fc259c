from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from contactsheet.main import create_app


@pytest.fixture
def client():
    return TestClient(create_app())


def test_a_placeholder_becomes_a_thumbnail(client):
    picture = client.get("/placeholder?width=400&height=300&format=png").content
    answer = client.post("/thumbnail?size=40&format=webp", content=picture)
    assert answer.headers["content-type"] == "image/webp"
    assert Image.open(BytesIO(answer.content)).size == (40, 30)


@pytest.mark.parametrize("query", ["size=5000", "size=-1", "size=big", "format=bmp"])
def test_nonsense_is_refused(client, query):
    assert client.post(f"/thumbnail?{query}", content=b"x").status_code == 400


def test_what_is_no_picture_is_refused(client):
    assert client.post("/thumbnail", content=b"not a picture").status_code == 415


def test_it_is_unhealthy_once_the_light_is_on(client):
    assert client.get("/health").json()["status"] == "ok"
    client.post("/debug/light")
    assert client.get("/health").status_code == 503
