"""What a log may hold of a person: nothing that names one. Masks what slips into messages and errors."""

import logging
import re

# 公民身份号码 of 18 or 15 signs, accounts, mobile numbers: no page's address has one, an error's text may.
PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:\d{15,}[Xx]?|1[3-9]\d{9})(?![0-9A-Za-z])")


class MaskedFormatter(logging.Formatter):
    """A line of a log: message and error alike, without any number that could be a person's."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record):
        return PERSONAL.sub("[number hidden]", super().format(record))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"masked": {"()": "relief.logs.MaskedFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
"""Everything goes to the console, through the mask."""
