"""Programmes (O2): an office, its hosts, and the seekers who find them. On a server alone."""
