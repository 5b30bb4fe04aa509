"""What a production start insists on, and how a council's own sign-in is switched on."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

REQUIRED = (
    "SECRET_KEY",
    "DATABASE_URL",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "EMAIL_URL",
    "MEDIA_ROOT",
    "COUNCIL_NAME",
)


def refuse_weak_settings(env: Env) -> None:
    """Stop a production start that would run on a default made for one machine.

    Raises:
        ImproperlyConfigured: with one line that names the setting and says what to do.
    """
    missing = [name for name in REQUIRED if not env.str(name, "")]
    if missing:
        raise ImproperlyConfigured(f"PRODUCTION=1 needs these settings: {', '.join(missing)}.")
    if len(env.str("SECRET_KEY")) < 50 or len(set(env.str("SECRET_KEY"))) < 10:
        raise ImproperlyConfigured("SECRET_KEY is too weak for production: use 50 random characters or more.")
    if "*" in env.list("ALLOWED_HOSTS"):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name this service's hosts: '*' accepts any.")
    if not env.str("SITE_URL").startswith("https://"):
        raise ImproperlyConfigured("SITE_URL must start with https:// in production.")
    if env.bool("DEBUG", False):
        raise ImproperlyConfigured("DEBUG must be off in production: it shows private text on error pages.")


def single_sign_on(env: Env) -> dict[str, Any]:
    """Return allauth's provider settings for the council's own OpenID Connect sign-in, or none."""
    client = env.str("OIDC_CLIENT_ID", "")
    if not client:
        return {}
    app = {
        "provider_id": "council",
        "name": env.str("OIDC_NAME", "your council account"),
        "client_id": client,
        "secret": env.str("OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": env.str("OIDC_SERVER_URL", "")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
