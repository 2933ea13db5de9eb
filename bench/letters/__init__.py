"""Labelled letters, written for this, and the score of the check on them."""
