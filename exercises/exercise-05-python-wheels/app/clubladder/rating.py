"""Elo's rating: you win more points against the strong than against the weak.

The formula is the one of Arpad Elo, "The Rating of Chessplayers, Past and Present" (1978).
"""

from collections.abc import Iterable
from dataclasses import dataclass

START = 1500.0
STEP = 24  # the most that one game can change


@dataclass(frozen=True)
class Game:
    first: str
    second: str
    score: float  # of the first player: 1 won, 0.5 drawn, 0 lost


@dataclass(frozen=True)
class Standing:
    rank: int
    player: str
    rating: float
    games: int
    points: float


def expected_score(own: float, other: float) -> float:
    """What a player of rating `own` scores on average in one game against rating `other`."""
    return 1 / (1 + 10 ** ((other - own) / 400))


def standings(games: Iterable[Game]) -> list[Standing]:
    """Plays the games in their order; the strongest player comes first."""
    rating: dict[str, float] = {}
    count: dict[str, int] = {}
    points: dict[str, float] = {}
    for game in games:
        first, second = (rating.get(name, START) for name in (game.first, game.second))
        change = STEP * (game.score - expected_score(first, second))
        rating[game.first] = first + change
        rating[game.second] = second - change
        for name, score in ((game.first, game.score), (game.second, 1 - game.score)):
            count[name] = count.get(name, 0) + 1
            points[name] = points.get(name, 0.0) + score
    order = sorted(rating, key=lambda name: (-rating[name], name))
    return [
        Standing(rank, name, round(rating[name], 1), count[name], points[name])
        for rank, name in enumerate(order, start=1)
    ]
