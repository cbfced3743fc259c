"""Everything that may differ between two installations comes from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    port: int
    database: Path
    log_level: str

    @classmethod
    def from_environment(cls) -> "Settings":
        return cls(
            port=int(os.environ.get("PORT", "8000")),
            database=Path(os.environ.get("LADDER_DATABASE", "/data/ladder.db")),
            log_level=os.environ.get("LOG_LEVEL", "info").upper(),
        )
