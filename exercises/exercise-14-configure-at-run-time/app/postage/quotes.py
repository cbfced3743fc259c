"""Signed quotes: the checkout gets one, and the till believes it only with its signature."""

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from postage.settings import Settings
from postage.tariffs import TARIFFS


class Quotes:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tariff = TARIFFS[settings.region]
        # Tells two keys apart in logs and answers without showing either.
        self.key_id = sha256(settings.signing_key).hexdigest()[:8]

    def quote(self, grams: int, now: datetime) -> dict[str, object]:
        cents = self.tariff.price(grams)
        ends = now + timedelta(hours=self.settings.quote_hours)
        quote: dict[str, object] = {
            "region": self.settings.region,
            "grams": grams,
            "price": f"{self.tariff.currency} {cents // 100}.{cents % 100:02}",
            "valid_until": ends.isoformat(timespec="seconds"),
            "key": self.key_id,
        }
        return {**quote, "signature": self.sign(quote)}

    def sign(self, quote: dict[str, object]) -> str:
        text = json.dumps(quote, sort_keys=True).encode()
        return urlsafe_b64encode(hmac.digest(self.settings.signing_key, text, "sha256")).decode()

    def valid(self, quote: dict[str, object], now: datetime) -> bool:
        unsigned = {name: value for name, value in quote.items() if name != "signature"}
        signature = str(quote.get("signature", ""))
        if not hmac.compare_digest(self.sign(unsigned).encode(), signature.encode()):
            return False
        return datetime.fromisoformat(str(quote.get("valid_until"))) >= now
