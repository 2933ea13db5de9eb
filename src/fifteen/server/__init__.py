"""The server: accounts, settings from the environment, health. Never loaded at home."""
