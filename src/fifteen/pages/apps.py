"""The Django app that shows everything."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Views, templates, static files."""

    name = "fifteen.pages"
    label = "pages"
