"""Address books: read (`reading.read`) from files of other programs, and written (`write`)."""
