"""The application of a server's web processes."""

import os

from django.core.wsgi import get_wsgi_application

from fifteen.server import logs

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
logs.quiet()
application = get_wsgi_application()
