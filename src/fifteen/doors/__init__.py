"""Other ways in: command line, worker. None decides anything."""
