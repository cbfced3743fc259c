"""Starts the service: python -m contactsheet"""

import logging
import os
import sys

import uvicorn

from contactsheet.main import create_app

logging.basicConfig(
    stream=sys.stdout,
    level=os.environ.get("LOG_LEVEL", "info").upper(),
    format="%(asctime)s %(levelname)s %(name)s %(message)s",
)
# log_config=None: uvicorn's own lines go the same way as ours, to stdout.
port = int(os.environ.get("PORT", "8000"))
uvicorn.run(create_app(), host="0.0.0.0", port=port, log_config=None)
