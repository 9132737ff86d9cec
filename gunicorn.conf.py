"""How gunicorn serves relief, in the demonstration and in production; found by its name."""

import importlib

control_socket_disable = True
worker_class = "gthread"
workers = 2
threads = 4
graceful_timeout = 10
# What gunicorn says of an error goes through the mask too; who asked for which page is the proxy's to keep.
logconfig_dict = {
    "formatters": {"masked": {"()": "relief.logs.MaskedFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}


def on_starting(server):
    """Wrong settings stop the server itself; found in a worker, they would end one worker after the other."""
    importlib.import_module("relief.settings")
