"""Which files of the packages go to the browser."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class ChosenAssets(StaticFilesConfig):
    """Of Bootstrap one style sheet and one script: collecting all of it would cost each start a second."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.rtl.*",
        "bootstrap.js*",
        "bootstrap.min.js*",
        "bootstrap.esm.*",
        "bootstrap.bundle.js*",
    ]
