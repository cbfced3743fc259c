"""Starts the service: python -m answers"""

import json
import logging
import os
import signal
import sys
from pathlib import Path

import waitress

from answers.web import create_app

logging.basicConfig(
    stream=sys.stdout,
    level=os.environ.get("LOG_LEVEL", "info").upper(),
    format="%(asctime)s %(levelname)s %(name)s %(message)s",
)
pages = json.loads((Path(__file__).parent / "pages.json").read_text(encoding="utf-8"))
# Process 1 has no default for SIGTERM. waitress finishes what it has begun when this is raised.
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
waitress.serve(create_app(pages), host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))
