"""Django settings, read from the environment that ``fengqiao up`` prepares.

Nothing here starts a server: the command line finds the database, then names it in ``FENGQIAO_DB_URL``.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from fengqiao.conf.lines import LINES
from fengqiao.localdb.home import data_home

PACKAGE = Path(__file__).resolve().parent.parent
HOME = data_home(os.environ)
MODE = os.environ.get("FENGQIAO_MODE", "serve")  # serve | demo | test
DEMO = MODE == "demo"
PORTAL_ONLY = (
    os.environ.get("FENGQIAO_PORTAL") == "1"
)  # this machine serves the citizens' pages alone, outside the office
DEBUG = os.environ.get("FENGQIAO_DEBUG") == "1"


def read_database_url(url: str) -> dict[str, object]:
    """Django's form of a ``postgresql://`` URL; a socket directory may stand in ``?host=``."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": os.environ.get("FENGQIAO_PROCESS", "fengqiao")},
    }


DATABASES = {"default": read_database_url(os.environ.get("FENGQIAO_DB_URL", "postgresql:///fengqiao"))}


def read_secret(name: str) -> str:
    """The secret kept beside the keys, outside the database; empty before set-up has run."""
    path = HOME / "keys" / name
    return path.read_text().strip() if path.exists() else ""


SECRET_KEY = os.environ.get("FENGQIAO_SECRET_KEY") or read_secret("django.secret") or "set-up-has-not-run"
ALLOWED_HOSTS = os.environ.get("FENGQIAO_HOSTS", "*").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("FENGQIAO_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "procrastinate.contrib.django",
    "fengqiao.ui",
    "fengqiao.orgs",
    "fengqiao.messages",
    "fengqiao.matter",
    "fengqiao.indicators",
    "fengqiao.exchange",
    "fengqiao.booking",
    "fengqiao.providers",
    *LINES,
    "fengqiao.assessment",
    "fengqiao.desk",
    "fengqiao.api",
    "fengqiao.imports",
    "fengqiao.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fengqiao.ui.sheets.Sheets",
    "fengqiao.desk.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "fengqiao.desk.middleware.OneTransaction",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fengqiao.desk.middleware.ActingPost",
    "fengqiao.desk.taking.TakesAlong",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fengqiao.conf.outside_urls" if PORTAL_ONLY else "fengqiao.conf.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fengqiao.desk.shell.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "orgs.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "workbench"

# Lock-out: five failures, twenty minutes (GB/T 22239, level 2).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1 / 3
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_NEVER_LOCKOUT_GET = True

# Idle and absolute limits of a session; the absolute one is kept by desk.middleware.
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_IDLE_SECONDS = int(os.environ.get("FENGQIAO_IDLE_SECONDS", 60 * 60))
SESSION_ABSOLUTE_SECONDS = 60 * 60 * 12
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = os.environ.get("FENGQIAO_HTTPS") == "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "fengqiao.conf.errors.form_expired"
X_FRAME_OPTIONS = "SAMEORIGIN"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    "fields.W342",
    "urls.W005",
    "axes.W006",  # the lock is on the name alone: another address does not open it again
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"procrastinate": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
}

# Where phones and QR codes reach this installation.
PUBLIC_ADDRESS = os.environ.get("FENGQIAO_ADDRESS", "http://127.0.0.1:8000")
# Proxies in front of this installation that are believed about whom they stand for.
TRUSTED_PROXIES = [a for a in os.environ.get("FENGQIAO_PROXIES", "").split(",") if a]
