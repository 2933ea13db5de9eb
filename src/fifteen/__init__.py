"""Fifteen runs a person's informational interviews, from the first name to the letter of thanks."""

__version__ = "0.1.0"
