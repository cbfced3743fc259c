"""Starts the service: python -m postage"""

import logging
import os
import signal
import sys

from postage.settings import MissingSetting, from_environment

try:
    settings = from_environment()
except MissingSetting as missing:
    # Before anything else, and in one line: a traceback would only hide it.
    sys.exit(f"postage: {missing}")

import waitress  # noqa: E402

from postage.web import create_app  # noqa: E402

logging.basicConfig(
    stream=sys.stdout,
    level=os.environ.get("LOG_LEVEL", "info").upper(),
    format="%(asctime)s %(levelname)s %(name)s %(message)s",
)
# Process 1 has no default for SIGTERM. waitress finishes what it has begun when this is raised.
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
waitress.serve(create_app(settings), host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))
