"""What each shop charges. Prices are in hundredths of the currency, before tax."""

from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True)
class Tariff:
    currency: str
    tax_percent: int
    # the heaviest parcel of each class in grams, and its price
    limits: tuple[int, ...]
    prices: tuple[int, ...]

    def price(self, grams: int) -> int:
        """Price with tax; ValueError if nobody carries such a parcel."""
        if grams <= 0:
            raise ValueError("a parcel weighs something")
        step = bisect_left(self.limits, grams)
        if step == len(self.limits):
            raise ValueError(f"at most {self.limits[-1]} g")
        net = self.prices[step]
        return (net * (100 + self.tax_percent) + 50) // 100


TARIFFS = {
    "eu": Tariff("EUR", 19, (500, 1000, 5000, 31500), (352, 461, 646, 1655)),
    "gb": Tariff("GBP", 20, (1000, 2000, 20000), (399, 549, 1099)),
    "us": Tariff("USD", 0, (454, 907, 2268, 31751), (530, 785, 1140, 3860)),
}
