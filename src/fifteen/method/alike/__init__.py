"""Are two rows of the book one person? A score, the reasons in words, and how all pairs that are
worth comparing are found in a large book (C1)."""
