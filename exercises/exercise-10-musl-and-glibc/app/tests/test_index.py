import json
from pathlib import Path

import pytest

from answers import index, terms
from answers.web import create_app

PAGES = json.loads(Path("answers/pages.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def words_as_numbers(monkeypatch):
    """The real program has tests of its own; here any stable numbers do."""
    monkeypatch.setattr(
        index,
        "terms",
        lambda lines: [[sum(map(ord, w)) * 31 % terms.BUCKETS for w in line.lower().split()] for line in lines],
    )


def test_rare_words_decide():
    assert index.Index(PAGES).search("the printer", 1)[0][0] == "The printer is offline"


def test_nothing_is_found_for_nothing_in_common():
    assert index.Index(PAGES[:1]).search("xylophone", 3) == []


def test_health_fails_after_the_drill():
    service = create_app(PAGES).test_client()
    assert service.get("/health").status_code == 200
    service.post("/debug/break")
    assert service.get("/health").status_code == 503
