"""Everything that differs between two installations comes from the environment, and from nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import load_dotenv

from postage.tariffs import TARIFFS

SHORTEST_KEY = 16


class MissingSetting(Exception):
    """Says which setting is missing or wrong, and what it may be. Never shows a key."""


@dataclass(frozen=True)
class Settings:
    region: str
    signing_key: bytes
    quote_hours: int = 24

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Settings":
        region = environment.get("SHOP_REGION", "")
        if region not in TARIFFS:
            raise MissingSetting(f"SHOP_REGION must be one of {', '.join(TARIFFS)}, not {region!r}")
        key = signing_key(environment)
        if len(key) < SHORTEST_KEY:
            raise MissingSetting(
                f"SIGNING_KEY must have at least {SHORTEST_KEY} characters; "
                "SIGNING_KEY_FILE may name a file with it instead"
            )
        try:
            hours = int(environment.get("QUOTE_HOURS", "24"))
        except ValueError as error:
            raise MissingSetting(f"QUOTE_HOURS must be a number: {error}") from None
        return cls(region, key, hours)


def signing_key(environment: Mapping[str, str]) -> bytes:
    if key := environment.get("SIGNING_KEY", ""):
        return key.encode()
    if path := environment.get("SIGNING_KEY_FILE", ""):
        try:
            return Path(path).read_bytes().strip()
        except OSError as error:
            raise MissingSetting(f"SIGNING_KEY_FILE: {error.strerror}: {path}") from None
    return b""


def from_environment() -> Settings:
    # On a laptop a file .env in the working directory saves typing. What the environment says wins.
    load_dotenv(Path.cwd() / ".env")
    return Settings.of(os.environ)
