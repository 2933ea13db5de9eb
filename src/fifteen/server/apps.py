"""The Django app of the server: accounts, invitations, programmes."""

from importlib import import_module

from django.apps import AppConfig


class ServerConfig(AppConfig):
    """Models and migrations that exist on a server alone."""

    name = "fifteen.server"
    label = "server"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the journal and the worker know of programmes, and count what is asked for by all
        processes together, once all models are there."""
        import_module("fifteen.server.counting").begin()
        import_module("fifteen.server.programme.work").begin()
