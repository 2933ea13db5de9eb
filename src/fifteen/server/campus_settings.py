"""The campus's own sign-in, as allauth is told of it; nothing where the operator set nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SLUG = "campus"


def providers(told: Mapping[str, Any]) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS from the settings F19 to F25."""
    name, found = told["FIFTEEN_CAMPUS_NAME"], {}
    if told["FIFTEEN_OIDC_URL"]:
        found["openid_connect"] = {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": SLUG,
                    "name": name,
                    "client_id": told["FIFTEEN_OIDC_CLIENT"],
                    "secret": told["FIFTEEN_OIDC_SECRET"],
                    "settings": {"server_url": told["FIFTEEN_OIDC_URL"]},
                }
            ],
        }
    if told["FIFTEEN_SAML_URL"]:
        idp = {
            "entity_id": told["FIFTEEN_SAML_ENTITY"],
            "sso_url": told["FIFTEEN_SAML_URL"],
            "x509cert": told["FIFTEEN_SAML_CERTIFICATE"],
        }
        # Allauth asks for at least one signature; ours has to be that of the assertion itself.
        advanced = {"want_assertion_signed": True, "allow_single_label_domains": True}
        found["saml"] = {
            "APPS": [
                {
                    "provider_id": idp["entity_id"],
                    "name": name,
                    "client_id": SLUG,
                    "settings": {"idp": idp, "advanced": advanced},
                }
            ]
        }
    return found


def ways(told: Mapping[str, Any]) -> list[str]:
    """Where the buttons of the campus lead."""
    found = []
    if told["FIFTEEN_OIDC_URL"]:
        found.append(f"/account/oidc/{SLUG}/login/")
    if told["FIFTEEN_SAML_URL"]:
        found.append(f"/account/saml/{SLUG}/login/")
    return found
