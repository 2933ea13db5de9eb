"""The Django app that keeps everything."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Models and migrations."""

    name = "fifteen.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
