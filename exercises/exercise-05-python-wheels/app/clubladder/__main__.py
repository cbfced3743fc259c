"""Starts the service: python -m clubladder"""

import logging
import sys

import uvicorn

from clubladder.main import create_app
from clubladder.settings import Settings

settings = Settings.from_environment()
logging.basicConfig(
    stream=sys.stdout,
    level=settings.log_level,
    format="%(asctime)s %(levelname)s %(name)s %(message)s",
)
# log_config=None: uvicorn's own lines go the same way as ours, to stdout.
uvicorn.run(create_app(settings), host="0.0.0.0", port=settings.port, log_config=None)
