"""The product's settings on a data folder that is thrown away, with one empty page to compare."""

import os
import tempfile

os.environ["FIFTEEN_HOME"] = tempfile.mkdtemp(prefix="fifteen-bench-")

from fifteen.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
