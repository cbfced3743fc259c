from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from odf.opendocument import load
from odf.table import TableRow
from odf.teletype import extractText

from clubladder.main import create_app
from clubladder.settings import Settings


@pytest.fixture
def client(tmp_path):
    return TestClient(create_app(Settings(8000, tmp_path / "ladder.db", "INFO")))


def play(client, first, second, winner):
    game = {"first": first, "second": second, "winner": winner}
    return client.post("/ladders/tuesday/games", json=game)


def test_the_winner_leads(client):
    assert play(client, "ana", "ben", "second").status_code == 201
    table = client.get("/ladders/tuesday/standings").json()
    assert [line["player"] for line in table] == ["ben", "ana"]
    assert table[0]["rating"] == 1512.0


def test_odds_favour_the_leader(client):
    play(client, "ana", "ben", "second")
    odds = client.get("/ladders/tuesday/odds", params={"first": "ana", "second": "ben"}).json()
    assert odds == {"ana": 0.466, "ben": 0.534}


def test_the_spreadsheet_shows_the_standings(client):
    play(client, "ana", "ben", "draw")
    answer = client.get("/ladders/tuesday/standings.ods")
    rows = load(BytesIO(answer.content)).spreadsheet.getElementsByType(TableRow)
    assert [[extractText(cell) for cell in row.childNodes] for row in rows] == [
        ["rank", "player", "rating", "games", "points"],
        ["1", "ana", "1500.0", "1", "0.5"],
        ["2", "ben", "1500.0", "1", "0.5"],
    ]


def test_refuses_a_game_against_oneself(client):
    assert play(client, "ana", "ana", "draw").status_code == 422


def test_an_unknown_ladder_is_not_found(client):
    assert client.get("/ladders/friday/standings").status_code == 404


def test_health_fails_when_the_database_is_lost(client):
    assert client.get("/health").status_code == 200
    client.post("/debug/break")
    assert client.get("/health").status_code == 503
    assert client.get("/ladders/tuesday/standings").status_code == 503


def test_health_names_the_file_that_cannot_be_opened(tmp_path):
    missing = tmp_path / "nowhere" / "ladder.db"
    answer = TestClient(create_app(Settings(8000, missing, "INFO"))).get("/health")
    assert answer.status_code == 503
    assert str(missing) in answer.json()["database"]
