"""Settings: production by default values, its secrets from the environment, one list for the demonstration.

`RELIEF_ENV=production` takes every key of `REQUIRED` from the environment and starts with none of
them missing or mistyped. Without it this is the demonstration, which starts in an empty environment.
"""

import difflib
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import bootstrap_wrapper
import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from relief import logs

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


def secret(value):
    if len(value) < 50 or len(set(value)) < 5:
        raise ValueError("must have at least 50 characters, drawn at random")
    return value


def hex_of(size):
    def read(value):
        if not re.fullmatch(rf"[0-9a-fA-F]{{{size * 2}}}", value):
            raise ValueError(f"must be {size * 2} hexadecimal digits ({size} bytes)")
        return bytes.fromhex(value)

    return read


def hosts(value):
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names or "*" in names or any(not re.fullmatch(r"[\w.\-\[\]:]+", name) for name in names):
        raise ValueError("must be host names separated by commas, without * and without https://")
    return names


def database(value):
    if urlsplit(value).scheme not in ("postgres", "postgresql"):
        raise ValueError("must begin with postgres://")
    parsed = dj_database_url.parse(value, conn_max_age=600, conn_health_checks=True)
    if not parsed["NAME"] or not parsed["USER"]:
        raise ValueError("must name a user and a database: postgres://user:password@host/database")
    return parsed


def folder(value):
    if not Path(value).is_absolute():
        raise ValueError("must be the absolute path of a folder")
    return Path(value)


REQUIRED = {
    "RELIEF_SECRET_KEY": secret,
    "RELIEF_VAULT_KEY": hex_of(16),
    "RELIEF_INDEX_KEY": hex_of(32),
    "RELIEF_HOSTS": hosts,
    "DATABASE_URL": database,
    "RELIEF_MEDIA_ROOT": folder,
    "RELIEF_STATIC_ROOT": folder,
}
ENVIRONMENTS = ("demonstration", "production")


def served_database():
    """The address that `bin/serve` left, or one where nothing listens: some commands need no database."""
    try:
        return (VAR / "database-url").read_text().strip()
    except OSError:
        return "postgres://relief_app@%2Fnonexistent/relief"


# Everything in which the demonstration differs from production. Its keys are public: no real person may be
# entered under them, and production refuses them.
DEMONSTRATION = {
    "RELIEF_SECRET_KEY": "demonstration-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "RELIEF_VAULT_KEY": "de" * 16,
    "RELIEF_INDEX_KEY": "de" * 32,
    "RELIEF_HOSTS": "127.0.0.1,localhost,[::1]",
    "DATABASE_URL": served_database(),
    "RELIEF_MEDIA_ROOT": str(VAR / "media"),
    "RELIEF_STATIC_ROOT": str(VAR / "static"),
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 0,
    "SECURE_PROXY_SSL_HEADER": None,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "LANGUAGE_COOKIE_SECURE": False,
    # No proxy stands in front of it.
    "AXES_CLIENT_IP_CALLABLE": None,
}


def unknown_names():
    """A mistyped name would leave its setting at nothing without a word."""
    for name in sorted(os.environ):
        if name.startswith("RELIEF_") and name not in REQUIRED and name != "RELIEF_ENV":
            near = difflib.get_close_matches(name, REQUIRED, 1)
            yield f"{name}: no such setting" + (f", did you mean {near[0]}?" if near else "")


def read_setting(name, value, public):
    if not value:
        raise ValueError("missing")
    if name.endswith("_KEY") and value == public:
        raise ValueError("is the demonstration's, which everybody knows")
    return REQUIRED[name](value)


def read_environment():
    """The name of the environment, the values of `REQUIRED`, and a line for everything wrong with them."""
    environment = os.environ.get("RELIEF_ENV", "demonstration")
    if environment not in ENVIRONMENTS:
        return environment, {}, [f"RELIEF_ENV: must be one of {', '.join(ENVIRONMENTS)}"]
    demonstration = environment == "demonstration"
    values, problems = {}, list(unknown_names())
    for name in REQUIRED:
        default = DEMONSTRATION[name]
        value = os.environ.get(name) or (default if demonstration else None)
        try:
            values[name] = read_setting(name, value, public=None if demonstration else default)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    return environment, values, problems


def client_address(request):
    """The proxy names whom it speaks for, in place of whatever the caller claims to be."""
    return request.META.get("HTTP_X_REAL_IP") or request.META["REMOTE_ADDR"]


RELIEF_ENV, given, wrong = read_environment()
if wrong:
    sys.exit("relief cannot start, its settings are wrong:\n  " + "\n  ".join(wrong))

SECRET_KEY = given["RELIEF_SECRET_KEY"]
RELIEF_VAULT_KEY = given["RELIEF_VAULT_KEY"]
RELIEF_INDEX_KEY = given["RELIEF_INDEX_KEY"]
ALLOWED_HOSTS = given["RELIEF_HOSTS"]
DATABASES = {"default": given["DATABASE_URL"]}
MEDIA_ROOT = given["RELIEF_MEDIA_ROOT"]
STATIC_ROOT = given["RELIEF_STATIC_ROOT"]
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "relief.assets.ChosenAssets",
    "django.contrib.humanize",
    "django.forms",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "relief.web",
    "relief.vault",
    "relief.audit",
    "relief.offices",
    "relief.households",
    "relief.funds",
    "relief.recusal",
    "relief.cautions",
    "relief.papers",
    "relief.screening",
    "relief.casework",
    "relief.oversight",
    "relief.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "relief.web.compression.TextCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "relief.offices.access.ActingMiddleware",
    "relief.offices.ended.SessionEndedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "relief.oversight.gate.PurposeMiddleware",
    "axes.middleware.AxesMiddleware",
    "relief.web.following.FollowingMiddleware",
]

ROOT_URLCONF = "relief.urls"
WSGI_APPLICATION = "relief.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "relief.web.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CSRF_FAILURE_VIEW = "relief.offices.ended.form_without_key"

# Label, name of the page, sign, and the roles that have the entry (none: everybody). An entry whose page does
# not exist is left out, so the face of the house needs to import no room.
RELIEF_NAVIGATION = (
    (_("今日"), "home", "today", ()),
    (_("待审"), "queue", "list", ("approver", "county_officer")),
    (_("住户"), "households", "home", ("caseworker", "approver", "county_officer", "auditor")),
    (_("人员"), "people", "people", ("administrator",)),
    (_("标准"), "figures", "rule", ()),
    (_("社区"), "communities", "home", ("approver",)),
    (_("日历"), "calendar", "clock", ("administrator",)),
)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
# The language that somebody chose is remembered, by this browser, for everybody who signs in there.
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY = LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "relief" / "locale"]
TIME_ZONE = "Asia/Shanghai"

STATIC_URL, MEDIA_URL = "static/", "media/"
STATICFILES_DIRS = [ROOT / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "offices.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "relief.offices.backends.OfficeBackend"]
RULES_OF_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{RULES_OF_PASSWORDS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{RULES_OF_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{RULES_OF_PASSWORDS}.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL, LOGIN_REDIRECT_URL = "login", "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
# By name and address together: a stranger who guesses cannot lock a caseworker out of her own desk.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = client_address
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "offices/locked_out.html"
AXES_VERBOSE = AXES_ENABLE_ADMIN = False

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
# Two lists of 500 rows on one page, with every box of every row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap draws the marks of its boxes and menus as data: pictures.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

LOGGING = logs.LOGGING

if RELIEF_ENV == "demonstration":
    globals().update({name: value for name, value in DEMONSTRATION.items() if name not in REQUIRED})
