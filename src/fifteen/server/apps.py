"""The Django app of the server: accounts and invitations."""

from django.apps import AppConfig


class ServerConfig(AppConfig):
    """Models and migrations that exist on a server alone."""

    name = "fifteen.server"
    label = "server"
    default_auto_field = "django.db.models.BigAutoField"
