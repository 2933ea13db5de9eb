"""The application of a server's web processes."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
application = get_wsgi_application()
