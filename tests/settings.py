"""The product's settings, with a data folder that is thrown away."""

import os
import tempfile

os.environ["FIFTEEN_HOME"] = tempfile.mkdtemp(prefix="fifteen-tests-")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Fifteen is started often: compiled but once

from fifteen.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # as in the product; Django's runner adds one
