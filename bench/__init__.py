"""Measurements: one command each, every figure a ratio to what it is compared with in one run."""
