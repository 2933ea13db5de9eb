"""Tests are sentences about a small named world (world.py)."""
