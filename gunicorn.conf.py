"""How gunicorn serves relief, in the demonstration and in production; found by its name."""

control_socket_disable = True
# Loaded once, before the workers: wrong settings stop the server itself, not one worker after the other.
preload_app = True
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
