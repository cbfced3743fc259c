"""What can be said about a row of numbers without drawing it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Trend:
    count: int
    lowest: float
    highest: float
    mean: float
    slope: float  # per step, of the straight line that fits best (least squares)
    next: float  # where that line arrives one step later


def trend(values: Sequence[float]) -> Trend:
    count = len(values)
    mean_x = (count - 1) / 2
    mean_y = sum(values) / count
    spread = sum((x - mean_x) ** 2 for x in range(count))
    common = sum((x - mean_x) * (y - mean_y) for x, y in enumerate(values))
    slope = common / spread if spread else 0.0
    return Trend(
        count=count,
        lowest=min(values),
        highest=max(values),
        mean=round(mean_y, 6),
        slope=round(slope, 6),
        next=round(mean_y + slope * (count - mean_x), 6),
    )
