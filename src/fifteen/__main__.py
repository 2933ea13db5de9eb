"""`python -m fifteen` does what `fifteen` does."""

import sys

from fifteen.doors.cli import main

sys.exit(main())
