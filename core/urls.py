"""Addresses without a language, and `in_language`: those that stand under /cy/ and /en/."""

from django.urls import path

from core.views import components, health, metrics, statements, tokens

urlpatterns = [
    path("", statements.entry, name="entry"),
    path("health/", health.health, name="health"),
    path("metrics/", metrics.metrics, name="metrics"),
]

in_language = [
    path("", statements.language_entry, name="language_entry"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("help/", statements.help_page, name="help"),
    path("contact/", statements.contact, name="contact"),
    path("components/", components.components, name="components"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/new/", tokens.token_new, name="token_new"),
    path("account/tokens/<uuid:public_id>/revoke/", tokens.token_revoke, name="token_revoke"),
]
