import random

from clubladder.rating import START, Game, Standing, expected_score, standings


def test_equal_players_expect_half_a_point():
    assert expected_score(1500, 1500) == 0.5


def test_four_hundred_points_are_ten_to_one():
    assert round(expected_score(1900, 1500), 4) == round(10 / 11, 4)


def test_a_win_between_equals_moves_twelve_points():
    assert standings([Game("ana", "ben", 1)]) == [
        Standing(1, "ana", 1512.0, 1, 1.0),
        Standing(2, "ben", 1488.0, 1, 0.0),
    ]


def test_an_upset_is_worth_more_than_an_expected_win():
    season = [Game("ana", "ben", 1)] * 10
    before = {line.player: line.rating for line in standings(season)}
    after = {line.player: line.rating for line in standings([*season, Game("ben", "ana", 1)])}
    assert after["ben"] - before["ben"] > 12


def test_ratings_only_move_between_players():
    generator = random.Random(5)
    people = ["ana", "ben", "cleo", "dev", "eve"]
    games = [Game(*generator.sample(people, 2), generator.choice([0, 0.5, 1])) for _ in range(300)]
    table = standings(games)
    assert abs(sum(line.rating for line in table) - len(table) * START) < 0.5
    assert sum(line.points for line in table) == 300
