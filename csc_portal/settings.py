"""One file for every place the portal runs in; what differs comes from the environment (env.py)."""

from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from csc_portal import env, logs

BASE_DIR = Path(__file__).resolve().parent.parent

# --- where it runs -----------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
HTTPS = env.flag("HTTPS", default=True)
# Set in a demonstration: its accounts have one password and the pages say that people are fictional.
DEMONSTRATION = env.flag("DEMONSTRATION", default=False)
# Who sends it as a bearer token is given the metrics; empty: nobody is.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
# Moves the portal's clock, so that months of work can be walked through.
CLOCK_SHIFT_DAYS = env.number("CLOCK_SHIFT_DAYS", 0)
# Journeys between schools are estimates: the straight line, so many percent of it by road, at this speed.
JOURNEY_DETOUR_PERCENT = env.number("JOURNEY_DETOUR_PERCENT", 130)
JOURNEY_KM_PER_HOUR = env.number("JOURNEY_KM_PER_HOUR", 50)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 12
X_FRAME_OPTIONS = "DENY"

# --- what it is made of ------------------------------------------------------------------------
INSTALLED_APPS = [
    "csc_portal",
    "brokerage",
    "hubs",
    "peer_enquiry",
    "sigs",
    "schools",
    "core",
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "django_prometheus",
    "django_structlog",
    "rest_framework",
    "drf_spectacular",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "core.middleware.SpeakPersonsLanguage",
    "core.middleware.HoldPrivatePages",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "core.middleware.AnswerFailedForms",
    "core.middleware.AnswerDomainErrors",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "csc_portal.urls"
WSGI_APPLICATION = "csc_portal.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csc_portal.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- where things are kept ---------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

MEDIA_ROOT = Path(env.text("FILES_DIR", str(BASE_DIR / "var" / "files")))
STATIC_URL = "/static/"
# Collected and hashed, or (in tests and while developing) found where they are built.
HASHED_STATIC = env.flag("HASHED_STATIC", default=False)
STATIC_ROOT = BASE_DIR / "staticfiles" if HASHED_STATIC else None
STATICFILES_DIRS = [("", BASE_DIR / "static" / "built")] if (BASE_DIR / "static" / "built").exists() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC
# An upload larger than this is refused before it is read.
IMPORT_MAX_BYTES = 15 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = IMPORT_MAX_BYTES

# --- people and sign-in ------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "core.backends.ScopedPermissions",
    "core.backends.SignIn",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "core.passwords.UnlikeThePerson"},
    {"NAME": "core.passwords.LongEnough"},
    {"NAME": "core.passwords.NotEverybodys"},
]
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "core.adapters.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# The address is the administrator's to change.
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_FORMS = {
    "login": "core.forms.account.SignInForm",
    "reset_password": "core.forms.account.AskForResetForm",
    "reset_password_from_key": "core.forms.account.ResetPasswordForm",
    "change_password": "core.forms.account.ChangePasswordForm",
    "set_password": "core.forms.account.SetPasswordForm",
    "reauthenticate": "core.forms.account.ConfirmPasswordForm",
}
MFA_ADAPTER = "core.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "core.forms.account.CodeForm",
    "reauthenticate": "core.forms.account.ConfirmCodeForm",
    "activate_totp": "core.forms.account.ActivateAppForm",
    "deactivate_totp": "core.forms.account.DeactivateAppForm",
    "generate_recovery_codes": "core.forms.account.RecoveryCodesForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# --- languages ---------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("cy", _("Welsh")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "csc_portal.formats"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/London"

# --- mail --------------------------------------------------------------------------------------
for _key, _value in env.mail("EMAIL_URL", "console:").items():
    globals()[_key] = _value
# Where the contact page sends people; empty names the consortium's office instead.
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("FROM_EMAIL", "CSC Portal <portal@localhost>")

