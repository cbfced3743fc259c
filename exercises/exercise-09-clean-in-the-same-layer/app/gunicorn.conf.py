"""How gunicorn runs the service: gunicorn reads this file from the working directory."""

import os

wsgi_app = "trendline.web:create_app()"
bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = 1  # a chart takes a millisecond; more containers are better than more workers
threads = 4
# The heartbeat file lies in memory: the disk may be read-only.
worker_tmp_dir = "/dev/shm"
control_socket_disable = True

_stdout = {"level": os.environ.get("LOG_LEVEL", "info").upper(), "handlers": ["stdout"]}
logconfig_dict = {
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": _stdout,
    "loggers": {
        "gunicorn.error": {**_stdout, "propagate": False},
        "gunicorn.access": {**_stdout, "propagate": False},
    },
}
