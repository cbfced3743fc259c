from trendline.statistics import Trend, trend


def test_a_straight_line_goes_on():
    assert trend([1, 3, 5, 7]) == Trend(4, 1, 7, 4.0, 2.0, 9.0)


def test_a_single_value_has_no_slope():
    assert trend([5]) == Trend(1, 5, 5, 5.0, 0.0, 5.0)


def test_least_squares_of_a_crooked_row():
    found = trend([3, 1, 4, 1, 5, 9])
    assert (found.slope, found.next) == (1.114286, 7.733333)
