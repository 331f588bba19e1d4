"""Settings of the whole house, read from the one table of environment variables."""

from pathlib import Path

from rumbo.common.home import home, is_demo
from rumbo.config import database, environment, logs
from rumbo.config.rooms import rooms_with
from rumbo.config.secrets import kept_secret

ENVIRONMENT = environment.read()
RUMBO_HOME: Path = home()
DEMO: bool = is_demo(RUMBO_HOME)
DEBUG: bool = ENVIRONMENT.debug
# Reading the settings writes nothing: `rumbo serve` makes the lasting key.
SECRET_KEY: str = ENVIRONMENT.secret_key or kept_secret(RUMBO_HOME / "keys" / "secret_key")
ALLOWED_HOSTS: list[str] = [name.strip() for name in ENVIRONMENT.hosts.split(",") if name.strip()]

INSTALLED_APPS = [
    *(f"rumbo.{room}.apps.{room.capitalize()}Config" for room in rooms_with("apps")),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "phonenumber_field",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rumbo.access.middleware.ReaderMiddleware",
]

ROOT_URLCONF = "rumbo.config.urls"
WSGI_APPLICATION = "rumbo.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rumbo.config.context.installation",
                "rumbo.desk.context.desk",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]

# The pool holds one connection for each serving thread and two to spare.
DATABASES = {
    "default": database.from_url(
        ENVIRONMENT.database_url, pool=ENVIRONMENT.threads + 2 if ENVIRONMENT.pool else 0
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
OFFICE_TIME_ZONE: str = ENVIRONMENT.time_zone
FORMAT_MODULE_PATH: list[str] = []
PHONENUMBER_DEFAULT_REGION = "MX"
PHONENUMBER_DB_FORMAT = "E164"

STATIC_URL = "static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 600

# Sign-in. Nobody signs up: people are invited.
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "rumbo.config.accounts.ByInvitation"
ACCOUNT_FORMS = {"login": "rumbo.config.accounts.EntryForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# How often somebody may try before they wait (docs/operations.md): "key" is the account, however
# it is written, "ip" the address they come from, which a whole booth may share.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/10m/key,30/10m/ip",
    "reauthenticate": "10/10m/user",
    "change_password": "5/10m/user",
    "reset_password": "3/h/key,10/h/ip",
    "reset_password_from_key": "10/10m/ip",
    "manage_email": "5/10m/user",
    "complaint": "60/h/ip",
    "complaint_code": "20/10m/ip",
    "handover_code": "20/10m/ip",
    "handover_name": "10/h/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "20/10m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rumbo"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
SECOND_FACTOR_REQUIRED: bool = (
    ENVIRONMENT.second_factor if ENVIRONMENT.second_factor is not None else not DEMO
)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60

SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = ENVIRONMENT.proxies > 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "microphone": [],
    "geolocation": [],
    "payment": [],
    "usb": [],
    "publickey-credentials-get": ["self"],
    "publickey-credentials-create": ["self"],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# What people upload names people: it never lies in the clear in a folder that others read. The
# largest is a sheet (100 MB); of anything larger only its size is taken, so that the page says so.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "rumbo.common.uploads.CountOnly",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 101 * 1000 * 1000

MAIL = database.mail(ENVIRONMENT.mail_url, RUMBO_HOME / "mail")
EMAIL_BACKEND = MAIL["backend"]
EMAIL_FILE_PATH = MAIL["folder"]
EMAIL_HOST, EMAIL_PORT = MAIL["host"], int(MAIL["port"] or 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["user"], MAIL["password"]
EMAIL_USE_TLS = MAIL["tls"] == "yes"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

# What limits on tries count lies in the database, where every process finds it (decision 0009);
# what is only kept for speed stays in the memory of each.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_tries",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
KEPT_MONTHS = environment.kept_months(ENVIRONMENT.kept_months)
PUBLIC_THRESHOLD = ENVIRONMENT.public_threshold
PUBLIC_BY = ENVIRONMENT.public_by
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING_CONFIG = "rumbo.config.logs.configure"
LOGGING = logs.table(level=ENVIRONMENT.log_level, as_json=ENVIRONMENT.log_json)