# --- jobs --------------------------------------------------------------------------------------
# Measured: with these a killed worker loses no job (some run twice, which every task allows for).
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "global_keyprefix": "portal.",
    # Seconds that a request waits for a broker that is away; its job then waits for the sweeper.
    "connect_retries_timeout": 1,
}
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 28 * 60
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "send-lost-jobs-again": {"task": "core.sweep_jobs", "schedule": 10.0},
    "mail-notices": {"task": "core.mail_notices", "schedule": 60.0},
    "add-up-levels-that-became-final": {"task": "schools.summarise_changed_levels", "schedule": 60.0},
    "drop-what-expired": {"task": "schools.drop_expired", "schedule": 3600.0},
    "look-after-groups": {"task": "sigs.look_after_groups", "schedule": 6 * 3600.0},
    "open-and-close-what-is-due": {"task": "sigs.turn_with_the_clock", "schedule": 3600.0},
    "keep-help-moving": {"task": "brokerage.keep_moving", "schedule": 3600.0},
}

# --- support of schools: no source fixes these, each region says what it wants --------------------
# From which share of a school's days on its advisers are told that most are booked.
DAYS_WARNED_FROM_PERCENT = env.number("DAYS_WARNED_FROM_PERCENT", 80)
# A level with so many days or more calls for a support plan.
SUPPORT_PLAN_FROM_DAYS = env.number("SUPPORT_PLAN_FROM_DAYS", 15)
# How many days a year a full-time adviser has for schools.
DELIVERY_DAYS_OF_A_POST = env.number("DELIVERY_DAYS_OF_A_POST", 190)
# Of fewer schools no share is worked out, and those who may not see them are shown no sum.
FEWEST_SCHOOLS_IN_A_SUM = env.number("FEWEST_SCHOOLS_IN_A_SUM", 5)
# How many judgements are drawn for moderators.
MODERATION_SAMPLE_SIZE = env.number("MODERATION_SAMPLE_SIZE", 12)
# --- help between schools: no source fixes these either -------------------------------------------
# Schools that worked together count as independent of one another again after so many days.
INDEPENDENT_AFTER_DAYS = env.number("INDEPENDENT_AFTER_DAYS", 365)
# Each half-term a school is asked whether its offer is still true; unanswered it fades and is not proposed.
OFFER_ASKED_AGAIN_AFTER_DAYS = env.number("OFFER_ASKED_AGAIN_AFTER_DAYS", 45)
OFFER_FADES_AFTER_DAYS = env.number("OFFER_FADES_AFTER_DAYS", 75)
# How long an invited school has by default, at most, and how many days before the last it is reminded.
INVITATION_ANSWER_DAYS = env.number("INVITATION_ANSWER_DAYS", 10)
INVITATION_ANSWER_DAYS_AT_MOST = env.number("INVITATION_ANSWER_DAYS_AT_MOST", 42)
INVITATION_REMINDED_BEFORE_DAYS = env.number("INVITATION_REMINDED_BEFORE_DAYS", 3)
# Partnerships are looked at each half-term; terms differ from year to year, so it is counted in days.
PARTNERSHIP_REVIEW_EVERY_DAYS = env.number("PARTNERSHIP_REVIEW_EVERY_DAYS", 45)

# --- audit -------------------------------------------------------------------------------------
# Who and where stand in each audit row itself: there is no context row that the application could rewrite.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_ADMIN_CLASS = None

# --- what a browser may do ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- the API ------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "core.api.authentication.PersonalTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttles.PerToken"],
    "DEFAULT_THROTTLE_RATES": {"api": env.text("API_RATE", "300/min")},
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.api.errors.answer_error",
    # A query holds what an address takes, and nothing else.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "CSC Portal",
    "VERSION": "1.0",
    "DESCRIPTION": _("Read-only. It tells each person what the pages of the portal tell them, no more."),
    "OAS_VERSION": "3.1.0",
    # What is not translated is not told.
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_NAME_OVERRIDES": {
        "PhaseEnum": "schools.enums.Phase",
        "MediumEnum": "schools.enums.Medium",
        "CategoryEnum": "schools.enums.Category",
        "IndicatorKindEnum": "schools.enums.IndicatorKind",
        "IndicatorStateEnum": "schools.enums.IndicatorState",
        "GroupOfPupilsEnum": "schools.enums.Group",
    },
}

# --- logs --------------------------------------------------------------------------------------
LOGGING = logs.configured(env.text("LOG_LEVEL", "INFO"))
